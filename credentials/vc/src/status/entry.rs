//! `BitstringStatusListEntry`: the list and the position of a badge's bit (Bitstring Status List 2.1).

use serde_json::{Value, json};

use super::{ForeignEntry, StatusError, StatusPurpose, is_entry};

/// The status entry of a badge that Insignia issues: one bit in one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    /// What the set bit means (`statusPurpose`).
    pub purpose: StatusPurpose,
    /// URL of the list credential (`statusListCredential`).
    pub list: String,
    /// Position of the badge's bit, from 0 (`statusListIndex`).
    pub index: u32,
}

impl StatusEntry {
    /// A revocation entry.
    #[must_use]
    pub fn revocation(list: impl Into<String>, index: u32) -> Self {
        Self { purpose: StatusPurpose::Revocation, list: list.into(), index }
    }

    /// The entry in the form of a badge: the index as a string, and the `id` that Open Badges requires, which must differ
    /// from the list's URL.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({
            "id": format!("{}#{}", self.list, self.index),
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose.as_str(),
            "statusListIndex": self.index.to_string(),
            "statusListCredential": self.list,
        })
    }

    /// Reads a `credentialStatus` object that must be a revocation entry of one bit.
    ///
    /// # Errors
    /// Another type, another purpose or size, or a member missing or malformed.
    pub fn parse(value: &Value) -> Result<Self, StatusError> {
        if !is_entry(value, &["BitstringStatusListEntry"]) {
            return Err(StatusError::NotAnEntry);
        }
        let entry = ForeignEntry::parse(value)?;
        if entry.purpose != StatusPurpose::Revocation || entry.size != 1 {
            return Err(StatusError::NotRevocation);
        }
        Ok(Self { purpose: entry.purpose, list: entry.list, index: entry.index })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> StatusEntry {
        StatusEntry::revocation("https://badges.example/status/1", 70_001)
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
        let mut suspension = entry().to_value();
        suspension["statusPurpose"] = json!("suspension");
        let mut two_bits = entry().to_value();
        two_bits["statusSize"] = json!(2);
        two_bits["statusMessage"] =
            (0..4).map(|n| json!({"status": format!("0x{n:x}"), "message": "m"})).collect();
        for value in [suspension, two_bits] {
            assert_eq!(StatusEntry::parse(&value), Err(StatusError::NotRevocation));
        }
    }

    #[test]
    fn another_type_of_entry_is_refused_by_name() {
        let value = json!({"id": "https://badges.example/revocations", "type": "1EdTechRevocationList"});
        assert_eq!(StatusEntry::parse(&value), Err(StatusError::NotAnEntry));
    }
}
