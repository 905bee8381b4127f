//! Certificate requests and chains, tested against OpenSSL.

use crate::documents::Institution;
use crate::test_signer::{INSTITUTION, TestSigner};
use base64::Engine as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SUBJECT: &str = "[token.csr.badges]\ncountry = \"DE\"\norganization = \"School of Welding, Zürich\"\ncommon_name = \"badges\"";

fn founded(kind: &str) -> Institution {
    let mut signer = TestSigner::built();
    signer.add_token_settings(&format!("key_kind = {kind:?}"));
    signer.add_settings(SUBJECT);
    signer.start();
    Institution::founded_in(signer)
}

fn openssl(directory: &Path, words: &str) -> Output {
    let output = Command::new("openssl").args(words.split(' ')).current_dir(directory).output().unwrap();
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Standard output, or standard error of a command that failed.
fn says(signer: &TestSigner, words: &[&str]) -> Result<String, String> {
    let output = signer.command(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

/// A certification authority of the test that signs the request in `csr.pem`; the chain is in `chain.pem`.
fn certify(directory: &Path) {
    openssl(
        directory,
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=Authority",
    );
    openssl(directory, "x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -out leaf.pem -days 30");
    let read = |name: &str| fs::read_to_string(directory.join(name)).unwrap();
    fs::write(directory.join("chain.pem"), read("leaf.pem") + &read("ca.pem")).unwrap();
    fs::write(directory.join("turned.pem"), read("ca.pem") + &read("leaf.pem")).unwrap();
    openssl(directory, "verify -CAfile ca.pem leaf.pem");
}

fn is_certified(kind: &str) {
    let institution = founded(kind);
    let directory = institution.signer.path("authority");
    fs::create_dir(&directory).unwrap();
    let pem = says(&institution.signer, &["csr", "badges"]).unwrap();
    fs::write(directory.join("csr.pem"), &pem).unwrap();
    let read = openssl(&directory, "req -in csr.pem -verify -noout -subject -nameopt utf8,sep_comma_plus");
    let read = String::from_utf8_lossy(&read.stdout).into_owned() + &String::from_utf8_lossy(&read.stderr);
    for part in ["C=DE", "O=School of Welding", "Zürich", "CN=badges"] {
        assert!(read.contains(part), "{part} in {read}");
    }
    assert!(read.to_lowercase().contains("verify ok"), "{read}");
    certify(&directory);
    let chain = directory.join("chain.pem").display().to_string();
    assert!(says(&institution.signer, &["chain", "badges", &chain]).unwrap().contains("2 certificates"));
    assert_eq!(
        institution.signer.read("state/certificates/badges.pem"),
        institution.signer.read("authority/chain.pem")
    );
    let journal = institution.signer.read("state/journal.jsonl");
    for record in ["certificate-request", "certificate-chain"] {
        assert_eq!(journal.matches(record).count(), 1, "{record}");
    }
    let set: serde_json::Value =
        serde_json::from_str(&institution.signer.read(&format!("public/issuers/{INSTITUTION}/jwks.json")))
            .unwrap();
    let key = credentials::jose::Jwk::parse(&set["keys"][0]).unwrap();
    assert!(key.kid.unwrap().ends_with(&institution.public_key), "{set}");
    let leaf = openssl(&directory, "x509 -in leaf.pem -outform DER").stdout;
    let first = base64::engine::general_purpose::STANDARD.encode(leaf);
    assert_eq!(
        (set["keys"][0]["x5c"].as_array().unwrap().len(), &set["keys"][0]["x5c"][0]),
        (2, &first.into())
    );
    let doctor = says(&institution.signer, &["doctor"]).unwrap();
    assert!(doctor.contains("the certificates of badges"), "{doctor}");
}

#[test]
fn openssl_verifies_the_request_of_an_ed25519_key_and_its_certificates_are_kept() {
    is_certified("ed25519");
}

#[test]
fn openssl_verifies_the_request_of_a_p_256_key_and_its_certificates_are_kept() {
    is_certified("p-256");
}

#[test]
fn openssl_verifies_the_request_of_a_p_384_key_and_its_certificates_are_kept() {
    is_certified("p-384");
}

#[test]
fn no_key_and_no_subject_are_told_apart_and_the_signer_goes_on_after_a_restart() {
    let mut institution = founded("p-256");
    assert!(says(&institution.signer, &["csr", "others"]).unwrap_err().contains("no key of this name"));
    assert!(says(&institution.signer, &["csr", "checkpoint"]).unwrap_err().contains("no key of this name"));
    says(&institution.signer, &["csr", "badges"]).unwrap();
    let text = institution.signer.read("signer.toml").replace(SUBJECT, "");
    fs::write(institution.signer.path("signer.toml"), text).unwrap();
    institution.signer.kill_run();
    institution.signer.start_run();
    assert!(says(&institution.signer, &["csr", "badges"]).unwrap_err().contains("no subject is configured"));
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
}

#[test]
fn a_chain_for_another_key_in_another_order_or_broken_is_not_kept() {
    let institution = founded("p-256");
    let directory = institution.signer.path("authority");
    fs::create_dir(&directory).unwrap();
    let keep = |name: &str| {
        let file = directory.join(name).display().to_string();
        says(&institution.signer, &["chain", "badges", &file])
    };
    openssl(
        &directory,
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout own.key -out csr.pem -subj /CN=Other",
    );
    certify(&directory);
    assert!(keep("chain.pem").unwrap_err().contains("for another key"));
    fs::write(directory.join("csr.pem"), says(&institution.signer, &["csr", "badges"]).unwrap()).unwrap();
    certify(&directory);
    assert!(keep("turned.pem").unwrap_err().contains("for another key"));
    fs::write(directory.join("gap.pem"), institution.signer.read("authority/leaf.pem").repeat(2)).unwrap();
    assert!(keep("gap.pem").unwrap_err().contains("certificate 1 of the file does not name the next"));
    let whole = institution.signer.read("authority/chain.pem");
    fs::write(directory.join("cut.pem"), whole.trim_end().trim_end_matches("CERTIFICATE-----")).unwrap();
    assert!(keep("cut.pem").unwrap_err().contains("no other"));
    assert!(keep("own.key").unwrap_err().contains("no other"));
    assert!(!institution.signer.path("state/certificates").exists());
    assert!(keep("chain.pem").is_ok());
    // Somebody put another file there.
    fs::write(
        institution.signer.path("state/certificates/badges.pem"),
        institution.signer.read("authority/turned.pem"),
    )
    .unwrap();
    let doctor = institution.signer.command(&["doctor"]).output().unwrap();
    assert!(!doctor.status.success());
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("the first certificate is for another key"));
}
