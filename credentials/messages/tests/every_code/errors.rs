//! Every error of a parser that is a fact of a reason has a text in each complete language.

use credentials::bake::{BakeError, ChunkFault};
use credentials::canonical::{CanonicalError, UnsupportedForm};
use credentials::jose::{JwkError, TokenError};
use credentials::json::JsonError;
use credentials::verify::Reason;
use credentials::verify::reason::{ContextReason, FormatReason, ProofReason};
use messages::Language;

fn tokens() -> Vec<TokenError> {
    let keys = [
        JwkError::Private,
        JwkError::Member("kty"),
        JwkError::Kind,
        JwkError::Point,
        JwkError::Size,
        JwkError::Use,
    ];
    let others = [
        TokenError::Form,
        TokenError::Json(JsonError::TooDeep),
        TokenError::NotAnObject,
        TokenError::Header("alg"),
        TokenError::HeaderMember("crit".to_owned()),
        TokenError::Algorithm("none".to_owned()),
        TokenError::Claim("iss"),
        TokenError::NoClaim("iss"),
        TokenError::Presentation,
        TokenError::TwoLayers("issuer"),
        TokenError::KeyKind,
        TokenError::SignatureForm,
        TokenError::Signature,
    ];
    keys.map(TokenError::Jwk).into_iter().chain(others).collect()
}

const PICTURES: [BakeError; 11] = [
    BakeError::NotACredential,
    BakeError::NotPng,
    BakeError::Truncated,
    BakeError::Damaged(ChunkFault::NoName),
    BakeError::Damaged(ChunkFault::NoHeader),
    BakeError::NotPlainText,
    BakeError::NotSvg,
    BakeError::Entities,
    BakeError::SeveralCredentials,
    BakeError::TooLarge,
    BakeError::TooComplex,
];

/// The sentence about an error, without the part that is about the document.
fn ends_with_the_error(reason: &Reason, error: &dyn std::error::Error) {
    // The words for developers are English, too: a text that lacks a fact would differ.
    let says = Language::English.reason(reason);
    // The texts for people avoid two expressions of the words for developers.
    let error = error.to_string().replace("says otherwise than", "contradicts");
    let error = error.replace("beside the credential", "next to the credential");
    assert!(says.ends_with(&format!("{error}.")), "{says}: {error}");
}

#[test]
fn tokens_and_pictures_that_are_not_read_are_described() {
    for error in tokens() {
        ends_with_the_error(&FormatReason::TokenMalformed(error.clone()).into(), &error);
    }
    for error in PICTURES.into_iter().chain([BakeError::Damaged(ChunkFault::CheckSum("IDAT".to_owned()))]) {
        ends_with_the_error(&FormatReason::PictureDamaged(error.clone()).into(), &error);
    }
}

#[test]
fn documents_without_a_canonical_form_are_described() {
    let forms = UnsupportedForm::ALL.iter().map(|form| CanonicalError::Unsupported(*form));
    let others = [
        CanonicalError::NoContext,
        CanonicalError::Language("e n".to_owned()),
        CanonicalError::EmptyMember,
        CanonicalError::NoStatements,
        CanonicalError::Processing("Invalid `@id` value".to_owned()),
        CanonicalError::TooMuchWork,
    ];
    for error in forms.chain(others) {
        ends_with_the_error(&ContextReason::NotJsonLd(error.clone()).into(), &error);
        ends_with_the_error(&ProofReason::NotCanonical(error.clone()).into(), &error);
    }
}
