//! Signing credentials: lint, admit, record, sign, settle, release.

use super::Signer;
use super::opening::Opening;
use super::signing::{self, Key};
use super::telemetry;
use crate::ledger::state::State;
use crate::ledger::{Ledger, Pending, Recorded};
use crate::metrics::About;
use crate::policy::{Admitted, Batch};
use credentials::contexts::FurtherContexts;
use credentials::lint::{Kind, Linted, UnsignedCredential, lint_with};
use protocol::{Answer, Fault, MAX_BATCH, Problem, Refusal, RefusalCode, SignedDocument};
use std::collections::HashSet;
use std::sync::Arc;

impl Signer {
    pub(super) fn sign_credentials(&self, texts: Vec<String>) -> Result<Answer, Problem> {
        check_size(texts.len())?;
        let contexts = Arc::clone(&self.contexts);
        let lint = move |texts: Vec<String>| -> Vec<_> {
            let right = |kind| matches!(kind, Kind::OpenBadge | Kind::Credential);
            texts.into_iter().map(|text| lint_as(&text, &contexts, right)).collect()
        };
        let linted =
            self.thread_pool.share(texts, lint).ok_or_else(cut_short)?.into_iter().flatten().collect();
        self.sign_recorded(self.record_all(linted)?)
    }

    /// Signs the recorded documents of a batch; returns one result for each document of the request, in order.
    pub(super) fn sign_recorded(&self, recorded: Vec<Result<Recorded, Refusal>>) -> Result<Answer, Problem> {
        let mut places = Vec::new();
        let mut to_sign = Vec::new();
        for one in recorded {
            places.push(one.map(|recorded| to_sign.push(recorded)));
        }
        let mut documents = self.sign_all(to_sign)?.into_iter();
        let results = places.into_iter().map(|place| match place {
            Err(refusal) => Ok(Err(refusal)),
            Ok(()) => {
                documents.next().map(Ok).ok_or_else(|| signing::self_check("a signed document is missing"))
            }
        });
        Ok(Answer::Signed { results: results.collect::<Result<_, Fault>>()? })
    }

    /// Admits and records a batch. If two documents overlap, the first is recorded before the second is judged. All of
    /// them and concurrent requests share one fsync.
    fn record_all(
        &self,
        batch: Vec<Result<Linted, Refusal>>,
    ) -> Result<Vec<Result<Recorded, Refusal>>, Fault> {
        let now = self.now();
        let size = batch.len();
        let mut ledger = self.ledger()?;
        let mut groups = Vec::new();
        let mut group: Vec<Result<Admitted, Refusal>> = Vec::new();
        let mut claims = Claims::default();
        // Number of documents in the group that count against the ceilings.
        let mut before = 0;
        for linted in batch {
            if linted.as_ref().is_ok_and(|linted| claims.meet(linted, ledger.state())) {
                claims = Claims::default();
                groups.push(record_group(&mut ledger, &mut group)?);
                if let Ok(linted) = &linted {
                    claims.meet(linted, ledger.state());
                }
                before = 0;
            }
            if let Err(refusal) = &linted {
                self.log_refusal(refusal, None);
            }
            let about = linted
                .as_ref()
                .map_or_else(|_| About::default(), |linted| telemetry::about(ledger.state(), linted, now));
            let batch = Batch { size, before };
            let admitted = linted.and_then(|linted| {
                let id = linted.id().to_owned();
                let seen = telemetry::seen(about.clone(), &linted);
                self.policy
                    .admit(ledger.state(), linted, batch, now)
                    .inspect(|admitted| {
                        // A repeated request, perhaps after a fault, yields the same signature and is not counted.
                        if admitted.is_new() {
                            self.telemetry.signed(&seen, now);
                        }
                    })
                    .inspect_err(|refusal| self.log_refusal_of(refusal, Some(&id), about))
            });
            before += usize::from(admitted.as_ref().is_ok_and(Admitted::counts));
            group.push(admitted);
        }
        groups.push(record_group(&mut ledger, &mut group)?);
        drop(ledger);
        let mut results = Vec::new();
        for (places, recorded) in groups {
            let mut recorded = recorded.synced()?.into_iter();
            for place in places {
                match place {
                    Err(refusal) => results.push(Err(refusal)),
                    Ok(()) => results.extend(recorded.next().map(Ok)),
                }
            }
        }
        Ok(results)
    }

