//! The attack suite: a client with everything that the web server has, its database and its socket.
//!
//! Each attack names its kind, is refused with its own code, leaves that refusal in the journal, and enters nothing
//! into the ledger. `tests/attack/run` removes each check from the signer, one at a time, and shows that its attack
//! then succeeds.

mod approvals;
mod ceilings;
mod documents;
pub(crate) mod lists;
mod parts;
mod pictures;
mod registered;
mod surroundings;
mod wire;

use crate::desk_passkey::DESK_ENDPOINT;
use crate::documents::Institution;
use crate::test_signer::{HOST, TestSigner};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write as _;

/// The web server's endpoint.
const SERVER: &str = "run/signer.sock";

/// An attacker's request, and the code by which it is refused.
pub(crate) struct Attack {
    /// The kind and the attempt, for people.
    name: &'static str,
    endpoint: &'static str,
    ask: Value,
    /// Place of the code in the answer (JSON Pointer).
    at: &'static str,
    code: &'static str,
}

impl Attack {
    /// A request at the web server's endpoint that is refused as a whole.
    fn request(name: &'static str, request: &Value, code: &'static str) -> Self {
        Self { name, endpoint: SERVER, ask: envelope(request), at: "/code", code }
    }

    /// A credential's text that is not signed.
    fn text(name: &'static str, text: &str, code: &'static str) -> Self {
        let ask = envelope(&json!({"ask": "sign-credentials", "credentials": [text]}));
        Self { name, endpoint: SERVER, ask, at: "/results/0/Err/code", code }
    }

    /// A credential that is not signed.
    fn credential(name: &'static str, credential: &Value, code: &'static str) -> Self {
        Self::text(name, &credential.to_string(), code)
    }

    /// A request at the desk's endpoint, by an attacker who reached it.
    fn desk(name: &'static str, ask: &Value, code: &'static str) -> Self {
        Self { name, endpoint: DESK_ENDPOINT, ask: ask.clone(), at: "/refusal/code", code }
    }

    /// The same on the signer's host, by a person who was deceived.
    fn on_host(name: &'static str, ask: &Value, code: &'static str) -> Self {
        Self { endpoint: HOST, ..Self::desk(name, ask, code) }
    }

    /// Checks that it is refused with its code, that the journal has one more for each credential in it, and that no
    /// leaf was added.
    fn fails(&self, signer: &TestSigner) {
        let (leaves, refusals) = (signer.health().ledger_size, signer.refusals(self.code));
        let reply = signer.ask_at(self.endpoint, &self.ask);
        let code = |at: &str| reply.pointer(at).and_then(Value::as_str);
        let outcome = match code(self.at) {
            Some(code) if code == self.code => Outcome::Stopped,
            None if ["/code", "/refusal/code"].into_iter().all(|at| code(at).is_none()) => Outcome::Succeeded,
            _ => Outcome::StoppedElsewhere,
        };
        if tell(self.name, outcome) {
            return;
        }
        assert_eq!(code(self.at), Some(self.code), "{}: {reply}", self.name);
        let times = reply.pointer("/results").and_then(Value::as_array).map_or(1, Vec::len);
        signer.wait_for_refusals(self.code, refusals + times as u64);
        assert_eq!(signer.health().ledger_size, leaves, "{} left a leaf", self.name);
    }
}

/// Result of an attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Stopped,
    /// Stopped by another check than the one for it.
    StoppedElsewhere,
    Succeeded,
}

/// For `tests/attack/run`, which removes a check and needs the outcome of every attempt: writes it to the file named by
/// `INSIGNIA_ATTEMPTS`. Returns `true` then, so that no attempt ends the test.
fn tell(name: &str, outcome: Outcome) -> bool {
    let Some(file) = std::env::var_os("INSIGNIA_ATTEMPTS") else { return false };
    let mut file = File::options().create(true).append(true).open(file).unwrap();
    file.write_all(format!("{outcome:?}\t{name}\n").as_bytes()).unwrap();
    true
}

/// An attempt that is no request, and must be stopped or noticed all the same.
fn stopped(name: &str, is_stopped: bool) {
    let outcome = if is_stopped { Outcome::Stopped } else { Outcome::Succeeded };
    assert!(tell(name, outcome) || is_stopped, "{name}");
}

fn envelope(request: &Value) -> Value {
    json!({"version": protocol::VERSION, "request": request})
}

/// All of these attempts must fail.
fn all_fail(institution: &Institution, attacks: &[Attack]) {
    for attack in attacks {
        attack.fails(&institution.signer);
    }
}
