//! What a key may sign. Pure rules over what was recorded: no clock, no file, no token.

mod badge;
mod binding;
mod credential;
mod entered;
mod other_credential;
mod status_list;
mod window;

pub(crate) use binding::BindingAsked;

use crate::config::OtherCredentials;
use crate::ledger::record::Statement;
use crate::ledger::state::{Entered, State};
use crate::public_url::PublicUrl;
use credentials::lint::{Kind, Linted};
use credentials::time::Timestamp;
use protocol::{Refusal, RefusalCode};

/// The signer's rules.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    public_url: PublicUrl,
    other_credentials: Vec<OtherCredentials>,
}

/// A document that policy allows: what may be recorded. Only [`Policy::admit`] makes one.
#[derive(Debug)]
pub(crate) struct Admitted {
    linted: Linted,
    statement: Statement,
    /// Set when this very content was recorded before.
    earlier: Option<Entered>,
    at: Timestamp,
}

impl Admitted {
    /// The document, what it states, how it was entered before (if it was), and when it was admitted.
    pub(crate) fn into_parts(self) -> (Linted, Statement, Option<Entered>, Timestamp) {
        (self.linted, self.statement, self.earlier, self.at)
    }
}

impl Policy {
    /// The rules for what lies below this address, and what is admitted beside Open Badges.
    pub(crate) fn new(public_url: PublicUrl, other_credentials: Vec<OtherCredentials>) -> Self {
        Self { public_url, other_credentials }
    }

    /// May this be signed, after all that was recorded, at this time?
    pub(crate) fn admit(&self, state: &State, linted: Linted, now: Timestamp) -> Result<Admitted, Refusal> {
        let (statement, earlier) = match linted.kind() {
            Kind::OpenBadge => self.judge_credential(state, &linted, now)?,
            Kind::Credential => self.judge_other_credential(state, &linted, now)?,
            Kind::StatusList => self.judge_status_list(state, &linted, now)?,
        };
        Ok(Admitted { linted, statement, earlier, at: now })
    }
}

fn refuse<T>(code: RefusalCode, sentence: &str) -> Result<T, Refusal> {
    Err(Refusal::new(code, sentence))
}

fn unknown_issuer<T>() -> Result<T, Refusal> {
    refuse(RefusalCode::UnknownIssuer, "this issuer's DID is bound to no key of this signer. Bind it first")
}
