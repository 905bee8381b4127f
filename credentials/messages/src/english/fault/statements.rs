use credentials::contexts;
use credentials::lint::{Remedy, StatementsFault};

use super::{capitalised, either};
use crate::english::canonical;

pub(super) fn says(fault: &StatementsFault) -> String {
    match fault {
        StatementsFault::Refused { error, remedy } => {
            format!("{}. {}", capitalised(&canonical::clause(error)), advice(remedy))
        }
        StatementsFault::SecondCredential => {
            "It holds another credential that a holder could present as one of this issuer: remove it."
                .to_owned()
        }
        StatementsFault::OtherKind => {
            "It states, in other words, that it is of another kind, or holds another badge or status list: use the names \
             of types and members, and one achievement."
                .to_owned()
        }
    }
}

fn advice(remedy: &Remedy) -> String {
    match remedy {
        Remedy::Correct => "Correct or remove it.".to_owned(),
        Remedy::EmbedEndorsement => "Remove it, or embed the endorsement.".to_owned(),
        Remedy::AddExtensions => format!("Add {} to \"@context\".", contexts::OB_EXTENSIONS),
        Remedy::AddType(types) => {
            format!("Members of this name belong to {}: add that to \"type\", or remove it.", either(types))
        }
    }
}
