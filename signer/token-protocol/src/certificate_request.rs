//! The signed part of a certificate request (PKCS#10, RFC 2986). Its subject is configured and its key is pinned. The
//! token process builds this text from the subject, so a caller cannot have other text signed in this way.

use serde::{Deserialize, Serialize};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::der::asn1::{Any, ObjectIdentifier, PrintableStringRef, SetOfVec, Utf8StringRef};
use x509_cert::der::oid::db::rfc4519::{C, CN, L, O, OU, ST};
use x509_cert::der::{self, Decode as _, Encode as _};
use x509_cert::name::{RdnSequence, RelativeDistinguishedName};
use x509_cert::request::{CertReqInfo, Version};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

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
        if self.attributes().all(|(_, text)| fits(text)) {
            Ok(())
        } else {
            Err("each part of a subject has 1 to 64 characters, none of them a control character")
        }
    }

    /// The types and texts of the attributes that are set, in the usual order of names.
    fn attributes(&self) -> impl Iterator<Item = (ObjectIdentifier, &str)> {
        [
            (C, self.country.as_deref()),
            (ST, self.state.as_deref()),
            (L, self.locality.as_deref()),
            (O, self.organization.as_deref()),
            (OU, self.organizational_unit.as_deref()),
            (CN, Some(self.common_name.as_str())),
        ]
        .into_iter()
        .filter_map(|(oid, text)| text.map(|text| (oid, text)))
    }

    fn name(&self) -> der::Result<RdnSequence> {
        let parts = self.attributes().map(|(oid, text)| {
            // RFC 5280, appendix A.1: the country alone is a `PrintableString`.
            let value = match oid {
                C => Any::from(PrintableStringRef::new(text)?),
                _ => Any::from(Utf8StringRef::new(text)?),
            };
            let attribute = AttributeTypeAndValue { oid, value };
            Ok(RelativeDistinguishedName(SetOfVec::try_from([attribute])?))
        });
        Ok(RdnSequence(parts.collect::<der::Result<_>>()?))
    }
}

/// The signed part: `CertificationRequestInfo`, DER, with no attributes. The key is a `SubjectPublicKeyInfo`. `None` for
/// a key that is not one, and for a country with characters that `PrintableString` does not have.
#[must_use]
pub fn info(subject: &Subject, public_key_info: &[u8]) -> Option<Vec<u8>> {
    let info = CertReqInfo {
        version: Version::V1,
        subject: subject.name().ok()?,
        public_key: SubjectPublicKeyInfoOwned::from_der(public_key_info).ok()?,
        attributes: SetOfVec::new(),
    };
    info.to_der().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(name: &str) -> Subject {
        let subject: Subject = toml::from_str("common_name = \"\"\ncountry = \"DE\"").unwrap();
        Subject { common_name: name.to_owned(), ..subject }
    }

    /// Also the encoding that earlier versions wrote.
    #[test]
    fn a_request_has_every_attribute_in_the_usual_order() {
        let subject: Subject = toml::from_str(
            "country = \"DE\"\nstate = \"Bayern\"\nlocality = \"München\"\norganization = \"School of Welding\"\n\
             organizational_unit = \"Badges\"\ncommon_name = \"badges\"",
        )
        .unwrap();
        let key = hex::decode(concat!(
            "302a300506032b6570032100",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        ))
        .unwrap();
        let expected = concat!(
            "3081a2020100306f310b3009060355040613024445310f300d06035504080c0642617965726e3111300f06035504070c084d",
            "c3bc6e6368656e311a3018060355040a0c115363686f6f6c206f662057656c64696e67310f300d060355040b0c0642616467",
            "6573310f300d06035504030c06626164676573302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172",
            "f3daa62325af021a68f707511aa000"
        );
        assert_eq!(hex::encode(info(&subject, &key).unwrap()), expected);
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
