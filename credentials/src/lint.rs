//! What may be signed: the rules of Open Badges 3.0, and our own stricter ones.
//!
//! [`lint`] is the only way to a [`Linted`] credential, and only a `Linted` one can be signed. The same table of
//! classes judges foreign credentials through [`structure`], with the leniency that the standard grants.

mod classes;
mod finding;
mod identities;
mod open_badge;
mod signing;
mod status_list;
mod walk;

use serde_json::Value;

pub use finding::Finding;
pub use signing::{Linted, ToSign};

use crate::canonical::{CanonicalError, canonical_nquads};
use crate::json::{Document, JsonError};

/// A credential that was read and is not signed yet.
#[derive(Debug, Clone)]
pub struct UnsignedCredential {
    document: Document,
    text: String,
}

impl UnsignedCredential {
    /// Reads a JSON text strictly.
    ///
    /// # Errors
    /// [`JsonError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let document = Document::parse(bytes)?;
        let text = std::str::from_utf8(bytes).map_err(|_| JsonError::NotUtf8)?.to_owned();
        Ok(Self { document, text })
    }

    /// What was read.
    #[must_use]
    pub fn value(&self) -> &Value {
        self.document.value()
    }
}

/// What kind of document this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An `OpenBadgeCredential` (also named `AchievementCredential`).
    OpenBadge,
    /// A `BitstringStatusListCredential`.
    StatusList,
}

/// How strictly the table of classes is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// What we sign ourselves: the canonical schema, and nothing null, empty or relative.
    Issuing,
    /// What others signed: the JSON-LD family of schemas.
    Reading,
}

/// Decides whether a credential may be signed.
///
/// A document whose `type` names `BitstringStatusListCredential` is judged as a status list, any other as a
/// badge.
///
/// # Errors
/// Every finding, in the order of the document; at least one.
pub fn lint(credential: UnsignedCredential) -> Result<Linted, Vec<Finding>> {
    let value = credential.value();
    let kind = if walk::has_type(value, "BitstringStatusListCredential") {
        Kind::StatusList
    } else {
        Kind::OpenBadge
    };
    let mut findings = match kind {
        Kind::OpenBadge => open_badge::check(value),
        Kind::StatusList => status_list::check(value),
    };
    let canonical = match canonical_nquads(value) {
        Ok(canonical) => canonical,
        Err(error) => {
            findings.push(not_covered(value, &error));
            return Err(findings);
        }
    };
    Linted::new(credential, kind, canonical, findings)
}

/// Judges the structure of a badge or endorsement that others signed (Open Badges 3.0, annex B).
///
/// Empty when all is well. `type`, `proof`, `credentialSchema`, `termsOfUse` and `credentialStatus` may be single
/// values or arrays; any context of Open Badges 3.0 may be named, and further ones after it.
#[must_use]
pub fn structure(credential: &Value) -> Vec<Finding> {
    let class = if walk::has_type(credential, "EndorsementCredential") {
        &classes::ENDORSEMENT_CREDENTIAL
    } else {
        &classes::ACHIEVEMENT_CREDENTIAL
    };
    let mut findings = walk::check(credential, class, Strictness::Reading);
    if walk::has_type(credential, "EndorsementCredential") {
        return findings;
    }
    open_badge::check_essentials(credential, &mut findings);
    findings
}

/// What would be lost on the way to the signature, at the place where it stands.
fn not_covered(value: &Value, error: &CanonicalError) -> Finding {
    let (code, culprit) = match error {
        CanonicalError::UndefinedTerm(name) => ("undefined-term", finding::member_called(value, name)),
        CanonicalError::UndefinedType(text) => ("undefined-type", finding::text_equal_to(value, text)),
        CanonicalError::InvalidId(text) => ("invalid-id", finding::text_equal_to(value, text)),
        CanonicalError::UnknownContext(url) => ("unknown-context", finding::text_equal_to(value, url)),
        _ => ("not-signable", None),
    };
    Finding::new(culprit.unwrap_or_default(), code, format!("{error}. Correct or remove it."))
}
