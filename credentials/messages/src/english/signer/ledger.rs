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
            "a checkpoint was presented that this ledger's own key signed and that tells of entries which this ledger does not have. \
             Its disk was put back to an older state, or its key signs elsewhere. Nothing is signed until a person on the signer's host has looked and runs `insignia-signer ledger unfreeze`"
        }
        LedgerReason::NotEntered => "this credential was never entered into the ledger",
    };
    says.to_owned()
}
