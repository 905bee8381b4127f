//! Modules other than SoftHSM, so that nothing depends on the habits of one.

use crate::documents::{Institution, create_key};
use crate::test_signer::{TestSigner, fault, says};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{FaultCode, PinState, request};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) const PIN: &str = "1234567890";

/// Compiles a module of the tests.
pub(crate) fn compile(source: &str, module: &Path, definitions: &[(&str, &str)]) {
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-pthread", "-o"]).arg(module);
    compiler.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(source));
    for (name, text) in definitions {
        compiler.arg(format!("-D{name}=\"{text}\""));
    }
    let output = compiler.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A signer with a token of NSS's softoken, the one in Firefox.
fn with_nss(settings: &str) -> TestSigner {
    let mut signer = TestSigner::bare();
    let database = signer.path("nss");
    fs::create_dir(&database).unwrap();
    fs::write(signer.path("pin"), PIN).unwrap();
    signer.set_mode("pin", 0o600);
    let made = Command::new("certutil")
        .args(["-N", "-d", &format!("sql:{}", database.display()), "-f"])
        .arg(signer.path("pin"))
        .output()
        .expect("certutil is missing: apt-get install libnss3-tools");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let softoken = fs::read_dir("/usr/lib")
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path().join("libsoftokn3.so")))
        .flat_map(|path| [path.with_file_name("nss/libsoftokn3.so"), path])
        .find(|path| path.is_file())
        .expect("libsoftokn3.so is missing: apt-get install libnss3");
    fs::create_dir(signer.path("module")).unwrap();
    let module = signer.path("module/nss.so");
    let parameters = format!(
        "configdir='sql:{}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=",
        database.display()
    );
    compile(
        "nss_module.c",
        &module,
        &[("MODULE", &softoken.display().to_string()), ("PARAMETERS", &parameters)],
    );
    signer.use_module(&module, "NSS Certificate DB", settings, &database);
    signer.start();
    signer
}

/// A badge, a batch, a list, a restart, and the output of `doctor`.
pub(crate) fn works(signer: TestSigner, kind: &str, suite: &str) -> Institution {
    let mut institution = Institution::founded_in(signer);
    let key = create_key(&institution.signer);
    assert_eq!(key.cryptosuite, suite);
    let key = PublicKey::parse(&key.public_key).unwrap();
    assert_eq!(key.kind_name(), kind);
    let credentials: Vec<_> = (1..=40).map(|n| institution.credential(n).to_value()).collect();
    let mut documents: Vec<String> =
        institution.signer.sign_all(&credentials).into_iter().map(|one| one.unwrap().document).collect();
    institution.signer.kill_worker();
    institution.signer.start_worker();
    documents.push(institution.signer.sign_list(&institution.list(&[1001]).to_value()).unwrap().document);
    for text in documents {
        verify_proof(&Document::parse(text.as_bytes()).unwrap(), &key).unwrap();
    }
    let doctor = institution.signer.command(&["doctor"]).output().unwrap();
    let says = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(doctor.status.success() && says.contains(&format!("{suite} with {kind}")), "{says}");
    institution
}

#[test]
fn nss_signs_with_p_256() {
    let institution = works(with_nss("key_kind = \"p-256\""), "P-256", "ecdsa-rdfc-2019");
    let key = create_key(&institution.signer);
    assert!(key.attributes.iter().any(|one| one.contains("does not say that it was made inside")), "{key:?}");
    let device = institution.signer.health().device.unwrap();
    assert!(device.suites.iter().all(|(kind, _)| kind != "Ed25519"), "{device:?}");
}

#[test]
fn nss_signs_with_p_384() {
    works(with_nss("key_kind = \"p-384\""), "P-384", "ecdsa-rdfc-2019");
}

#[test]
fn a_module_without_eddsa_is_told_by_that_name_with_what_to_set() {
    let signer = with_nss("");
    let answer = fault(signer.ask(&request::CreateKey { label: "badges".into() }));
    assert_eq!(answer.code, FaultCode::Token);
    assert!(
        says(&answer).contains("CKM_EDDSA") && says(&answer).contains("key_kind = \"p-256\""),
        "{answer:?}"
    );
    let doctor = signer.command(&["doctor"]).output().unwrap();
    assert!(!doctor.status.success());
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("CKM_EDDSA"));
    assert_eq!(signer.health().pin, PinState::Good);
}

/// kryoptic takes minutes to build, so `tests/modules/run` builds it and passes its path.
fn kryoptic() -> PathBuf {
    std::env::var_os("INSIGNIA_KRYOPTIC").map(PathBuf::from).expect("tests/modules/run builds kryoptic")
}

fn with_kryoptic(settings: &str) -> TestSigner {
    let mut signer = TestSigner::bare();
    let database = signer.path("kryoptic");
    fs::create_dir(&database).unwrap();
    let configuration = signer.path("kryoptic.conf");
    let text = format!(
        "[[slots]]\nslot = 42\ndbtype = \"sqlite\"\ndbargs = {:?}\n",
        database.join("token.sql").display().to_string()
    );
    fs::write(&configuration, text).unwrap();
    signer.set_variable("KRYOPTIC_CONF", configuration.clone());
    fs::write(signer.path("pin"), PIN).unwrap();
    signer.set_mode("pin", 0o600);
    let module = kryoptic();
    let tool = |words: &[&str]| {
        let made = Command::new("pkcs11-tool")
            .arg("--module")
            .arg(&module)
            .args(words)
            .env("KRYOPTIC_CONF", &configuration)
            .output()
            .expect("pkcs11-tool is missing: apt-get install opensc");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    };
    tool(&["--init-token", "--slot", "42", "--label", "insignia", "--so-pin", PIN]);
    tool(&["--init-pin", "--slot", "42", "--login", "--login-type", "so", "--so-pin", PIN, "--new-pin", PIN]);
    let settings = format!("{settings}\n");
    signer.use_module(&module, "insignia", &settings, &database);
    signer.start();
    signer
}

#[test]
#[ignore = "tests/modules/run builds kryoptic first"]
fn kryoptic_signs_with_ed25519() {
    works(with_kryoptic(""), "Ed25519", "eddsa-rdfc-2022");
}

#[test]
#[ignore = "tests/modules/run builds kryoptic first"]
fn kryoptic_signs_with_p_256() {
    works(with_kryoptic("key_kind = \"p-256\""), "P-256", "ecdsa-rdfc-2019");
}

#[test]
#[ignore = "tests/modules/run builds kryoptic first"]
fn kryoptic_signs_with_p_384() {
    works(with_kryoptic("key_kind = \"p-384\""), "P-384", "ecdsa-rdfc-2019");
}
