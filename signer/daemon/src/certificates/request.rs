//! The certificate request (PKCS#10, RFC 2986). Its subject is configured and its key is pinned, so the requester
//! chooses neither. The worker writes the signed part itself, from the same subject.

use super::pem;
use credentials::multikey::PublicKey;
use credentials::proof::check_signature;
use token_protocol::{Subject, certificate_request, der};

/// What is signed: `CertificationRequestInfo`. `None` for a key that is no point of its curve.
pub(crate) fn info(subject: &Subject, key: &PublicKey) -> Option<Vec<u8>> {
    Some(certificate_request::info(subject, &key.public_key_info()?))
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

    #[test]
    fn what_is_signed_for_a_request_is_never_as_long_as_what_is_signed_for_a_proof() {
        let key = PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
        let shortest: Subject = toml::from_str("common_name = \"a\"").unwrap();
        assert_eq!(info(&shortest, &key).unwrap().len(), 65);
    }
}
