//! The claims of a token against its credential (Open Badges 3.0, section 8.2.4.1; VC Data Model 1.1, section 6.3.1).

use serde_json::{Map, Value};

use super::TokenError;
use crate::contexts;
use crate::time::Timestamp;

/// Claims of the token that are not members of the credential.
const CLAIMS: [&str; 7] = ["iss", "jti", "nbf", "sub", "exp", "iat", "aud"];

/// Members of a credential (VC Data Model 1.1 and 2.0; Open Badges 3.0, section 6.1.1). Next to `vc` they would be a
/// second layer that a reader could take for the credential.
const MEMBERS: [&str; 26] = [
    "@context",
    "id",
    "type",
    "name",
    "description",
    "image",
    "issuer",
    "credentialSubject",
    "credentialStatus",
    "credentialSchema",
    "proof",
    "validFrom",
    "validUntil",
    "issuanceDate",
    "expirationDate",
    "issued",
    "awardedDate",
    "evidence",
    "endorsement",
    "endorsementJwt",
    "refreshService",
    "termsOfUse",
    "relatedResource",
    "renderMethod",
    "verifiableCredential",
    "vp",
];

/// The members with the start and the end of a credential; all that are present are binding.
const BEGINS: [&str; 2] = ["validFrom", "issuanceDate"];
const ENDS: [&str; 2] = ["validUntil", "expirationDate"];

/// Issuer and credential of a payload whose claims agree with the credential.
///
/// VC 2.0: the payload is the credential, with the claims among its members; `iss`, `jti`, `nbf` and `sub` are
/// required. VC 1.1: the credential is under `vc`, the claims supply its absent members, and no member of a
/// credential is next to it. In both, `exp` sets the end of a credential without one ("Verify a Credential VC-JWT
/// Signature"), and `nbf` its start.
pub(super) fn read(mut payload: Map<String, Value>) -> Result<(String, Value), TokenError> {
    let claims: Map<String, Value> =
        CLAIMS.iter().filter_map(|name| payload.shift_remove_entry(*name)).collect();
    let mut credential = match payload.shift_remove("vc") {
        Some(Value::Object(credential)) => match MEMBERS.iter().find(|name| payload.contains_key(**name)) {
            Some(name) => return Err(TokenError::TwoLayers(name)),
            None => filled(credential, &claims),
        },
        Some(_) => return Err(TokenError::Claim("vc")),
        None => payload,
    };
    if credential.contains_key("vp") && !credential.contains_key("credentialSubject") {
        return Err(TokenError::Presentation);
    }
    let is_vc_1_1 = is_vc_1_1(&credential);
    let [begin, end] =
        if is_vc_1_1 { ["issuanceDate", "expirationDate"] } else { ["validFrom", "validUntil"] };
    set_time(&mut credential, begin, &BEGINS, &claims, "nbf")?;
    set_time(&mut credential, end, &ENDS, &claims, "exp")?;
    let subject = credential.get("credentialSubject");
    same_text(&claims, "iss", credential.get("issuer").and_then(|issuer| id(issuer).or(Some(issuer))))?;
    same_text(&claims, "jti", credential.get("id"))?;
    // A subject without an identifier leaves nothing to claim; that is a remark on the token's conformance.
    if claims.contains_key("sub") || subject.and_then(id).is_some() {
        same_text(&claims, "sub", subject.and_then(id))?;
    }
    // In VC 1.1 the claims are these two dates; `validFrom` and `validUntil` may have other values, and are binding
    // too.
    let of = |name: &'static str, all: [&'static str; 2]| {
        if is_vc_1_1 && credential.contains_key(name) { vec![name] } else { all.to_vec() }
    };
    same_times(&claims, "nbf", &of(begin, BEGINS), &credential)?;
    if claims.contains_key("exp") || ENDS.iter().any(|name| credential.contains_key(*name)) {
        same_times(&claims, "exp", &of(end, ENDS), &credential)?;
    }
    let issuer = claims.get("iss").and_then(Value::as_str).ok_or(TokenError::NoClaim("iss"))?.to_owned();
    Ok((issuer, Value::Object(credential)))
}

