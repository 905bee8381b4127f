//! The sentences about the recipient.

use credentials::identity::identity_hash;
use credentials::verify::{CheckName, Options};
use serde_json::json;

use crate::support::{ISSUER, World, badge, check, key, signed};

#[test]
fn another_spelling_is_shown_next_to_the_badge_s() {
    let identity = |kind: &str, sealed: &str, hashed: bool| {
        json!({"type": "IdentityObject", "identityType": kind, "identityHash": sealed, "hashed": hashed,
            "salt": "Kosher"})
    };
    let mut badge = badge(ISSUER);
    badge["credentialSubject"]["identifier"] = json!([
        identity("emailAddress", &identity_hash("a@example.com", "Kosher"), true),
        identity("name", "Maren Ó", false),
    ]);
    let badge = signed(badge, ISSUER, &key(1));
    let options = Options::default().for_recipient("Maren Oe");
    let report = World::usual().verify_under(&badge, &options);
    let says = &check(&report, CheckName::Recipient).says;
    assert!(says.contains("“Maren Ó”") && says.contains("“Maren Oe”"), "{says}");
}
