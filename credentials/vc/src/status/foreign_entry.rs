//! Any issuer's entry in a bitstring status list, of any purpose and size (Bitstring Status List 1.0, section 2.1).

use serde_json::Value;

use super::{StatusError, StatusPurpose};

/// The entry of the standard, and that of its predecessor, whose members are the same.
const TYPES: [&str; 2] = ["BitstringStatusListEntry", "StatusList2021Entry"];
/// Maximum number of bits of an entry: the badge must contain a message for each of the 2^n values.
const MOST_BITS: u64 = 12;

/// The list and the position of a badge's value, and the meaning of each value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForeignEntry {
    pub(crate) purpose: StatusPurpose,
    /// Bits for each badge (`statusSize`).
    pub(crate) size: u32,
    pub(crate) list: String,
    pub(crate) index: u32,
    /// The issuer's meaning of each value (`statusMessage`).
    messages: Vec<(u64, String)>,
}

impl ForeignEntry {
    pub(crate) fn parse(value: &Value) -> Result<Self, StatusError> {
        if !is_entry(value, &TYPES) {
            return Err(StatusError::NotAnEntry);
        }
        let purpose = value.get("statusPurpose").and_then(Value::as_str);
        let purpose = purpose.ok_or(StatusError::Member("statusPurpose"))?;
        let list = value.get("statusListCredential").and_then(Value::as_str);
        let list = list.filter(|url| !url.is_empty()).ok_or(StatusError::Member("statusListCredential"))?;
        let size = match value.get("statusSize") {
            None => Some(1),
            Some(size) => size.as_u64().filter(|size| (1..=MOST_BITS).contains(size)),
        };
        let size = size.and_then(|size| u32::try_from(size).ok()).ok_or(StatusError::Member("statusSize"))?;
        Ok(Self {
            purpose: StatusPurpose::of(purpose),
            size,
            list: list.to_owned(),
            index: value
                .get("statusListIndex")
                .and_then(index)
                .ok_or(StatusError::Member("statusListIndex"))?,
            messages: messages(value, size).ok_or(StatusError::Member("statusMessage"))?,
        })
    }

    /// Whether no value cancels the badge (Bitstring Status List 1.0, section 2.1).
    pub(crate) fn is_note(&self) -> bool {
        matches!(self.purpose, StatusPurpose::Refresh | StatusPurpose::Message)
    }

    /// The issuer's words for a value: its message for developers, or that of the standard for one bit.
    pub(crate) fn message(&self, value: u64) -> Option<&str> {
        let listed = self.messages.iter().find(|(of, _)| *of == value).map(|(_, message)| message.as_str());
        match (listed, value) {
            (None, 0) if self.size == 1 => Some("unset"),
            (None, 1) if self.size == 1 => Some("set"),
            _ => listed,
        }
    }
}

/// Whether `type` is one of these, or an array that contains one.
pub(crate) fn is_entry(value: &Value, types: &[&str]) -> bool {
    let is = |one: &Value| one.as_str().is_some_and(|one| types.contains(&one));
    match value.get("type") {
        Some(Value::Array(several)) => several.iter().any(is),
        Some(one) => is(one),
        None => false,
    }
}

/// One message for each value that the bits can have; optional for a single bit.
fn messages(value: &Value, size: u32) -> Option<Vec<(u64, String)>> {
    let listed = match value.get("statusMessage") {
        None if size == 1 => return Some(Vec::new()),
        None => return None,
        Some(listed) => listed.as_array()?,
    };
    if listed.len() as u64 != 1 << size {
        return None;
    }
    listed
        .iter()
        .map(|item| {
            let status = item.get("status")?.as_str()?.strip_prefix("0x")?;
            let message = item.get("message")?.as_str()?;
            Some((u64::from_str_radix(status, 16).ok()?, message.to_owned()))
        })
        .collect()
}

/// The standard writes the index as a string of digits; 1EdTech's own test badge has a number.
fn index(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        Value::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(size: u64, messages: Option<Value>) -> Result<ForeignEntry, StatusError> {
        let mut value = json!({"type": "BitstringStatusListEntry", "statusPurpose": "message", "statusSize": size,
            "statusListIndex": "7", "statusListCredential": "https://a.example/1"});
        if let Some(messages) = messages {
            value["statusMessage"] = messages;
        }
        ForeignEntry::parse(&value)
    }

    fn message(number: u32) -> Value {
        json!({"status": format!("0x{number:x}"), "message": format!("message {number}")})
    }

    #[test]
    fn several_bits_need_a_message_for_each_value() {
        let two = entry(2, Some((0..4).map(message).collect())).unwrap();
        assert_eq!((two.size, two.message(2), two.message(4)), (2, Some("message 2"), None));
        let malformed = Err(StatusError::Member("statusMessage"));
        assert_eq!(entry(2, None), malformed);
        assert_eq!(entry(2, Some((0..3).map(message).collect())), malformed);
        assert_eq!(entry(1, Some(json!([{"status": "0", "message": "x"}, message(1)]))), malformed);
    }

    #[test]
    fn one_bit_is_set_or_unset_unless_the_issuer_has_other_words() {
        let plain = entry(1, None).unwrap();
        assert_eq!([plain.message(0), plain.message(1)], [Some("unset"), Some("set")]);
        let named = entry(1, Some((0..2).map(message).collect())).unwrap();
        assert_eq!(named.message(1), Some("message 1"));
    }

    #[test]
    fn sizes_that_no_badge_can_explain_are_refused() {
        for size in [0, 13, u64::MAX] {
            assert_eq!(entry(size, None), Err(StatusError::Member("statusSize")), "{size}");
        }
    }

    #[test]
    fn an_entry_of_the_forerunner_is_read() {
        let value = json!({"type": "StatusList2021Entry", "statusPurpose": "revocation", "statusListIndex": "9",
            "statusListCredential": "https://a.example/1"});
        assert_eq!(ForeignEntry::parse(&value).map(|entry| entry.index), Ok(9));
    }
}
