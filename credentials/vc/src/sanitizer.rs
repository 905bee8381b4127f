//! Sanitises text from documents, so that it can be part of our own sentences.
//!
//! A document is by somebody else. Its text must not pass for ours, reorder ours, or hide in it. Reports hold such text
//! only as [`ForeignText`] or [`ForeignAddress`].

use crate::unicode::{is_unseen, turns};

/// Text from a document on one line, without control characters and marks that change the direction of writing, cut
/// after a number of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignText(String);

impl ForeignText {
    /// The text, cut after `most` characters.
    #[must_use]
    pub fn new(text: &str, most: usize) -> Self {
        Self(line(text, most))
    }

    /// The text between these quotation marks. Quotation marks in the text become apostrophes, so that no text can
    /// end the quotation and continue as a sentence of ours.
    #[must_use]
    pub fn in_marks(&self, open: char, close: char) -> String {
        let marks = |c: char| matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»' | '‹' | '›' | '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' | '＂');
        format!("{open}{}{close}", self.0.replace(marks, "'"))
    }

    /// The text without quotation marks, for places where it cannot pass for a sentence: a number, the name of a suite.
    #[must_use]
    pub fn as_line(&self) -> &str {
        &self.0
    }
}

/// An address, an identifier or a JSON Pointer on one line. Spaces are encoded, so that no text can pass for a
/// sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignAddress(String);

impl ForeignAddress {
    /// The address, cut after `most` characters.
    #[must_use]
    pub fn new(text: &str, most: usize) -> Self {
        Self(line(text, most).replace(' ', "%20"))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ForeignAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text on one line, without control characters and marks that change the direction of writing, cut after `most`
/// characters.
#[must_use]
pub fn line(text: &str, most: usize) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    cut(&visible.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// As [`line()`], but keeps line breaks and spaces: for Markdown.
#[must_use]
pub fn lines(text: &str, most: usize) -> String {
    let kept: String = text.chars().filter(|c| *c == '\n' || !(c.is_control() || is_hidden(*c))).collect();
    cut(kept.trim(), most)
}

/// As [`ForeignAddress::new`].
pub(crate) fn address(text: &str, most: usize) -> String {
    ForeignAddress::new(text, most).0
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

/// Whether a character would reorder our own words around the foreign ones, or is invisible. The two joiners, which
/// some scripts need, are not among them.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    turns(c) || is_unseen(c)
}

/// `z6Mk…abcd`: enough of a multibase key to compare visually.
#[must_use]
pub fn short_key(multibase: &str) -> String {
    let characters: Vec<char> = multibase.chars().collect();
    match (characters.first_chunk::<4>(), characters.last_chunk::<4>()) {
        (Some(first), Some(last)) if characters.len() > 12 => {
            format!("{}…{}", String::from_iter(first), String::from_iter(last))
        }
        _ => line(multibase, 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_would_rearrange_or_break_a_sentence_is_tamed() {
        assert_eq!(line("  a\u{202e}b\n\tc\u{0} ", 20), "ab c");
        assert_eq!(line("Maren Óskarsdóttir", 7), "Maren Ó…");
        assert_eq!(lines("a\r\n\u{1b}b\n", 9), "a\nb");
    }

    #[test]
    fn no_text_ends_its_quotation_or_passes_for_a_sentence() {
        let quoted = |text: &str| ForeignText::new(text, 60).in_marks('“', '”');
        assert_eq!(quoted("Eve” on 1 May. “Genuine"), "“Eve' on 1 May. 'Genuine”");
        assert_eq!(quoted("a\u{200b}b\u{e0041}\u{ad}"), "“ab”");
        assert_eq!(ForeignAddress::new("urn:x is  genuine", 60).as_str(), "urn:x%20is%20genuine");
    }

    #[test]
    fn a_key_is_shown_by_its_ends() {
        assert_eq!(short_key("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"), "z6Mk…2doK");
    }
}
