//! Is a presentation genuine, and is each credential in it? (VC Data Model 2.0, section 4.13; VC Data Integrity 1.0,
//! section 4.4)

use std::collections::VecDeque;

use serde_json::Value;

use super::conclusion::complete;
use super::examination::{Demands, Examination};
use super::format::{self, Read, Wanted};
use super::keyring::Keyring;
use super::kind::{Kind, holder};
use super::machine::Verification;
use super::members::{has_type, issuer_id, text, values};
use super::need::{Need, Supply};
use super::options::Options;
use super::reason::{Demand, KeyReason, PresentationReason};
use super::report::{Check, CheckName, Outcome, Report, Verdict};
use super::structure::{MOST_CREDENTIALS, breaks_data_model};
use super::verdict;
use crate::contexts::FurtherContexts;
use crate::sanitizer::{ForeignText, line};
use crate::time::Timestamp;

/// The verifier's request for a presentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The challenge that the proof must have.
    pub challenge: Option<String>,
    /// The domain that the proof must have.
    pub domain: Option<String>,
    /// Whether a presentation without a proof is accepted: then no holder is proven, and only the credentials count.
    pub may_be_unsigned: bool,
}

/// The findings about a presentation and the credentials in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentationReport {
    /// The verdict, including that of the credentials.
    pub verdict: Verdict,
    /// Identifier of the holder; none unless it was proven.
    pub holder: Option<String>,
    /// The presentation's own checks, in the order of [`CheckName::OF_A_PRESENTATION`].
    pub checks: Vec<Check>,
    /// The report of each credential, in document order; empty when the presentation itself is not good.
    pub credentials: Vec<Report>,
    /// The time of the verification.
    pub checked_at: Timestamp,
}

impl PresentationReport {
    /// Whether the presentation or a credential in it breaks a rule of the VC Data Model.
    #[must_use]
    pub fn breaks_data_model(&self) -> bool {
        breaks_data_model(&self.checks) || self.credentials.iter().any(Report::breaks_data_model)
    }
}

/// One verification of a presentation, used like [`Verification`].
pub struct PresentationVerification {
    now: Timestamp,
    format: Check,
    may_be_one: bool,
    request: Request,
    examination: Option<Examination>,
    keyring: Keyring,
    options: Options,
    waiting: VecDeque<Value>,
    current: Option<Box<Verification>>,
    reports: Vec<Report>,
    asked: usize,
}

impl PresentationVerification {
    /// Maximum number of needs of one verification. Further ones count as unavailable.
    pub const MOST_NEEDS: usize = 64;

    /// Begins with the JSON of a presentation, at the time `now`.
    #[must_use]
    pub fn begin(input: &[u8], request: Request, now: Timestamp) -> Self {
        Self::begin_under(input, request, &Options::default(), now)
    }

    /// As [`PresentationVerification::begin`], with further contexts that the caller vouches for: for the presentation and
    /// the credentials in it, never for the badges among them.
    #[must_use]
    pub fn begin_with(input: &[u8], request: Request, contexts: &FurtherContexts, now: Timestamp) -> Self {
        Self::begin_under(input, request, &Options::default().with_contexts(contexts.clone()), now)
    }

    /// As [`PresentationVerification::begin`], with options, which apply to each credential in it.
    #[must_use]
    pub fn begin_under(input: &[u8], request: Request, options: &Options, now: Timestamp) -> Self {
        let keyring = Keyring::default();
        let read = format::read(input, Wanted::Presentation, keyring.work());
        let (secured, format, may_be_one) = match read {
            Ok(Read { secured, check, .. }) => (Some(secured), check, true),
            Err(ended) => (None, *ended.check, ended.may_be_a_badge),
        };
        let mut this = Self {
            now,
            format,
            may_be_one,
            request,
            examination: None,
            keyring,
            options: options.clone(),
            waiting: VecDeque::new(),
            current: None,
            reports: Vec::new(),
            asked: 0,
        };
        if let Some(secured) = secured {
            let demands =
                Demands { challenge: this.request.challenge.clone(), domain: this.request.domain.clone() };
            let examination = Examination::begin_with(
                secured,
                Kind::Presentation,
                demands,
                &options.contexts,
                &mut this.keyring,
                now,
            );
            this.go_on(&examination);
            this.examination = Some(examination);
        }
        this
    }

    /// The next need; the same one until it is supplied.
    pub fn next_need(&mut self) -> Option<Need> {
        self.need().filter(|_| self.asked < Self::MOST_NEEDS)
    }

    /// Answers the need that [`PresentationVerification::next_need`] named. Without one it does nothing.
    pub fn supply(&mut self, supply: Supply) {
        let Some(mut examination) = self.examination.take() else { return };
        self.asked += 1;
        if examination.next_need().is_some() {
            examination.supply(supply, &mut self.keyring);
        } else if let Some(current) = &mut self.current {
            current.supply(supply);
        }
        self.go_on(&examination);
        self.examination = Some(examination);
    }

