//! Compares the fast path with the general one: for a mutated document, any result of the first must equal that of
//! the second.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise, and prints what it compared"
)]

use serde_json::{Map, Value, json};

use jsonld::general_nquads;
use rdf::canonical::{
    CanonicalError, ExtraContext, RdfcHash, UnsupportedForm, canonical_nquads, canonical_nquads_with,
};
use rdf::contexts;

const DOCUMENTS: [&str; 3] = [
    include_str!("../../vc/tests/fixtures/ob3-minimal.json"),
    include_str!("../../vc/tests/fixtures/ob3-full.json"),
    include_str!("../../vc/tests/fixtures/status-list-credential.json"),
];

/// Number of mutated documents in one run.
const MUTATIONS: usize = 2_000;

/// Without a general path: what the fast path gives, or why it gives nothing.
fn fast(document: &Value) -> Result<String, CanonicalError> {
    canonical_nquads(document)
}

fn general(document: &Value) -> Result<String, CanonicalError> {
    general_nquads(document, &[], RdfcHash::Sha256)
}

/// A small random number generator (xorshift), so that a run is reproducible.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// JSON Pointers of all values except the root.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| {
        let here = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        found.push(here.clone());
        pointers(value, &here, found);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| below(name, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, value)| below(&i.to_string(), value)),
        _ => {}
    }
}

/// Values that are unusual in one place or another.
fn oddities() -> Vec<Value> {
    let texts = [
        "",
        "@foo",
        "@id",
        "@none",
        "x",
        "a b",
        "_:b0",
        "id",
        "type",
        "name",
        "urn:x",
        "xsd:string",
        "https://a.example/b c",
        "http://[::1",
        "Achievement",
        "Profile",
        "Result",
        "Image",
        "\u{fffe}",
        "tab\tand \"quote\" \u{7f}",
        "ext:own",
        "sec:x",
        "assertionMethod",
        "did:web:x#y",
        "2026-01-01T00:00:00Z",
    ];
    let mut values: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    values.extend([
        json!(null),
        json!([]),
        json!({}),
        json!(true),
        json!(0),
        json!(2.0),
        json!(48.25),
        json!(0.000_001),
        json!(1e15),
        json!([null, "a", "a"]),
        json!([["a"], "b"]),
        json!({"id": "urn:x"}),
        json!({"id": null}),
        json!({"@value": "x"}),
        json!({"@value": "x", "@language": "de-DE"}),
        json!({"@value": "x", "@language": "d_e"}),
        json!({"@value": 1}),
        json!({"@list": ["a"]}),
        json!({"@id": "urn:x"}),
        json!({"type": ["Achievement", "Result"], "name": "x"}),
        json!({"type": "Profile", "id": "urn:p", "name": "x"}),
        json!([{"id": "urn:x"}, {"id": "urn:x"}]),
        json!({"@context": contexts::V2, "id": "urn:x", "name": "x"}),
        json!({"type": ["VerifiablePresentation"]}),
    ]);
    values
}

fn all_contexts(chance: &mut Chance) -> Value {
    let known: Vec<&str> = contexts::all().iter().map(|context| context.url).collect();
    let mut list: Vec<Value> = (0..=chance.below(3)).map(|_| json!(chance.one(&known))).collect();
    if chance.below(3) > 0 {
        list.insert(0, json!(contexts::V2));
    }
    if chance.below(9) == 0 { json!(chance.one(&known)) } else { Value::Array(list) }
}

fn mutate(document: &mut Value, chance: &mut Chance) {
    let mut places = Vec::new();
    pointers(document, "", &mut places);
    let place = chance.one(&places).clone();
    let from = chance.one(&places).clone();
    let donor = document.pointer(&from).unwrap().clone();
    let value = document.pointer_mut(&place).unwrap();
    let (parent, name) = place.rsplit_once('/').unwrap();
    match chance.below(10) {
        0 => *value = chance.one(&oddities()).clone(),
        1 => *value = donor,
        2 => *value = json!([value.take()]),
        3 => *value = json!([value.clone(), value.clone()]),
        4 => document["@context"] = all_contexts(chance),
        5 if value.is_object() => value["@context"] = all_contexts(chance),
        6 if value.is_string() => *value = json!(format!("{}x", value.as_str().unwrap())),
        7 if value.is_object() => {
            let names = [
                "name",
                "criteria",
                "alignment",
                "id",
                "type",
                "tag",
                "proof",
                "cnf",
                "zzz",
                "image",
                "",
                "a:b",
                "endorsement",
            ];
            value[*chance.one(&names)] = chance.one(&oddities()).clone();
        }
        8 if value.is_object() => {
            let kinds = [
                "Achievement",
                "Result",
                "Profile",
                "Image",
                "Evidence",
                "EndorsementCredential",
                "IdentityObject",
                "JsonWebKey",
            ];
            value["type"] = json!([chance.one(&kinds), chance.one(&kinds)]);
        }
        _ => remove(document.pointer_mut(parent).unwrap(), name),
    }
}

