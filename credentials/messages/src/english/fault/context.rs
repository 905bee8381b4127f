use credentials::contexts;
use credentials::lint::ContextFault;

use super::either;

pub(super) fn says(fault: &ContextFault) -> String {
    match fault {
        ContextFault::NotTwoOrMore => "\"@context\" must be an array of two or more.".to_owned(),
        ContextFault::NotAnArray => "\"@context\" must be an array.".to_owned(),
        ContextFault::NotAsIssued => format!(
            "\"@context\" must be exactly {} and {}; {} may follow.",
            contexts::V2,
            contexts::OB_3_0_3,
            contexts::OB_EXTENSIONS
        ),
        ContextFault::NotExactly(url) => format!("\"@context\" must be exactly {url}."),
        ContextFault::FirstIsNot(urls) => format!("The first context must be {}.", either(urls)),
        ContextFault::SecondIsNot => "The second context must be one of Open Badges 3.0.".to_owned(),
        ContextFault::NotAnAddress => "A context must be an address or an object.".to_owned(),
        ContextFault::NotAUrl => "A context must be a URL or an object.".to_owned(),
        ContextFault::UndefinedType(name) => format!(
            "The type \"{name}\" is defined by no context here: add {} to \"@context\".",
            contexts::OB_EXTENSIONS
        ),
    }
}
