//! Start tags and their attributes (XML 1.0, section 3.1).

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::BuildHasher as _;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::{Bound, Limits, XmlError, name, reference};

/// Up to this number, names are compared with each other without a set.
const FEW: usize = 8;

/// A start tag, or the tag of an empty element.
#[derive(Clone, Debug)]
pub struct Tag<'a> {
    /// The prefix of its name, empty where there is none.
    pub prefix: &'a str,
    /// The local part of its name.
    pub local: &'a str,
    /// In the order of the text, including declarations of namespaces.
    pub attributes: Vec<Attribute<'a>>,
    /// Whether it is an empty element, which has no end tag.
    pub is_empty: bool,
    /// Its byte range in the text.
    pub range: Range<usize>,
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// The prefix of its name, empty where there is none.
    pub prefix: &'a str,
    /// The local part of its name.
    pub local: &'a str,
    /// The text between the quotes, references unresolved.
    pub raw: &'a str,
    /// The start offset of its name.
    pub at: usize,
    /// The offset after its closing quote.
    pub end: usize,
}

impl<'a> Attribute<'a> {
    /// Its value. White space becomes spaces (section 3.3.3). None when it has an unknown reference.
    #[must_use]
    pub fn value(&self) -> Option<Cow<'a, str>> {
        if self.raw.contains(['\t', '\n', '\r']) {
            let spaced = self.raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
            return reference::unescape(&spaced).map(|value| Cow::Owned(value.into_owned()));
        }
        reference::unescape(self.raw)
    }
}

impl<'a> Tag<'a> {
    /// The value of the attribute of this name in no namespace.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.prefix.is_empty() && attribute.local == name)
    }

    /// Reads the tag that begins at `at`.
    pub(super) fn read(text: &'a str, at: usize, limits: &Limits) -> Result<Self, XmlError> {
        let mut reader = Reader { text, at: at + 1 };
        let (prefix, local) = reader.name()?;
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        let is_empty = loop {
            let spaced = reader.skip_space();
            match reader.rest().as_bytes() {
                [b'>', ..] => {
                    reader.at += 1;
                    break false;
                }
                [b'/', b'>', ..] => {
                    reader.at += 2;
                    break true;
                }
                _ if !spaced => return Err(reader.malformed()),
                _ if attributes.len() == limits.attributes => {
                    return Err(XmlError::Limit(Bound::Attributes));
                }
                _ => attributes.push(reader.attribute()?),
            }
        };
        let tag = Self { prefix, local, attributes, is_empty, range: at..reader.at };
        if tag.has_doubles() { Err(XmlError::Malformed(at)) } else { Ok(tag) }
    }

    /// Whether two attributes have one name (section 3.1, "Unique Att Spec").
    fn has_doubles(&self) -> bool {
        let name = |attribute: &Attribute<'a>| (attribute.prefix, attribute.local);
        if self.attributes.len() <= FEW {
            // Most elements have few attributes; comparing their hashes is cheapest.
            let mut hashes = [0; FEW];
            for (place, one) in self.attributes.iter().enumerate() {
                let hash = FixedState::default().hash_one(name(one));
                let before = hashes.iter().take(place).zip(&self.attributes);
                if before.into_iter().any(|(other, attribute)| *other == hash && name(attribute) == name(one))
                {
                    return true;
                }
                if let Some(free) = hashes.get_mut(place) {
                    *free = hash;
                }
            }
            return false;
        }
        let mut names = HashSet::with_capacity_and_hasher(self.attributes.len(), FixedState::default());
        self.attributes.iter().any(|attribute| !names.insert(name(attribute)))
    }
}

/// A reader for the inside of a tag.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn malformed(&self) -> XmlError {
        XmlError::Malformed(self.at)
    }

    /// Skips white space; returns whether there was any.
    pub(super) fn skip_space(&mut self) -> bool {
        let length =
            self.rest().bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += length;
        length > 0
    }

    pub(super) fn name(&mut self) -> Result<(&'a str, &'a str), XmlError> {
        let whole = self.rest().get(..name::length(self.rest())).filter(|name| !name.is_empty());
        let whole = whole.ok_or(self.malformed())?;
        let parts = name::split(whole).ok_or(self.malformed())?;
        self.at += whole.len();
        Ok(parts)
    }

    fn attribute(&mut self) -> Result<Attribute<'a>, XmlError> {
        let at = self.at;
        let (prefix, local) = self.name()?;
        self.skip_space();
        let after = self.rest().strip_prefix('=').ok_or(self.malformed())?;
        self.at = self.text.len() - after.len();
        self.skip_space();
        let quoted = self.rest();
        let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(self.malformed())?;
        let inside = quoted.get(1..).unwrap_or_default();
        let end = inside.find(quote).ok_or(self.malformed())?;
        let raw = inside.get(..end).unwrap_or_default();
        if raw.contains('<') {
            return Err(self.malformed());
        }
        self.at += end + 2;
        Ok(Attribute { prefix, local, raw, at, end: self.at })
    }
}
