//! Badges as signed tokens, and their published keys.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::jose::{KeyReference, KeySet, SetOwner, Token};

/// Tokens with their key sets. Their signing keys were thrown away.
const GENUINE: [&[u8]; 3] = [
    include_bytes!("../corpus/token/eddsa"),
    include_bytes!("../corpus/token/es256"),
    include_bytes!("../corpus/token/rs256"),
];

/// The signed bytes: header and payload, as in the token. Nobody can sign anything else.
static SIGNED: LazyLock<Vec<&str>> =
    LazyLock::new(|| GENUINE.iter().filter_map(|data| signed(data)).collect());

/// The input is split at zero bytes. It is tried as a token and a key set; and as header, payload, signature in
/// base64url, and key set, since no fuzzer gets far through base64. A token that verifies is one of the signed ones.
pub fn token(data: &[u8]) {
    let parts: Vec<&[u8]> = data.split(|byte| *byte == 0).collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    if let Ok(compact) = std::str::from_utf8(part(0)) {
        judge(compact, part(1));
    }
    let [header, payload] = [part(0), part(1)].map(|part| URL_SAFE_NO_PAD.encode(part));
    judge(&format!("{header}.{payload}.{}", String::from_utf8_lossy(part(2))), part(3));
}

/// Whether the token verifies.
fn judge(compact: &str, keys: &[u8]) -> bool {
    let Ok(token) = Token::parse(compact) else { return false };
    let found = match token.key() {
        KeyReference::Embedded(jwk) => Some((**jwk).clone()),
        KeyReference::Missing => None,
        KeyReference::Named(kid) => {
            let owner = SetOwner { issuer: token.issuer(), has_unnamed: true };
            let set = KeySet::parse(keys).ok();
            set.and_then(|set| set.find(kid, owner).ok())
        }
    };
    let verifies = found.is_some_and(|jwk| token.verify(&jwk).is_ok());
    if verifies {
        let signed = compact.trim().rsplit_once('.').map(|(signed, _)| signed).unwrap();
        assert!(SIGNED.contains(&signed), "it verifies, but nobody signed it: {compact}");
    }
    verifies
}

fn signed(data: &'static [u8]) -> Option<&'static str> {
    let token = std::str::from_utf8(data.split(|byte| *byte == 0).next()?).ok()?;
    Some(token.rsplit_once('.')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_genuine_tokens_verify_so_that_the_rule_on_those_is_tried() {
        for data in GENUINE {
            let (token, keys) = std::str::from_utf8(data).unwrap().split_once('\0').unwrap();
            assert!(judge(token, keys.as_bytes()), "{token}");
        }
    }
}
