//! Invisible characters: a text with one reads like another text, but compares as different.

use crate::unicode::{is_unseen, turns};

/// A text on one line, such as a name, or on several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// A text on one line.
    One,
    /// A text that may have several.
    Several,
}

impl Lines {
    /// The number of lines of a member's texts: `name`, `targetName`, `familyName` and other names have one line.
    pub(in crate::lint) fn of(member: &str) -> Self {
        if member.to_ascii_lowercase().ends_with("name") { Self::One } else { Self::Several }
    }
}

/// Whether a text contains a control character or one that changes the reading direction; in a text of one line, also
/// a line break or an invisible character.
pub(in crate::lint) fn has_hidden(text: &str, lines: Lines) -> bool {
    let is_hidden = |c: char| match c {
        '\n' | '\r' | '\t' => lines == Lines::One,
        '\u{2028}' | '\u{2029}' => true,
        c => turns(c) || c.is_control(),
    };
    text.chars().any(is_hidden) || lines == Lines::One && holds_unseen(text)
}

/// Whether a text contains an invisible format character: zero-width spaces, soft hyphens, tags. The two joiners are
/// part of the spelling of some scripts and allowed there between letters.
fn holds_unseen(text: &str) -> bool {
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_unseen = match c {
            '\u{200c}' | '\u{200d}' => {
                let after = rest.clone().next();
                !before.is_some_and(is_of_joined_script) || !after.is_some_and(is_of_joined_script)
            }
            c => is_unseen(c),
        };
        if is_unseen {
            return true;
        }
        before = Some(c);
    }
    false
}

/// The text without what [`has_hidden`] refuses and nobody can see: format characters, marks of the reading direction,
/// joiners between letters that are not joined. Overrides of the direction (U+202D, U+202E) and control characters stay
/// in it, because the text looks different without them. Line and paragraph separators become line breaks.
///
/// In a text of several lines all joiners stay, and the tags of a flag: emoji are made of them.
#[must_use]
pub fn without_hidden(text: &str, lines: Lines) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let c = if matches!(c, '\u{2028}' | '\u{2029}') { '\n' } else { c };
        let stays = match c {
            '\u{202d}' | '\u{202e}' => true,
            '\u{200c}' | '\u{200d}' if lines == Lines::Several => before.is_some(),
            '\u{200c}' | '\u{200d}' => {
                let after = rest.clone().next();
                before.is_some_and(is_of_joined_script) && after.is_some_and(is_of_joined_script)
            }
            '\u{e0020}'..='\u{e007f}' => lines == Lines::Several && before.is_some_and(is_of_flag),
            c => !turns(c) && !is_unseen(c),
        };
        if stays {
            kept.push(c);
            before = Some(c);
        }
    }
    kept
}

/// The black flag, or a tag after it: together they are the flag of a region (Unicode Technical Standard 51, annex C).
const fn is_of_flag(c: char) -> bool {
    matches!(c, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}')
}

/// A letter, or a sign that belongs to the letter before it, of a script that joins its letters: Arabic and its
/// relatives, the scripts of India and South-East Asia, Mongolian. Between other letters a joiner is invisible.
fn is_of_joined_script(c: char) -> bool {
    let is_joined = matches!(c, '\u{600}'..='\u{109f}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fefe}' | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}');
    is_joined && (c.is_alphabetic() || is_sign(c))
}

