//! The profile that every badge of an issuer has as `issuer`: registered with the binding, changed by people.

use super::change::{ChangeAsked, asked};
use super::content_lint::ContentLint;
use super::{Policy, refuse, unknown_issuer};
use crate::findings::carried;
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::json::{self, Document};
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::DocumentReason;
use protocol::summary::{ChangeTitle, Fact, ProfileMember};
use serde_json::Value;

/// Maximum length of a profile in KiB: more than anybody reads.
const LONGEST_KIB: usize = 16;

/// Parses the profile of the issuer with this DID. `lint` is the lint of the same text.
pub(crate) fn read_profile(did: &str, text: &str, lint: &ContentLint) -> Result<Value, Refusal> {
    let profile = parse(text)?;
    if profile.get("id").and_then(Value::as_str) != Some(did) {
        return refuse(DocumentReason::ProfileId);
    }
    lint.result()?;
    Ok(profile)
}

/// A profile has a name, and nothing that a badge may not hold.
pub(super) fn lint(text: &str) -> Result<(), Refusal> {
    let profile = parse(text)?;
    let findings = credentials::lint::profile(&profile);
    if !findings.is_empty() || profile.get("name").is_none() {
        return Err(Refusal::new(DocumentReason::LintProfile).with_findings(carried(findings)));
    }
    Ok(())
}

fn parse(text: &str) -> Result<Value, Refusal> {
    if text.len() > LONGEST_KIB * 1024 {
        return refuse(DocumentReason::ProfileLength { kib: LONGEST_KIB });
    }
    let profile = Document::parse(text.as_bytes())
        .map_err(|e| Refusal::new(DocumentReason::ProfileSyntax { error: e.to_string() }))?;
    Ok(profile.into_value())
}

impl Policy {
    /// May this become the issuer's profile?
    pub(super) fn ask_profile(
        state: &State,
        did: &str,
        text: &str,
        lint: &ContentLint,
        now: Timestamp,
    ) -> Result<ChangeAsked, Refusal> {
        let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
        let profile = read_profile(did, text, lint)?;
        let fact = |member: ProfileMember| {
            let of = |profile: &Value| {
                profile.pointer(member.pointer()).and_then(Value::as_str).map(str::to_owned)
            };
            let (new, now) = (of(&profile), issuer.profile.as_ref().and_then(of));
            (new.is_some() || now.is_some()).then_some(Fact::Profile { member, new, now })
        };
        let mut facts = vec![Fact::Issuer { did: did.to_owned() }];
        facts.extend(ProfileMember::ALL.into_iter().filter_map(fact));
        facts.push(Fact::WholeText { text: json::jcs(&profile) });
        let is_same = issuer.profile.as_ref() == Some(&profile);
        let statement =
            Statement::Profile { issuer: did.to_owned(), key: issuer.active(now).to_owned(), profile };
        let mut asked = asked(statement, ChangeTitle::SetProfile, facts);
        asked.statement = asked.statement.filter(|_| !is_same);
        Ok(asked)
    }
}
