//! The signer's copies of pictures: sent by the web server, shown at the desk.

use crate::documents::Institution;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::lint::registered::with_picture;
use protocol::desk::PictureFormat;
use protocol::{Decision, Problem, RefusalCode, request};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>";

fn at_desk(institution: &Institution, sha256: &str) -> Value {
    institution.signer.at_desk(&json!({"ask": "picture", "sha256": sha256}))
}

fn keep(institution: &Institution, bytes: &[u8]) -> Result<(), Problem> {
    institution.signer.ask(&request::KeepPicture { picture: STANDARD.encode(bytes) })
}

#[test]
fn approvers_see_the_picture_that_has_the_approved_digest() {
    let institution = Institution::founded();
    let sha256 = hex::encode(Sha256::digest(PICTURE));
    let entry = serde_json::to_value(with_picture(PICTURE.as_bytes())).unwrap();
    let asked = institution.ask_to_register_with(&institution.second_version(), &json!([entry]));
    assert!(matches!(asked, Ok(Decision::Waiting(_))), "{asked:?}");
    let has_picture = || institution.signer.view()["waiting"][0]["has_picture"].clone();
    assert_eq!(
        (has_picture(), at_desk(&institution, &sha256)["picture"].clone()),
        (json!(false), Value::Null)
    );

    keep(&institution, PICTURE.as_bytes()).unwrap();
    keep(&institution, PICTURE.as_bytes()).unwrap();
    assert_eq!(has_picture(), json!(true));
    let copy = at_desk(&institution, &sha256)["picture"].clone();
    assert_eq!(copy["format"], serde_json::to_value(PictureFormat::Svg).unwrap());
    assert_eq!(STANDARD.decode(copy["bytes"].as_str().unwrap()).unwrap(), PICTURE.as_bytes());

    let facts = institution.signer.shown_facts();
    let digest = ("Digest of the picture".to_owned(), sha256);
    let nothing_else =
        ("Differs for each recipient".to_owned(), "nothing but the person and the dates".to_owned());
    assert!(facts.contains(&digest) && facts.contains(&nothing_else), "{facts:?}");
}

#[test]
fn what_is_no_picture_is_not_kept() {
    let institution = Institution::founded();
    for bytes in [&b"<html><script>alert(1)</script></html>"[..], b"GIF89a", b""] {
        let problem = keep(&institution, bytes).unwrap_err();
        let Problem::Refused(refusal) = problem else { panic!("{problem:?}") };
        assert_eq!(refusal.code, RefusalCode::Lint);
    }
    assert_eq!(at_desk(&institution, "../../enrolment-code")["picture"], Value::Null);
}
