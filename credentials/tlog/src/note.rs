//! C2SP signed-note: a text followed by signatures, each by a key with a name. Ed25519 alone (type 1): the type that
//! readers of public logs must support (tlog-tiles, "Checkpoints").

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha256};

/// Maximum size of a note in bytes: more than sixteen signatures of any kind fit.
pub(crate) const MAX_NOTE: usize = 128 * 1024;

/// Maximum number of signatures of a note.
const MAX_SIGNATURES: usize = 64;

/// Signature type of Ed25519.
const ED25519: u8 = 1;

/// Why a text is not a note signed by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The text does not have the standard's form of a note, or is too large.
    #[error("this is not a signed note")]
    Form,
    /// The text is not `name+id+key` of an Ed25519 key.
    #[error("this is not a verifier key: `name+id+key`, of an Ed25519 key")]
    Key,
    /// The note has no signature by this key.
    #[error("the note is not signed by this key")]
    Unsigned,
    /// The key's signature is invalid.
    #[error("the signature under the note is false")]
    Signature,
}

/// A key that signs notes, with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

impl VerifierKey {
    /// A key with a name.
    ///
    /// # Errors
    /// [`NoteError::Key`] when the name is empty or has spaces or `+`, or the key is not a point of its curve, is one
    /// of small order, or is not the only encoding of its point.
    pub fn new(name: &str, key: [u8; 32]) -> Result<Self, NoteError> {
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
        let point = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::Key)?;
        let is_canonical = point.to_edwards().compress().to_bytes() == key;
        if name.is_empty() || !name.chars().all(plain) || point.is_weak() || !is_canonical {
            return Err(NoteError::Key);
        }
        Ok(Self { name: name.to_owned(), key: point })
    }

    /// Reads the form that logs publish: `name+id+key`, the id in hex, type and key in base64.
    ///
    /// # Errors
    /// [`NoteError::Key`], also when the id belongs to another key.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key);
        };
        let bytes = STANDARD.decode(key).map_err(|_| NoteError::Key)?;
        let (ED25519, key) = bytes.split_first().map(|(kind, key)| (*kind, key)).ok_or(NoteError::Key)?
        else {
            return Err(NoteError::Key);
        };
        let key = Self::new(name, key.try_into().map_err(|_| NoteError::Key)?)?;
        if hex::encode(key.id()) == id { Ok(key) } else { Err(NoteError::Key) }
    }

    /// Its name: the log's origin, for the key of a log.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of the SHA-256 of name, newline, type and key: identifies the key in a note, proves nothing.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new()
            .chain_update(&self.name)
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes());
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
        [a, b, c, d]
    }

    /// The signature line below a text, for a signature by this key.
    #[must_use]
    pub fn signature_line(&self, signature: &[u8; 64]) -> String {
        format!("— {} {}\n", self.name, STANDARD.encode([&self.id()[..], signature].concat()))
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = STANDARD.encode([&[ED25519][..], self.key.as_bytes()].concat());
        write!(to, "{}+{}+{key}", self.name, hex::encode(self.id()))
    }
}

/// A parsed note, not verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    text: &'a str,
    signatures: Vec<Signature<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Signature<'a> {
    name: &'a str,
    bytes: Vec<u8>,
}

impl<'a> Note<'a> {
    /// Parses a note. Trust its text only after [`Note::verified`].
    ///
    /// # Errors
    /// [`NoteError::Form`].
    pub fn parse(note: &'a str) -> Result<Self, NoteError> {
        if note.len() > MAX_NOTE || note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(NoteError::Form);
        }
        let split = note.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, below) = note.split_at_checked(split + 1).ok_or(NoteError::Form)?;
        let lines =
            below.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n')).ok_or(NoteError::Form)?;
        let signatures: Vec<_> =
            lines.split('\n').map(signature).collect::<Option<_>>().ok_or(NoteError::Form)?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteError::Form);
        }
        Ok(Self { text, signatures })
    }

    /// The text, including its last newline, if `key` signed it. Signatures of other keys are ignored.
    ///
    /// # Errors
    /// [`NoteError::Unsigned`] or [`NoteError::Signature`].
    pub fn verified(&self, key: &VerifierKey) -> Result<&'a str, NoteError> {
        let id = key.id();
        let mut signed = Err(NoteError::Unsigned);
        for signature in self.signatures.iter().filter(|one| one.name == key.name) {
            let Some(bytes) = signature.bytes.strip_prefix(&id) else { continue };
            let signature = ed25519_dalek::Signature::from_slice(bytes).map_err(|_| NoteError::Signature)?;
            key.key.verify_strict(self.text.as_bytes(), &signature).map_err(|_| NoteError::Signature)?;
            signed = Ok(self.text);
        }
        signed
    }
}

fn signature(line: &str) -> Option<Signature<'_>> {
    let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = STANDARD.decode(signature).ok()?;
    (!name.is_empty() && !name.contains('+') && bytes.len() > 4).then_some(Signature { name, bytes })
}
