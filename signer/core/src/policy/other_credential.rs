//! Credentials other than Open Badges. They are signed only if the configuration admits all their types for
//! the issuer's key.

use super::{Batch, Policy, ceiling, entered, refuse, signing_issuer, status_list};
use crate::ledger::record::{Holding, Statement};
use crate::ledger::state::{Entered, State};
use credentials::lint::Linted;
use credentials::status::{MIN_LENGTH, StatusEntry, StatusPurpose};
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::{CredentialReason, StatusEntryReason};
use serde_json::Value;

/// The type that every credential has. Listed alone, it admits credentials of no further type.
const BASE: &str = "VerifiableCredential";

impl Policy {
    /// The credential's statement, and its earlier entry if the same content was entered before.
    pub(super) fn judge_other_credential(
        &self,
        state: &State,
        linted: &Linted,
        batch: Batch,
        now: Timestamp,
    ) -> Result<(Statement, Option<Entered>), Refusal> {
        let (issuer, key) = signing_issuer(state, linted.issuer(), now)?;
        self.check_types(key, linted.value())?;
        // An address of ours names one thing; elsewhere the institution may name anything.
        if self.public_url.covers(linted.id()) && !self.public_url.is_credential(linted.id()) {
            return refuse(CredentialReason::OtherPath);
        }
        let status = self.own_place(state, linted)?;
        let earlier = entered::earlier(state, linted, status.as_ref(), self.window, now)?;
        if earlier.is_none() {
            ceiling::check(issuer, batch, now)?;
        }
        let statement = Statement::OtherCredential {
            id: linted.id().to_owned(),
            issuer: linted.issuer().to_owned(),
            key: key.to_owned(),
            status,
        };
        Ok((statement, earlier))
    }

    fn check_types(&self, key: &str, credential: &Value) -> Result<(), Refusal> {
        let types: Vec<&str> = match credential.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let further: Vec<&str> = types.into_iter().filter(|name| *name != BASE).collect();
        let asked = if further.is_empty() { vec![BASE] } else { further };
        let admitted = |name: &str| {
            let entries = self.other_credentials.iter().filter(|entry| entry.key == key);
            entries.flat_map(|entry| &entry.types).any(|known| known == name)
        };
        if asked.into_iter().all(admitted) {
            return Ok(());
        }
        refuse(CredentialReason::TypeNotAdmitted)
    }

    /// Its place in a list of this issuer, if it has one. A status kept elsewhere is not judged here.
    fn own_place(&self, state: &State, linted: &Linted) -> Result<Option<Holding>, Refusal> {
        let Some(status) = linted.value().get("credentialStatus") else { return Ok(None) };
        let entries = match status {
            Value::Array(entries) => entries.iter().collect(),
            entry => vec![entry],
        };
        // A value that is no text cannot be read as one address, so it does not count as elsewhere.
        let is_ours = |value: &Value| value.as_str().is_none_or(|url| self.public_url.covers(url));
        let ours = |entry: &Value| {
            ["statusListCredential", "id"].iter().any(|name| entry.get(name).is_some_and(is_ours))
        };
        if !entries.into_iter().any(ours) {
            return Ok(None);
        }
        let Ok(StatusEntry { purpose: StatusPurpose::Revocation, list, index }) = StatusEntry::parse(status)
        else {
            return refuse(StatusEntryReason::OtherEntries);
        };
        let known = state.lists.get(&list);
        if known.is_none() {
            status_list::check_opening(state, linted.issuer())?;
        }
        let length = known.map_or(MIN_LENGTH, |list| list.length);
        let inside = usize::try_from(index).is_ok_and(|index| index < length);
        if !inside
            || !self.public_url.is_status_list(&list)
            || known.is_some_and(|list| list.issuer != linted.issuer())
        {
            return refuse(StatusEntryReason::NoSuchPlace);
        }
        Ok(Some(Holding { list, index }))
    }
}
