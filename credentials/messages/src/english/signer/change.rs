use signer_facts::reason::ChangeReason;

pub(super) fn says(reason: &ChangeReason) -> String {
    let says = match reason {
        ChangeReason::AchievementLength { most } => {
            return format!("an achievement has at most {most} bytes. Shorten its texts");
        }
        ChangeReason::Batch { most } => {
            return format!("a batch lists 1 to {most} different SHA-256 digests in lower-case hex");
        }
        ChangeReason::Ceilings { most } => {
            return format!("ceilings are at least 1, and the one for a request at most {most}");
        }
        ChangeReason::RevocationCount { most } => {
            return format!("an approval allows 1 to {most} revocations");
        }
        ChangeReason::RevocationText { most } => {
            return format!("the reason has 1 to {most} characters on one line");
        }
        ChangeReason::ApproverName { most } => {
            return format!(
                "an approver's name has 1 to {most} characters, is plain text, and does not begin with `host:`"
            );
        }
        ChangeReason::Quorum { able } => {
            return format!("a change can need 1 to {able} people: there are no more who approve");
        }
        ChangeReason::ForeignAchievement => {
            "the achievement's id does not lie below this installation's `/achievements/`"
        }
        ChangeReason::BadgeVersionChanged => {
            "this badge version is registered with other content. A published version never changes: publish a new \
             one"
        }
        ChangeReason::UnregisteredBadge => {
            "this badge version is not registered for this issuer. Publish it first"
        }
        ChangeReason::BindingTaken => {
            "this DID, this institution or this key is bound already. A binding changes by rotation alone"
        }
        ChangeReason::FirstIssuer => "the first issuer is bound without an approval",
        ChangeReason::UnfreezeRevokedKey => "the issuer's key is revoked. Rotate to another key first",
        ChangeReason::RotateDidKey => "a did:key is its key: it cannot be rotated. Only a did:web can",
        ChangeReason::KeyTaken => "this key belongs to an issuer already. Make a new key",
        ChangeReason::KeyUnusable => "this key is revoked or destroyed",
        ChangeReason::NextKeyWaits => "a next key is published already and does not sign yet",
        ChangeReason::NoIssuersKey => "the key belongs to no issuer, so nobody was asked to trust it",
        ChangeReason::CompromisedInFuture => "the time from which the key is not trusted is in the future",
        ChangeReason::DestroyUsedKey => "the key signs, or is about to. Rotate to another key first",
        ChangeReason::KeeperOfDidKey => {
            "a did:key has no document of its own, so it can name no keeper. Only a did:web can"
        }
        ChangeReason::Keeper => {
            "a keeper of status lists must be another did:web. Its lists must be below an https address that ends with `/`, without `..`, query or fragment"
        }
        ChangeReason::KeeperOfOwnLists => {
            "these addresses hold status lists that this signer signs. A keeper's lists are elsewhere"
        }
        ChangeReason::UnknownApprover => "there is no approver of this name",
        ChangeReason::ApproverEnrolled => "an approver of this name is enrolled already",
        ChangeReason::TooFewApprovers => {
            "fewer people would be left than a change needs. Lower the number first, or invite others"
        }
    };
    says.to_owned()
}
