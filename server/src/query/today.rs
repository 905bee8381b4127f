//! The first page of the workspace: what needs a person, most urgent first.

use super::register::register_row;
use super::replace_soon::ReplaceSoon;
use super::{failed, of};
use crate::address::Addresses;
use crate::clock::Clock;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{Counts, RegisterEntry, Storage, StorageError};
use crate::usecase::{Alerts, waiting_change};
use app::ApiError;
use app::view::{Need, RegisterRow, Today};
use domain::{BadgeDesign, DesignState, InstitutionId, Member, SignerEvent, Timestamp};
use protocol::{HealthReport, PinState, Waiting};
use std::sync::Arc;

/// How many of the newest credentials are shown, and how many refused ones.
const FEW: u32 = 5;

struct Facts {
    designs: Vec<(BadgeDesign, u32)>,
    counts: Counts,
    recent: Vec<RegisterEntry>,
    refused: Vec<RegisterEntry>,
    list_problems: Vec<String>,
}

/// Queries for the first page of the workspace.
pub(super) struct TodayQueries {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    replace_soon: ReplaceSoon,
    alerts: Alerts,
}

impl TodayQueries {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        replace_soon: ReplaceSoon,
        alerts: Alerts,
    ) -> Self {
        Self { storage, signer, clock, addresses, replace_soon, alerts }
    }

    /// What needs a person, and the newest credentials.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(super) async fn today(&self, caller: &Member) -> Result<Today, ApiError> {
        let facts = self.facts(of(caller)?).await.map_err(|error| failed(&error))?;
        let health = self.signer.health().await;
        let waiting = self.waiting_changes().await;
        let replace = self.replace_soon.day(caller).await;
        let alerts = self.alerts.pressing().await;
        let published = facts.designs.iter().filter(|(design, _)| design.published().is_some()).count();
        Ok(Today {
            now: self.clock.now(),
            needs: needs(&facts, &health, waiting, replace, alerts),
            published_designs: u32::try_from(published).unwrap_or(u32::MAX),
            issued: facts.counts.signed,
            claimed: facts.counts.opened,
            revoked: facts.counts.revoked,
            recent: facts
                .recent
                .into_iter()
                .map(|entry| register_row(&self.addresses, entry))
                .collect::<Vec<RegisterRow>>(),
            ledger_size: health.ok().map(|health| health.ledger_size),
        })
    }

    /// The changes that wait for approval. Empty if the signer does not answer, which another item reports.
    async fn waiting_changes(&self) -> Vec<Waiting> {
        self.signer.list_waiting().await.unwrap_or_default()
    }

    async fn facts(&self, own: &InstitutionId) -> Result<Facts, StorageError> {
        let mut tx = self.storage.read().await?;
        Ok(Facts {
            designs: tx.designs(own).await?,
            counts: tx.counts(own).await?,
            recent: tx.register(own, FEW).await?,
            refused: tx.refused(own, FEW).await?,
            list_problems: tx.list_problems(own).await?,
        })
    }
}

fn needs(
    facts: &Facts,
    health: &Result<HealthReport, SignerError>,
    waiting: Vec<Waiting>,
    replace: Option<Timestamp>,
    alerts: Vec<SignerEvent>,
) -> Vec<Need> {
    let mut needs = Vec::new();
    if let Some(says) = signer_problem(health) {
        needs.push(Need::Signer { says });
    } else {
        needs.extend(facts.list_problems.iter().map(|says| Need::Signer { says: says.clone() }));
    }
    if !alerts.is_empty() {
        needs.push(Need::Alerts { events: alerts });
    }
    needs.extend(waiting.into_iter().map(waiting_change).map(Need::Approval));
    needs.extend(replace.map(|by| Need::ReplaceKey { by }));
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

/// The next step for a new user.
fn next_step(designs: &[(BadgeDesign, u32)]) -> Option<Need> {
    let Some((newest, _)) = designs.first() else { return Some(Need::FirstDesign) };
    if designs.iter().any(|(design, _)| design.is_submitted()) {
        return None;
    }
    let published: Vec<_> = designs.iter().filter(|(design, _)| design.state != DesignState::Draft).collect();
    let Some((first, _)) = published.first() else {
        return Some(Need::Publish { id: newest.id.clone(), name: newest.wording.name.clone() });
    };
    let nobody_has_one = published.iter().all(|(_, issued)| *issued == 0);
    nobody_has_one.then(|| Need::FirstIssue { id: first.id.clone(), name: first.wording.name.clone() })
}

/// The problem that prevents signing, in words.
pub(crate) fn signer_problem(health: &Result<HealthReport, SignerError>) -> Option<String> {
    match health {
        Err(error) => Some(error.says()),
        Ok(health) => match health.pin {
            PinState::Good => None,
            PinState::Stopped => Some(
                "The signer could not log in to its token and does not try again by itself, so that the token is not locked. \
                 Check its PIN file, then run `insignia-signer pin retry`."
                    .to_owned(),
            ),
            PinState::WorkerAway => Some(
                "The signer's worker, which holds the token, does not answer. Start it (`insignia up` starts all parts)."
                    .to_owned(),
            ),
        },
    }
}
