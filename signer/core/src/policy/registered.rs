//! What a badge may hold: its version's achievement and name, the issuer's profile, and the members for which people
//! approved an entry.

use super::{Policy, refuse};
use crate::ledger::state::{Badge, Issuer};
use credentials::lint::Linted;
use credentials::lint::registered::{Registered, deviations, least_statements, template_statements};
use credentials::time::Timestamp;
use protocol::{Refusal, RefusalCode};
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
            return refuse(
                RefusalCode::UnregisteredProfile,
                "no profile is registered for the issuer. Have one approved (`set-profile`); the web server asks for it",
            );
        };
        let value = linted.value();
        let name = value.pointer("/credentialSubject/achievement/name").and_then(Value::as_str);
        let registered =
            Registered { name: name.unwrap_or_default(), profile, per_recipient: &badge.per_recipient };
        let found = deviations(value, &registered);
        if let Some(first) = found.first() {
            let mut refusal = Refusal::new(code(first.code), sentence(first.code));
            refusal.findings =
                found.iter().map(|finding| format!("{}: {}", finding.pointer, finding.says)).collect();
            return Err(refusal);
        }
        self.window.check_awarded(value, now)?;
        let made = linted.canonical().lines().count();
        let template = self.last_template.of(value, badge, profile);
        if template.is_none_or(|template| made < least_statements(value, template)) {
            return refuse(
                RefusalCode::StatementsMissing,
                "the credential's canonical form has fewer statements than its badge version's template and its own members",
            );
        }
        Ok(())
    }
}

fn code(found: &str) -> RefusalCode {
    match found {
        "issuer-profile" => RefusalCode::UnregisteredProfile,
        "badge-name" => RefusalCode::OtherName,
        "identities" => RefusalCode::TooManyIdentities,
        "hidden-character" => RefusalCode::HiddenCharacter,
        "outside-bound" => RefusalCode::OutsideBound,
        _ => RefusalCode::UnregisteredMember,
    }
}

fn sentence(found: &str) -> &'static str {
    match found {
        "issuer-profile" => {
            "the credential's `issuer` is not the profile that was registered for the issuer. Have the change approved first (`set-profile`)"
        }
        "badge-name" => "the credential's `name` is not its achievement's name",
        "identities" => "the credential names more identities than one person has, or two of one type",
        "hidden-character" => {
            "the credential holds a control character, one that turns the reading direction, or, in a name, a line break or a character that is not seen"
        }
        "outside-bound" => "a member of the credential is outside the bound that was approved for it",
        _ => {
            "the credential holds a member that its badge version was registered without. Publish a version with an entry for it"
        }
    }
}
