use signer_facts::reason::KeyReason;

pub(super) fn says(reason: &KeyReason) -> String {
    let says = match reason {
        KeyReason::Name { most } => {
            return format!("a key's name is 1 to {most} of a-z, 0-9 and -, and not `checkpoint`");
        }
        KeyReason::TooMany { most } => {
            return format!(
                "the signer holds {most} keys, and no more may be made. Destroy one that signs no more"
            );
        }
        KeyReason::Chain { error } => return format!("the chain is not kept: {error}"),
        KeyReason::Unknown => "there is no key of this name",
        KeyReason::NotMadeYet => "there is no key of this name. Make it first",
        KeyReason::UnknownHere => "there is no key of this name here",
        KeyReason::UnknownOrNoDigest => "there is no key of this name, or no digest",
        KeyReason::NotPinned => "the key was not pinned",
        KeyReason::NotMade => "no key was made",
        KeyReason::NoSubject => {
            "no subject is configured for this key. Set one in `[token.csr.…]` and restart `run`"
        }
        KeyReason::LedgersOwn => {
            "the token's key of this name is the ledger's own, which signs checkpoints and nothing else"
        }
        KeyReason::Exists => "there is a key of this name already. A ceremony makes a new one",
        KeyReason::UnusedWaits => {
            "a key that no issuer uses is there already, one for each issuer. Use or destroy it first"
        }
    };
    says.to_owned()
}
