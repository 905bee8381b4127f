//! Signing credentials: lint, admit, record, sign, settle, release.

use super::Signer;
use super::signing::{self, Key};
use crate::clock;
use crate::ledger::record::Statement;
use crate::ledger::{Ledger, Recorded};
use crate::policy::{Admitted, Batch};
use credentials::contexts::FurtherContexts;
use credentials::lint::{Kind, Linted, UnsignedCredential, lint_with};
use protocol::{Answer, Fault, MAX_BATCH, Problem, Refusal, RefusalCode, SignedDocument};
use std::collections::VecDeque;
use std::sync::Arc;

impl Signer {
    pub(super) fn sign_credentials(&self, texts: Vec<String>) -> Result<Answer, Problem> {
        if texts.len() > MAX_BATCH {
            return Err(Refusal::new(
                RefusalCode::BatchTooLarge,
                format!("a batch holds at most {MAX_BATCH} credentials"),
            )
            .into());
        }
        let contexts = Arc::clone(&self.contexts);
        let lint = move |texts: Vec<String>| -> Vec<_> {
            let right = |kind| matches!(kind, Kind::OpenBadge | Kind::Credential);
            texts.into_iter().map(|text| lint_as(&text, &contexts, right)).collect()
        };
        let linted = self.crew.share(texts, lint).ok_or_else(cut_short)?.into_iter().flatten().collect();
        let recorded = self.record_all(linted)?;
        let mut places = Vec::new();
        let mut to_sign = Vec::new();
        for one in recorded {
            places.push(one.map(|recorded| to_sign.push(recorded)));
        }
        let mut documents: VecDeque<SignedDocument> = self.sign_all(to_sign)?.into();
        let results = places.into_iter().map(|place| match place {
            Err(refusal) => Ok(Err(refusal)),
            Ok(()) => documents
                .pop_front()
                .map(Ok)
                .ok_or_else(|| signing::self_check("a signed document is missing")),
        });
        Ok(Answer::Signed { results: results.collect::<Result<_, Fault>>()? })
    }

    /// Admits and records a batch. One sync for all, unless two of a batch meet: then the first is recorded before the
    /// second is judged.
    fn record_all(
        &self,
        batch: Vec<Result<Linted, Refusal>>,
    ) -> Result<Vec<Result<Recorded, Refusal>>, Fault> {
        let now = clock::now();
        let size = batch.len();
        let mut ledger = self.ledger()?;
        let mut results = Vec::new();
        let mut group: Vec<Result<Admitted, Refusal>> = Vec::new();
        for linted in batch {
            if linted.as_ref().is_ok_and(|linted| meets(&group, linted)) {
                record_group(&mut ledger, &mut group, &mut results)?;
            }
            if let Err(refusal) = &linted {
                self.log_refusal(refusal, None);
            }
            let before = group.iter().flatten().filter(|admitted| admitted.counts()).count();
            let batch = Batch { size, before };
            group.push(linted.and_then(|linted| {
                let id = linted.id().to_owned();
                self.policy
                    .admit(ledger.state(), linted, batch, now)
                    .inspect_err(|refusal| self.log_refusal(refusal, Some(&id)))
            }));
        }
        record_group(&mut ledger, &mut group, &mut results)?;
        Ok(results)
    }

    /// Signs what is recorded, and releases what is signed. What was signed before a fault is settled all the same.
    pub(super) fn sign_all(&self, recorded: Vec<Recorded>) -> Result<Vec<SignedDocument>, Fault> {
        let keyed = Key::of_all(&*self.ledger()?, recorded)?;
        let (contexts, worker) = (Arc::clone(&self.contexts), Arc::clone(&self.worker));
        let sign = move |piece: Vec<_>| signing::sign(piece, &contexts, &worker);
        let mut signed = Vec::new();
        let mut fault = None;
        for (piece, failed) in self.crew.share(keyed, sign).ok_or_else(cut_short)? {
            signed.extend(piece);
            fault = fault.or(failed);
        }
        let documents = self.ledger()?.settle(signed)?;
        fault.map_or(Ok(documents), Err)
    }
}

fn cut_short() -> Fault {
    signing::self_check("a piece of the batch is missing")
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

/// Is there another of this id, or at this status index, in the group?
fn meets(group: &[Result<Admitted, Refusal>], linted: &Linted) -> bool {
    let entry = linted.status();
    group.iter().flatten().any(|admitted| match admitted.statement() {
        Statement::Credential { id, list, index, .. } => {
            id == linted.id()
                || entry.as_ref().is_some_and(|entry| entry.index == *index && entry.list == *list)
        }
        Statement::OtherCredential { id, status, .. } => {
            id == linted.id()
                || entry.as_ref().is_some_and(|entry| {
                    status
                        .as_ref()
                        .is_some_and(|place| entry.index == place.index && entry.list == place.list)
                })
        }
        _ => false,
    })
}

fn record_group(
    ledger: &mut Ledger,
    group: &mut Vec<Result<Admitted, Refusal>>,
    results: &mut Vec<Result<Recorded, Refusal>>,
) -> Result<(), Fault> {
    let mut places = Vec::new();
    let mut admitted = Vec::new();
    for one in group.drain(..) {
        places.push(one.map(|one| admitted.push(one)));
    }
    let mut recorded = ledger.record(admitted)?.into_iter();
    for place in places {
        match place {
            Err(refusal) => results.push(Err(refusal)),
            Ok(()) => results.extend(recorded.next().map(Ok)),
        }
    }
    Ok(())
}
