use signer_facts::reason::LedgerReason;

pub(super) fn says(reason: &LedgerReason) -> String {
    let says = match reason {
        LedgerReason::ForeignCheckpoint { error } => {
            return format!("what was presented is not a checkpoint of this ledger: {error}");
        }
        LedgerReason::NoneMissing { characters } => {
            return format!(
                "no entries are missing, or this is not how the root of the missing ones begins ({characters} characters)"
            );
        }
        LedgerReason::HandshakeRequired => {
            "the signer was restarted: first present the newest checkpoint that you hold, or state that you hold none"
        }
        LedgerReason::RolledBack => {
            "a checkpoint that this ledger's own key signed names entries that this ledger does not have. The \
             signer's disk was restored to an older state, or its key signs elsewhere. Nothing is signed until a \
             person on the signer's host has examined this and runs `insignia-signer ledger unfreeze`"
        }
        LedgerReason::NotEntered => "this credential was never entered into the ledger",
    };
    says.to_owned()
}
