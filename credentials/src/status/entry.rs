//! `BitstringStatusListEntry`: where in which list a badge's bit stands (Bitstring Status List 2.1).

use serde_json::{Value, json};

use super::StatusError;

/// The revocation entry of a badge that Insignia issues: one bit in one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    /// URL of the list credential (`statusListCredential`).
    pub list: String,
    /// Place of the badge's bit, from 0 (`statusListIndex`).
    pub index: u32,
}

impl StatusEntry {
    /// The entry as it stands in a badge: purpose `revocation`, the index as a string, and the `id` that Open Badges
    /// demands, which must differ from the list's URL.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({
            "id": format!("{}#{}", self.list, self.index),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": self.index.to_string(),
            "statusListCredential": self.list,
        })
    }

    /// Reads a `credentialStatus` object that must be a revocation entry of one bit.
    ///
    /// # Errors
    /// Another type, another purpose or size, or a member missing or malformed.
    pub fn parse(value: &Value) -> Result<Self, StatusError> {
        let entry = ForeignEntry::parse(value)?;
        if entry.purpose != "revocation" || entry.size != 1 {
            return Err(StatusError::NotRevocation);
        }
        Ok(Self { list: entry.list, index: entry.index })
    }
}

/// Any issuer's entry, of whatever purpose and size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForeignEntry {
    pub(crate) purpose: String,
    /// Bits for each badge (`statusSize`).
    pub(crate) size: u64,
    pub(crate) list: String,
    pub(crate) index: u32,
}

impl ForeignEntry {
    pub(crate) fn parse(value: &Value) -> Result<Self, StatusError> {
        if !is_bitstring_entry(value) {
            return Err(StatusError::NotAnEntry);
        }
        let purpose = purpose_of(value).ok_or(StatusError::Member("statusPurpose"))?;
        let list = value.get("statusListCredential").and_then(Value::as_str);
        let list = list.filter(|url| !url.is_empty()).ok_or(StatusError::Member("statusListCredential"))?;
        let size = match value.get("statusSize") {
            None => Some(1),
            Some(size) => size.as_u64().filter(|size| *size > 0),
        };
        Ok(Self {
            purpose: purpose.to_owned(),
            size: size.ok_or(StatusError::Member("statusSize"))?,
            list: list.to_owned(),
            index: value
                .get("statusListIndex")
                .and_then(index)
                .ok_or(StatusError::Member("statusListIndex"))?,
        })
    }
}

/// An entry's `statusPurpose`, whatever else may be wrong with it.
pub(crate) fn purpose_of(value: &Value) -> Option<&str> {
    value.get("statusPurpose").and_then(Value::as_str)
}

fn is_bitstring_entry(value: &Value) -> bool {
    const TYPE: &str = "BitstringStatusListEntry";
    match value.get("type") {
        Some(Value::String(one)) => one == TYPE,
        Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(TYPE)),
        _ => false,
    }
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
    use super::*;

    fn entry() -> StatusEntry {
        StatusEntry { list: "https://badges.example/status/1".to_owned(), index: 70_001 }
    }

    #[test]
    fn an_entry_is_read_back_as_it_was_written() {
        let value = entry().to_value();
        assert_eq!(value["id"], "https://badges.example/status/1#70001");
        assert_eq!(value["statusListIndex"], "70001");
        assert_eq!(StatusEntry::parse(&value), Ok(entry()));
    }

    #[test]
    fn an_index_that_is_a_number_is_read_too() {
        let mut value = entry().to_value();
        value["statusListIndex"] = json!(70_001);
        assert_eq!(StatusEntry::parse(&value), Ok(entry()));
    }

    #[test]
    fn an_index_that_is_no_whole_number_from_zero_is_refused() {
        for index in
            [json!("-1"), json!("+1"), json!("1.0"), json!(""), json!("4294967296"), json!(1.5), json!(-1)]
        {
            let mut value = entry().to_value();
            value["statusListIndex"] = index.clone();
            assert_eq!(StatusEntry::parse(&value), Err(StatusError::Member("statusListIndex")), "{index}");
        }
    }

    #[test]
    fn another_purpose_or_more_bits_is_no_revocation_entry() {
        for (member, other) in [("statusPurpose", json!("suspension")), ("statusSize", json!(2))] {
            let mut value = entry().to_value();
            value[member] = other;
            assert_eq!(StatusEntry::parse(&value), Err(StatusError::NotRevocation));
        }
    }

    #[test]
    fn another_type_of_entry_is_refused_by_name() {
        let value = json!({"id": "https://badges.example/revocations", "type": "1EdTechRevocationList"});
        assert_eq!(StatusEntry::parse(&value), Err(StatusError::NotAnEntry));
    }
}
