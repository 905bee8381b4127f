//! The chain that a certification authority returned: stored only if its first certificate is for the key.

use super::pem;
use credentials::multikey::PublicKey;
use x509_cert::certificate::{Certificate, TbsCertificate};
use x509_cert::der::{Decode as _, Encode as _};

/// Maximum number of certificates in a chain, and maximum size of its file in bytes.
const MOST: usize = 8;
const MOST_BYTES: usize = 128 * 1024;

/// Why certificates are no chain for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChainError {
    #[error("the file is not PEM with 1 to 8 blocks CERTIFICATE and no other")]
    Pem,
    #[error("certificate {0} of the file (counted from 1) cannot be understood")]
    Certificate(usize),
    #[error("the first certificate is for another key")]
    OtherKey,
    #[error(
        "certificate {0} of the file does not name the next one as its issuer: put them in order, the key's first"
    )]
    Order(usize),
}

/// The certificates of a PEM text, each DER, if they are a chain for this key. The first is for the key, and each names
/// the next as its issuer. Relying parties check their signatures and dates.
pub(crate) fn read(text: &str, key: &PublicKey) -> Result<Vec<Vec<u8>>, ChainError> {
    let blocks =
        Some(text).filter(|text| text.len() <= MOST_BYTES).and_then(|text| pem::read("CERTIFICATE", text));
    let blocks = blocks.filter(|blocks| (1..=MOST).contains(&blocks.len())).ok_or(ChainError::Pem)?;
    let mut certificates = Vec::new();
    for (number, block) in (1..).zip(&blocks) {
        certificates.push(certificate(block).ok_or(ChainError::Certificate(number))?);
    }
    let own = key.public_key_info().ok_or(ChainError::OtherKey)?;
    let first = certificates.first().and_then(|first| first.subject_public_key_info.to_der().ok());
    if first != Some(own) {
        return Err(ChainError::OtherKey);
    }
    for (number, (one, next)) in (1..).zip(certificates.iter().zip(certificates.iter().skip(1))) {
        if one.issuer != next.subject {
            return Err(ChainError::Order(number));
        }
    }
    Ok(blocks)
}

