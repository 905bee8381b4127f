//! The bare loop: `C_Sign` and a software verification, nothing else.

use crate::house::House;
use crate::table::{Pace, cpu, median};
use credentials::multikey::PublicKey;
use credentials::proof::check_signature;
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, ObjectClass};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;
use protocol::{Answer, Request};
use sha2::{Digest, Sha256, Sha384};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";

/// Result of a bare loop.
pub(crate) struct Bare {
    pub(crate) pace: Pace,
    /// The median time of one `C_Sign` and its verification.
    pub(crate) signature: Duration,
}

/// Runs the bare loop in a process of its own, since SoftHSM finds its token by the environment.
pub(crate) fn run(house: &House, kind: &str, sessions: usize, seconds: u64) -> Bare {
    let Answer::Keys { keys } = house.ask(Request::ListPublicKeys) else { panic!("no keys") };
    let key = keys.first().expect("a key");
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "bare",
            &house.read("pin"),
            kind,
            &key.public_key,
            &sessions.to_string(),
            &seconds.to_string(),
        ])
        .env("SOFTHSM2_CONF", house.path("softhsm/softhsm2.conf"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [rate, cpu, signature] = numbers.as_slice() else { panic!("not three numbers: {text}") };
    Bare { pace: Pace { rate: *rate, cpu: *cpu }, signature: Duration::from_secs_f64(*signature) }
}

/// Entry point of that process.
pub(crate) fn main(arguments: &[String]) {
    let [pin, kind, key, sessions, seconds] = arguments else { panic!("bare PIN KIND KEY SESSIONS SECONDS") };
    let (sessions, seconds): (usize, u64) = (sessions.parse().unwrap(), seconds.parse().unwrap());
    let key = PublicKey::parse(key).unwrap();
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
                        let (mechanism, data) = match kind.as_str() {
                            "p-256" => (Mechanism::Ecdsa, Sha256::digest(&message).to_vec()),
                            "p-384" => (Mechanism::Ecdsa, Sha384::digest(&message).to_vec()),
                            _ => (
                                Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure)),
                                message.clone(),
                            ),
                        };
                        let signature = session.sign(&mechanism, private, &data).unwrap();
                        check_signature(&message, &signature, key).unwrap();
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