    /// Signs recorded documents and releases them. What was signed before a fault is settled too.
    pub(super) fn sign_all(&self, recorded: Vec<Recorded>) -> Result<Vec<SignedDocument>, Fault> {
        // Alerts are on disk before the token is asked, which may take long. After a crash the recorded documents count
        // as usual and would raise none.
        self.write_alerts();
        let keyed: Vec<(Key, Recorded)> = {
            let ledger = self.ledger()?;
            let keyed = |one: Recorded| Ok((Key::of(&ledger, &one)?, one));
            recorded.into_iter().map(keyed).collect::<Result<_, Fault>>()?
        };
        let (contexts, token) = (Arc::clone(&self.contexts), Arc::clone(&self.token));
        let sign = move |piece: Vec<_>| signing::sign(piece, &contexts, token.as_ref());
        let mut signed = Vec::new();
        let mut fault = None;
        for (piece, failed) in self.thread_pool.share(keyed, sign).ok_or_else(cut_short)? {
            signed.extend(piece);
            fault = fault.or(failed);
        }
        let settled = self.ledger()?.settle(signed)?;
        let documents = settled.synced()?;
        fault.map_or(Ok(documents), Err)
    }
}

fn cut_short() -> Fault {
    signing::self_check("a piece of the batch is missing")
}

/// May a request hold this many credentials?
pub(super) fn check_size(size: usize) -> Result<(), Refusal> {
    if size <= MAX_BATCH {
        return Ok(());
    }
    Err(Refusal::new(RefusalCode::BatchTooLarge, format!("a batch holds at most {MAX_BATCH} credentials")))
}

/// Lints one text, which must be of the right kind.
pub(super) fn lint_as(
    text: &str,
    contexts: &FurtherContexts,
    right: impl Fn(Kind) -> bool,
) -> Result<Linted, Refusal> {
    let refusal = |findings: Vec<String>| {
        let mut refusal =
            Refusal::new(RefusalCode::Lint, "the document may not be signed as it is; see what was found");
        refusal.findings = findings;
        refusal
    };
    let unsigned = UnsignedCredential::parse(text.as_bytes()).map_err(|e| refusal(vec![format!(": {e}")]))?;
    let linted = lint_with(unsigned, &contexts.extra()).map_err(|findings| {
        refusal(findings.into_iter().map(|f| format!("{}: {}", f.pointer, f.says)).collect())
    })?;
    if !right(linted.kind()) {
        return Err(Refusal::new(
            RefusalCode::WrongKind,
            "this request does not sign documents of this kind",
        ));
    }
    Ok(linted)
}

/// What the documents of a group claim, admitted or not: their ids, and places in status lists.
#[derive(Debug, Default)]
struct Claims {
    ids: HashSet<String>,
    places: HashSet<(String, u32)>,
    lists: Opening,
}

impl Claims {
    /// Does the document overlap with the group: same id, same place, or another new list? If not, it joins the group.
    fn meet(&mut self, linted: &Linted, state: &State) -> bool {
        let place = linted.status().map(|entry| (entry.list, entry.index));
        if self.ids.contains(linted.id())
            || place.as_ref().is_some_and(|place| self.places.contains(place))
            || self.lists.is_another(state, linted)
        {
            return true;
        }
        self.ids.insert(linted.id().to_owned());
        self.places.extend(place);
        false
    }
}

/// Results of a group: refused, or the next of the recorded documents.
type Group = (Vec<Result<(), Refusal>>, Pending<Vec<Recorded>>);

fn record_group(ledger: &mut Ledger, group: &mut Vec<Result<Admitted, Refusal>>) -> Result<Group, Fault> {
    let mut admitted = Vec::new();
    let places = group.drain(..).map(|one| one.map(|one| admitted.push(one))).collect();
    Ok((places, ledger.record(admitted)?))
}
