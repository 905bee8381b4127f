//! A TPM: tpm2-pkcs11 over a resource manager, which `tests/modules/tpm` starts on an emulated one.

use crate::modules::{PIN, works};
use crate::test_signer::{TestSigner, fault, says};
use protocol::{FaultCode, request};
use std::ffi::OsString;
use std::fs;
use std::process::Command;

const MODULE: &str = "/usr/lib/x86_64-linux-gnu/pkcs11/libtpm2_pkcs11.so";
/// Variables by which the module finds its TPM.
const WAYS: [&str; 2] = ["TPM2_PKCS11_TCTI", "DBUS_SESSION_BUS_ADDRESS"];

fn with_tpm(settings: &str) -> TestSigner {
    let mut signer = TestSigner::bare();
    let store = signer.path("tpm");
    fs::create_dir(&store).unwrap();
    for way in WAYS {
        let value: OsString = std::env::var_os(way).expect("tests/modules/tpm starts a TPM");
        signer.set_variable(way, value);
    }
    signer.set_variable("TPM2_PKCS11_STORE", store.clone());
    fs::write(signer.path("pin"), PIN).unwrap();
    signer.set_mode("pin", 0o600);
    let tool = |words: &[&str]| {
        let made = Command::new("tpm2_ptool").args(words).arg("--path").arg(&store).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    };
    tool(&["init"]);
    tool(&["addtoken", "--pid", "1", "--label", "insignia", "--sopin", PIN, "--userpin", PIN]);
    signer.use_module(MODULE.as_ref(), "insignia", settings, &store);
    signer.start();
    signer
}

#[test]
#[ignore = "tests/modules/tpm starts a TPM"]
fn a_tpm_signs_with_p_256() {
    let institution = works(with_tpm("key_kind = \"p-256\""), "P-256", "ecdsa-rdfc-2019");
    assert_eq!(institution.signer.health().device.unwrap().suites.len(), 2);
}

#[test]
#[ignore = "tests/modules/tpm starts a TPM"]
fn a_tpm_signs_with_p_384() {
    works(with_tpm("key_kind = \"p-384\""), "P-384", "ecdsa-rdfc-2019");
}

#[test]
#[ignore = "tests/modules/tpm starts a TPM"]
fn a_tpm_has_no_ed25519_and_is_told_by_that() {
    let answer = fault(with_tpm("").ask(&request::CreateKey { label: "badges".into() }));
    assert_eq!(answer.code, FaultCode::Token);
    assert!(says(&answer).contains("key_kind = \"p-256\""), "{answer:?}");
}
