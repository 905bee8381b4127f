//! The signed part of a certificate request (PKCS#10, RFC 2986). Its subject is configured and its key is pinned. The
//! token process builds this text from the subject, so a caller cannot have other text signed in this way.

use crate::der;
use serde::{Deserialize, Serialize};

/// Subject of a certificate, as in `[token.csr.LABEL]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Two capital letters (ISO 3166).
    pub country: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// Town.
    pub locality: Option<String>,
    /// Organization.
    pub organization: Option<String>,
    /// Part of the organization.
    pub organizational_unit: Option<String>,
    /// Name of the key's holder.
    pub common_name: String,
}

/// Minimum and maximum length of an attribute, in characters (RFC 5280, appendix A.1: `ub-common-name` and similar).
const LENGTHS: std::ops::RangeInclusive<usize> = 1..=64;

impl Subject {
    /// Checks that the subject is valid.
    ///
    /// # Errors
    /// The reason why the subject is invalid.
    pub fn check(&self) -> Result<(), &'static str> {
        let country = self.country.as_deref();
        if country.is_some_and(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err("`country` is two capital letters");
        }
        let fits =
            |text: &str| LENGTHS.contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if self.attributes().all(|(_, _, text)| fits(text)) {
            Ok(())
        } else {
            Err("each part of a subject has 1 to 64 characters, none of them a control character")
        }
    }

    /// The last arc below 2.5.4, the tag and the text, in the usual order of names.
    fn attributes(&self) -> impl Iterator<Item = (u8, u8, &str)> {
        [
            (6, der::PRINTABLE_STRING, self.country.as_deref()),
            (8, der::UTF8_STRING, self.state.as_deref()),
            (7, der::UTF8_STRING, self.locality.as_deref()),
            (10, der::UTF8_STRING, self.organization.as_deref()),
            (11, der::UTF8_STRING, self.organizational_unit.as_deref()),
            (3, der::UTF8_STRING, Some(self.common_name.as_str())),
        ]
        .into_iter()
        .filter_map(|(arc, tag, text)| text.map(|text| (arc, tag, text)))
    }

    fn name(&self) -> Vec<u8> {
        let attributes: Vec<Vec<u8>> = self
            .attributes()
            .map(|(arc, tag, text)| {
                let kind = der::value(der::OBJECT_IDENTIFIER, &[&[0x55, 0x04, arc]]);
                let text = der::value(tag, &[text.as_bytes()]);
                der::value(der::SET, &[&der::value(der::SEQUENCE, &[&kind, &text])])
            })
            .collect();
        der::value(der::SEQUENCE, &attributes.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }
}

/// The signed part: `CertificationRequestInfo`, DER, with no attributes. The key is a `SubjectPublicKeyInfo`.
#[must_use]
pub fn info(subject: &Subject, public_key_info: &[u8]) -> Vec<u8> {
    let version = der::unsigned(&[0]);
    let attributes = der::value(der::CONTEXT_0, &[]);
    der::value(der::SEQUENCE, &[&version, &subject.name(), public_key_info, &attributes])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(name: &str) -> Subject {
        let subject: Subject = toml::from_str("common_name = \"\"\ncountry = \"DE\"").unwrap();
        Subject { common_name: name.to_owned(), ..subject }
    }

    #[test]
    fn a_subject_is_short_plain_text() {
        assert_eq!(subject("School of Welding, Zürich").check(), Ok(()));
        assert!(subject("").check().is_err());
        assert!(subject(&"x".repeat(65)).check().is_err());
        assert!(subject("a\u{7}b").check().is_err());
        for country in ["de", "DEU", "D1", ""] {
            let subject = Subject { country: Some(country.to_owned()), ..subject("a") };
            assert!(subject.check().is_err(), "{country}");
        }
    }
}
