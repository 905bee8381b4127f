//! The certificate request (PKCS#10, RFC 2986). Its subject is configured and its key is pinned, so the requester
//! chooses neither. The worker writes the signed part itself, from the same subject.

use super::pem;
use credentials::multikey::PublicKey;
use credentials::proof::check_signature;
use token_protocol::{Subject, certificate_request};
use x509_cert::der::asn1::{BitString, UintRef};
use x509_cert::der::oid::db::rfc5912::{ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384};
use x509_cert::der::oid::db::rfc8410::ID_ED_25519;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::request::{CertReq, CertReqInfo};
use x509_cert::spki::AlgorithmIdentifier;

/// What is signed: `CertificationRequestInfo`. `None` for a key that is no point of its curve.
pub(crate) fn info(subject: &Subject, key: &PublicKey) -> Option<Vec<u8>> {
    certificate_request::info(subject, &key.public_key_info()?)
}

/// The whole request as PEM, if the signature (as for proofs: R and S in sequence) verifies.
pub(crate) fn finish(info: &[u8], signature: &[u8], key: &PublicKey) -> Option<String> {
    check_signature(info, signature, key).ok()?;
    let (oid, signature) = match key {
        PublicKey::Ed25519(_) => (ID_ED_25519, signature.to_vec()),
        PublicKey::P256(_) => (ECDSA_WITH_SHA_256, ecdsa_signature(signature)?),
        PublicKey::P384(_) => (ECDSA_WITH_SHA_384, ecdsa_signature(signature)?),
    };
    let request = CertReq {
        info: CertReqInfo::from_der(info).ok()?,
        algorithm: AlgorithmIdentifier { oid, parameters: None },
        signature: BitString::from_bytes(&signature).ok()?,
    };
    pem::write("CERTIFICATE REQUEST", &request.to_der().ok()?)
}

/// `ECDSA-Sig-Value` of RFC 5480, appendix A: a sequence of the integers R and S.
fn ecdsa_signature(signature: &[u8]) -> Option<Vec<u8>> {
    let (r, s) = signature.split_at_checked(signature.len() / 2)?;
    [UintRef::new(r).ok()?, UintRef::new(s).ok()?].to_der().ok()
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

    #[test]
    fn the_integers_of_a_signature_are_unsigned_and_short() {
        let signature = [[0, 0, 1], [0, 0x80, 0]].concat();
        assert_eq!(ecdsa_signature(&signature).unwrap(), [0x30, 8, 2, 1, 1, 2, 3, 0, 0x80, 0]);
        assert_eq!(ecdsa_signature(&[0; 4]).unwrap(), [0x30, 6, 2, 1, 0, 2, 1, 0]);
    }
}
