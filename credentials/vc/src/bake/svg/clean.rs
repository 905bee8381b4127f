//! Preparing an uploaded SVG, so that a credential can be baked into it later.

use super::picture::{Element, Picture};
use super::{bake, extract};
use crate::bake::{BakeError, Cleaned, Extracted, SAMPLE};
use crate::work::Work;

/// The picture without the badges in it: each `credential` element in the namespace of Open Badges 3, each `assertion`
/// of Open Badges 2, and each element in which [`extract`] would find a badge, or that is too complex to check.
///
/// # Errors
/// The picture is not a well-formed SVG, defines entities or exceeds the limits of [`crate::xml`].
pub fn clean(svg: &str) -> Result<Cleaned<String>, BakeError> {
    let work = Work::default();
    let picture = Picture::read(svg, &work)?;
    let is_badge = |one: &&Element| one.is_assertion || one.is_misplaced(&work).unwrap_or(true);
    let badges: Vec<_> =
        picture.credentials.iter().chain(picture.old_assertions.iter().filter(is_badge)).collect();
    let held_badge = !badges.is_empty();
    Ok(Cleaned { picture: without(svg, badges.into_iter()), held_badge })
}

/// Whether a sample that is baked into the picture can be extracted again.
#[must_use]
pub fn takes_a_badge(svg: &str) -> bool {
    bake(svg, SAMPLE).and_then(|baked| extract(&baked)) == Ok(Extracted::Credential(SAMPLE.to_owned()))
}

/// The document without these elements.
pub(super) fn without<'a>(svg: &str, elements: impl Iterator<Item = &'a Element>) -> String {
    let mut clean = svg.to_owned();
    let mut ranges: Vec<_> = elements.map(|one| one.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    for range in ranges.into_iter().rev() {
        clean.replace_range(range, "");
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"http://openbadges.org\" \
             xmlns:n=\"https://purl.imsglobal.org/ob/v3p0\"><g>{inside}</g><path/></svg>"
        )
    }

    #[test]
    fn a_badge_of_any_version_is_removed_and_the_drawing_stays() {
        for badge in [
            "<o:assertion verify=\"https://old.example/1\"/>",
            "<o:assertion verify=\"x\"><![CDATA[{\"a\": 1}]]></o:assertion>",
            "<n:credential verify=\"eyJ.eyJ.x\"/>",
            "<n:credential><![CDATA[{}]]></n:credential>",
            "<credential>{\"type\": \"VerifiableCredential\"}</credential>",
        ] {
            let cleaned = clean(&svg(badge)).unwrap();
            assert_eq!(cleaned, Cleaned { picture: svg(""), held_badge: true }, "{badge}");
            assert!(takes_a_badge(&cleaned.picture));
        }
    }

    #[test]
    fn a_picture_without_a_badge_stays_as_it_is() {
        let picture = svg("<rect/><credential>name and word</credential>");
        assert_eq!(clean(&picture), Ok(Cleaned { picture: picture.clone(), held_badge: false }));
        assert!(takes_a_badge(&picture));
    }
}