    /// The report. Needs that are still open count as unavailable.
    #[must_use]
    pub fn report(mut self) -> PresentationReport {
        while self.need().is_some() {
            self.supply(Supply::NotAsked);
        }
        let mut checks = vec![self.format];
        let mut shown = None;
        if let Some(examination) = self.examination {
            let unsigned = self.request.may_be_unsigned && is_unsigned(examination.document());
            shown = Some(examination.signer()).filter(|_| examination.is_good());
            let (document, found) = examination.finish();
            checks.extend(found.into_iter().filter(|check| !(unsigned && check.name == CheckName::Proof)));
            if unsigned {
                checks.push(without_proof());
            }
            checks.extend(demanded(&self.request, &checks, unsigned));
            name_the_holder(&mut checks, &document, unsigned);
        }
        if self.options.is_strict() {
            checks.iter_mut().for_each(Check::count_remarks);
        }
        complete(&mut checks, &CheckName::OF_A_PRESENTATION);
        let own = verdict::verdict(&checks, self.may_be_one, self.options.is_strict());
        let verdicts = std::iter::once(own).chain(self.reports.iter().map(|report| report.verdict));
        PresentationReport {
            verdict: verdicts.max_by_key(|verdict| gravity(*verdict)).unwrap_or(own),
            holder: shown.map(|id| line(&id, 300)),
            checks,
            credentials: self.reports,
            checked_at: self.now,
        }
    }

    fn need(&self) -> Option<Need> {
        let examination = self.examination.as_ref()?;
        examination.next_need().or_else(|| self.current.as_ref()?.need())
    }

    /// Once the presentation itself is good, verifies one credential after the other, each from its own text.
    fn go_on(&mut self, examination: &Examination) {
        if examination.next_need().is_some() {
            return;
        }
        let unsigned = self.request.may_be_unsigned && is_unsigned(examination.document());
        if self.current.is_none() && self.reports.is_empty() && (examination.is_good() || unsigned) {
            let presented = values(examination.document().get("verifiableCredential"));
            self.waiting = presented.iter().take(MOST_CREDENTIALS).cloned().collect();
        }
        loop {
            match self.current.take() {
                Some(current) if current.need().is_some() => {
                    self.current = Some(current);
                    return;
                }
                Some(current) => {
                    self.keyring = current.keyring().clone();
                    self.reports.push(current.report());
                }
                None => {}
            }
            let Some(credential) = self.waiting.pop_front() else { return };
            let by_holder = by_holder(&credential, examination);
            let (options, keyring) = (&self.options, self.keyring.clone());
            let begun = Verification::presented(credential, by_holder, options, keyring, self.now);
            self.current = Some(Box::new(begun));
        }
    }
}

/// The check of whose key made the presentation, for a credential that its holder issued: it names the holder as its
/// issuer, and has no proof (VC Data Model 2.0, section 4.13.4).
fn by_holder(credential: &Value, presentation: &Examination) -> Option<Check> {
    let issuer = issuer_id(credential).filter(|_| has_type(credential, "VerifiableCredential"))?;
    let is_own = presentation.is_good() && holder(presentation.document()) == Some(issuer);
    let binding = presentation.checks().iter().find(|check| check.name == CheckName::IssuerBinding);
    binding.filter(|_| is_own && is_unsigned(credential)).cloned()
}

fn is_unsigned(presentation: &Value) -> bool {
    values(presentation.get("proof")).is_empty()
}

/// The worst of several verdicts is that of the whole.
const fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 0,
        Verdict::Unvouched => 1,
        Verdict::CouldNotCheck => 2,
        Verdict::NotValid => 3,
        Verdict::NotACredential => 4,
    }
}

fn without_proof() -> Check {
    Check::not_applicable(CheckName::Proof, PresentationReason::NoProofAsked)
}

/// The checks of challenge and domain, which precede all others of the proof.
fn demanded(request: &Request, checks: &[Check], unsigned: bool) -> [Check; 2] {
    let proof = checks.iter().find(|check| check.name == CheckName::Proof);
    let one = |name: CheckName, wanted: bool, demand: Demand| match proof {
        _ if !wanted => Check::not_applicable(name, PresentationReason::NotDemanded(demand)),
        _ if unsigned => Check::failed(name, PresentationReason::Absent(demand)),
        Some(proof) if proof.outcome == Outcome::Passed => {
            Check::passed(name, PresentationReason::AsDemanded(demand))
        }
        Some(proof) if proof.code() == PresentationReason::Absent(demand).code() => {
            Check::failed(name, (*proof.reason).clone())
        }
        _ => Check::stopped(name),
    };
    [
        one(CheckName::Challenge, request.challenge.is_some(), Demand::Challenge),
        one(CheckName::Domain, request.domain.is_some(), Demand::Domain),
    ]
}

/// Converts the check of the key into the check of the holder.
fn name_the_holder(checks: &mut Vec<Check>, presentation: &Value, unsigned: bool) {
    const NAME: CheckName = CheckName::Holder;
    let at = checks.iter().position(|check| check.name == CheckName::IssuerBinding);
    let binding = at.map(|at| checks.remove(at));
    if unsigned {
        checks.push(Check::not_applicable(NAME, PresentationReason::NobodyHolds));
        return;
    }
    let Some(binding) = binding else { return };
    checks.push(match (binding.outcome, holder(presentation)) {
        (Outcome::Passed, Some(id)) => {
            let check = Check::passed(NAME, PresentationReason::ByTheHolder(ForeignText::new(id, 300)));
            let is_about_others = is_about_others(presentation);
            if is_about_others { check.with_warning(PresentationReason::OtherSubject) } else { check }
        }
        (Outcome::Passed, None) => Check::not_applicable(NAME, PresentationReason::NoHolder),
        _ if *binding.reason == KeyReason::WrongIssuer.into() => {
            Check::failed(NAME, PresentationReason::WrongHolder)
        }
        _ => Check { name: NAME, ..binding },
    });
}

/// Whether a credential names another subject than the holder, which is allowed and reported.
fn is_about_others(presentation: &Value) -> bool {
    let holder = holder(presentation);
    let subjects = values(presentation.get("verifiableCredential"))
        .iter()
        .flat_map(|credential| values(credential.get("credentialSubject")));
    subjects.filter_map(|subject| text(subject, "id")).any(|id| Some(id) != holder)
}
