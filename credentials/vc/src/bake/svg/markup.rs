//! Inserting an element into the text of an SVG without touching the rest of it.

use std::ops::Range;

use super::NAMESPACE;

/// The document with `element` as first child of its root, whose place in the text is `root`, and, if `declare`, with
/// the prefix `openbadges` declared there. None when the root's tag is not found at that place.
pub(super) fn insert(svg: &str, root: Range<usize>, element: &str, declare: bool) -> Option<String> {
    let (before, from_root) = svg.split_at_checked(root.start)?;
    let tag = from_root.get(..tag_length(from_root)?)?;
    let after = from_root.get(tag.len()..)?;
    let name_length = tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>')?;
    let (open, attributes) = tag.split_at_checked(name_length)?;
    let name = open.strip_prefix('<')?;
    let declaration = if declare { format!(" xmlns:openbadges=\"{NAMESPACE}\"") } else { String::new() };
    Some(match attributes.strip_suffix("/>") {
        Some(attributes) => format!("{before}{open}{declaration}{attributes}>{element}</{name}>{after}"),
        None => format!("{before}{open}{declaration}{attributes}{element}{after}"),
    })
}

/// Length of the tag at the start of the text, including its `>`; one inside an attribute's quotes does not count.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_may_hold_the_sign_that_ends_a_tag() {
        let svg = "<svg a='x>y' b=\">'\"><g/></svg>";
        let baked = insert(svg, 0..svg.len(), "<e/>", false).unwrap();
        assert_eq!(baked, "<svg a='x>y' b=\">'\"><e/><g/></svg>");
    }

    #[test]
    fn a_root_without_children_is_opened() {
        let baked = insert("<s:svg/>", 0..8, "<e/>", true).unwrap();
        assert_eq!(baked, format!("<s:svg xmlns:openbadges=\"{NAMESPACE}\"><e/></s:svg>"));
    }
}
