//! The first page of the workspace: what needs a person, most urgent first.

use super::register::register_row;
use super::signer_state::{SignerQueries, SignerState};
use super::{failed, of};
use crate::address::Addresses;
use crate::clock::Clock;
use crate::storage::{Counts, ListedDesign, RegisterEntry, Storage, StorageError};
use app::ApiError;
use app::view::{Need, RegisterRow, Today};
use domain::{DesignState, Institution, InstitutionId, Member};
use std::sync::Arc;

/// How many of the newest credentials are shown, and how many refused ones.
const FEW: u32 = 5;

struct Facts {
    institution: Institution,
    designs: Vec<ListedDesign>,
    counts: Counts,
    recent: Vec<RegisterEntry>,
    refused: Vec<RegisterEntry>,
    list_problems: Vec<String>,
}

/// Queries for the first page of the workspace.
pub(super) struct TodayQueries {
    storage: Storage,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    signer: SignerQueries,
}

impl TodayQueries {
    pub(super) fn new(
        storage: Storage,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        signer: SignerQueries,
    ) -> Self {
        Self { storage, clock, addresses, signer }
    }

    /// What needs a person, and the newest credentials.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn today(&self, caller: &Member) -> Result<Today, ApiError> {
        let facts = self.facts(of(caller)?).await.map_err(|error| failed(&error))?;
        let facts = facts.ok_or(ApiError::NotSetUp)?;
        let signer = self.signer.state(caller, &facts.institution).await?;
        let published = facts.designs.iter().filter(|listed| listed.published.is_some()).count();
        Ok(Today {
            now: self.clock.now(),
            needs: needs(&facts, &signer),
            published_designs: u32::try_from(published).unwrap_or(u32::MAX),
            issued: facts.counts.signed,
            claimed: facts.counts.opened,
            revoked: facts.counts.revoked,
            recent: facts
                .recent
                .into_iter()
                .map(|entry| register_row(&self.addresses, entry))
                .collect::<Vec<RegisterRow>>(),
            ledger_size: signer.ledger_size(),
        })
    }

    async fn facts(&self, own: &InstitutionId) -> Result<Option<Facts>, StorageError> {
        let mut tx = self.storage.read().await?;
        let Some(institution) = tx.institution(own).await? else { return Ok(None) };
        Ok(Some(Facts {
            institution,
            designs: tx.designs(own).await?,
            counts: tx.counts(own).await?,
            recent: tx.register(own, FEW).await?,
            refused: tx.refused(own, FEW).await?,
            list_problems: tx.list_problems(own).await?,
        }))
    }
}

fn needs(facts: &Facts, signer: &SignerState) -> Vec<Need> {
    let mut needs = signer.notices();
    if signer.is_good() {
        needs.extend(facts.list_problems.iter().map(|says| Need::Signer { says: says.clone() }));
    }
    needs.extend(signer.approvers(has_drafts(&facts.designs)));
    needs.extend(signer.waiting().iter().cloned().map(Need::Approval));
    needs.extend(signer.replace_by().map(|by| Need::ReplaceKey { by }));
    needs.extend(facts.refused.iter().filter_map(|entry| match &entry.credential.record.progress {
        domain::Progress::Refused { says } => Some(Need::Refused {
            id: entry.credential.record.id.clone(),
            recipient: entry.credential.record.recipient.name.clone(),
            says: says.clone(),
        }),
        domain::Progress::Waiting { .. } | domain::Progress::Signed { .. } => None,
    }));
    needs.extend(next_step(&facts.designs));
    needs
}

/// Is there a draft that may be published?
pub(super) fn has_drafts(designs: &[ListedDesign]) -> bool {
    designs.iter().any(|listed| !matches!(listed.design.state, DesignState::Published(_)))
}

/// The next step for a new user.
fn next_step(designs: &[ListedDesign]) -> Option<Need> {
    let Some(newest) = designs.first() else { return Some(Need::FirstDesign) };
    if designs.iter().any(|listed| listed.design.is_submitted()) {
        return None;
    }
    let mut published = designs.iter().filter(|listed| listed.published.is_some());
    let Some(first) = published.next() else {
        return Some(Need::Publish { id: newest.design.id.clone(), name: newest.name().to_owned() });
    };
    let nobody_has_one = designs.iter().all(|listed| listed.issued == 0);
    nobody_has_one.then(|| Need::FirstIssue { id: first.design.id.clone(), name: first.name().to_owned() })
}
