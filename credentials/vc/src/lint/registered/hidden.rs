//! Invisible characters: a text with one reads like another text, but compares as different.

use crate::unicode::{is_unseen, turns};

/// A text on one line, such as a name, or on several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) enum Lines {
    One,
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
        }
    }
}
