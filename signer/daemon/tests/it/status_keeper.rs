//! Status keepers: they sign an issuer's lists as well as the issuer, and are named in its DID document
//! after an approval.

use crate::documents::Institution;
use crate::test_signer::{INSTITUTION, refusal};
use protocol::{Change, RefusalCode, StatusKeeper, request};
use serde_json::{Value, json};

const KEEPER: &str = "did:web:lists.example.org";
const LISTS: &str = "https://lists.example.org/status/";

fn keeper(did: &str, lists: &str) -> StatusKeeper {
    StatusKeeper { did: did.into(), lists: lists.into() }
}

fn services(institution: &Institution) -> Vec<Value> {
    let document = institution.signer.read(&format!("public/issuers/{INSTITUTION}/did.json"));
    let document: Value = serde_json::from_str(&document).unwrap();
    let services = document["service"].as_array().cloned().unwrap_or_default();
    services.into_iter().filter(|service| service["type"] == "StatusListKeeper").collect()
}

#[test]
fn a_keeper_is_in_the_did_document_once_people_approved_it_and_gone_once_they_removed_it() {
    let mut institution = Institution::founded_on_the_web("");
    let set = |keeper| Change::SetStatusKeeper { issuer: institution.did.clone(), keeper };
    let (first, second, none) = (
        set(Some(keeper(KEEPER, LISTS))),
        set(Some(keeper("did:web:other.example.org", "https://other.example.org/"))),
        set(None),
    );
    let waiting = institution.signer.propose(first.clone());
    assert!(services(&institution).is_empty(), "nobody approved it");
    institution.signer.decide(&waiting);
    let expected = json!({
        "id": format!("{}#status", institution.did),
        "type": "StatusListKeeper",
        "serviceEndpoint": LISTS,
        "keeper": KEEPER,
    });
    assert_eq!(services(&institution), std::slice::from_ref(&expected));
    assert!(matches!(
        institution.signer.ask(&request::Propose { change: first }),
        Ok(protocol::Decision::Done { .. })
    ));
    // It stays after a restart, and after a key was added.
    institution.signer.kill_run();
    institution.signer.start_run();
    institution.make_key("next");
    institution.make(Change::RotateKey { issuer: institution.did.clone(), key: "next".into() });
    assert_eq!(services(&institution), [expected]);
    institution.make(second);
    assert_eq!(services(&institution)[0]["keeper"], "did:web:other.example.org");
    assert_eq!(services(&institution).len(), 1);
    institution.make(none);
    assert!(services(&institution).is_empty());
}

#[test]
fn what_is_no_keeper_is_refused_before_people_are_asked() {
    let institution = Institution::founded_on_the_web("");
    let refused = |issuer: &str, keeper| {
        let change = Change::SetStatusKeeper { issuer: issuer.into(), keeper };
        refusal(institution.signer.ask(&request::Propose { change })).code
    };
    let own = institution.signer.public_url.clone();
    for (did, lists) in [
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", LISTS),
        (institution.did.as_str(), LISTS),
        ("https://lists.example.org", LISTS),
        (KEEPER, "https://lists.example.org/status"),
        (KEEPER, "http://lists.example.org/status/"),
        (KEEPER, "https://lists.example.org/../status/"),
        (KEEPER, "https://lists.example.org/status/?x"),
        (KEEPER, "https://lists.example.org/status/#x"),
        (KEEPER, &format!("{own}/status/")),
        (KEEPER, &format!("{own}/")),
        (KEEPER, &format!("{own}/status/more/")),
        (KEEPER, &format!("{}/status/", own.to_uppercase().replace("HTTPS", "https"))),
        (KEEPER, &format!("{own}:443/status/")),
    ] {
        assert_eq!(
            refused(&institution.did, Some(keeper(did, lists))),
            RefusalCode::ImpossibleChange,
            "{did} {lists}"
        );
    }
    assert_eq!(refused("did:web:nobody.example", Some(keeper(KEEPER, LISTS))), RefusalCode::UnknownIssuer);
    let local = Institution::founded();
    let change = Change::SetStatusKeeper { issuer: local.did.clone(), keeper: Some(keeper(KEEPER, LISTS)) };
    assert_eq!(refusal(local.signer.ask(&request::Propose { change })).code, RefusalCode::ImpossibleChange);
}
