//! The namespaces of prefixes (Namespaces in XML 1.0, sections 3 and 6).

use std::borrow::Cow;

use super::tag::Tag;
use super::{Bound, Limits, XmlError, reference};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The declarations in scope, innermost last.
pub(super) struct Scope<'a> {
    bindings: Vec<(&'a str, Cow<'a, str>)>,
    most: usize,
}

impl<'a> Scope<'a> {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { bindings: Vec::new(), most: limits.namespaces }
    }

    /// The number of declarations in scope, to return to with [`Scope::leave`].
    pub(super) fn depth(&self) -> usize {
        self.bindings.len()
    }

    pub(super) fn leave(&mut self, depth: usize) {
        self.bindings.truncate(depth);
    }

    /// Adds the declarations of a tag.
    pub(super) fn enter(&mut self, tag: &Tag<'a>) -> Result<(), XmlError> {
        for attribute in &tag.attributes {
            let prefix = match (attribute.prefix, attribute.local) {
                ("", "xmlns") => "",
                ("xmlns", local) => local,
                _ => continue,
            };
            let malformed = XmlError::Malformed(attribute.at);
            let uri = reference::unescape(attribute.raw).ok_or(malformed)?;
            let is_reserved = prefix == "xmlns"
                || (prefix == "xml") != (uri == XML)
                || uri == XMLNS
                || (!prefix.is_empty() && uri.is_empty());
            if is_reserved {
                return Err(malformed);
            }
            if self.bindings.len() == self.most {
                return Err(XmlError::Limit(Bound::Namespaces));
            }
            self.bindings.push((prefix, uri));
        }
        Ok(())
    }

    /// The namespace of an element's prefix, which is empty for the default one. None when the prefix is not
    /// declared.
    pub(super) fn of_element(&self, prefix: &str) -> Option<&str> {
        match self.bindings.iter().rev().find(|(declared, _)| *declared == prefix) {
            Some((_, uri)) => Some(uri),
            None if prefix.is_empty() => Some(""),
            None if prefix == "xml" => Some(XML),
            None => None,
        }
    }

    /// As [`Scope::of_element`], for an attribute: without a prefix it is in no namespace.
    pub(super) fn of_attribute(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "" => Some(""),
            "xmlns" => Some(XMLNS),
            prefix => self.of_element(prefix),
        }
    }
}
