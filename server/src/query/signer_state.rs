//! What the first page and the pages for issuing have to state about the signer: whether it signs, what waits for people,
//! and its alerts. A fact that is not known is stated as unknown.

use super::bounded_questions::BoundedQuestions;
use super::failed;
use crate::clock::Clock;
use crate::log::chain;
use crate::signer_client::{SignerClient, SignerError};
use crate::usecase::{Alerts, AlertsError, IssuerKeys, RotationPlan, waiting_change};
use app::ApiError;
use app::view::{Need, SignerFact};
use domain::{Institution, Member, SignerEvent, Timestamp, WaitingChange, rotation};
use protocol::{HealthReport, PinState};
use std::sync::Arc;
use std::time::Duration;

/// How long a page waits for the signer. A signer that works answers in a few milliseconds.
const LIMIT: Duration = Duration::from_millis(700);
/// How many questions of pages may be open at a time: four pages that are read at once.
const MOST_OPEN: usize = 16;

/// Asks the signer for pages.
#[derive(Clone)]
pub(super) struct SignerQueries {
    pub(super) questions: BoundedQuestions,
    signer: SignerClient,
    alerts: Alerts,
    clock: Arc<dyn Clock>,
    plan: RotationPlan,
}

/// Why a fact is not known.
enum Unknown {
    /// The signer gave no answer within the limit, or is away.
    NoAnswer,
    /// Its answer is a refusal or a fault: the sentence.
    Problem(String),
}

/// The signer's answers for one page.
pub(super) struct SignerState {
    health: Result<HealthReport, Unknown>,
    waiting: Result<Vec<WaitingChange>, Unknown>,
    alerts: Result<Vec<SignerEvent>, Unknown>,
    keys: Result<KeyFacts, Unknown>,
}

/// The state of the issuer's keys.
struct KeyFacts {
    /// Why nothing is signed for the issuer, if it is frozen.
    frozen: Option<String>,
    /// The day by which its key is to be replaced, if that is soon and the member keeps keys.
    replace_by: Option<Timestamp>,
}

impl SignerQueries {
    pub(super) fn new(
        signer: SignerClient,
        alerts: Alerts,
        clock: Arc<dyn Clock>,
        plan: RotationPlan,
    ) -> Self {
        Self { questions: BoundedQuestions::new(LIMIT, MOST_OPEN), signer, alerts, clock, plan }
    }

    /// Asks everything at the same time.
    ///
    /// # Errors
    /// [`ApiError`]: the database failed. A signer that does not answer is no error.
    pub(super) async fn state(
        &self,
        caller: &Member,
        institution: &Institution,
    ) -> Result<SignerState, ApiError> {
        let (signer, alerts) = (&self.signer, self.alerts.clone());
        let health = {
            let signer = signer.clone();
            async move { signer.health().await }
        };
        let waiting = {
            let signer = signer.clone();
            async move { signer.list_waiting().await }
        };
        let keys = {
            let signer = signer.clone();
            async move { signer.list_public_keys().await }
        };
        let (health, waiting, keys, alerts) = tokio::join!(
            self.questions.ask(health),
            self.questions.ask(waiting),
            self.questions.ask(keys),
            self.questions.ask(async move { alerts.pressing().await }),
        );
        let alerts = match alerts {
            Some(Err(AlertsError::Storage(error))) => return Err(failed(&error)),
            Some(Err(AlertsError::Signer(error))) => Some(Err(error)),
            Some(Ok(events)) => Some(Ok(events)),
            None => None,
        };
        let keys = known(keys)?.map(|keys| {
            let known = IssuerKeys::of(&institution.did, keys);
            let by = self.plan.replaced_by(institution, &known.keys).map(|(_, by)| by);
            let soon = by.filter(|by| rotation::notice(*by, self.clock.now()).is_some());
            let replace_by = soon.filter(|_| caller.may_keep_keys().is_ok());
            KeyFacts { replace_by, frozen: known.frozen }
        });
        let waiting = known(waiting)?.map(|all| all.into_iter().map(waiting_change).collect());
        Ok(SignerState { health: known(health)?, waiting, alerts: known(alerts)?, keys })
    }
}

