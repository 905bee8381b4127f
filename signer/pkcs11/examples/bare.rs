//! Baseline of the signer's benchmark (`cargo bench --package daemon`): a loop of `C_Sign` and a software verification.
//! Prints signatures per second, processor time, and the median time of one signature.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement that cannot go on ends; what it found is printed"
)]

#[path = "../../daemon/benches/speed/table.rs"]
#[expect(dead_code, reason = "the table itself is the benchmark's to print")]
mod table;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, ObjectClass};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;
use pkcs11::{KeyKind, PublicKey};
use sha2::{Digest, Sha256, Sha384};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use table::{Pace, cpu, median};

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pin, kind, key, sessions, seconds] = arguments.as_slice() else {
        panic!("bare PIN KIND KEY SESSIONS SECONDS")
    };
    let (sessions, seconds): (usize, u64) = (sessions.parse().unwrap(), seconds.parse().unwrap());
    let of = match kind.as_str() {
        "p-256" => KeyKind::P256,
        "p-384" => KeyKind::P384,
        _ => KeyKind::Ed25519,
    };
    let key = PublicKey::new(of, &hex::decode(key).unwrap()).unwrap();
    let module = Pkcs11::new(MODULE).unwrap();
    module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).unwrap();
    let slot = *module.get_slots_with_initialized_token().unwrap().first().unwrap();
    let first = module.open_rw_session(slot).unwrap();
    first.login(UserType::User, Some(&AuthPin::new(pin.trim().into()))).unwrap();
    let made = AtomicU64::new(0);
    let before = cpu(std::process::id());
    let began = Instant::now();
    let deadline = Duration::from_secs(seconds);
    let mut times: Vec<Duration> = std::thread::scope(|threads| {
        let loops: Vec<_> = (0..sessions)
            .map(|_| {
                let session = module.open_rw_session(slot).unwrap();
                let (made, key) = (&made, &key);
                threads.spawn(move || {
                    let template =
                        [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Label(b"badges".to_vec())];
                    let private = *session.find_objects(&template).unwrap().first().unwrap();
                    let mut times = Vec::new();
                    while began.elapsed() < deadline {
                        let began = Instant::now();
                        let number = made.fetch_add(1, Ordering::Relaxed).to_be_bytes();
                        let message = [number; 8].concat();
                        let (mechanism, data) = match of {
                            KeyKind::P256 => (Mechanism::Ecdsa, Sha256::digest(&message).to_vec()),
                            KeyKind::P384 => (Mechanism::Ecdsa, Sha384::digest(&message).to_vec()),
                            KeyKind::Ed25519 => (
                                Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure)),
                                message.clone(),
                            ),
                        };
                        let signature = session.sign(&mechanism, private, &data).unwrap();
                        assert!(key.verifies(&message, &signature));
                        times.push(began.elapsed());
                    }
                    times
                })
            })
            .collect();
        loops.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let pace = Pace::of(times.len(), began.elapsed(), cpu(std::process::id()).saturating_sub(before));
    println!("{} {} {}", pace.rate, pace.cpu, median(&mut times).as_secs_f64());
}
