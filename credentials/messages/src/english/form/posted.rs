use domain::fault::PostedFault;

use super::super::fault;

/// What is wrong and what to do.
pub(crate) fn says(posted: &PostedFault) -> String {
    let says = match posted {
        PostedFault::NotAnObject => "The credential must be a JSON object.",
        PostedFault::TwoIds => "\"id\" and the option \"credentialId\" differ: leave one out.",
        PostedFault::IdNotText => "\"id\" must be one URL, as text.",
        PostedFault::ForeignId { credentials } => {
            return format!("Below this installation's address an \"id\" is {credentials} and a ULID.");
        }
        PostedFault::OtherIssuer { did } => {
            return format!("The issuer must be the institution that the token belongs to: {did}.");
        }
        PostedFault::OtherProfile => {
            "The issuer of a badge is the institution's profile as it was approved: leave this member out, and it is filled \
             in."
        }
        PostedFault::Contexts { context } => {
            return format!(
                "Its contexts do not define what this installation adds to each credential that it issues: name {context} \
                 first."
            );
        }
        PostedFault::TakenEntry => {
            "This place in this installation's status lists is not free: leave \"credentialStatus\" out, and the credential \
             gets one."
        }
        PostedFault::StatusList => "Status lists are made here by revoking, never from posted documents.",
        PostedFault::NotPublished => {
            "This is no published badge of the institution, or differs from what was published. Its address gives it as \
             JSON-LD; leave its \"@context\" out."
        }
        PostedFault::Lint(found) => return fault(found),
    };
    says.to_owned()
}

/// The same about the option `credentialId`.
pub(crate) fn of_option(posted: &PostedFault) -> String {
    format!("The option \"credentialId\": {}", says(posted))
}