/// As [`read`], but the credential supplies absent claims (VC-JOSE-COSE, section 3.1.3).
pub(super) fn read_optional(mut payload: Map<String, Value>) -> Result<(String, Value), TokenError> {
    if !payload.contains_key("vc") {
        let issuer = payload.get("issuer").and_then(|issuer| id(issuer).or(Some(issuer)));
        let subject = payload.get("credentialSubject").and_then(id);
        let time = |names: &[&str]| {
            let text = names.iter().find_map(|name| payload.get(*name)).and_then(Value::as_str)?;
            Timestamp::parse_or_utc(text).ok().map(|at| Value::from(at.millis().div_euclid(1000)))
        };
        let said = [
            ("iss", issuer.cloned()),
            ("jti", payload.get("id").cloned()),
            ("sub", subject.cloned()),
            ("nbf", time(&BEGINS)),
            ("exp", time(&ENDS)),
        ];
        for (claim, value) in said {
            if let Some(value) = value {
                payload.entry(claim).or_insert(value);
            }
        }
    }
    read(payload)
}

fn is_vc_1_1(credential: &Map<String, Value>) -> bool {
    let context = credential.get("@context");
    let first = context.and_then(|context| context.as_array().map_or(Some(context), |list| list.first()));
    first.and_then(Value::as_str) == Some(contexts::V1)
}

/// A VC 1.1 credential, completed with the members that its token states as claims.
fn filled(mut credential: Map<String, Value>, claims: &Map<String, Value>) -> Map<String, Value> {
    for (name, claim) in [("id", "jti"), ("issuer", "iss")] {
        if let (Some(value), false) = (claims.get(claim), credential.contains_key(name)) {
            credential.insert(name.to_owned(), value.clone());
        }
    }
    if let (Some(Value::Object(subject)), Some(id)) =
        (credential.get_mut("credentialSubject"), claims.get("sub"))
        && !subject.contains_key("id")
    {
        subject.insert("id".to_owned(), id.clone());
    }
    credential
}

/// Sets a time that the credential lacks to that of the claim.
fn set_time(
    credential: &mut Map<String, Value>,
    name: &str,
    names: &[&str],
    claims: &Map<String, Value>,
    claim: &'static str,
) -> Result<(), TokenError> {
    if let Some(value) = claims.get(claim)
        && !names.iter().any(|name| credential.contains_key(*name))
    {
        let at = seconds(value).ok_or(TokenError::Claim(claim))?;
        credential.insert(name.to_owned(), at.rfc3339().into());
    }
    Ok(())
}

fn id(object: &Value) -> Option<&Value> {
    object.get("id")
}

fn same_text(
    claims: &Map<String, Value>,
    claim: &'static str,
    said: Option<&Value>,
) -> Result<(), TokenError> {
    let claimed = claims.get(claim).ok_or(TokenError::NoClaim(claim))?.as_str();
    let said = said.and_then(Value::as_str);
    if claimed.is_some() && claimed == said { Ok(()) } else { Err(TokenError::Claim(claim)) }
}

/// Whether the claim equals each of these times in the credential, of which at least one is required. Equal to the
/// second: a `NumericDate` need not have the credential's fraction.
fn same_times(
    claims: &Map<String, Value>,
    claim: &'static str,
    names: &[&str],
    credential: &Map<String, Value>,
) -> Result<(), TokenError> {
    let claimed =
        seconds(claims.get(claim).ok_or(TokenError::NoClaim(claim))?).ok_or(TokenError::Claim(claim))?;
    let mut times = names.iter().filter_map(|name| credential.get(*name)).peekable();
    let is_claimed = |said: &Value| {
        let said = said.as_str().and_then(|text| Timestamp::parse_or_utc(text).ok());
        said.is_some_and(|said| claimed.millis().div_euclid(1000) == said.millis().div_euclid(1000))
    };
    if times.peek().is_some() && times.all(is_claimed) { Ok(()) } else { Err(TokenError::Claim(claim)) }
}

/// A `NumericDate` (RFC 7519, section 2), from the year 1 to the year 9999.
fn seconds(value: &Value) -> Option<Timestamp> {
    let whole = match value.as_i64() {
        Some(whole) => whole,
        None => value.as_f64()?.floor().to_string().parse().ok()?,
    };
    (-62_135_596_800..=253_402_300_799).contains(&whole).then(|| Timestamp::from_millis(whole * 1000))
}
