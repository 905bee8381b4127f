//! Sanitizer for texts that others supplied, at the desk and in commands on the signer's host. Nobody is shown one text
//! and approves another.

/// Writes out, as its number, every character that is invisible or turns the reading direction. No name can be made to
/// look like another one.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_hidden) {
        let (before, from) = rest.split_at(at);
        seen.push_str(before);
        let mut left = from.chars();
        seen.extend(left.next().map(|c| format!("[U+{:04X}]", u32::from(c))));
        rest = left.as_str();
    }
    seen + rest
}

/// The same for a text of several lines; the line breaks are kept.
#[must_use]
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible).collect();
    lines.join("\n")
}

/// Control characters, and Unicode's default-ignorable code points and other formats that show nothing of their own.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_written_out() {
        assert_eq!(visible("Grundlagen für Ökologie, 李"), "Grundlagen für Ökologie, 李");
        assert_eq!(visible("Level 1\u{202e}2 leveL"), "Level 1[U+202E]2 leveL");
        assert_eq!(visible_lines("a\tb\r\nc"), "a[U+0009]b\nc");
        assert_eq!(visible("a\nb\u{200b}c\u{e0041}"), "a[U+000A]b[U+200B]c[U+E0041]");
    }
}
