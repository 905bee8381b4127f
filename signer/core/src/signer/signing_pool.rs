//! The threads that share the work of a batch: linting documents, and signing what is recorded.

use super::signing::{self, Key, Signed};
use super::thread_pool::ThreadPool;
use crate::environment::Token;
use crate::findings::carried;
use crate::ledger::Recorded;
use credentials::contexts::FurtherContexts;
use credentials::lint::{Finding, Kind, Linted, UnsignedCredential, lint_with, parse_finding};
use protocol::reason::DocumentReason;
use protocol::{Fault, Refusal};
use std::sync::Arc;

/// Threads, the token, and the contexts that credentials may name in addition to the built-in ones.
#[derive(Debug)]
pub(crate) struct SigningPool {
    threads: ThreadPool,
    token: Arc<dyn Token>,
    contexts: Arc<FurtherContexts>,
}

impl SigningPool {
    pub(crate) fn new(threads: ThreadPool, token: Arc<dyn Token>, contexts: FurtherContexts) -> Self {
        Self { threads, token, contexts: Arc::new(contexts) }
    }

    /// Lints one text, which must be of the right kind.
    pub(crate) fn lint(&self, text: &str, right: impl Fn(Kind) -> bool) -> Result<Linted, Refusal> {
        lint_as(text, &self.contexts, right)
    }

    /// Lints texts, which must be of the right kind. Returns one result for each, in order.
    pub(crate) fn lint_all(
        &self,
        texts: Vec<String>,
        right: fn(Kind) -> bool,
    ) -> Result<Vec<Result<Linted, Refusal>>, Fault> {
        let contexts = Arc::clone(&self.contexts);
        let lint = move |texts: Vec<String>| -> Vec<_> {
            texts.into_iter().map(|text| lint_as(&text, &contexts, right)).collect()
        };
        Ok(self.threads.share(texts, lint).ok_or_else(cut_short)?.into_iter().flatten().collect())
    }

    /// Signs recorded documents in order. After a fault, returns those finished before it, and the fault.
    pub(crate) fn sign(&self, recorded: Vec<(Key, Recorded)>) -> Result<(Vec<Signed>, Option<Fault>), Fault> {
        let (contexts, token) = (Arc::clone(&self.contexts), Arc::clone(&self.token));
        let sign = move |piece: Vec<_>| signing::sign(piece, &contexts, token.as_ref());
        let mut signed = Vec::new();
        let mut fault = None;
        for (piece, failed) in self.threads.share(recorded, sign).ok_or_else(cut_short)? {
            signed.extend(piece);
            fault = fault.or(failed);
        }
        Ok((signed, fault))
    }
}

fn cut_short() -> Fault {
    signing::self_check("a piece of the batch is missing")
}

fn lint_as(text: &str, contexts: &FurtherContexts, right: impl Fn(Kind) -> bool) -> Result<Linted, Refusal> {
    let refusal =
        |findings: Vec<Finding>| Refusal::new(DocumentReason::Lint).with_findings(carried(findings));
    let unsigned = UnsignedCredential::parse(text.as_bytes())
        .map_err(|e| refusal(vec![parse_finding(text.as_bytes(), &e)]))?;
    let linted = lint_with(unsigned, &contexts.extra()).map_err(refusal)?;
    if !right(linted.kind()) {
        return Err(Refusal::new(DocumentReason::OtherKind));
    }
    Ok(linted)
}
