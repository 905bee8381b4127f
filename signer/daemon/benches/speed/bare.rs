//! The bare loop: `C_Sign` and a software verification, nothing else.

use crate::table::Pace;
use crate::test_signer::TestSigner;
use credentials::multikey::PublicKey;
use protocol::{PublicKeys, request};
use std::process::Command;
use std::time::Duration;

/// Result of a bare loop.
pub(crate) struct Bare {
    pub(crate) pace: Pace,
    /// The median time of one `C_Sign` and its verification.
    pub(crate) signature: Duration,
}

/// Runs the bare loop in a process of its own, since SoftHSM finds its token by the environment.
pub(crate) fn run(signer: &TestSigner, kind: &str, sessions: usize, seconds: u64) -> Bare {
    let Ok(PublicKeys { keys }) = signer.ask(&request::ListPublicKeys) else { panic!("no keys") };
    let key = PublicKey::parse(&keys.first().expect("a key").public_key).unwrap();
    let point: &[u8] = match &key {
        PublicKey::Ed25519(key) => key,
        PublicKey::P256(point) => point,
        PublicKey::P384(point) => point,
    };
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--locked", "--offline", "--package", "pkcs11"])
        .args(["--example", "bare", "--"])
        .args([&signer.read("pin"), kind, &hex::encode(point), &sessions.to_string(), &seconds.to_string()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("SOFTHSM2_CONF", signer.path("softhsm/softhsm2.conf"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [rate, cpu, signature] = numbers.as_slice() else { panic!("not three numbers: {text}") };
    Bare { pace: Pace { rate: *rate, cpu: *cpu }, signature: Duration::from_secs_f64(*signature) }
}
