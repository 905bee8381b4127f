use audit_facts::{ListFact, ListFault};

use super::super::json;
use super::{identifier, proof};

pub(super) fn says(fact: &ListFact) -> String {
    match fact {
        ListFact::Good { name, entry } => format!(
            "the status list {name} is signed by its issuer, valid now, and entry {entry} of the ledger"
        ),
        ListFact::Bad { name, fault } => format!("the status list {name}: {}", why(fault)),
    }
}

fn why(fault: &ListFault) -> String {
    match fault {
        ListFault::Json(error) => format!("it cannot be read: {}", json::clause(error)),
        ListFault::Member(member) => format!("it has no readable {member}"),
        ListFault::NoDocument => "the DID document of its issuer is not in the copy".to_owned(),
        ListFault::Key(error) => {
            format!("its key is not one of its issuer: {}", identifier::clause(error))
        }
        ListFault::Proof(failure) => format!("its signature is not valid: {}", proof::clause(failure)),
        ListFault::NotNow { from, until } => format!("it is valid from {from} to {until}, and not now"),
        ListFault::NoEntry => {
            "it is signed, but the ledger has no entry for it: the signer did not record it".to_owned()
        }
    }
}
