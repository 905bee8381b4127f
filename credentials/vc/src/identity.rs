//! The hashed recipient of a badge: `IdentityObject.identityHash` (Open Badges 3.0, section B.6.3).

use sha2::{Digest, Sha256};

use crate::sanitizer::is_hidden;
use crate::unicode::{ascii_host, md5_hex, nfc};

/// The form of an e-mail address that is hashed: trimmed and in lower case.
///
/// The standard does not normalise. Issuer and verifier must agree, so the issuer hashes this form and the verifier
/// tries both the given form and this one.
#[must_use]
pub fn normalise_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The same without invisible characters, and with the domain in the form for DNS: A-labels (RFC 5890; Unicode Technical Standard 46). None for a text
/// without `@`, and for a domain that has no such form. Without the feature `names`, only an ASCII domain has one.
#[must_use]
pub fn ascii_email(email: &str) -> Option<String> {
    let visible: String = email.chars().filter(|c| !is_hidden(*c)).collect();
    let email = normalise_email(&visible);
    let (local, domain) = email.rsplit_once('@')?;
    Some(format!("{local}@{}", ascii_host(domain)?))
}

/// `sha256$` and the hex SHA-256 of identifier followed by salt, in UTF-8.
#[must_use]
pub fn identity_hash(identifier: &str, salt: &str) -> String {
    let digest = Sha256::new().chain_update(identifier).chain_update(salt).finalize();
    format!("sha256${}", hex::encode(digest))
}

/// The form of a name for comparison: in NFC (Unicode Standard Annex 15), lower case, with single spaces.
#[must_use]
pub fn normalise_name(name: &str) -> String {
    let lower = nfc(&nfc(name).to_lowercase());
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The algorithm of an `identityHash` (Open Badges 3.0, section B.6.3: MD5 and SHA-256 are supported).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashAlgorithm {
    /// `sha256$`.
    Sha256,
    /// `md5$`: collisions are easily made, so a match identifies less.
    Md5,
}

impl HashAlgorithm {
    /// The algorithm that an `identityHash` names; none when it is not one of the two or its digest is malformed.
    #[must_use]
    pub fn of(hash: &str) -> Option<Self> {
        let (name, digest) = hash.split_once('$')?;
        let (algorithm, bytes) = match name.to_ascii_lowercase().as_str() {
            "sha256" => (Self::Sha256, 32),
            "md5" => (Self::Md5, 16),
            _ => return None,
        };
        hex::decode(digest).is_ok_and(|digest| digest.len() == bytes).then_some(algorithm)
    }

    fn digest(self, identifier: &str, salt: &str) -> Option<String> {
        match self {
            Self::Sha256 => Some(identity_hash(identifier, salt)),
            Self::Md5 => md5_hex(&format!("{identifier}{salt}")).map(|digest| format!("md5${digest}")),
        }
    }
}

/// Whether an identifier has this `identityHash`: as given, normalised as an e-mail address, also without
/// invisible characters and with its domain as A-labels, or normalised as a name.
///
/// Hex may be in either case. A hash whose algorithm [`HashAlgorithm::of`] does not know never matches.
#[must_use]
pub fn matches(identifier: &str, hash: &str, salt: Option<&str>) -> bool {
    let (Some(algorithm), salt) = (HashAlgorithm::of(hash), salt.unwrap_or("")) else { return false };
    let composed = nfc(identifier.trim());
    [identifier.to_owned(), composed, normalise_email(identifier), normalise_name(identifier)]
        .iter()
        .chain(&ascii_email(identifier))
        .filter_map(|form| algorithm.digest(form, salt))
        .any(|digest| digest.eq_ignore_ascii_case(hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOSHER: &str = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";

    #[test]
    fn the_specifications_example_is_reproduced() {
        assert_eq!(identity_hash("a@example.com", "Kosher"), KOSHER);
    }

    #[test]
    fn an_address_matches_as_given_and_normalised_whatever_the_case_of_the_hex() {
        assert!(matches("a@example.com", KOSHER, Some("Kosher")));
        assert!(matches(
            " A@Example.com ",
            &KOSHER.to_uppercase().replace("SHA256", "sha256"),
            Some("Kosher")
        ));
    }

    #[test]
    fn an_address_matches_in_both_forms_of_its_domain() {
        let hash = identity_hash("ada@xn--mnchen-3ya.example", "salt");
        for typed in ["ada@münchen.example", "Ada@MÜNCHEN.example", "ada@xn--mnchen-3ya.example"] {
            assert!(matches(typed, &hash, Some("salt")), "{typed}");
        }
        for unseen in ["\u{200b}", "\u{feff}", "\u{ad}", "\u{202e}"] {
            assert!(
                matches(&format!("{unseen}a{unseen}da@münchen.example"), &hash, Some("salt")),
                "{unseen:?}"
            );
        }
        assert!(!matches("ada@munchen.example", &hash, Some("salt")));
        assert_eq!(ascii_email("ada"), None);
    }

    #[test]
    fn another_address_salt_or_algorithm_does_not_match() {
        assert!(!matches("b@example.com", KOSHER, Some("Kosher")));
        assert!(!matches("a@example.com", KOSHER, None));
        assert!(!matches("a@example.com", &KOSHER.replace("sha256", "md5"), Some("Kosher")));
    }

    #[test]
    fn an_md5_hash_is_compared_and_another_algorithm_is_not_known() {
        // RFC 1321, appendix A.5: the digests of the empty text and of "abc".
        assert!(matches("", "md5$d41d8cd98f00b204e9800998ecf8427e", None));
        assert!(matches("a", "md5$900150983cd24fb0d6963f7d28e17f72", Some("bc")));
        assert!(!matches("b", "md5$900150983cd24fb0d6963f7d28e17f72", Some("bc")));
        assert_eq!(HashAlgorithm::of("md5$900150983cd24fb0d6963f7d28e17f72"), Some(HashAlgorithm::Md5));
        for unknown in ["sha512$00", "md5$00", "sha256$xy", "plain", "$", ""] {
            assert_eq!(HashAlgorithm::of(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn names_are_alike_whatever_their_case_and_composition() {
        assert_eq!(
            normalise_name(" MAREN  O\u{301}skarsdo\u{301}ttir"),
            normalise_name("Maren Óskarsdóttir")
        );
        assert_ne!(normalise_name("Oskarsdottir"), normalise_name("Óskarsdóttir"));
    }
}
