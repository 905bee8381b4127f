use credentials::lint::SchemaFault;

use super::either;
use super::wanted::{class, wanted};

pub(super) fn says(fault: &SchemaFault) -> String {
    match fault {
        SchemaFault::NotAnObject(name) => format!("This must be an object: {}.", class(*name)),
        SchemaFault::Closed { class: name, member } => {
            format!("{} has no member \"{member}\": remove it.", class(*name))
        }
        SchemaFault::Missing { member, wanted: kind } => {
            format!("\"{member}\" is missing: add {}.", wanted(*kind))
        }
        SchemaFault::TypeNotText => "\"type\" must be a text: say what this is.".to_owned(),
        SchemaFault::TypeIsNot(name) => format!("\"type\" must be the text \"{name}\"."),
        SchemaFault::TypeNotTexts(names) => {
            format!("\"type\" must be an array of texts with {}.", either(names))
        }
        SchemaFault::TypeWithout(names) => format!("\"type\" must contain {}: add it.", either(names)),
        SchemaFault::EndorsementToken => {
            "An endorsement as a token is not signed here: remove it, or embed the endorsement.".to_owned()
        }
        SchemaFault::NotAnArray(member) => format!("\"{member}\" must be an array, even of one."),
        SchemaFault::NotSingle(member) => format!("\"{member}\" must be a single value, not an array."),
        SchemaFault::WrongKind(kind) => format!("Give {}.", wanted(*kind)),
        SchemaFault::Malformed(kind) => format!("This is not what belongs here: give {}.", wanted(*kind)),
    }
}
