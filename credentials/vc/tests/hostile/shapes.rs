//! Small inputs that cost a naive verifier minutes. `examples/hostile.rs` also uses them, and prints their cost.

#[path = "pictures.rs"]
mod pictures;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

const MINIMAL: &str = include_str!("../fixtures/ob3-minimal.json");
const SIGNED: &str = include_str!("../fixtures/ob3-minimal-signed.json");

fn badge() -> Value {
    serde_json::from_str(SIGNED).unwrap_or_else(|_| serde_json::from_str(MINIMAL).unwrap_or_default())
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// A badge with these additional members.
fn with(members: &Value) -> Vec<u8> {
    let mut badge = badge();
    if let (Some(badge), Some(members)) = (badge.as_object_mut(), members.as_object()) {
        badge.extend(members.clone());
    }
    bytes(&badge)
}

/// Organisations whose blank nodes all refer to each other.
fn clique(nodes: usize) -> Vec<u8> {
    let node = |at: usize| {
        let others: Vec<Value> = (0..nodes)
            .filter(|other| *other != at)
            .map(|other| json!({"id": format!("_:b{other}")}))
            .collect();
        json!({"id": format!("_:b{at}"), "type": ["Profile"], "parentOrg": others})
    };
    let nodes: Vec<Value> = (0..nodes).map(node).collect();
    with(&json!({"issuer": {"id": "did:example:1", "type": ["Profile"], "parentOrg": nodes}}))
}

/// Identical parents, each with identical children: every order of the children is tried.
fn twins(parents: usize, children: usize) -> Vec<u8> {
    let alignment = json!({"type": ["Alignment"], "targetName": "A", "targetUrl": "https://a.example/1"});
    let result = json!({"type": ["Result"], "value": "1", "alignment": vec![alignment; children]});
    let mut badge = badge();
    if let Some(subject) = badge.get_mut("credentialSubject").and_then(Value::as_object_mut) {
        subject.insert("result".to_owned(), json!(vec![result; parents]));
    }
    bytes(&badge)
}

/// A tree of identical blank nodes, of this depth and width.
fn tree(depth: usize, width: usize) -> Value {
    if depth == 0 {
        return json!({"type": ["Profile"]});
    }
    json!({"type": ["Profile"], "parentOrg": vec![tree(depth - 1, width); width]})
}

/// Lists with identical items.
fn lists(count: usize, items: usize) -> Vec<u8> {
    let description = json!({"type": ["ResultDescription"], "allowedValue": vec!["A"; items]});
    with(&json!({"evidence": vec![json!({"type": ["Evidence"], "name": "x"}); count],
        "resultDescription": vec![description; count]}))
}

fn endorsements(count: usize) -> Vec<u8> {
    let mut inner = badge();
    let contexts = inner.get("@context").cloned().unwrap_or_default();
    if let Some(members) = inner.as_object_mut() {
        members.insert("@context".to_owned(), contexts);
        members.insert("type".to_owned(), json!(["VerifiableCredential", "EndorsementCredential"]));
        members.insert(
            "credentialSubject".to_owned(),
            json!({"id": "urn:x", "type": ["EndorsementSubject"], "endorsementComment": "x"}),
        );
    }
    with(&json!({"endorsement": vec![inner; count]}))
}

/// Objects of many different types, so that each requires another context.
fn contexts(count: usize) -> Vec<u8> {
    const TYPES: [&str; 10] = [
        "Achievement",
        "Address",
        "Alignment",
        "Criteria",
        "Evidence",
        "Image",
        "Profile",
        "Related",
        "Result",
        "IdentityObject",
    ];
    let kinds = |at: usize| -> Vec<&str> {
        TYPES.iter().enumerate().filter(|(bit, _)| at >> bit & 1 == 1).map(|(_, name)| *name).collect()
    };
    with(&json!({"evidence": (1..=count).map(|at| json!({"type": kinds(at)})).collect::<Vec<_>>()}))
}

fn svg(inside: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\">{inside}</svg>")
        .into_bytes()
}

fn nested_namespaces(depth: usize, each: usize) -> Vec<u8> {
    let declared: Vec<String> = (0..each).map(|at| format!(" xmlns:n{at}=\"urn:{at}\"")).collect();
    let declared = declared.concat();
    svg(&format!("{}{}", format!("<g{declared}>").repeat(depth), "</g>".repeat(depth)))
}

fn many_attributes(elements: usize, each: usize) -> Vec<u8> {
    let attributes: Vec<String> = (0..each).map(|at| format!(" a{at}=\"\"")).collect();
    let attributes = attributes.concat();
    svg(&format!("<g{attributes}/>").repeat(elements))
}

/// A picture of this many bytes that contains a badge.
fn large_picture(bytes: usize) -> Vec<u8> {
    let path = "<path d=\"M0 0L10 10L20 0Z\" fill=\"#206040\"/>";
    svg(&format!("<o:credential><![CDATA[{SIGNED}]]></o:credential>{}", path.repeat(bytes / path.len())))
}