/// Nuktas and viramas, which Unicode does not count as alphabetic.
const fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{93c}'
            | '\u{94d}'
            | '\u{9bc}'
            | '\u{9cd}'
            | '\u{a3c}'
            | '\u{a4d}'
            | '\u{abc}'
            | '\u{acd}'
            | '\u{b3c}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c3c}'
            | '\u{c4d}'
            | '\u{cbc}'
            | '\u{ccd}'
            | '\u{d3b}'
            | '\u{d3c}'
            | '\u{d4d}'
            | '\u{dca}'
            | '\u{f84}'
            | '\u{1039}'
            | '\u{103a}'
            | '\u{1714}'
            | '\u{1734}'
            | '\u{17d2}'
            | '\u{1a60}'
            | '\u{1b34}'
            | '\u{1b44}'
            | '\u{1baa}'
            | '\u{1bab}'
            | '\u{1bf2}'
            | '\u{1bf3}'
            | '\u{a806}'
            | '\u{a8c4}'
            | '\u{a953}'
            | '\u{a9b3}'
            | '\u{a9c0}'
            | '\u{aaf6}'
            | '\u{abed}'
            | '\u{10a3f}'
            | '\u{11046}'
            | '\u{110b9}'
            | '\u{110ba}'
            | '\u{11133}'
            | '\u{11134}'
            | '\u{111c0}'
            | '\u{11235}'
            | '\u{112ea}'
            | '\u{1134d}'
            | '\u{11442}'
            | '\u{114c2}'
            | '\u{115bf}'
            | '\u{1163f}'
            | '\u{116b6}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_nothing_that_is_not_seen() {
        for unseen in [
            "Ada\u{200b} Eve",
            "A\u{200c}da",
            "A\u{200d}da",
            "Ada\u{200d}",
            "\u{200d}Ada",
            "A\u{ad}da",
            "Ada\u{2060}",
            "Ada\u{2062}",
            "\u{feff}Ada",
            "Ada\u{e0041}\u{e007f}",
            "\u{3164}",
            "Иван\u{200c}ов",
            "می\u{200c} خواهم",
            "می\u{200c}\u{200c}خواهم",
            "می\u{200c}",
            "👩\u{200d}🎓",
        ] {
            assert!(has_hidden(unseen, Lines::One), "{unseen:?}");
            assert!(!has_hidden(unseen, Lines::Several), "{unseen:?}");
        }
        for turned in ["a\u{202e}b", "a\u{200f}b", "a\u{0}b"] {
            assert!(has_hidden(turned, Lines::One) && has_hidden(turned, Lines::Several), "{turned:?}");
        }
        assert!(has_hidden("a\nb", Lines::One) && !has_hidden("a\nb", Lines::Several));
    }

    #[test]
    fn what_nobody_sees_is_removed() {
        let one = |text: &str| without_hidden(text, Lines::One);
        let several = |text: &str| without_hidden(text, Lines::Several);
        for unseen in ["\u{200b}", "\u{feff}", "\u{ad}", "\u{2060}", "\u{2063}", "\u{3164}", "\u{e0041}"] {
            let text = format!("{unseen}A{unseen}da{unseen}");
            assert_eq!((one(&text), several(&text)), ("Ada".to_owned(), "Ada".to_owned()), "{unseen:?}");
        }
        for turned in ["\u{200e}", "\u{200f}", "\u{61c}", "\u{202a}", "\u{202c}", "\u{2066}", "\u{2069}"] {
            let text = format!("{turned}محمد{turned}");
            assert_eq!((one(&text), several(&text)), ("محمد".to_owned(), "محمد".to_owned()), "{turned:?}");
        }
        assert_eq!(one("A\u{200d}da\u{200c}"), "Ada");
        assert_eq!(one("می\u{200c}\u{200c}خواهم\u{200c}"), "می\u{200c}خواهم");
        assert_eq!(
            (one("👩\u{200d}🎓"), several("👩\u{200d}🎓")),
            ("👩🎓".to_owned(), "👩\u{200d}🎓".to_owned())
        );
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        assert_eq!((one(wales), several(wales)), ("\u{1f3f4}".to_owned(), wales.to_owned()));
        assert_eq!(several("a\u{2028}b\u{2029}c"), "a\nb\nc");
    }

    #[test]
    fn what_changes_the_look_of_a_text_stays_for_others_to_refuse() {
        for text in ["a\u{202e}b", "a\u{202d}b", "a\u{0}b", "a\u{7f}b"] {
            assert_eq!(without_hidden(text, Lines::One), text);
            assert!(has_hidden(text, Lines::One), "{text:?}");
        }
    }

    #[test]
    fn no_character_that_is_left_is_refused_by_the_lint() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| !c.is_control()) {
            if matches!(c, '\u{2028}' | '\u{2029}' | '\u{202d}' | '\u{202e}') {
                continue;
            }
            for text in [format!("{c}"), format!("A{c}da"), format!("می{c}خواهم")] {
                for lines in [Lines::One, Lines::Several] {
                    assert!(!has_hidden(&without_hidden(&text, lines), lines), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_name_is_spelled_as_its_script_spells_it() {
        for name in [
            "Maren Óskarsdóttir",
            "李小龍",
            "김철수",
            "محمد علی",
            // Zero-width non-joiner between Arabic letters, and joiners after a virama.
            "علی\u{200c}رضا",
            "श्री क\u{94d}\u{200d}ष",
            "ශ\u{dca}\u{200d}රී ලංකා",
            "葛\u{e0100}城",
            "First aid ❤\u{fe0f}",
        ] {
            assert!(!has_hidden(name, Lines::One), "{name:?}");
            assert_eq!(without_hidden(name, Lines::One), name);
        }
    }
}
