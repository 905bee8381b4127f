use signer_facts::reason::IssuerReason;

pub(super) fn says(reason: &IssuerReason) -> String {
    let says = match reason {
        IssuerReason::Frozen { reason } => {
            return format!(
                "signing is paused for this issuer: {reason}. It resumes after people approve this at the \
                 approval desk"
            );
        }
        IssuerReason::Unbound => "this issuer's DID is bound to no key of this signer. Bind it first",
        IssuerReason::Unknown => "this issuer's DID is bound to no key of this signer",
        IssuerReason::KeyNotInUse => "the issuer's key is revoked or destroyed. Rotate to another key",
        IssuerReason::InstitutionId => "the institution's id is not a ULID",
        IssuerReason::OtherDid => "the DID is not the institution's own address below `public_url`",
        IssuerReason::NoDidWeb => {
            "did:web needs an https address with a host name. On one machine choose did:key"
        }
        IssuerReason::AlreadyBound => "an issuer is bound already. A further binding needs an approval",
    };
    says.to_owned()
}
