//! Batches that people allow beyond the ceilings: these credentials, each once, and no others.

use super::change::{ChangeAsked, asked};
use super::{refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::time::Timestamp;
use protocol::reason::ChangeReason;
use protocol::summary::{ChangeTitle, Fact};
use protocol::{MAX_ALLOWED, Refusal};
use std::collections::HashSet;
use tlog::{leaf_hash, tree_hash};

/// May people allow these credentials of one registered badge version?
pub(super) fn ask_batch(
    state: &State,
    did: &str,
    achievement: &str,
    digests: &[String],
    now: Timestamp,
) -> Result<ChangeAsked, Refusal> {
    let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
    let Some(badge) = state.badges.get(achievement).filter(|badge| badge.issuer == did) else {
        return refuse(ChangeReason::UnregisteredBadge);
    };
    let different: HashSet<&String> = digests.iter().collect();
    let are_digests = digests.iter().all(|digest| is_digest(digest));
    if digests.is_empty() || digests.len() > MAX_ALLOWED || different.len() != digests.len() || !are_digests {
        return refuse(ChangeReason::Batch { most: MAX_ALLOWED });
    }
    let hashes: Vec<_> = digests.iter().map(|digest| leaf_hash(digest.as_bytes())).collect();
    let root = tree_hash(&hashes).map(hex::encode).unwrap_or_default();
    let count = u64::try_from(digests.len()).unwrap_or(u64::MAX);
    let facts = vec![
        Fact::Issuer { did: did.to_owned() },
        Fact::Credentials { count },
        Fact::BatchBadge { id: achievement.to_owned() },
        Fact::BadgeDigest { sha256: badge.digest.clone() },
        Fact::BatchRoot { root: root.clone() },
    ];
    let statement = Statement::Batch {
        issuer: did.to_owned(),
        key: issuer.active(now).to_owned(),
        badge: badge.digest.clone(),
        root,
        digests: digests.to_vec(),
    };
    let mut asked = asked(statement, ChangeTitle::AllowBatch { credentials: count }, facts);
    let allowed = digests.iter().all(|digest| issuer.allowed.get(digest) == Some(&badge.digest));
    asked.statement = asked.statement.filter(|_| !allowed);
    Ok(asked)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
