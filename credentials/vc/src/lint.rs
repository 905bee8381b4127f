//! The rules for signing: those of Open Badges 3.0, and our own stricter ones.
//!
//! [`lint`] is the only way to a [`Linted`] credential, and only a `Linted` one can be signed. The same table of
//! classes judges foreign credentials through [`structure`], with the leniency that the standard grants.

mod classes;
mod context;
mod data_model;
mod fault;
mod finding;
mod formats;
mod identities;
mod locate_error;
mod open_badge;
mod parse_findings;
mod part;
mod path;
mod preparation;
mod re_rooting;
pub mod registered;
mod reserved;
mod results;
mod schema_walker;
mod signing;
mod status_list;
mod universal_rules;

use serde_json::Value;

pub use data_model::{data_model, presentation};
pub use fault::{
    BadgeFault, ClassName, ContextFault, EntryFault, Fault, ModelFault, Name, RecipientFault,
    RegisteredFault, Remedy, ResourceFault, ResultFault, SchemaFault, StatementsFault, StatusListFault,
    TextFault, UniversalFault, Wanted, WordList,
};
pub use finding::Finding;
pub use parse_findings::parse_finding;
pub use part::{hidden_characters, profile};
pub use preparation::Preparation;
pub use signing::{Linted, ToSign};

use crate::canonical::{Processing, RdfcHash, Terms, whole_statements};
use crate::json::{Document, JsonError};
use crate::work::Work;
use finding::Findings;

/// A credential that was parsed and is not signed yet.
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

    /// The parsed value.
    #[must_use]
    pub fn value(&self) -> &Value {
        self.document.value()
    }
}

/// The kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An `OpenBadgeCredential` (also named `AchievementCredential`).
    OpenBadge,
    /// A `BitstringStatusListCredential`.
    StatusList,
    /// Any other verifiable credential.
    Credential,
}

impl Kind {
    /// The kind as which a document is judged.
    ///
    /// The `type` decides. In addition, anything about an `AchievementSubject` is a badge: leaving out the type must
    /// not give a badge the weaker rules for credentials in general.
    #[must_use]
    pub fn of(credential: &Value) -> Self {
        let is_badge = || {
            schema_walker::has_type(credential, "OpenBadgeCredential")
                || schema_walker::has_type(credential, "AchievementCredential")
                || match credential.get("credentialSubject") {
                    Some(Value::Array(subjects)) => {
                        subjects.iter().any(|subject| schema_walker::has_type(subject, "AchievementSubject"))
                    }
                    Some(subject) => schema_walker::has_type(subject, "AchievementSubject"),
                    None => false,
                }
        };
        if schema_walker::has_type(credential, "BitstringStatusListCredential") {
            Self::StatusList
        } else if is_badge() {
            Self::OpenBadge
        } else {
            Self::Credential
        }
    }
}

/// The strictness of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Credentials that we sign: the canonical schema, and nothing null, empty or relative.
    Issuing,
    /// Credentials that others signed: the JSON-LD family of schemas.
    Reading,
}

/// Decides whether a credential may be signed: a status list, a badge, or any other credential ([`Kind::of`]).
///
/// # Errors
/// Every finding, in the order of the document where possible; at least one.
pub fn lint(credential: UnsignedCredential) -> Result<Linted, Vec<Finding>> {
    lint_with(credential, &[])
}

/// As [`lint`], with further contexts that the caller vouches for.
///
/// A badge's `@context` is one of two lists in any case; only other credentials can name these contexts.
///
/// # Errors
/// As [`lint`].
pub fn lint_with<'a>(
    credential: UnsignedCredential,
    processing: impl Into<Processing<'a>>,
) -> Result<Linted, Vec<Finding>> {
    let processing = processing.into();
    let value = credential.value();
    let kind = Kind::of(value);
    let mut findings = judge(value, kind);
    let work = Work::default();
    let terms = Terms::signed(processing, RdfcHash::Sha256, &work);
    let canonical = match whole_statements(value, terms) {
        Ok(canonical) => canonical,
        Err(error) => {
            findings.add_if_new(locate_error::finding(value, &error, processing));
            return Err(findings.into_vec());
        }
    };
    let issuer = value.get("issuer");
    let issuer = issuer.and_then(|issuer| issuer.as_str().or_else(|| issuer.get("id")?.as_str()));
    let id = value.get("id").and_then(Value::as_str);
    let (id, issuer) = (id.unwrap_or_default(), issuer.unwrap_or_default());
    re_rooting::check(&canonical.statements, kind, id, issuer, &mut findings);
    // Our own verifier must accept what we sign, and it accepts only the plain form.
    if let Some(fault) = crate::verify::plain_form(value).filter(|_| findings.is_empty()) {
        findings.add_if_new(Finding::new("", Fault::NotPlain(fault)));
    }
    Linted::new(credential, kind, canonical, findings.into_vec())
}

/// The rules for a kind of document, without the checks of the canonical form: the findings of [`lint`] before it
/// computes that form. Fast enough to run on every keystroke of a form.
///
/// Empty when there is no finding.
#[must_use]
pub fn rules(credential: &Value) -> Vec<Finding> {
    judge(credential, Kind::of(credential)).into_vec()
}

fn judge(credential: &Value, kind: Kind) -> Findings {
    match kind {
        Kind::OpenBadge => open_badge::check(credential),
        Kind::StatusList => status_list::check(credential),
        Kind::Credential if schema_walker::has_type(credential, "EndorsementCredential") => {
            let mut findings = Findings::default();
            schema_walker::check(
                credential,
                &classes::ENDORSEMENT_CREDENTIAL,
                Strictness::Issuing,
                &mut findings,
            );
            data_model::check_issuing(credential)
                .into_vec()
                .into_iter()
                .for_each(|one| findings.add_if_new(one));
            findings
        }
        Kind::Credential => data_model::check_issuing(credential),
    }
}

/// Judges the structure of a badge or endorsement that others signed (Open Badges 3.0, annex B).
///
/// Empty when there is no finding. `type`, `proof`, `credentialSchema`, `termsOfUse` and `credentialStatus` may be
/// single values or arrays. `@context` may name any context of Open Badges 3.0, and further ones after it.
#[must_use]
pub fn structure(credential: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    if schema_walker::has_type(credential, "EndorsementCredential") {
        schema_walker::check(
            credential,
            &classes::ENDORSEMENT_CREDENTIAL,
            Strictness::Reading,
            &mut findings,
        );
    } else {
        schema_walker::check(
            credential,
            &classes::ACHIEVEMENT_CREDENTIAL,
            Strictness::Reading,
            &mut findings,
        );
        open_badge::check_essentials(credential, &mut findings);
    }
    findings.into_vec()
}

/// Judges the structure of a profile that others serve (Open Badges 3.0, section B.1.6), with the same leniency.
#[must_use]
pub fn profile_structure(profile: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    schema_walker::check(profile, &classes::PROFILE, Strictness::Reading, &mut findings);
    findings.into_vec()
}
