//! Who a badge is for, hashed: `IdentityObject.identityHash` (Open Badges 3.0, section B.6.3).

use sha2::{Digest, Sha256};

/// An e-mail address as it is hashed: without space at the ends, in lower case.
///
/// The standard does not normalise; issuer and verifier must agree, so the issuer hashes this form and the
/// verifier tries the given form and this one.
#[must_use]
pub fn normalise_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// `sha256$` and the hex SHA-256 of identifier followed by salt, in UTF-8.
#[must_use]
pub fn identity_hash(identifier: &str, salt: &str) -> String {
    let digest = Sha256::new().chain_update(identifier).chain_update(salt).finalize();
    format!("sha256${}", hex::encode(digest))
}

/// Whether an identifier, as given or normalised as an e-mail address, has this `identityHash`.
///
/// Hex may be in either case. A hash of another algorithm than SHA-256 never matches: MD5 proves nobody.
#[must_use]
pub fn matches(identifier: &str, hash: &str, salt: Option<&str>) -> bool {
    let salt = salt.unwrap_or("");
    [identifier.to_owned(), normalise_email(identifier)]
        .iter()
        .any(|form| identity_hash(form, salt).eq_ignore_ascii_case(hash))
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
    fn another_address_salt_or_algorithm_does_not_match() {
        assert!(!matches("b@example.com", KOSHER, Some("Kosher")));
        assert!(!matches("a@example.com", KOSHER, None));
        assert!(!matches("a@example.com", &KOSHER.replace("sha256", "md5"), Some("Kosher")));
    }
}
