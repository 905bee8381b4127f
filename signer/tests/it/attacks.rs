//! The attack suite: a client with everything that the web server has, its database and its socket.
//!
//! Each attack names its kind, is refused with its own code, leaves that refusal in the journal, and enters nothing into the
//! ledger. `tests/attack/run` takes each check out of the signer, one after the other, and shows that its attack then
//! succeeds.

mod approvals;
mod ceilings;
mod documents;
pub(crate) mod lists;
mod parts;
mod registered;
mod surroundings;
mod wire;

use crate::desk_passkey::DOOR;
use crate::documents::Institution;
use crate::house::{HOST, House};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write as _;

/// The web server's door.
const SERVER: &str = "run/signer.sock";

/// What an attacker asks, and the code by which it is refused.
pub(crate) struct Attack {
    /// The kind and what is tried, for people.
    name: &'static str,
    door: &'static str,
    ask: Value,
    /// Where the code stands in the answer (JSON Pointer).
    at: &'static str,
    code: &'static str,
}

impl Attack {
    /// A request at the web server's door that is refused as a whole.
    fn request(name: &'static str, request: &Value, code: &'static str) -> Self {
        Self { name, door: SERVER, ask: envelope(request), at: "/code", code }
    }

    /// A credential's text that is not signed.
    fn text(name: &'static str, text: &str, code: &'static str) -> Self {
        let ask = envelope(&json!({"ask": "sign-credentials", "credentials": [text]}));
        Self { name, door: SERVER, ask, at: "/results/0/Err/code", code }
    }

    /// A credential that is not signed.
    fn credential(name: &'static str, credential: &Value, code: &'static str) -> Self {
        Self::text(name, &credential.to_string(), code)
    }

    /// Something at the desk's door, by who got hold of it.
    fn desk(name: &'static str, ask: &Value, code: &'static str) -> Self {
        Self { name, door: DOOR, ask: ask.clone(), at: "/refusal/code", code }
    }

    /// The same on the signer's host, by who was talked into it.
    fn on_host(name: &'static str, ask: &Value, code: &'static str) -> Self {
        Self { door: HOST, ..Self::desk(name, ask, code) }
    }

    /// It is refused with its code, which the journal has once more for each credential in it, and no leaf was added.
    fn fails(&self, house: &House) {
        let (leaves, refusals) = (house.health().ledger_size, house.refusals(self.code));
        let reply = house.ask_at(self.door, &self.ask);
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
        house.wait_for_refusals(self.code, refusals + times as u64);
        assert_eq!(house.health().ledger_size, leaves, "{} left a leaf", self.name);
    }
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    Stopped,
    /// By another check than the one that is for it.
    StoppedElsewhere,
    Succeeded,
}

/// Where `tests/attack/run` wants to know how each attempt ends without one of the checks, that is written to its file and
/// no attempt ends the test, since others follow it: then `true`.
fn tell(name: &str, outcome: Outcome) -> bool {
    let Some(file) = std::env::var_os("INSIGNIA_ATTEMPTS") else { return false };
    let mut file = File::options().create(true).append(true).open(file).unwrap();
    file.write_all(format!("{outcome:?}\t{name}\n").as_bytes()).unwrap();
    true
}

/// Something that is no request and is stopped, or noticed, all the same.
fn stopped(name: &str, is_stopped: bool) {
    let outcome = if is_stopped { Outcome::Stopped } else { Outcome::Succeeded };
    assert!(tell(name, outcome) || is_stopped, "{name}");
}

fn envelope(request: &Value) -> Value {
    json!({"version": protocol::VERSION, "request": request})
}

/// Every one of these fails.
fn all_fail(school: &Institution, attacks: &[Attack]) {
    for attack in attacks {
        attack.fails(&school.house);
    }
}
