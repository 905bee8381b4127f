//! SVG: the credential is the text of one `credential` element in the Open Badges namespace.

mod markup;
mod picture;

use self::picture::{Element, Picture};
use super::{BakeError, Extracted, Form};

const NAMESPACE: &str = "https://purl.imsglobal.org/ob/v3p0";

/// Puts a credential's text into an SVG as the first child of its root, a token into its attribute `verify`. One that is in
/// there already is replaced.
///
/// The text is kept, except that `>` after `]]` inside a JSON string becomes `\u003e`, and so do the two characters that
/// XML cannot carry: the JSON says the same.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities, is beyond the bounds of [`crate::xml`], or the text is neither a
/// JSON object nor a compact JWS.
pub fn bake(svg: &str, credential: &str) -> Result<String, BakeError> {
    let form = super::form(credential).ok_or(BakeError::NotACredential)?;
    let svg = svg.trim_start_matches('\u{feff}');
    let picture = Picture::read(svg)?;
    let mut clean = svg.to_owned();
    let old = picture.old_assertions.iter().filter(|element| element.is_misplaced());
    let mut ranges: Vec<_> = picture.credentials.iter().chain(old).map(|one| one.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    for range in ranges.into_iter().rev() {
        clean.replace_range(range, "");
    }
    // The root's own tag comes before all of them and has not moved.
    let declared = picture.prefix.as_deref();
    markup::insert(&clean, picture.root, &element(declared, credential, &form), declared.is_none())
        .ok_or(BakeError::NotSvg)
}

/// Takes the credential out of an SVG, matched by namespace, whatever the prefix. One in the element of Open Badges 2 is
/// misplaced.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities, is beyond the bounds of [`crate::xml`], or holds several
/// credentials, beside or inside each other.
pub fn extract(svg: &str) -> Result<Extracted, BakeError> {
    let picture = Picture::read(svg.trim_start_matches('\u{feff}'))?;
    let placed = match picture.credentials.as_slice() {
        [] => Vec::new(),
        [one] => vec![content(one)?],
        _ => return Err(BakeError::SeveralCredentials),
    };
    let (misplaced, old): (Vec<_>, Vec<_>) =
        picture.old_assertions.iter().partition(|element| element.is_misplaced());
    if picture.old_assertions.iter().any(|element| element.holds_another) {
        return Err(BakeError::SeveralCredentials);
    }
    let misplaced = misplaced.into_iter().map(content).collect::<Result<_, _>>()?;
    super::choose(placed, misplaced, old.first().map(|element| element.content().to_owned()))
}

/// A JWT stands in the attribute `verify`, an embedded proof in the element's text (Open Badges 3.0, section 5.3.2).
fn content(element: &Element) -> Result<String, BakeError> {
    match &element.verify {
        _ if element.holds_another => Err(BakeError::SeveralCredentials),
        Some(_) if !element.text.trim().is_empty() => Err(BakeError::SeveralCredentials),
        _ if element.holds_elements => Err(BakeError::NotPlainText),
        Some(token) => Ok(token.trim().to_owned()),
        None => Ok(element.text.trim().to_owned()),
    }
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
