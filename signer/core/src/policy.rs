//! What a key may sign: pure rules over the recorded state, without clock, file or token.

mod achievement;
mod badge;
mod batch;
mod binding;
mod ceiling;
mod change;
mod content_lint;
mod credential;
mod entered;
mod keeper;
mod key;
mod other_credential;
mod profile;
mod registered;
mod revocations;
mod status_list;
mod superseding;
mod window;

pub(crate) use binding::BindingAsked;
pub(crate) use ceiling::Batch;
pub(crate) use content_lint::ContentLint;
pub(crate) use profile::read_profile;

use crate::ledger::record::{Approved, Statement};
use crate::ledger::state::{Entered, Issuer, State};
use crate::public_url::PublicUrl;
use crate::settings::{OtherCredentials, PolicySettings};
use credentials::lint::{Kind, Linted};
use credentials::time::Timestamp;
use protocol::reason::IssuerReason;
use protocol::{Ceilings, Refusal, RefusalReason};

/// The signer's rules.
#[derive(Debug)]
pub(crate) struct Policy {
    public_url: PublicUrl,
    other_credentials: Vec<OtherCredentials>,
    /// May people on the signer's host approve?
    host_approves: bool,
    /// How long a key is published before it signs, in seconds.
    overlap: i64,
    window: window::Window,
    /// How much may be reissued after a key was lost.
    reissue: Ceilings,
    last_digest: badge::LastDigest,
    last_template: registered::LastTemplate,
}

/// A document that policy allows and that may be recorded. Only [`Policy::admit`] and
/// [`Policy::admit_superseding`] make one.
#[derive(Debug)]
pub(crate) struct Admitted {
    linted: Linted,
    statement: Statement,
    /// The earlier entry, when the same content was recorded before.
    earlier: Option<Entered>,
    /// The approval that allows it, if it needed one.
    approved: Option<Approved>,
    at: Timestamp,
}

impl Admitted {
    /// The document, its statement, its earlier entry, its approval, and the time of admission.
    pub(crate) fn into_parts(self) -> (Linted, Statement, Option<Entered>, Option<Approved>, Timestamp) {
        (self.linted, self.statement, self.earlier, self.approved, self.at)
    }

    /// For a new status list: its key, and the number of added revocations.
    pub(crate) fn revokes(&self) -> Option<(&str, usize)> {
        match &self.statement {
            Statement::StatusList { key, gained, .. } if self.earlier.is_none() => Some((key, gained.len())),
            _ => None,
        }
    }

    /// Was this content never recorded before?
    pub(crate) fn is_new(&self) -> bool {
        self.earlier.is_none()
    }

    /// Does it count against the issuer's ceilings?
    pub(crate) fn counts(&self) -> bool {
        let counted = match &self.statement {
            Statement::Credential { allowed, supersedes, .. } => !allowed && supersedes.is_none(),
            Statement::OtherCredential { .. } => true,
            _ => false,
        };
        counted && self.is_new()
    }

    /// Does it count against the issuer's ceilings for reissuing?
    pub(crate) fn reissues(&self) -> bool {
        self.is_new() && matches!(self.statement, Statement::Credential { supersedes: Some(_), .. })
    }
}

impl Policy {
    /// The rules with a configuration's settings.
    pub(crate) fn new(settings: &PolicySettings) -> Self {
        Self {
            public_url: settings.public_url.clone(),
            other_credentials: settings.other_credentials.clone(),
            host_approves: settings.host_approves,
            overlap: i64::from(settings.overlap_hours) * 3600,
            window: window::Window::new(settings.window),
            reissue: settings.reissue.ceilings(),
            last_digest: badge::LastDigest::default(),
            last_template: registered::LastTemplate::default(),
        }
    }

    /// Address of the web application that this signer signs for.
    pub(crate) fn public_url(&self) -> &str {
        self.public_url.as_str()
    }

    /// May people on the signer's host approve?
    pub(crate) fn host_approves(&self) -> bool {
        self.host_approves
    }

    /// May this document be signed, given the recorded state, the time and the rest of its request?
    pub(crate) fn admit(
        &self,
        state: &State,
        linted: Linted,
        batch: Batch,
        now: Timestamp,
    ) -> Result<Admitted, Refusal> {
        let (statement, earlier) = match linted.kind() {
            Kind::OpenBadge => self.judge_credential(state, &linted, batch, now)?,
            Kind::Credential => self.judge_other_credential(state, &linted, batch, now)?,
            Kind::StatusList => self.judge_status_list(state, &linted, now)?,
        };
        Ok(Admitted { linted, statement, earlier, approved: None, at: now })
    }
}

/// The issuer, if it may sign now, and the label of its key.
fn signing_issuer<'a>(state: &'a State, did: &str, now: Timestamp) -> Result<(&'a Issuer, &'a str), Refusal> {
    let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
    if let Some(freeze) = &issuer.frozen {
        return refuse(IssuerReason::Frozen { reason: freeze.reason.clone() });
    }
    Ok((issuer, key_of(state, issuer, now)?))
}

/// Label of the key that an issuer signs with now.
fn key_of<'a>(state: &State, issuer: &'a Issuer, now: Timestamp) -> Result<&'a str, Refusal> {
    let label = issuer.active(now);
    match state.key(label) {
        Some(key) if key.revoked.is_none() && !key.is_destroyed => Ok(label),
        _ => refuse(IssuerReason::KeyNotInUse),
    }
}

fn refuse<T>(reason: impl Into<RefusalReason>) -> Result<T, Refusal> {
    Err(Refusal::new(reason))
}

fn unknown_issuer<T>() -> Result<T, Refusal> {
    refuse(IssuerReason::Unbound)
}
