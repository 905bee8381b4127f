use audit_facts::TreeFact;

use super::why;

pub(super) fn says(fact: &TreeFact) -> String {
    match fact {
        TreeFact::Complete => {
            "every entry and every hash is there, and they add up to the checkpoint's root".to_owned()
        }
        TreeFact::OtherRoot => {
            "the entries do not add up to the root that the checkpoint states".to_owned()
        }
        TreeFact::NotSeen => {
            "this ledger was not seen before (or `--seen FILE` was not given), so it cannot be checked whether entries were removed"
                .to_owned()
        }
        TreeFact::Grew { before } => format!("it begins with the {before} entries that were seen before"),
        TreeFact::Changed { before } => {
            format!("of the {before} entries that were seen before, some were changed")
        }
        TreeFact::Removed { before, now } => {
            format!("{before} entries were seen before, and the ledger has {now}: entries were removed")
        }
        TreeFact::Bundle { name, count } => format!("{name} is no bundle of {count} entries"),
        TreeFact::EntryForm { index } => format!("entry {index} is not of a ledger's form"),
        TreeFact::OtherHashes { name } => format!("{name} has other hashes than its entries"),
        TreeFact::Unread { name, why: unread } => {
            format!("{name} cannot be read although the checkpoint includes it: {}", why(unread))
        }
        TreeFact::NotStored { error } => {
            format!("reading or writing what was seen of the ledger before: {error}")
        }
    }
}
