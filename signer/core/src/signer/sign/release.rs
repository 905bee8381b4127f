//! The last steps of every signature: sign what is recorded, settle it in the ledger, release it.

use crate::ledger::Recorded;
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::signing::{self, Key};
use crate::signer::signing_pool::SigningPool;
use crate::signer::telemetry::Telemetry;
use protocol::{Fault, Refusal, SignedBatch, SignedDocument};

/// Signs recorded documents and releases them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Release<'a> {
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) pool: &'a SigningPool,
    pub(crate) telemetry: &'a Telemetry,
}

impl Release<'_> {
    /// Releases the recorded documents of a batch; returns one result for each document of the request, in order.
    pub(super) fn batch(self, recorded: Vec<Result<Recorded, Refusal>>) -> Result<SignedBatch, Fault> {
        let mut places = Vec::new();
        let mut to_sign = Vec::new();
        for one in recorded {
            places.push(one.map(|recorded| to_sign.push(recorded)));
        }
        let mut documents = self.all(to_sign)?.into_iter();
        let results = places.into_iter().map(|place| match place {
            Err(refusal) => Ok(Err(refusal)),
            Ok(()) => {
                documents.next().map(Ok).ok_or_else(|| signing::self_check("a signed document is missing"))
            }
        });
        Ok(SignedBatch { results: results.collect::<Result<_, Fault>>()? })
    }

    /// Releases recorded documents. What was signed before a fault is settled too.
    pub(super) fn all(self, recorded: Vec<Recorded>) -> Result<Vec<SignedDocument>, Fault> {
        // Alerts are on disk before the token is asked, which may take long. After a crash the recorded documents count
        // as usual and would raise none.
        self.telemetry.write_alerts(self.ledger);
        let keyed: Vec<(Key, Recorded)> = {
            let ledger = self.ledger.lock()?;
            let keyed = |one: Recorded| Ok((Key::of(&ledger, &one)?, one));
            recorded.into_iter().map(keyed).collect::<Result<_, Fault>>()?
        };
        let (signed, fault) = self.pool.sign(keyed)?;
        let settled = self.ledger.lock()?.settle(signed)?;
        let documents = settled.synced()?;
        fault.map_or(Ok(documents), Err)
    }
}
