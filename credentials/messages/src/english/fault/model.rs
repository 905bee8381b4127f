use credentials::lint::ModelFault;

pub(super) fn says(fault: &ModelFault) -> String {
    let sentence = match fault {
        ModelFault::CredentialNotAnObject => "A credential must be an object.",
        ModelFault::PresentationNotAnObject => "A presentation must be an object.",
        ModelFault::NotAUrl(member) => {
            return format!(
                "\"{member}\" must be a single URL, such as https://example.org/1 or urn:uuid:…."
            );
        }
        ModelFault::TypeMissing => "\"type\" is missing: say what this is.",
        ModelFault::TypeEmpty => "\"type\" must be a text or an array of texts, none of them empty.",
        ModelFault::IssuerMissing => "\"issuer\" is missing: add a URL, or an object with \"id\".",
        ModelFault::IdMissing => "\"id\" is missing: add a URL.",
        ModelFault::NotIdentified => "This must be a URL, or an object with an \"id\" that is one.",
        ModelFault::SubjectMissing => "\"credentialSubject\" is missing: add an object with the claims.",
        ModelFault::NoSubject => "A credential must have a subject: add an object.",
        ModelFault::NoClaim => "The subject claims nothing: add a claim.",
        ModelFault::SubjectNotAnObject => "A subject must be an object.",
        ModelFault::NotAMoment(member) => {
            return format!("\"{member}\" must be a date and time with zone, such as 2026-03-01T09:00:00Z.");
        }
        ModelFault::MomentMissing(member) => {
            return format!("\"{member}\" is missing: add a date and time with zone.");
        }
        ModelFault::EndsBeforeStart { from, until } => {
            return format!("\"{until}\" must not be earlier than \"{from}\".");
        }
        ModelFault::OwnIdMissing => "\"id\" is missing: add a URL of its own.",
        ModelFault::IssuerNotDid => "The issuer must be its DID, without a fragment.",
        ModelFault::ProofPresent => "A credential to be signed carries no proof yet: remove it.",
        ModelFault::PartNotAnObject => "This must be an object with a \"type\".",
        ModelFault::SchemaIdMissing => "\"id\" is missing: add the URL of the schema.",
        ModelFault::NotEnveloped => "\"id\" must be a data: URL that holds the secured credential.",
        ModelFault::NotIssued => "VC 1.1 demands a date and time with zone.",
    };
    sentence.to_owned()
}
