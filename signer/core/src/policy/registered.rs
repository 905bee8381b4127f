//! What a badge may hold: its version's achievement and name, the issuer's profile, and the members for which people
//! approved an entry.

use super::{Policy, refuse};
use crate::findings;
use crate::ledger::state::{Badge, Issuer};
use credentials::lint::Linted;
use credentials::lint::registered::{Registered, deviations, least_statements, template_statements};
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::CredentialReason;
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// Cached number of statements of the last template, since the credentials of a batch share one version.
#[derive(Debug, Default)]
pub(super) struct LastTemplate(Mutex<Option<Counted>>);

#[derive(Debug)]
struct Counted {
    badge: String,
    contexts: Value,
    profile: Value,
    statements: usize,
}

impl LastTemplate {
    fn of(&self, credential: &Value, badge: &Badge, profile: &Value) -> Option<usize> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let contexts = credential.get("@context")?;
        if let Some(known) = &*last
            && known.badge == badge.digest
            && known.contexts == *contexts
            && known.profile == *profile
        {
            return Some(known.statements);
        }
        let statements = template_statements(credential).ok()?;
        *last = Some(Counted {
            badge: badge.digest.clone(),
            contexts: contexts.clone(),
            profile: profile.clone(),
            statements,
        });
        Some(statements)
    }
}

impl Policy {
    /// Does the credential match what was registered for its version and issuer? Its achievement is known to match.
    pub(super) fn check_registered(
        &self,
        issuer: &Issuer,
        badge: &Badge,
        linted: &Linted,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let Some(profile) = &issuer.profile else {
            return refuse(CredentialReason::NoProfile);
        };
        let value = linted.value();
        let name = value.pointer("/credentialSubject/achievement/name").and_then(Value::as_str);
        let registered =
            Registered { name: name.unwrap_or_default(), profile, per_recipient: &badge.per_recipient };
        let found = deviations(value, &registered);
        if let Some(first) = found.first() {
            let reason = reason(first.code());
            return Err(Refusal::new(reason).with_findings(findings::carried(found)));
        }
        self.window.check_awarded(value, now)?;
        let made = linted.statements();
        let template = self.last_template.of(value, badge, profile);
        if template.is_none_or(|template| made < least_statements(value, template)) {
            return refuse(CredentialReason::StatementsMissing);
        }
        Ok(())
    }
}

fn reason(found: &str) -> CredentialReason {
    match found {
        "issuer-profile" => CredentialReason::OtherProfile,
        "badge-name" => CredentialReason::OtherName,
        "identities" => CredentialReason::Identities,
        "hidden-character" => CredentialReason::HiddenCharacter,
        "outside-bound" => CredentialReason::OutsideBound,
        _ => CredentialReason::UnregisteredMember,
    }
}