fn remove(parent: &mut Value, name: &str) {
    match parent {
        Value::Object(members) => drop(members.shift_remove(name)),
        Value::Array(items) => drop(items.remove(name.parse().unwrap())),
        _ => {}
    }
}

/// The lines that only one result has, and the document.
fn difference(
    found: &Result<String, CanonicalError>,
    general: &Result<String, CanonicalError>,
    document: &Value,
) -> String {
    match (found, general) {
        (Ok(ours), Ok(theirs)) => {
            let only = |a: &str, b: &str| {
                a.lines().filter(|l| !b.contains(l)).map(str::to_owned).collect::<Vec<_>>()
            };
            format!(
                "fast only: {:#?}, general only: {:#?}, {document}",
                only(ours, theirs),
                only(theirs, ours)
            )
        }
        _ => format!("general: {general:?}, fast: {}, {document}", found.is_ok()),
    }
}

/// The general path refuses a context that is repeated under another address as a change of protected terms;
/// jsonld.js finds the definitions equal, following JSON-LD API 1.1, section 4.2.2, step 27: `[v2, status/v1]`. The
/// general path then only reports that it cannot judge; in `tests/differential` jsonld.js checks the fast path.
fn cannot_judge(general: &Result<String, CanonicalError>) -> bool {
    *general == Err(CanonicalError::Unsupported(UnsupportedForm::ProtectedTerm))
}

#[test]
fn whatever_the_fast_path_says_of_a_mutated_document_the_general_path_says_too() {
    let mut chance = Chance(0x1985_1010_5eed);
    let (mut covered, mut unjudged, mut left, mut other) = (0, 0, 0, 0);
    for _ in 0..MUTATIONS {
        let text: &str = DOCUMENTS[chance.below(DOCUMENTS.len())];
        let mut document: Value = serde_json::from_str(text).unwrap();
        for _ in 0..=chance.below(2) {
            mutate(&mut document, &mut chance);
        }
        let (found, general) = (fast(&document), general(&document));
        if cannot_judge(&general) {
            unjudged += 1;
        } else if found.is_ok() {
            assert!(found == general, "{}", difference(&found, &general, &document));
            covered += 1;
        } else if general.is_ok() {
            left += 1;
            assert!(found.as_ref().is_err_and(CanonicalError::is_unsupported), "{found:?} {document}");
        } else if found != general {
            other += 1;
            println!("{found:?} | {general:?}");
        }
    }
    println!(
        "{covered} alike, {unjudged} not judged by the general path, {left} left to it, {other} refused otherwise"
    );
    assert!(covered > MUTATIONS / 5 && unjudged + left < MUTATIONS / 10, "{covered} {unjudged} {left}");
}

#[test]
fn documents_as_they_are_issued_are_covered() {
    for text in DOCUMENTS {
        let document: Value = serde_json::from_str(text).unwrap();
        assert_eq!(fast(&document), general(&document));
    }
}

/// The context of the W3C's test suites, and one with a term more.
#[test]
fn further_contexts_are_converted_alike() {
    let vocabulary = r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#;
    let with_term = r#"{"@context": {"@vocab": "urn:v:", "level": {"@id": "urn:l", "@type": "@vocab"}, "part": "urn:p"}}"#;
    let members = [
        json!({"alumniOf": {"type": "University", "motto": [{"@value": "x", "@language": "la"}, 2, true, null]}}),
        json!({"level": "high", "part": {"id": "urn:x", "level": ["urn:high", "part"], "of": "urn:y"}}),
        json!({"type": ["VerifiableCredential", "Own"], "name": "x"}),
        json!({"a/b": "x", "ö": "y"}),
        json!({"a b": "not an identifier"}),
        json!({"type": ["a b"]}),
        json!({"level": "a b"}),
        json!({"urn:own": "x"}),
    ];
    for (text, more) in
        [vocabulary, with_term].into_iter().flat_map(|text| members.iter().map(move |more| (text, more)))
    {
        let url = "https://context.example/v1";
        let extra = [ExtraContext { url, text }];
        let mut document =
            json!({"@context": [contexts::V2, url], "id": "urn:d", "type": "VerifiableCredential"});
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let found = canonical_nquads_with(&document, &extra, RdfcHash::Sha256);
        let general = general_nquads(&document, &extra, RdfcHash::Sha256);
        if found.is_ok() {
            assert_eq!(found, general, "{document}");
        }
        let is_covered = general.is_ok() && !more.to_string().contains("urn:own");
        assert_eq!(found.is_ok(), is_covered, "{document} {found:?} {general:?}");
    }
}

#[test]
fn a_member_without_a_name_is_never_skipped() {
    let mut document: Map<String, Value> = serde_json::from_str(DOCUMENTS[0]).unwrap();
    document.insert(String::new(), json!("unsigned"));
    assert_eq!(fast(&Value::Object(document)), Err(CanonicalError::EmptyMember));
}
