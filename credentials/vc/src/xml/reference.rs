//! References (XML 1.0, sections 4.1 and 4.6).

use std::borrow::Cow;

/// The text with its references resolved: the five entities of XML and character references. None when it has another
/// reference, or a bare ampersand.
#[must_use]
pub fn unescape(text: &str) -> Option<Cow<'_, str>> {
    let Some(first) = text.find('&') else { return Some(Cow::Borrowed(text)) };
    let (plain, mut rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len());
    out.push_str(plain);
    while let Some(reference) = rest.strip_prefix('&') {
        // The longest reference is `&#x10FFFF;`, or somewhat longer with leading zeros.
        let end = reference.bytes().take(16).position(|byte| byte == b';')?;
        out.push(character(reference.get(..end)?)?);
        let after = reference.get(end + 1..)?;
        let next = after.find('&').unwrap_or(after.len());
        out.push_str(after.get(..next)?);
        rest = after.get(next..)?;
    }
    Some(Cow::Owned(out))
}

fn character(name: &str) -> Option<char> {
    let number = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => name.strip_prefix('#')?,
    };
    let code = match number.strip_prefix('x') {
        Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
        None if number.bytes().all(|byte| byte.is_ascii_digit()) => number.parse().ok()?,
        _ => return None,
    };
    char::from_u32(code).filter(|c| is_char(*c))
}

/// Production 2, `Char`.
const fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_their_characters_and_others_are_refused() {
        assert_eq!(unescape("a&lt;&#65;&#x42;&amp;lt;").as_deref(), Some("a<AB&lt;"));
        for text in ["&", "&a;", "&lt", "&#0;", "&#xD800;", "&#x110000;", "&#+65;", "&# 65;", "&#xFFFF;"] {
            assert_eq!(unescape(text), None, "{text}");
        }
    }
}
