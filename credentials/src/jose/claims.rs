//! The claims of a token against its credential (Open Badges 3.0, section 8.2.4.1; VC Data Model 1.1, section 6.3.1).

use serde_json::{Map, Value};

use super::TokenError;
use crate::time::Timestamp;

/// What is a claim of the token and no member of the credential.
const CLAIMS: [&str; 7] = ["iss", "jti", "nbf", "sub", "exp", "iat", "aud"];

/// Issuer and credential of a payload, once its claims say what the credential says.
///
/// VC 2.0: the payload is the credential, with the claims among its members; `iss`, `jti`, `nbf` and `sub` must be
/// there, and `exp` if and only if there is a `validUntil`. VC 1.1: the credential is under `vc`, and what it leaves out
/// is what the claims say.
pub(super) fn read(mut payload: Map<String, Value>) -> Result<(String, Value), TokenError> {
    let claims: Map<String, Value> =
        CLAIMS.iter().filter_map(|name| payload.shift_remove_entry(*name)).collect();
    let credential = match payload.shift_remove("vc") {
        Some(Value::Object(credential)) => filled(credential, &claims)?,
        Some(_) => return Err(TokenError::Claim("vc")),
        None => payload,
    };
    let begins = ["validFrom", "issuanceDate"].iter().find_map(|name| credential.get(*name));
    let ends = ["validUntil", "expirationDate"].iter().find_map(|name| credential.get(*name));
    let subject = credential.get("credentialSubject");
    same_text(&claims, "iss", credential.get("issuer").and_then(|issuer| id(issuer).or(Some(issuer))))?;
    same_text(&claims, "jti", credential.get("id"))?;
    same_text(&claims, "sub", subject.and_then(id))?;
    same_time(&claims, "nbf", begins)?;
    if ends.is_some() || claims.contains_key("exp") {
        same_time(&claims, "exp", ends)?;
    }
    let issuer = claims.get("iss").and_then(Value::as_str).ok_or(TokenError::Claim("iss"))?.to_owned();
    Ok((issuer, Value::Object(credential)))
}

/// A VC 1.1 credential with the members that its token says instead.
fn filled(
    mut credential: Map<String, Value>,
    claims: &Map<String, Value>,
) -> Result<Map<String, Value>, TokenError> {
    let mut fill = |name: &str, value: Option<Value>| {
        if let Some(value) = value
            && !credential.contains_key(name)
        {
            credential.insert(name.to_owned(), value);
        }
    };
    let moment = |claim: &'static str| match claims.get(claim) {
        None => Ok(None),
        Some(value) => seconds(value).map(|at| Some(at.rfc3339().into())).ok_or(TokenError::Claim(claim)),
    };
    fill("id", claims.get("jti").cloned());
    fill("issuer", claims.get("iss").cloned());
    fill("issuanceDate", moment("nbf")?);
    fill("expirationDate", moment("exp")?);
    if let (Some(Value::Object(subject)), Some(id)) =
        (credential.get_mut("credentialSubject"), claims.get("sub"))
        && !subject.contains_key("id")
    {
        subject.insert("id".to_owned(), id.clone());
    }
    Ok(credential)
}

fn id(object: &Value) -> Option<&Value> {
    object.get("id")
}

fn same_text(
    claims: &Map<String, Value>,
    claim: &'static str,
    said: Option<&Value>,
) -> Result<(), TokenError> {
    let claimed = claims.get(claim).and_then(Value::as_str);
    let said = said.and_then(Value::as_str);
    if claimed.is_some() && claimed == said { Ok(()) } else { Err(TokenError::Claim(claim)) }
}

/// Equal to the second: a `NumericDate` need not have the fraction that the credential has.
fn same_time(
    claims: &Map<String, Value>,
    claim: &'static str,
    said: Option<&Value>,
) -> Result<(), TokenError> {
    let claimed = claims.get(claim).and_then(seconds);
    let said = said.and_then(Value::as_str).and_then(|text| Timestamp::parse_or_utc(text).ok());
    match (claimed, said) {
        (Some(claimed), Some(said))
            if claimed.millis().div_euclid(1000) == said.millis().div_euclid(1000) =>
        {
            Ok(())
        }
        _ => Err(TokenError::Claim(claim)),
    }
}

/// A `NumericDate` (RFC 7519, section 2), from the year 1 to the year 9999.
fn seconds(value: &Value) -> Option<Timestamp> {
    let whole = match value.as_i64() {
        Some(whole) => whole,
        None => value.as_f64()?.floor().to_string().parse().ok()?,
    };
    (-62_135_596_800..=253_402_300_799).contains(&whole).then(|| Timestamp::from_millis(whole * 1000))
}
