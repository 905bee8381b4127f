//! The certificate request (PKCS#10, RFC 2986). Its subject is configured and its key is pinned, so the requester
//! chooses neither. The worker writes the signed part itself, from the same subject.

use super::{der, pem};
use credentials::multikey::PublicKey;
use credentials::proof::check_signature;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};

/// Subject of a certificate, as in `[token.csr.LABEL]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subject {
    /// Two capital letters (ISO 3166).
    pub(crate) country: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) locality: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) organizational_unit: Option<String>,
    pub(crate) common_name: String,
}

/// Minimum and maximum length of an attribute, in characters (RFC 5280, appendix A.1: `ub-common-name` and similar).
const LENGTHS: std::ops::RangeInclusive<usize> = 1..=64;

impl Subject {
    /// Is the subject valid?
    pub(crate) fn check(&self) -> Result<(), &'static str> {
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

/// The signed part: `CertificationRequestInfo`, DER, with no attributes. `None` for a key that is no
/// point of its curve.
pub(crate) fn info(subject: &Subject, key: &PublicKey) -> Option<Vec<u8>> {
    let version = der::unsigned(&[0]);
    let attributes = der::value(der::CONTEXT_0, &[]);
    Some(der::value(der::SEQUENCE, &[&version, &subject.name(), &key.public_key_info()?, &attributes]))
}

/// The bytes that a token signs: the message itself for Ed25519, its digest for ECDSA.
pub(crate) fn message(info: &[u8], key: &PublicKey) -> Vec<u8> {
    match key {
        PublicKey::Ed25519(_) => info.to_vec(),
        PublicKey::P256(_) => Sha256::digest(info).to_vec(),
        PublicKey::P384(_) => Sha384::digest(info).to_vec(),
    }
}

/// The whole request as PEM, if the signature (as for proofs: R and S in sequence) verifies.
pub(crate) fn finish(info: &[u8], signature: &[u8], key: &PublicKey) -> Option<String> {
    check_signature(info, signature, key).ok()?;
    // id-Ed25519; ecdsa-with-SHA256 and -SHA384 (1.2.840.10045.4.3.2 and .3).
    let algorithm: &[u8] = match key {
        PublicKey::Ed25519(_) => &[0x2b, 0x65, 0x70],
        PublicKey::P256(_) => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
        PublicKey::P384(_) => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03],
    };
    let algorithm = der::value(der::SEQUENCE, &[&der::value(der::OBJECT_IDENTIFIER, &[algorithm])]);
    let signature = match key {
        PublicKey::Ed25519(_) => signature.to_vec(),
        PublicKey::P256(_) | PublicKey::P384(_) => {
            let (r, s) = signature.split_at_checked(signature.len() / 2)?;
            der::value(der::SEQUENCE, &[&der::unsigned(r), &der::unsigned(s)])
        }
    };
    let signature = der::value(der::BIT_STRING, &[&[0], &signature]);
    let request = der::value(der::SEQUENCE, &[info, &algorithm, &signature]);
    Some(pem::write("CERTIFICATE REQUEST", &request))
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

    #[test]
    fn what_is_signed_for_a_request_is_never_as_long_as_what_is_signed_for_a_proof() {
        let key = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
        let shortest: Subject = toml::from_str("common_name = \"a\"").unwrap();
        assert_eq!(info(&shortest, &key).unwrap().len(), 65);
    }
}
