//! The scanner: one pass over a document (XML 1.0, section 2.1).

use super::scope::Scope;
use super::tag::{Reader, Tag};
use super::{Bound, Limits, XmlError};

/// The next part of a document.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// A start tag. An empty element has no [`Event::End`].
    Start(Tag<'a>),
    /// An end tag; the text continues at this byte.
    End(usize),
    /// Text between tags, references unresolved.
    Text(&'a str),
    /// The content of a CDATA section.
    Cdata(&'a str),
    /// The content of a comment.
    Comment(&'a str),
    /// A processing instruction, by its target: `xml` for the declaration at the start of a document.
    Instruction {
        /// Its target.
        target: &'a str,
        /// The text after the target.
        data: &'a str,
        /// The start offset.
        at: usize,
    },
    /// A document type without definitions of its own.
    Doctype(usize),
}

/// Reads one document. Call [`Scanner::next`] until it returns none.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    limits: Limits,
    /// The open elements: their names, and the number of declarations in scope outside each.
    open: Vec<(&'a str, &'a str, usize)>,
    scope: Scope<'a>,
    /// The scope to restore at the next event, after an empty element.
    leave: Option<usize>,
    elements: usize,
    seen: Seen,
}

/// The parts of the document that were seen so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    Doctype,
    Root,
}

impl<'a> Scanner<'a> {
    /// Begins at the start of a text.
    ///
    /// # Errors
    /// The text is too large, or has a character that XML does not allow.
    pub fn new(text: &'a str, limits: Limits) -> Result<Self, XmlError> {
        if text.len() > limits.bytes {
            return Err(XmlError::Limit(Bound::Bytes));
        }
        if let Some(at) = text.bytes().position(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'))
        {
            return Err(XmlError::Malformed(at));
        }
        // In UTF-8 the two other characters that XML does not allow begin with EF; most texts have no EF at all.
        if text.as_bytes().contains(&0xef)
            && let Some(at) = text.find(['\u{fffe}', '\u{ffff}'])
        {
            return Err(XmlError::Malformed(at));
        }
        Ok(Self {
            text,
            at: 0,
            limits,
            open: Vec::new(),
            scope: Scope::new(&limits),
            leave: None,
            elements: 0,
            seen: Seen::Nothing,
        })
    }

    /// The offset in bytes of the next event.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// The number of open elements, including that of the last start tag unless it is empty.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The namespace of an element's prefix after the last start tag; empty for none.
    #[must_use]
    pub fn namespace(&self, prefix: &str) -> &str {
        self.scope.of_element(prefix).unwrap_or_default()
    }

    /// The namespace declared for a prefix at this place.
    #[must_use]
    pub fn declared(&self, prefix: &str) -> Option<&str> {
        self.scope.of_element(prefix)
    }

    /// As [`Scanner::namespace`], for an attribute's prefix.
    #[must_use]
    pub fn attribute_namespace(&self, prefix: &str) -> &str {
        self.scope.of_attribute(prefix).unwrap_or_default()
    }

    /// The next event; none at the end of the document.
    ///
    /// # Errors
    /// [`XmlError`].
    #[expect(clippy::should_implement_trait, reason = "an iterator cannot end with an error")]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, XmlError> {
        if let Some(depth) = self.leave.take() {
            self.scope.leave(depth);
        }
        let rest = self.rest();
        match rest.as_bytes() {
            [] if self.open.is_empty() && self.seen == Seen::Root => Ok(None),
            [] => Err(self.malformed()),
            [b'<', b'!', b'-', b'-', ..] => self.comment().map(Some),
            [b'<', b'!', ..] if rest.starts_with("<![CDATA[") => self.cdata().map(Some),
            [b'<', b'!', ..] => self.doctype().map(Some),
            [b'<', b'?', ..] => self.instruction().map(Some),
            [b'<', b'/', ..] => self.end().map(Some),
            [b'<', ..] => self.start().map(Some),
            _ => self.content().map(Some),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn malformed(&self) -> XmlError {
        XmlError::Malformed(self.at)
    }

    /// The text between an opening of this length and the first `close`; scanning continues after it.
    fn until(&mut self, open: usize, close: &str) -> Result<&'a str, XmlError> {
        let inside = self.rest().get(open..).ok_or(self.malformed())?;
        let end = inside.find(close).ok_or(self.malformed())?;
        let found = inside.get(..end).unwrap_or_default();
        self.at += open + end + close.len();
        Ok(found)
    }

    fn comment(&mut self) -> Result<Event<'a>, XmlError> {
        let inside = self.until(4, "--")?;
        // "--" may only end a comment (section 2.5).
        if !self.rest().starts_with('>') {
            return Err(self.malformed());
        }
        self.at += 1;
        Ok(Event::Comment(inside))
    }

    fn cdata(&mut self) -> Result<Event<'a>, XmlError> {
        if self.open.is_empty() {
            return Err(self.malformed());
        }
        self.until("<![CDATA[".len(), "]]>").map(Event::Cdata)
    }

    fn instruction(&mut self) -> Result<Event<'a>, XmlError> {
        let at = self.at;
        let inside = self.until(2, "?>")?;
        let mut reader = Reader { text: inside, at: 0 };
        let (prefix, target) = reader.name().map_err(|_| XmlError::Malformed(at))?;
        let is_declaration = target.eq_ignore_ascii_case("xml");
        let spaced = reader.skip_space() || reader.rest().is_empty();
        if !prefix.is_empty() || !spaced || (is_declaration && (at != 0 || target != "xml")) {
            return Err(XmlError::Malformed(at));
        }
        Ok(Event::Instruction { target, data: reader.rest(), at })
    }

    /// Only a document type with external definitions is accepted: they are never fetched, and no reference can use
    /// them. An internal subset could define entities and the values of attributes.
    fn doctype(&mut self) -> Result<Event<'a>, XmlError> {
        let at = self.at;
        if !self.rest().starts_with("<!DOCTYPE") || self.seen != Seen::Nothing {
            return Err(self.malformed());
        }
        let mut quote = None;
        for (offset, byte) in self.rest().bytes().enumerate().take(4_096) {
            if quote.is_some() {
                quote = quote.filter(|open| *open != byte);
                continue;
            }
            match byte {
                b'"' | b'\'' => quote = Some(byte),
                b'[' => return Err(XmlError::Entities(at)),
                b'>' => {
                    self.at += offset + 1;
                    self.seen = Seen::Doctype;
                    return Ok(Event::Doctype(at));
                }
                b'<' if offset > 0 => return Err(self.malformed()),
                _ => {}
            }
        }
        Err(self.malformed())
    }

    fn start(&mut self) -> Result<Event<'a>, XmlError> {
        if self.open.is_empty() && self.seen == Seen::Root {
            return Err(self.malformed());
        }
        if self.open.len() == self.limits.depth {
            return Err(XmlError::Limit(Bound::Depth));
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(XmlError::Limit(Bound::Elements));
        }
        let tag = Tag::read(self.text, self.at, &self.limits)?;
        let outside = self.scope.depth();
        self.scope.enter(&tag)?;
        let is_declared = self.scope.of_element(tag.prefix).is_some()
            && tag.attributes.iter().all(|attribute| self.scope.of_attribute(attribute.prefix).is_some());
        if !is_declared {
            return Err(self.malformed());
        }
        self.at = tag.range.end;
        self.seen = Seen::Root;
        if tag.is_empty {
            self.leave = Some(outside);
        } else {
            self.open.push((tag.prefix, tag.local, outside));
        }
        Ok(Event::Start(tag))
    }

    fn end(&mut self) -> Result<Event<'a>, XmlError> {
        let mut reader = Reader { text: self.text, at: self.at + 2 };
        let name = reader.name()?;
        reader.skip_space();
        let fits = self.open.last().is_some_and(|(prefix, local, _)| (*prefix, *local) == name);
        let after = reader.rest().strip_prefix('>').filter(|_| fits).ok_or(self.malformed())?;
        self.at = self.text.len() - after.len();
        self.leave = self.open.pop().map(|(_, _, outside)| outside);
        Ok(Event::End(self.at))
    }

    fn content(&mut self) -> Result<Event<'a>, XmlError> {
        let rest = self.rest();
        let text = rest.get(..rest.find('<').unwrap_or(rest.len())).unwrap_or_default();
        let is_space = || text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        if text.contains("]]>") || (self.open.is_empty() && !is_space()) {
            return Err(self.malformed());
        }
        self.at += text.len();
        Ok(Event::Text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { bytes: 4_096, depth: 8, attributes: 8, namespaces: 8, elements: 64 };

    fn events(text: &str) -> Result<usize, XmlError> {
        let mut scanner = Scanner::new(text, LIMITS)?;
        let mut count = 0;
        while scanner.next()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    #[test]
    fn a_document_is_read_to_its_end() {
        let text = "<?xml version='1.0'?>\n<!-- a --><!DOCTYPE svg PUBLIC '-//W3C' \"http://x/[\">\
                    <svg xmlns:a='urn:a'><a:b c='>'/><![CDATA[<]]>&lt; </svg>\n<?p?>";
        assert_eq!(events(text), Ok(11));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in [
            "",
            " ",
            "x",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "<a b/>",
            "<a b=c/>",
            "<a b='1' b='2'/>",
            "<a b='1'c='2'/>",
            "<a b='<'/>",
            "<p:a/>",
            "<a p:b=''/>",
            "<a xmlns:p=''/>",
            "<a><!-- -- --></a>",
            "<a>]]></a>",
            "<a><!DOCTYPE a></a>",
            "<a:b:c xmlns:a='urn:a'/>",
            "<a>\u{1}</a>",
            "<a>\u{ffff}</a>",
            "<a/><![CDATA[]]>",
            " <?xml version='1.0'?><a/>",
            "<1/>",
            "< a/>",
            "</a>",
            "<a",
            "<a xmlns:xmlns='urn:x'/>",
        ] {
            assert!(matches!(events(text), Err(XmlError::Malformed(_))), "{text:?}: {:?}", events(text));
        }
    }

    #[test]
    fn a_document_type_with_definitions_is_refused_by_name() {
        assert_eq!(events("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), Err(XmlError::Entities(0)));
    }

    #[test]
    fn each_bound_ends_the_reading() {
        let nested = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
        let attributes = |n: usize| {
            let each: Vec<String> = (0..n).map(|i| format!(" b{i}=''")).collect();
            format!("<a{}/>", each.concat())
        };
        let scopes =
            |n: usize| format!("{}{}", "<a xmlns:b='urn:b' xmlns:c='urn:c'>".repeat(n), "</a>".repeat(n));
        let flat = |n: usize| format!("<a>{}</a>", "<b/>".repeat(n - 1));
        for (fits, too_much) in [
            (nested(8), nested(9)),
            (attributes(8), attributes(9)),
            (scopes(4), scopes(5)),
            (flat(64), flat(65)),
            (format!("<a>{}</a>", " ".repeat(4_089)), format!("<a>{}</a>", " ".repeat(4_090))),
        ] {
            assert!(events(&fits).is_ok(), "{fits}");
            assert!(matches!(events(&too_much), Err(XmlError::Limit(_))), "{too_much}");
        }
    }

    #[test]
    fn the_innermost_declaration_counts_and_ends_with_its_element() {
        let text = "<a xmlns='urn:1'><b xmlns='urn:2' c=''/><d xmlns:e='urn:3'><e:f/></d><g/></a>";
        let mut scanner = Scanner::new(text, LIMITS).unwrap();
        let mut found = Vec::new();
        while let Some(event) = scanner.next().unwrap() {
            if let Event::Start(tag) = event {
                found.push((tag.local, scanner.namespace(tag.prefix).to_owned()));
            }
        }
        let expected = [("a", "urn:1"), ("b", "urn:2"), ("d", "urn:1"), ("f", "urn:3"), ("g", "urn:1")];
        assert_eq!(found, expected.map(|(name, uri)| (name, uri.to_owned())));
    }
}
