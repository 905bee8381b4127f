use audit_facts::DidFact;

use super::why;

pub(super) fn says(fact: &DidFact) -> String {
    match fact {
        DidFact::Stated { url } => format!("the DID document at {url} is the one that the ledger states"),
        DidFact::Unread { url, why: unread } => {
            format!("the DID document at {url} cannot be read: {}", why(unread))
        }
        DidFact::NotText { url } => format!("the DID document at {url} is not text"),
        DidFact::NotStated { url } => format!(
            "the DID document at {url} is not one that the ledger states: it may name a key that the signer never made. \
             Badges under such a key were not signed by this institution"
        ),
        DidFact::Older { url } => {
            format!("the DID document at {url} is an older one than the ledger states")
        }
        DidFact::BeforeRevocation { url } => format!(
            "the DID document at {url} is older than the revocation of one of its keys: it names this key as good"
        ),
        DidFact::Undecided { url } => format!(
            "the DID document at {url} is one that the ledger states. A document under another key was stated later. \
             With several issuers in one ledger, its issuer cannot be determined"
        ),
        DidFact::OwnKey { did } => {
            format!("{did} is its own key: there is no DID document that somebody could change")
        }
    }
}
