use crate::app::json;
use crate::vc_api::{Program, places, problem, signed};
use credentials::status::StatusList;
use serde_json::{Value, json as value};

/// A credential without a further type, with its own `id`.
fn plain(program: &Program) -> Value {
    value!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": program.app.signer.did(),
        "credentialSubject": { "id": "did:example:ada" }
    })
}

#[tokio::test]
async fn a_credential_that_is_no_badge_is_issued_verified_and_revoked_under_its_own_id() {
    for program in Program::everywhere().await {
        program.app.signer.admit(&["VerifiableCredential"]);
        let posted = plain(&program);
        let document = signed(&program.issue(&posted).await);
        assert_eq!(document["id"], posted["id"]);
        assert!(document["validFrom"].is_string() && document["credentialStatus"].is_object());
        assert_eq!(signed(&program.issue(&posted).await), document);
        assert_eq!(json(&program.verify(&document).await)["verified"], true);
        assert_eq!(program.revoke(&document).await.status.as_u16(), 200);
        let status = &document["credentialStatus"];
        let list = json(&program.app.get(status["statusListCredential"].as_str().unwrap()).await);
        let list = StatusList::decode(list["credentialSubject"]["encodedList"].as_str().unwrap()).unwrap();
        assert_eq!(list.get(status["statusListIndex"].as_str().unwrap().parse().unwrap()), Some(true));
        assert_eq!(program.verify(&document).await.status.as_u16(), 400);
        program.app.work().await;
        program.app.sign_in().await;
        assert_eq!(program.app.get("/register").await.status.as_u16(), 200, "the register stumbles over it");
        assert_eq!(program.app.get("/today").await.status.as_u16(), 200);
    }
}

#[tokio::test]
async fn a_status_that_others_keep_is_left_to_them_and_cannot_be_changed_here() {
    let program = Program::new().await;
    program.app.signer.admit(&["VerifiableCredential"]);
    let mut posted = plain(&program);
    posted["credentialStatus"] = value!({
        "id": "https://status.example/3#94567", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "94567", "statusListCredential": "https://status.example/3"
    });
    let document = signed(&program.issue(&posted).await);
    assert_eq!(document["credentialStatus"], posted["credentialStatus"]);
    problem(&program.revoke(&document).await, 400);
}

#[tokio::test]
async fn the_rules_of_the_data_model_are_kept_with_the_place_told() {
    let program = Program::new().await;
    for (member, wrong) in [
        ("type", value!("NotACredential")),
        ("credentialSubject", value!([])),
        ("validFrom", value!("2026-02-30T00:00:00Z")),
        ("validUntil", value!("tomorrow")),
        ("name", value!({ "@value": "x", "@language": "no language" })),
        ("credentialSchema", value!({ "id": "https://a.example/schema" })),
        ("credentialSchema", value!({ "type": "JsonSchema" })),
        ("termsOfUse", value!({ "id": "https://a.example/terms" })),
        ("evidence", value!({ "id": "https://a.example/evidence" })),
        ("refreshService", value!({ "id": "https://a.example/refresh" })),
        ("relatedResource", value!([{ "id": "https://a.example/resource" }])),
        ("relatedResource", value!([{ "digestSRI": "sha256-AAAA" }])),
    ] {
        let mut posted = plain(&program);
        posted[member] = wrong.clone();
        let problem = problem(&program.issue(&posted).await, 400);
        let at = format!("/{member}");
        assert!(places(&problem).iter().any(|place| place.starts_with(&at)), "{member} {wrong}: {problem}");
    }
    assert!(program.app.signer.sent().is_empty());
}
