//! The picture of a badge version, bound by its digest: a `relatedResource` (VC Data Model 2.0, section 5.3) whose only
//! permitted value is registered.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::PerRecipient;

/// Member of a credential that holds the picture with its digest.
pub(super) const RELATED_RESOURCE: &str = "relatedResource";
/// The place of the picture's digest: `sha256-` and the SHA-256 in base64 (Subresource Integrity).
const DIGEST: &str = "/relatedResource/0/digestSRI";

/// The entry under which every badge of a version has a picture with these bytes.
#[must_use]
pub fn with_picture(bytes: &[u8]) -> PerRecipient {
    let digest_sri = format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)));
    PerRecipient::OneOf { member: DIGEST.to_owned(), values: vec![digest_sri] }
}

/// The only `digestSRI` that the picture of a version with these entries may have; `None` where the picture is not
/// bound, or may be one of several.
#[must_use]
pub fn approved_picture(entries: &[PerRecipient]) -> Option<&str> {
    entries.iter().find_map(picture_of)
}

/// The only `digestSRI` that this entry permits for the picture; `None` for every other entry.
#[must_use]
pub fn picture_of(entry: &PerRecipient) -> Option<&str> {
    match entry {
        PerRecipient::OneOf { member, values } if member == DIGEST => match values.as_slice() {
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    }
}

/// The SHA-256 of a `digestSRI` with that hash alone, in lower-case hex.
#[must_use]
pub fn sha256_of_sri(digest_sri: &str) -> Option<String> {
    let bytes = STANDARD.decode(digest_sri.strip_prefix("sha256-")?).ok()?;
    (bytes.len() == 32).then(|| hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_picture_is_registered_in_the_form_of_subresource_integrity() {
        let entry = with_picture(b"");
        assert_eq!(PerRecipient::check(std::slice::from_ref(&entry)), Ok(()));
        let entries = [PerRecipient::Date { member: "/validUntil".into() }, entry];
        let sri = approved_picture(&entries).unwrap();
        assert_eq!(sri, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256_of_sri(sri).as_deref(), Some(hex));
    }

    #[test]
    fn one_of_several_pictures_is_not_a_bound_picture() {
        let either = PerRecipient::OneOf {
            member: DIGEST.to_owned(),
            values: vec!["sha256-a".into(), "sha256-b".into()],
        };
        assert_eq!(approved_picture(&[either]), None);
        assert_eq!(approved_picture(&[]), None);
        for not_one in ["sha512-47DE", "sha256-47DE", "sha256-?", ""] {
            assert_eq!(sha256_of_sri(not_one), None, "{not_one}");
        }
    }
}
