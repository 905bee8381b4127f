use credentials::jose::{JwkError, TokenError};

/// Why a signed token is not good, as a clause without a full stop.
pub(super) fn clause(error: &TokenError) -> String {
    let clause = match error {
        TokenError::Form => {
            "this is not a signed token: header, payload and signature in base64url, with dots between"
        }
        TokenError::Json(_) => "the token does not hold strict JSON",
        TokenError::NotAnObject => "the token does not hold a JSON object",
        TokenError::Header(member) => return format!("the token's header has no usable {member}"),
        TokenError::HeaderMember(name) => {
            return format!("the token's header has a member \"{name}\", which is not allowed");
        }
        TokenError::Algorithm(name) => {
            return format!("the token's algorithm \"{name}\" is not accepted");
        }
        TokenError::Jwk(error) => return of_key(error),
        TokenError::Claim(claim) => {
            return format!("the token's claim {claim} contradicts the credential");
        }
        TokenError::NoClaim(claim) => return format!("the token has no claim {claim}"),
        TokenError::Presentation => "the token holds a presentation and no credential",
        TokenError::TwoLayers(member) => {
            return format!("the token has a \"{member}\" next to the credential in it");
        }
        TokenError::KeyKind => "the key does not fit the token's algorithm",
        TokenError::SignatureForm => "the token's signature is not in the form of its algorithm",
        TokenError::Signature => "the signature does not match the token",
    };
    clause.to_owned()
}

pub(super) fn of_key(error: &JwkError) -> String {
    let clause = match error {
        JwkError::Private => "this is a secret key: it must never be published",
        JwkError::Member(member) => return format!("the key's {member} is missing or malformed"),
        JwkError::Kind => "the key is of a kind that is not supported",
        JwkError::Point => "the key is not a usable point of its curve",
        JwkError::Size => "the RSA key has a size that is not accepted",
        JwkError::Use => "the key is not for verifying signatures",
    };
    clause.to_owned()
}
