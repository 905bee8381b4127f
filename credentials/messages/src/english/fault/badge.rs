use credentials::lint::{BadgeFault, RecipientFault};

pub(super) fn says(fault: &BadgeFault) -> String {
    let sentence = match fault {
        BadgeFault::Nobody => "The subject is nobody: add \"identifier\" (or \"id\").",
        BadgeFault::NoCriteria => "The criteria say nothing: add \"narrative\" (or \"id\").",
        BadgeFault::FurtherType => "A badge of ours has no further type: remove it.",
        BadgeFault::IssuerNotDid => "The issuer's \"id\" must be its DID, without a fragment.",
        BadgeFault::StatusMissing => {
            "\"credentialStatus\" is missing: add the badge's entry in a status list, so that it can be revoked."
        }
        BadgeFault::StatusEntry => {
            "The status entry must be a single BitstringStatusListEntry for revocation whose \"id\" is <list>#<index>."
        }
        BadgeFault::Schema(url) => {
            return format!(
                "One of the schemas must be {url} of type 1EdTechJsonSchemaValidator2019: add it."
            );
        }
        BadgeFault::EndsBeforeStart => "\"validUntil\" must be later than \"validFrom\".",
        BadgeFault::SameImage => {
            "The subject's \"image\" must be of this award, not the achievement's picture again: remove it."
        }
        BadgeFault::ReservedId => {
            "Its \"id\" is that of the credential, the achievement, the issuer, the status entry or the status list: give \
             it another one."
        }
    };
    sentence.to_owned()
}

pub(super) const fn of_recipient(fault: RecipientFault) -> &'static str {
    match fault {
        RecipientFault::WeakHash => "A hashed identity must be sha256$ and 64 hex digits.",
        RecipientFault::NoSalt => "A hash without salt can be guessed: add \"salt\".",
        RecipientFault::AddressInClear => "An e-mail address must not be readable in a badge: hash it.",
    }
}
