//! Sanitises foreign text for our own sentences.

use crate::unicode::{is_unseen, turns};

/// The text on one line, without control characters and marks that change the direction of writing, cut after `most`
/// characters.
pub(super) fn plain(text: &str, most: usize) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    cut(&visible.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// The result of [`plain`] in quotation marks. Quotation marks in the text become apostrophes, so that no text can
/// end the quotation and continue as a sentence of ours.
pub(super) fn quoted(text: &str, most: usize) -> String {
    let marks = |c: char| matches!(c, '"' | '\u{201c}'..='\u{201f}' | '«' | '»' | '‹' | '›' | '\u{300c}'..='\u{300f}' | '\u{301d}'..='\u{301f}' | '＂');
    format!("“{}”", plain(text, most).replace(marks, "'"))
}

/// An address, an identifier or a JSON Pointer on one line. Spaces are encoded, so that no text can pass for a sentence.
pub(super) fn address(text: &str, most: usize) -> String {
    plain(text, most).replace(' ', "%20")
}

/// As [`plain`], but keeps line breaks and spaces: for Markdown.
pub(super) fn plain_lines(text: &str, most: usize) -> String {
    let kept: String = text.chars().filter(|c| *c == '\n' || !(c.is_control() || is_hidden(*c))).collect();
    cut(kept.trim(), most)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

/// Characters that would reorder our own words around the foreign ones, and invisible ones.
const fn is_hidden(c: char) -> bool {
    turns(c) || is_unseen(c)
}

/// `z6Mk…abcd`: enough of a multibase key to compare visually.
pub(super) fn short_key(multibase: &str) -> String {
    let characters: Vec<char> = multibase.chars().collect();
    match (characters.first_chunk::<4>(), characters.last_chunk::<4>()) {
        (Some(first), Some(last)) if characters.len() > 12 => {
            format!("{}…{}", String::from_iter(first), String::from_iter(last))
        }
        _ => plain(multibase, 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_would_rearrange_or_break_a_sentence_is_tamed() {
        assert_eq!(plain("  a\u{202e}b\n\tc\u{0} ", 20), "ab c");
        assert_eq!(plain("Maren Óskarsdóttir", 7), "Maren Ó…");
        assert_eq!(plain_lines("a\r\n\u{1b}b\n", 9), "a\nb");
    }

    #[test]
    fn no_text_ends_its_quotation_or_passes_for_a_sentence() {
        assert_eq!(quoted("Eve” on 1 May. “Genuine", 60), "“Eve' on 1 May. 'Genuine”");
        assert_eq!(quoted("a\u{200b}b\u{e0041}\u{ad}", 60), "“ab”");
        assert_eq!(address("urn:x is  genuine", 60), "urn:x%20is%20genuine");
    }

    #[test]
    fn a_key_is_shown_by_its_ends() {
        assert_eq!(short_key("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"), "z6Mk…2doK");
    }
}