/// The signed part of a certificate (RFC 5280, section 4.1) in DER.
fn certificate(bytes: &[u8]) -> Option<TbsCertificate> {
    let certificate = Certificate::from_der(bytes).ok()?;
    // `der` sorts the sets in names and reads default values, neither of which DER permits. So names of different bytes
    // could be equal.
    (certificate.to_der().ok()? == bytes).then_some(certificate.tbs_certificate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use x509_cert::der::Tag;
    use x509_cert::der::asn1::Any;

    /// An Ed25519 key with the name `badges`, certified by `Authority`.
    const LEAF: &str = "3081db30818e020102300506032b65703021310b30090603550406130244453112301006035504030c09417574686f726974793020170d3236313133303133333133305a180f32313236313130363133333133305a3011310f300d06035504030c06626164676573302a300506032b65700321006c1b8cb4e728089c03bae7360d9dd507a06f36de29372ae59787625d07571f82300506032b6570034100ec6bd2f6d1a08144d5847e25593fe31dea399e7892acd2cf6a66ca9e980a0e22c36a0b41255844553f4706ab83a5b4a26a9aa772175b247371e57beb84cfaa0a";
    /// The self-signed certificate of `Authority`, with extensions.
    const AUTHORITY: &str = "308201593082010ba00302010202147cbde9f398520a6e644d7d6eaf78979a0cd246bf300506032b65703021310b30090603550406130244453112301006035504030c09417574686f726974793020170d3236313133303133333133305a180f32313236313130363133333133305a3021310b30090603550406130244453112301006035504030c09417574686f72697479302a300506032b65700321008897153072f7884197552e7a5f8d7f5402f68cc38716d28be3e27375ec240067a3533051301d0603551d0e04160414c1c31f78ba6e03baecd177ca3f24a8d9ddd54578301f0603551d23041830168014c1c31f78ba6e03baecd177ca3f24a8d9ddd54578300f0603551d130101ff040530030101ff300506032b65700341004d8d2e7dd232770107441008a8608d8866643e04c2d2697bbfdff807102433684716dcf80687e0f0f065e2c0428c27a34535f8f5b05f1e6ba011e44a098fbf0d";
    const KEY: &str = "6c1b8cb4e728089c03bae7360d9dd507a06f36de29372ae59787625d07571f82";

    fn read_hex(chain: &[&str]) -> Result<usize, ChainError> {
        let key = PublicKey::from_ed25519(hex::decode(KEY).unwrap().try_into().unwrap()).unwrap();
        let blocks = chain.iter().map(|one| pem::write("CERTIFICATE", &hex::decode(one).unwrap()).unwrap());
        read(&blocks.collect::<String>(), &key).map(|chain| chain.len())
    }

    /// The certificate with one occurrence of a part replaced.
    fn with(certificate: &str, old: &str, new: &str) -> String {
        assert_eq!(certificate.matches(old).count(), 1, "{old}");
        certificate.replace(old, new)
    }

    #[test]
    fn a_chain_is_read_in_its_order_alone() {
        assert_eq!(read_hex(&[LEAF]), Ok(1));
        assert_eq!(read_hex(&[LEAF, AUTHORITY]), Ok(2));
        assert_eq!(read_hex(&[LEAF, AUTHORITY, AUTHORITY]), Ok(3));
        assert_eq!(read_hex(&[AUTHORITY, LEAF]), Err(ChainError::OtherKey));
        assert_eq!(read_hex(&[LEAF, LEAF]), Err(ChainError::Order(1)));
        assert_eq!(read_hex(&[]), Err(ChainError::Pem));
        assert_eq!(read_hex(&[[LEAF].as_slice(), &[AUTHORITY; 8]].concat()), Err(ChainError::Pem));
        // The issuer's name with another type of text.
        let other = with(LEAF, "0c09417574686f72697479", "1309417574686f72697479");
        assert_eq!(read_hex(&[&other, AUTHORITY]), Err(ChainError::Order(1)));
    }

    #[test]
    fn what_is_not_der_is_refused() {
        let version = with(LEAF, "3081db30818e020102", "3081e0308193a003020100020102");
        for wrong in [
            format!("{LEAF}00"),
            LEAF[..LEAF.len() - 2].to_owned(),
            // Lengths that are not minimal, and an indefinite length.
            with(LEAF, "3081db", "308200db"),
            with(LEAF, "3081db30818e020102", "3081dc3082008e020102"),
            format!("3080{}0000", &LEAF[6..]),
            // A SET instead of the outer SEQUENCE, a version without its number, and a third value after the key.
            with(LEAF, "3081db", "3181db"),
            with(LEAF, "3081db30818e020102", "3081dd308190a000020102"),
            with(LEAF, "3081db", "3081dd") + "0500",
            with(LEAF, "034100ec", "044100ec"),
        ] {
            assert_eq!(read_hex(&[&wrong]), Err(ChainError::Certificate(1)), "{wrong}");
            assert!(matches!(read_hex(&[LEAF, &wrong]), Err(ChainError::Certificate(2))), "{wrong}");
        }
        // The default version, written out.
        assert_eq!(read_hex(&[&version]), Err(ChainError::Certificate(1)));
    }

    #[test]
    fn another_form_of_the_key_is_another_key_or_none() {
        for (old, new) in [
            // Unused bits in the BIT STRING, another algorithm, and another point.
            ("032b65700321006c", "032b65700321016c"),
            ("302a300506032b6570", "302a300506032b656e"),
            ("571f82", "571f83"),
        ] {
            let wrong = with(LEAF, old, new);
            let refused = read_hex(&[&wrong]);
            assert!(
                matches!(refused, Err(ChainError::OtherKey | ChainError::Certificate(1))),
                "{new}: {refused:?}"
            );
        }
    }

    #[test]
    fn names_whose_sets_are_not_in_order_are_refused() {
        // Both attributes of the issuer in one set, in the order of DER and in the other.
        let (country, name) = ("3009060355040613024445", "301006035504030c09417574686f72697479");
        let separate = format!("3021310b{country}3112{name}");
        let in_order = with(LEAF, &separate, &format!("301f311d{country}{name}"));
        let in_order = with(&in_order, "3081db30818e", "3081d930818c");
        assert_eq!(read_hex(&[&in_order]), Ok(1));
        let turned = with(&in_order, &format!("{country}{name}"), &format!("{name}{country}"));
        assert_eq!(read_hex(&[&turned]), Err(ChainError::Certificate(1)));
    }

    /// What `der` guarantees, for every length of a length.
    #[test]
    fn values_have_one_encoding() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let bytes = Any::new(Tag::OctetString, vec![7; length]).unwrap().to_der().unwrap();
            assert_eq!(Any::from_der(&bytes).unwrap().value(), vec![7; length]);
            assert!(Any::from_der(&bytes[..bytes.len() - 1]).is_err());
        }
        for bytes in [&[0x30, 0x81, 0x01, 0x00][..], &[0x30, 0x82, 0x00, 0x80], &[0x30, 0x80, 0, 0], &[0x30]]
        {
            assert!(Any::from_der(bytes).is_err(), "{bytes:?}");
        }
    }
}