/// The answer, or why it is not known. The cause is logged here.
fn known<T>(asked: Option<Result<T, SignerError>>) -> Result<Result<T, Unknown>, ApiError> {
    let error = match asked {
        None => return Ok(Err(Unknown::NoAnswer)),
        Some(Ok(answer)) => return Ok(Ok(answer)),
        Some(Err(error)) => error,
    };
    tracing::warn!(error = chain(&error), "asking the signer for a page");
    match error {
        SignerError::Held(error) => Err(failed(&error)),
        SignerError::Away(_) => Ok(Err(Unknown::NoAnswer)),
        error @ (SignerError::Talk(_) | SignerError::OtherAnswer | SignerError::Problem(_)) => {
            Ok(Err(Unknown::Problem(error.says())))
        }
    }
}

impl SignerState {
    /// Leaves in the signer's ledger, if known.
    pub(super) fn ledger_size(&self) -> Option<u64> {
        self.health.as_ref().ok().map(|health| health.ledger_size)
    }

    /// Does the signer answer, and is it able to sign?
    pub(super) fn is_good(&self) -> bool {
        self.health.as_ref().is_ok_and(|health| health_problem(health).is_none())
    }

    /// What keeps the signer from signing, what of it is not known, and its alerts.
    pub(super) fn notices(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        let silent = [
            self.health.as_ref().err(),
            self.waiting.as_ref().err(),
            self.alerts.as_ref().err(),
            self.keys.as_ref().err(),
        ];
        if silent.into_iter().flatten().any(|why| matches!(why, Unknown::NoAnswer)) {
            needs.push(Need::NoAnswer);
        }
        match &self.health {
            Ok(health) => needs.extend(health_problem(health).map(|says| Need::Signer { says })),
            Err(Unknown::Problem(says)) => needs.push(Need::Signer { says: says.clone() }),
            Err(Unknown::NoAnswer) => {}
        }
        if let Ok(KeyFacts { frozen: Some(reason), .. }) = &self.keys {
            needs.push(Need::Frozen { reason: reason.clone() });
        }
        needs.extend(unknown(SignerFact::Keys, &self.keys));
        needs.extend(unknown(SignerFact::Alerts, &self.alerts));
        needs.extend(unknown(SignerFact::Approvals, &self.waiting));
        if let Ok(events) = &self.alerts
            && !events.is_empty()
        {
            needs.push(Need::Alerts { events: events.clone() });
        }
        needs
    }

    /// What keeps people from approving. `drafts`: is there a draft that is not published?
    pub(super) fn approvers(&self, drafts: bool) -> Vec<Need> {
        let (Ok(health), Ok(waiting)) = (&self.health, &self.waiting) else { return Vec::new() };
        let able = health.approvers + u32::from(health.host_approves);
        let mut needs = Vec::new();
        if drafts && health.proposals_paused {
            needs.push(Need::ProposalsPaused);
        }
        if !waiting.is_empty() && (health.approvers == 0 || able < health.approvals_needed) {
            needs.push(Need::NoApprover {
                approvers: health.approvers,
                needed: health.approvals_needed,
                on_host: health.host_approves,
            });
        }
        needs
    }

    /// The changes that wait for approval, as far as known.
    pub(super) fn waiting(&self) -> &[WaitingChange] {
        self.waiting.as_deref().unwrap_or_default()
    }

    /// The day by which the key is to be replaced, if that is soon.
    pub(super) fn replace_by(&self) -> Option<Timestamp> {
        self.keys.as_ref().ok().and_then(|keys| keys.replace_by)
    }
}

fn unknown<T>(what: SignerFact, asked: &Result<T, Unknown>) -> Option<Need> {
    match asked {
        Err(Unknown::Problem(says)) => Some(Need::Unknown { what, says: says.clone() }),
        Err(Unknown::NoAnswer) | Ok(_) => None,
    }
}

/// The problem that prevents signing, in words.
pub(crate) fn signer_problem(health: &Result<HealthReport, SignerError>) -> Option<String> {
    match health {
        Err(error) => Some(error.says()),
        Ok(health) => health_problem(health),
    }
}

fn health_problem(health: &HealthReport) -> Option<String> {
    let says = match (health.pin, health.ledger_rolled_back) {
        (PinState::Stopped, _) => {
            "The signer could not log in to its token and does not try again, so that the token is not locked. \
             Check its PIN file, then run `insignia-signer pin retry`."
        }
        (PinState::WorkerAway, _) => {
            "The signer’s worker, which holds the token, does not answer. Start it (`insignia up` starts all parts)."
        }
        (PinState::Good, true) => {
            "Entries of the signer’s ledger are missing, probably because an old backup was restored. \
             Ask the people who run the signer; the guide “Recovery” has the steps."
        }
        (PinState::Good, false) => return None,
    };
    Some(says.to_owned())
}