/// A picture whose badge is a text with references, of this many bytes.
fn large_text(bytes: usize) -> Vec<u8> {
    let picture = "iVBORw0K&#43;&amp;".repeat(bytes / 18);
    svg(&format!(
        "<o:credential>{}{picture}</o:credential>",
        SIGNED.replace('&', "&amp;").replace('<', "&lt;")
    ))
}

/// A badge with an embedded picture of this many bytes: this text repeated.
fn large_badge(bytes: usize, text: &str) -> Vec<u8> {
    let mut badge = badge();
    let picture = format!("data:image/png;base64,{}", text.repeat(bytes / text.len()));
    if let Some(achievement) =
        badge.pointer_mut("/credentialSubject/achievement").and_then(Value::as_object_mut)
    {
        achievement.insert("image".to_owned(), json!({"id": picture, "type": "Image"}));
    }
    self::bytes(&badge)
}

fn token(payload: &Value) -> Vec<u8> {
    let header = json!({"alg": "EdDSA", "typ": "JWT", "kid": "https://a.example/key"});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2ln", part(&header), part(payload)).into_bytes()
}

/// A picture of 8 MiB full of elements of Open Badges 2 with this text.
fn old_elements(text: &str) -> Vec<u8> {
    let element = format!("<b:assertion xmlns:b=\"http://openbadges.org\">{text}</b:assertion>");
    svg(&element.repeat((8 << 20) / element.len() - 1))
}

/// Every shape with its name. Those with `8 MiB` in the name may cost 150 ms, all others 50.
pub(crate) fn all() -> Vec<(String, Vec<u8>)> {
    let mut shapes: Vec<(String, Vec<u8>)> =
        (4..=12).map(|nodes| (format!("clique of {nodes}"), clique(nodes))).collect();
    for (parents, children) in [(2, 4), (2, 6), (2, 8), (2, 10), (4, 8), (8, 8), (40, 40), (2, 1_400)] {
        shapes.push((format!("{parents} twins with {children} children"), twins(parents, children)));
    }
    for (depth, width) in [(3, 3), (5, 3), (8, 2), (2, 12), (9, 2)] {
        shapes.push((
            format!("tree {depth} deep and {width} wide"),
            with(&json!({"issuer": {"id": "did:example:1", "type": ["Profile"], "parentOrg": tree(depth, width)}})),
        ));
    }
    let root_proof = badge().pointer("/proof/0").or(badge().get("proof")).cloned().unwrap_or_default();
    let same = json!({"id": "urn:same", "type": ["Evidence"], "name": "x"});
    let deep = format!("{}1{}", "{\"a\":".repeat(200_000), "}".repeat(200_000));
    shapes.extend([
        ("lists of 30 and 40".to_owned(), lists(30, 40)),
        ("list of 5,000".to_owned(), lists(1, 5_000)),
        ("32 proofs".to_owned(), with(&json!({"proof": vec![root_proof; 32]}))),
        ("8 endorsements".to_owned(), endorsements(8)),
        ("32 endorsements".to_owned(), endorsements(32)),
        ("500 endorsements".to_owned(), endorsements(500)),
        ("1,000 contexts".to_owned(), contexts(1_000)),
        ("2,900 objects of one id".to_owned(), with(&json!({"evidence": vec![same; 2_900]}))),
        ("900,000 values".to_owned(), with(&json!({"evidence": vec![json!([]); 900_000]}))),
        ("nested 200,000 deep".to_owned(), deep.into_bytes()),
        ("namespaces, 60 deep".to_owned(), nested_namespaces(60, 1)),
        ("namespaces, 20,000 deep".to_owned(), nested_namespaces(20_000, 4)),
        ("20,000 attributes".to_owned(), many_attributes(1, 20_000)),
        ("120 attributes in 1,000 elements".to_owned(), many_attributes(1_000, 120)),
        ("200 attributes in 1,000 elements".to_owned(), many_attributes(1_000, 200)),
        ("picture of 8 MiB".to_owned(), large_picture((8 << 20) - 20_000)),
        ("attributes in 8 MiB".to_owned(), many_attributes(180_000, 7)),
        ("references in 8 MiB".to_owned(), large_text((8 << 20) - 20_000)),
        ("badge of 8 MiB".to_owned(), large_badge((8 << 20) - 20_000, "iVBORw0K")),
        ("line breaks in 8 MiB".to_owned(), large_badge((4 << 20) - 20_000, "\n")),
        (
            "values in a text of 8 MiB".to_owned(),
            bytes(&json!(format!("[{}[]]", "[],".repeat((8 << 20) / 3 - 10)))),
        ),
        ("token of 120,000 values".to_owned(), token(&json!({"a": vec![1; 120_000]}))),
        ("values in old elements of 8 MiB".to_owned(), old_elements(&format!("[{}1]", "1,".repeat(1_000)))),
    ]);
    shapes.extend(pictures::all());
    shapes
}
