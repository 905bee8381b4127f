//! SVG: the credential is the text of one `credential` element in the Open Badges namespace.

mod clean;
mod markup;
mod picture;

use std::borrow::Cow;

pub use self::clean::{clean, takes_a_badge};
use self::picture::{Element, Picture};
use super::found::{Found, bare};
use super::{BakeError, Extracted, Form};
use crate::work::Work;

const NAMESPACE: &str = "https://purl.imsglobal.org/ob/v3p0";

/// Puts a credential's text into an SVG as the first child of its root, a token into its attribute `verify`. An
/// existing credential is replaced. So is a text in the element of Open Badges 2 that is too complex to check,
/// because it may be one.
///
/// The text is kept, except that `>` after `]]` inside a JSON string becomes `\u003e`. The two characters that XML
/// cannot carry are escaped too. The JSON keeps its meaning.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities or exceeds the limits of [`crate::xml`], or the text is
/// neither a JSON object nor a compact JWS.
pub fn bake(svg: &str, credential: &str) -> Result<String, BakeError> {
    let form = super::form(credential).ok_or(BakeError::NotACredential)?;
    let svg = svg.trim_start_matches('\u{feff}');
    let work = Work::default();
    let picture = Picture::read(svg, &work)?;
    let old = picture.old_assertions.iter().filter(|element| element.is_misplaced(&work).unwrap_or(true));
    let clean = clean::without(svg, picture.credentials.iter().chain(old));
    // The root's own tag precedes all of them and has not moved.
    let declared = picture.prefix.as_deref();
    markup::insert(&clean, picture.root, &element(declared, credential, &form), declared.is_none())
        .ok_or(BakeError::NotSvg)
}

/// Extracts the credential of an SVG, matched by namespace, whatever the prefix. One in the element of Open Badges 2,
/// or under another namespace that programs write, is misplaced.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities, exceeds the limits of [`crate::xml`], or holds several
/// credentials, next to or inside each other.
pub fn extract(svg: &str) -> Result<Extracted, BakeError> {
    extract_within(svg, &Work::default())
}

/// As [`extract`], within a budget: one unit for each KiB of the file and of parsed text, and one for each element of
/// a badge and each value.
pub(super) fn extract_within(svg: &str, work: &Work) -> Result<Extracted, BakeError> {
    work.spend_bytes(svg.len())?;
    let picture = Picture::read(svg.trim_start_matches('\u{feff}'), work)?;
    let mut found = Found::default();
    match picture.credentials.as_slice() {
        [] => {}
        [one] => found.add_placed(Cow::Borrowed(content(one)?))?,
        _ => return Err(BakeError::SeveralCredentials),
    }
    if picture.old_assertions.iter().any(|element| element.holds_another) {
        return Err(BakeError::SeveralCredentials);
    }
    for element in &picture.old_assertions {
        if element.is_misplaced(work)? {
            found.add_misplaced(Cow::Borrowed(content(element)?))?;
        } else if element.is_assertion {
            found.add_assertion(Cow::Borrowed(element.content()));
        }
    }
    Ok(found.extracted())
}

/// A JWT is in the attribute `verify`, an embedded proof in the element's text (Open Badges 3.0, section 5.3.2).
fn content(element: &Element) -> Result<&str, BakeError> {
    match &element.verify {
        _ if element.holds_another => Err(BakeError::SeveralCredentials),
        Some(_) if !element.text.trim().is_empty() => Err(BakeError::SeveralCredentials),
        _ if element.holds_elements => Err(BakeError::NotPlainText),
        Some(token) => Ok(bare(token)),
        None => Ok(bare(&element.text)),
    }
}

/// The element to insert. If the root binds the usual prefix to another namespace, the element declares its own.
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

#[cfg(test)]
mod tests {
    use super::*;

    const BADGE: &str = r#"{"type":["VerifiableCredential"]}"#;

    #[test]
    fn a_badge_under_another_namespace_is_misplaced_and_another_element_is_none() {
        let svg = |namespace: &str, content: &str| {
            format!("<svg xmlns:b=\"{namespace}\"><b:credential><![CDATA[{content}]]></b:credential></svg>")
        };
        for namespace in
            ["http://openbadges.org", "http://purl.imsglobal.org/ob/v3p0", "http://www.w3.org/2000/svg"]
        {
            assert_eq!(extract(&svg(namespace, BADGE)), Ok(Extracted::Misplaced(BADGE.to_owned())));
            assert_eq!(extract(&svg(namespace, "name and word")), Ok(Extracted::JustAPicture));
        }
        assert_eq!(extract(&svg("https://other.example/", BADGE)), Ok(Extracted::JustAPicture));
        let two = svg("http://openbadges.org", BADGE)
            .replace("</svg>", &format!("<c xmlns=\"{NAMESPACE}\"><credential>{{}}</credential></c></svg>"));
        assert_eq!(extract(&two), Err(BakeError::SeveralCredentials));
    }

    #[test]
    fn an_empty_attribute_holds_no_token() {
        let svg = format!(
            "<svg xmlns:b=\"{NAMESPACE}\"><b:credential verify=\"\">\u{feff}{{}}</b:credential></svg>"
        );
        assert_eq!(extract(&svg), Ok(Extracted::Credential("{}".to_owned())));
    }
}
