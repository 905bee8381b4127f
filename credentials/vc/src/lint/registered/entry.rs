//! Entries for members that may differ for each recipient.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Lines, has_hidden};
use crate::lint::formats;
use crate::model::IdentifierType;
use crate::time::Timestamp;

/// Maximum number of entries of one badge version: as many as people will read.
pub const MOST_ENTRIES: usize = 40;
/// Maximum length of a text that an entry can allow, in characters.
const LONGEST_TEXT: u32 = 10_000;
/// Maximum number of values of a list.
const MOST_VALUES: usize = 100;
/// Maximum length of an address that is compared with a prefix, in bytes.
const LONGEST_URL: usize = 2_000;

/// Members at the root of a credential that have their own rules.
const FIXED: [&str; 9] =
    ["@context", "id", "type", "name", "issuer", "validFrom", "awardedDate", "credentialStatus", "proof"];

/// A member of credential or subject that may differ for each recipient, with its type and bound.
///
/// `member` is a JSON Pointer (RFC 6901) to one value of the credential, such as `/credentialSubject/licenseNumber` or
/// `/credentialSubject/result/0/value`. `/credentialSubject/identifier/` and an identity type declares identity objects
/// of that type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PerRecipient {
    /// A text.
    Text {
        /// The place.
        member: String,
        /// Maximum number of characters.
        most: u32,
    },
    /// A date, or a date and time with zone.
    Date {
        /// The place.
        member: String,
    },
    /// A number.
    Number {
        /// The place.
        member: String,
        /// The minimum.
        least: i64,
        /// The maximum.
        most: i64,
    },
    /// One of these texts.
    OneOf {
        /// The place.
        member: String,
        /// The texts.
        values: Vec<String>,
    },
    /// An https address below another one.
    Url {
        /// The place.
        member: String,
        /// The required prefix; ends with `/`.
        below: String,
    },
}

/// Why a list of entries cannot be registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The text is not a list of entries.
    #[error("it is not a JSON array of entries, each with `member`, `type` and its bound")]
    Unreadable,
    /// Too many entries.
    #[error("a badge version has at most {MOST_ENTRIES} entries")]
    TooMany,
    /// The member cannot have an entry.
    #[error("`{0}` cannot have an entry: it is no JSON Pointer to a single member that may vary")]
    Member(String),
    /// Two entries name one place.
    #[error("`{0}` has two entries, or lies within another entry's member")]
    Twice(String),
    /// The bound allows nothing, or too much.
    #[error("the bound of `{0}` allows nothing, or more than a bound may")]
    Bound(String),
}

impl PerRecipient {
    /// Reads a list of entries (JSON) and checks it. An empty text is an empty list.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn read(text: &str) -> Result<Vec<Self>, EntryError> {
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let entries: Vec<Self> = serde_json::from_str(text).map_err(|_| EntryError::Unreadable)?;
        Self::check(&entries)?;
        Ok(entries)
    }

    /// Checks a list of entries.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn check(entries: &[Self]) -> Result<(), EntryError> {
        if entries.len() > MOST_ENTRIES {
            return Err(EntryError::TooMany);
        }
        for (index, entry) in entries.iter().enumerate() {
            let member = entry.member();
            if !may_vary(member, entry) {
                return Err(EntryError::Member(member.to_owned()));
            }
            if !entry.is_bounded() {
                return Err(EntryError::Bound(member.to_owned()));
            }
            let others = entries.iter().take(index).map(Self::member);
            if others.into_iter().any(|other| overlap(member, other)) {
                return Err(EntryError::Twice(member.to_owned()));
            }
        }
        Ok(())
    }

    /// The JSON Pointer.
    #[must_use]
    pub fn member(&self) -> &str {
        match self {
            Self::Text { member, .. }
            | Self::Date { member }
            | Self::Number { member, .. }
            | Self::OneOf { member, .. }
            | Self::Url { member, .. } => member,
        }
    }

    /// Whether a value is of the type and within the bound.
    #[must_use]
    pub fn admits(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text { most, .. }, Value::String(text)) => text.chars().nth(*most as usize).is_none(),
            (Self::Date { .. }, Value::String(text)) => {
                Timestamp::parse(text).is_ok()
                    || (text.len() == 10 && Timestamp::parse(&format!("{text}T00:00:00Z")).is_ok())
            }
            (Self::Number { least, most, .. }, Value::Number(number)) =>
            {
                #[expect(clippy::cast_precision_loss, reason = "bounds are below 2^53")]
                number.as_f64().is_some_and(|number| *least as f64 <= number && number <= *most as f64)
            }
            (Self::OneOf { values, .. }, Value::String(text)) => values.contains(text),
            (Self::Url { below, .. }, Value::String(text)) => {
                text.len() <= LONGEST_URL && text.strip_prefix(below.as_str()).is_some_and(stays_below)
            }
            _ => false,
        }
    }

    fn is_bounded(&self) -> bool {
        const SAFE: i64 = 1 << 53;
        match self {
            Self::Text { most, .. } => (1..=LONGEST_TEXT).contains(most),
            Self::Date { .. } => true,
            Self::Number { least, most, .. } => least <= most && *least > -SAFE && *most < SAFE,
            Self::OneOf { values, .. } => {
                let fits = |value: &String| {
                    !value.is_empty() && value.len() <= LONGEST_URL && !has_hidden(value, Lines::One)
                };
                (1..=MOST_VALUES).contains(&values.len()) && values.iter().all(fits)
            }
            Self::Url { below, .. } => is_prefix(below),
        }
    }
}

