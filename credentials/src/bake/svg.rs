//! SVG: the credential is the text of one `credential` element in the Open Badges namespace.

mod markup;

use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::{BakeError, Extracted, Form, MAX_INPUT};

const NAMESPACE: &str = "https://purl.imsglobal.org/ob/v3p0";
/// Namespace of Open Badges 1 and 2.
const OLD_NAMESPACE: &str = "http://openbadges.org";
const SVG: &str = "http://www.w3.org/2000/svg";

/// Puts a credential's text into an SVG as the first child of its root, a token into its attribute `verify`. One that is in
/// there already is replaced.
///
/// The text is kept, except that `>` after `]]` inside a JSON string becomes `\u003e`, and so do the two characters that
/// XML cannot carry: the JSON says the same.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities, or the text is neither a JSON object nor a compact
/// JWS.
pub fn bake(svg: &str, credential: &str) -> Result<String, BakeError> {
    let form = super::form(credential).ok_or(BakeError::NotACredential)?;
    let svg = svg.trim_start_matches('\u{feff}');
    let document = parse(svg)?;
    let mut clean = svg.to_owned();
    for range in
        credentials(&document).map(|node| node.range()).collect::<Vec<Range<usize>>>().into_iter().rev()
    {
        clean.replace_range(range, "");
    }
    let document = parse(&clean)?;
    let root = document.root_element();
    let declared = root.lookup_namespace_uri(Some("openbadges"));
    markup::insert(&clean, root.range(), &element(declared, credential, &form), declared.is_none())
        .ok_or(BakeError::NotSvg)
}

/// Takes the credential out of an SVG, matched by namespace, whatever the prefix.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities, or holds several credentials.
pub fn extract(svg: &str) -> Result<Extracted, BakeError> {
    let document = parse(svg.trim_start_matches('\u{feff}'))?;
    let mut found = credentials(&document);
    let text = match (found.next(), found.next()) {
        (None, _) => {
            return Ok(old_assertion(&document).map_or(Extracted::JustAPicture, Extracted::OpenBadges2));
        }
        (Some(one), None) => content(one),
        (Some(_), Some(_)) => return Err(BakeError::SeveralCredentials),
    };
    Ok(Extracted::Credential(text))
}

fn parse(svg: &str) -> Result<Document<'_>, BakeError> {
    if svg.len() > MAX_INPUT {
        return Err(BakeError::TooLarge);
    }
    if svg.contains("<!ENTITY") {
        return Err(BakeError::Entities);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 1_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).map_err(|_| BakeError::NotSvg)?;
    let root = document.root_element().tag_name();
    if root.name() == "svg" && matches!(root.namespace(), None | Some(SVG)) {
        Ok(document)
    } else {
        Err(BakeError::NotSvg)
    }
}

/// The outermost credential elements, in document order.
fn credentials<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let is_one =
        |node: &Node<'_, '_>| node.is_element() && node.tag_name() == (NAMESPACE, "credential").into();
    document
        .root_element()
        .descendants()
        .filter(move |node| is_one(node) && !node.ancestors().skip(1).any(|above| is_one(&above)))
}

/// A JWT stands in the attribute `verify`, an embedded proof in the element's text.
fn content(node: Node<'_, '_>) -> String {
    match node.attribute("verify") {
        Some(jwt) => jwt.trim().to_owned(),
        None => text(node),
    }
}

fn text(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|part| part.text()).collect::<String>().trim().to_owned()
}

fn old_assertion(document: &Document<'_>) -> Option<String> {
    let old = |node: &Node<'_, '_>| node.tag_name() == (OLD_NAMESPACE, "assertion").into();
    document
        .descendants()
        .find(old)
        .map(|node| node.attribute("verify").map_or_else(|| text(node), str::to_owned))
}

/// The element to insert. A root that has given the usual prefix to another namespace keeps it.
fn element(declared: Option<&str>, credential: &str, form: &Form) -> String {
    let own = match declared {
        None | Some(NAMESPACE) => String::new(),
        Some(_) => format!(" xmlns:openbadges=\"{NAMESPACE}\""),
    };
    if matches!(form, Form::Token) {
        return format!("<openbadges:credential{own} verify=\"{credential}\"/>");
    }
    let text =
        credential.replace("]]>", "]]\\u003e").replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff");
    format!("<openbadges:credential{own}><![CDATA[{text}]]></openbadges:credential>")
}
