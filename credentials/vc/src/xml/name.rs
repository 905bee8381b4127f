//! Names (XML 1.0, section 2.3, productions 4 and 4a; Namespaces in XML 1.0, section 4).

/// Length in bytes of the name at the start of the text; 0 when there is none.
pub(super) fn length(text: &str) -> usize {
    let ascii = text.bytes().take_while(|byte| is_ascii_name(*byte)).count();
    let rest = text.get(ascii..).unwrap_or_default();
    let length = match rest.bytes().next() {
        Some(byte) if !byte.is_ascii() => text.find(|c| !is_name(c)).unwrap_or(text.len()),
        _ => ascii,
    };
    match text.chars().next() {
        Some(c) if is_name(c) && !matches!(c, '-' | '.' | '0'..='9' | '\u{b7}') => length,
        _ => 0,
    }
}

/// Prefix and local part; the prefix is empty where there is none. None when the name has two colons or an empty
/// part.
pub(super) fn split(name: &str) -> Option<(&str, &str)> {
    match name.split_once(':') {
        None => Some(("", name)),
        Some((prefix, local)) => {
            let is_good = !prefix.is_empty() && !local.is_empty() && !local.contains(':');
            is_good.then_some((prefix, local))
        }
    }
}

const fn is_ascii_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.')
}

const fn is_name(c: char) -> bool {
    if c.is_ascii() {
        return is_ascii_name(c as u8);
    }
    matches!(c,
        '\u{b7}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{203f}'..='\u{2040}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_another_sign_begins() {
        assert_eq!([length("svg>"), length("ö:x y"), length("-a"), length("9"), length("")], [3, 4, 0, 0, 0]);
        assert_eq!(
            (split("a:b"), split("b"), split(":b"), split("a:b:c")),
            (Some(("a", "b")), Some(("", "b")), None, None)
        );
    }
}
