//! The relevant parts of a baked SVG, found in one pass.

use std::borrow::Cow;
use std::ops::Range;

use super::NAMESPACE;
use crate::bake::{BakeError, MAX_INPUT};
use crate::work::Work;
use crate::xml::{self, Bound, Event, Limits, Scanner, Tag, XmlError};

/// Namespace of Open Badges 1 and 2.
const OLD_NAMESPACE: &str = "http://openbadges.org";
const SVG: &str = "http://www.w3.org/2000/svg";
/// Other namespaces under which programs write the element `credential`, or none.
const OTHERS: [&str; 8] = [
    OLD_NAMESPACE,
    "https://openbadges.org",
    "http://purl.imsglobal.org/ob/v3p0",
    "https://purl.imsglobal.org/ob/v3p0/",
    "https://purl.imsglobal.org/spec/ob/v3p0",
    "https://purl.imsglobal.org/spec/ob/v3p0/",
    SVG,
    "",
];

/// An SVG and the badges in it.
#[derive(Debug)]
pub(super) struct Picture {
    /// The range of the root's start tag.
    pub(super) root: Range<usize>,
    /// The namespace to which the root binds the prefix `openbadges`.
    pub(super) prefix: Option<String>,
    /// The outermost `credential` elements, in the order of the document.
    pub(super) credentials: Vec<Element>,
    /// The outermost `assertion` elements of Open Badges 1 and 2, and `credential` elements of other namespaces, in the order
    /// of the document.
    pub(super) old_assertions: Vec<Element>,
}

/// A `credential` element, or an `assertion` of Open Badges 2.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) is_assertion: bool,
    pub(super) range: Range<usize>,
    /// The attribute `verify`, unless it is empty.
    pub(super) verify: Option<String>,
    /// Its own text, without that of inner elements.
    pub(super) text: String,
    /// Whether it contains an element.
    pub(super) holds_elements: bool,
    /// Whether it contains another `credential` element.
    pub(super) holds_another: bool,
}

impl Picture {
    /// Reads the whole document; costs one unit for each element that is kept.
    pub(super) fn read(svg: &str, work: &Work) -> Result<Self, BakeError> {
        let mut scanner = Scanner::new(svg, Limits::of_a_picture(MAX_INPUT)).map_err(refusal)?;
        let mut picture: Option<Self> = None;
        // The element whose text is collected, whether it is a credential, and the depth of its content.
        let mut inside: Option<(Element, bool, usize)> = None;
        while let Some(event) = scanner.next().map_err(refusal)? {
            match event {
                Event::Start(tag) => {
                    let Some(picture) = &mut picture else {
                        picture = Some(Self::of_root(&tag, &scanner)?);
                        continue;
                    };
                    let namespace = scanner.namespace(tag.prefix);
                    let is_credential = tag.local == "credential" && namespace == NAMESPACE;
                    let is_old = match tag.local {
                        "assertion" => namespace == OLD_NAMESPACE,
                        "credential" => OTHERS.contains(&namespace),
                        _ => false,
                    };
                    if let Some((element, _, _)) = &mut inside {
                        element.holds_elements = true;
                        element.holds_another |= is_credential;
                    } else if is_credential || is_old {
                        let element = Element::of(&tag)?;
                        if tag.is_empty {
                            picture.add(element, is_credential, work)?;
                        } else {
                            inside = Some((element, is_credential, scanner.depth()));
                        }
                    }
                }
                Event::End(end) => {
                    let ends = inside.take_if(|(_, _, depth)| scanner.depth() < *depth);
                    if let (Some((mut element, is_credential, _)), Some(picture)) = (ends, &mut picture) {
                        element.range.end = end;
                        picture.add(element, is_credential, work)?;
                    }
                }
                Event::Text(raw) => {
                    if let Some((element, _, _)) =
                        inside.as_mut().filter(|(_, _, depth)| scanner.depth() == *depth)
                    {
                        element.text.push_str(&xml::unescape(&lines(raw)).ok_or(BakeError::NotSvg)?);
                    }
                }
                Event::Cdata(raw) => {
                    if let Some((element, _, _)) =
                        inside.as_mut().filter(|(_, _, depth)| scanner.depth() == *depth)
                    {
                        element.text.push_str(&lines(raw));
                    }
                }
                Event::Comment(_) | Event::Instruction { .. } | Event::Doctype(_) => {}
            }
        }
        picture.ok_or(BakeError::NotSvg)
    }

    fn of_root(tag: &Tag<'_>, scanner: &Scanner<'_>) -> Result<Self, BakeError> {
        if tag.local != "svg" || !matches!(scanner.namespace(tag.prefix), "" | SVG) {
            return Err(BakeError::NotSvg);
        }
        let prefix = scanner.declared("openbadges").map(str::to_owned);
        Ok(Self { root: tag.range.clone(), prefix, credentials: Vec::new(), old_assertions: Vec::new() })
    }

    fn add(&mut self, element: Element, is_credential: bool, work: &Work) -> Result<(), BakeError> {
        work.spend(1)?;
        if is_credential {
            self.credentials.push(element);
        } else {
            self.old_assertions.push(element);
        }
        Ok(())
    }
}

impl Element {
    /// The content: the attribute `verify`, else the text.
    pub(super) fn content(&self) -> &str {
        self.verify.as_deref().unwrap_or(&self.text).trim()
    }

    /// Whether it holds a badge of Open Badges 3.0, which is misplaced in an `assertion`.
    pub(super) fn is_misplaced(&self, work: &Work) -> Result<bool, BakeError> {
        crate::bake::is_verifiable_credential(self.content(), work)
    }

    fn of(tag: &Tag<'_>) -> Result<Self, BakeError> {
        let verify = tag.attribute("verify").map(|one| one.value().ok_or(BakeError::NotSvg)).transpose()?;
        let verify = verify.map(Cow::into_owned).filter(|text| !text.trim().is_empty());
        Ok(Self {
            is_assertion: tag.local == "assertion",
            range: tag.range.clone(),
            verify,
            text: String::new(),
            holds_elements: false,
            holds_another: false,
        })
    }
}

/// Line ends as an XML parser normalises them (XML 1.0, section 2.11).
fn lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

fn refusal(error: XmlError) -> BakeError {
    match error {
        XmlError::Malformed(_) => BakeError::NotSvg,
        XmlError::Entities(_) => BakeError::Entities,
        XmlError::Limit(Bound::Bytes) => BakeError::TooLarge,
        XmlError::Limit(_) => BakeError::TooComplex,
    }
}