/// Whether a pointer names a place without its own rules.
fn may_vary(member: &str, entry: &PerRecipient) -> bool {
    let Some(path) = member.strip_prefix('/') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.|:".contains(c);
    let segments: Vec<&str> = path.split('/').collect();
    let is_plain = member.len() <= 200
        && segments.len() <= 8
        && segments.iter().all(|segment| !segment.is_empty() && segment.chars().all(plain));
    let Some((first, rest)) = segments.split_first().filter(|_| is_plain) else { return false };
    // The type of a part must come from a list: an entry for any text would allow any type.
    let of_type = segments.iter().position(|segment| *segment == "type");
    let is_type = of_type.is_some_and(|at| at + 1 == segments.len());
    if FIXED.contains(first) || of_type.is_some() && !(is_type && matches!(entry, PerRecipient::OneOf { .. }))
    {
        return false;
    }
    match (*first, rest) {
        ("credentialSubject", ["identifier", declared]) => {
            !matches!(*declared, "emailAddress" | "name")
                && (IdentifierType::WORDS.contains(declared) || formats::is_own_word(declared))
        }
        // The picture's digest is fixed: its values are listed.
        ("relatedResource", ["0", "digestSRI" | "digestMultibase"]) => {
            matches!(entry, PerRecipient::OneOf { .. })
        }
        ("credentialSubject", [] | ["type"] | ["achievement" | "identifier", ..])
        | ("relatedResource", _) => false,
        _ => true,
    }
}

fn overlap(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(one, other) || within(other, one)
}

/// `https://`, a host in lower case, an optional port and path, and `/` at the end.
fn is_prefix(below: &str) -> bool {
    let Some(rest) = below.strip_prefix("https://") else { return false };
    let (authority, path) = rest.split_once('/').unwrap_or_default();
    let host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:".contains(c);
    let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    below.len() <= 300
        && below.ends_with('/')
        && !authority.is_empty()
        && authority.chars().all(host)
        && path.chars().all(in_path)
        && stays_below(path)
}

