//! The hash inside RDFC-1.0, and its results.

use sha2::{Digest as _, Sha256, Sha384};

/// The hash inside RDFC-1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RdfcHash {
    /// SHA-256, for all suites except one.
    #[default]
    Sha256,
    /// SHA-384, for `ecdsa-rdfc-2019` with P-384.
    Sha384,
}

/// A hash of 32 or 48 bytes; shorter ones end in zeros. Digests of one kind sort like their hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Digest {
    bytes: [u8; 48],
    length: usize,
}

impl RdfcHash {
    pub(super) fn digest<'a>(self, parts: impl IntoIterator<Item = &'a [u8]>) -> Digest {
        let mut bytes = [0; 48];
        let length = match self {
            Self::Sha256 => fill(&mut bytes, &run(Sha256::new(), parts)),
            Self::Sha384 => fill(&mut bytes, &run(Sha384::new(), parts)),
        };
        Digest { bytes, length }
    }
}

impl Digest {
    /// In lower-case hex, the form that the algorithm concatenates.
    pub(super) fn hex(&self) -> String {
        hex::encode(self.bytes.get(..self.length).unwrap_or_default())
    }
}

fn run<'a, H: sha2::Digest>(mut hash: H, parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    for part in parts {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

fn fill(bytes: &mut [u8; 48], digest: &[u8]) -> usize {
    for (to, from) in bytes.iter_mut().zip(digest) {
        *to = *from;
    }
    digest.len()
}
