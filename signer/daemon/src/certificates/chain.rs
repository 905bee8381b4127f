//! The chain that a certification authority returned: stored only if its first certificate is for the key.

use super::pem;
use credentials::multikey::PublicKey;
use token_protocol::der;

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

/// The parts of a certificate that are checked.
struct Certificate<'a> {
    issuer: &'a [u8],
    subject: &'a [u8],
    public_key_info: &'a [u8],
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
    let own = key.public_key_info();
    if certificates.first().map(|first| first.public_key_info) != own.as_deref() {
        return Err(ChainError::OtherKey);
    }
    for (number, (one, next)) in (1..).zip(certificates.iter().zip(certificates.iter().skip(1))) {
        if one.issuer != next.subject {
            return Err(ChainError::Order(number));
        }
    }
    Ok(blocks)
}

/// `Certificate` of RFC 5280, section 4.1.
fn certificate(bytes: &[u8]) -> Option<Certificate<'_>> {
    let mut whole = der::Reader(bytes);
    let mut outer = der::Reader(whole.take(der::SEQUENCE)?);
    let mut fields = der::Reader(outer.take(der::SEQUENCE)?);
    // The version is optional, and precedes the serial number.
    let (first, ..) = fields.next()?;
    if first == der::CONTEXT_0 {
        fields.take(der::INTEGER)?;
    } else if first != der::INTEGER {
        return None;
    }
    fields.take(der::SEQUENCE)?;
    let (_, _, issuer) = fields.next()?;
    fields.take(der::SEQUENCE)?;
    let (_, _, subject) = fields.next()?;
    let (_, _, public_key_info) = fields.next()?;
    outer.take(der::SEQUENCE)?;
    outer.take(der::BIT_STRING)?;
    (whole.is_empty() && outer.is_empty()).then_some(Certificate { issuer, subject, public_key_info })
}