/// Whether every reader of addresses takes the rest for a place below the prefix.
fn stays_below(rest: &str) -> bool {
    let path = rest.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase().replace("%2e", ".");
    rest.bytes().all(|b| b.is_ascii_graphic() && !b"\\<>\"{}|^`".contains(&b))
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
        && !path.contains("%2f")
        && !path.contains("%5c")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(member: &str) -> PerRecipient {
        PerRecipient::Text { member: member.into(), most: 5 }
    }

    fn url(below: &str) -> PerRecipient {
        PerRecipient::Url { member: "/evidence/0/id".into(), below: below.into() }
    }

    #[test]
    fn only_members_without_rules_of_their_own_can_have_an_entry() {
        for good in [
            "/validUntil",
            "/credentialSubject/licenseNumber",
            "/credentialSubject/result/0/value",
            "/credentialSubject/identifier/sourcedId",
            "/credentialSubject/identifier/ext:card",
        ] {
            assert_eq!(PerRecipient::check(&[text(good)]), Ok(()), "{good}");
        }
        for bad in [
            "",
            "validUntil",
            "/",
            "/name",
            "/issuer/name",
            "/awardedDate",
            "/credentialStatus/id",
            "/credentialSubject",
            "/credentialSubject/achievement/name",
            "/credentialSubject/identifier/name",
            "/credentialSubject/identifier/0",
            "/credentialSubject/identifier/emailAddress",
            "/evidence/0/type",
            "/a//b",
            "/a~1b",
            "/relatedResource/0/digestSRI",
        ] {
            assert_eq!(PerRecipient::check(&[text(bad)]), Err(EntryError::Member(bad.into())), "{bad}");
        }
        let one_of = |member: &str| PerRecipient::OneOf { member: member.into(), values: vec!["A".into()] };
        assert_eq!(PerRecipient::check(&[one_of("/termsOfUse/0/type")]), Ok(()));
        for bad in ["/type", "/credentialSubject/type", "/termsOfUse/0/type/0"] {
            assert_eq!(PerRecipient::check(&[one_of(bad)]), Err(EntryError::Member(bad.into())), "{bad}");
        }
        let twice = [text("/evidence/0"), text("/evidence/0/id")];
        assert_eq!(PerRecipient::check(&twice), Err(EntryError::Twice("/evidence/0/id".into())));
        assert_eq!(PerRecipient::check(&vec![text("/a"); 41]), Err(EntryError::TooMany));
    }

    #[test]
    fn bounds_hold_at_their_edges() {
        assert!(text("/a").admits(&json!("äöüßx")) && !text("/a").admits(&json!("äöüßxy")));
        assert!(!text("/a").admits(&json!(5)));
        let number = PerRecipient::Number { member: "/a".into(), least: -1, most: 3 };
        assert!(number.admits(&json!(-1)) && number.admits(&json!(2.5)) && number.admits(&json!(3)));
        assert!(!number.admits(&json!(3.1)) && !number.admits(&json!(-2)) && !number.admits(&json!("1")));
        let date = PerRecipient::Date { member: "/a".into() };
        assert!(date.admits(&json!("2026-02-28")) && date.admits(&json!("2026-02-28T09:00:00Z")));
        assert!(!date.admits(&json!("2026-02-30")) && !date.admits(&json!("soon")));
        let one = PerRecipient::OneOf { member: "/a".into(), values: vec!["A".into(), "B".into()] };
        assert!(one.admits(&json!("B")) && !one.admits(&json!("b")));
        for (least, most) in [(2, 1), (i64::MIN, 0), (0, i64::MAX)] {
            let number = PerRecipient::Number { member: "/a".into(), least, most };
            assert_eq!(PerRecipient::check(&[number]), Err(EntryError::Bound("/a".into())));
        }
    }

    #[test]
    fn an_address_cannot_leave_the_one_that_it_begins_with() {
        let below = url("https://work.example/e/");
        for good in ["1", "a/b?c=..", "a#b"] {
            assert!(below.admits(&json!(format!("https://work.example/e/{good}"))), "{good}");
        }
        for bad in ["../x", "a/..", "%2e%2E/x", "a%2f..", "a\\..\\x", "a b", "\u{202e}"] {
            assert!(!below.admits(&json!(format!("https://work.example/e/{bad}"))), "{bad}");
        }
        assert!(!below.admits(&json!("https://work.example.evil/e/1")));
        for bad in [
            "http://work.example/",
            "https://work.example",
            "https://",
            "https:///",
            "https://a@work.example/",
            "https://work.example/../",
            "https://work.example/?a=/",
        ] {
            assert!(PerRecipient::check(&[url(bad)]).is_err(), "{bad}");
        }
    }

    #[test]
    fn entries_are_read_as_they_are_written() {
        let text = r#"[{"type":"one-of","member":"/credentialSubject/term","values":["2026"]}]"#;
        let entries = PerRecipient::read(text).unwrap();
        assert_eq!(serde_json::to_string(&entries).unwrap(), text);
        assert_eq!(PerRecipient::read(""), Ok(Vec::new()));
        for bad in ["{}", r#"[{"type":"text","member":"/a"}]"#, r#"[{"type":"date","member":"/a","most":1}]"#]
        {
            assert_eq!(PerRecipient::read(bad), Err(EntryError::Unreadable), "{bad}");
        }
    }
}
