//! The attack suite: a client with everything that the web server has, its database and its socket.
//!
//! Each attack names its kind, is refused with its own code, leaves that refusal in the journal, and enters nothing into the
//! ledger. `tests/attack/run` takes each check out of the signer, one after the other, and shows that its attack then
//! succeeds.

mod approvals;
mod ceilings;
mod documents;
mod lists;
mod surroundings;
mod wire;

use crate::documents::Institution;
use crate::house::House;
use serde_json::{Value, json};

/// The web server's door.
pub(crate) const SERVER: &str = "run/signer.sock";

/// What an attacker asks, and the code by which it is refused.
pub(crate) struct Attack {
    /// The kind and what is tried, for people.
    name: &'static str,
    ask: Value,
    /// Where the code stands in the answer (JSON Pointer).
    at: &'static str,
    code: &'static str,
}

impl Attack {
    /// A request at the web server's door that is refused as a whole.
    fn request(name: &'static str, request: &Value, code: &'static str) -> Self {
        Self { name, ask: envelope(request), at: "/code", code }
    }

    /// A credential's text that is not signed.
    fn text(name: &'static str, text: &str, code: &'static str) -> Self {
        let ask = envelope(&json!({"ask": "sign-credentials", "credentials": [text]}));
        Self { name, ask, at: "/results/0/Err/code", code }
    }

    /// A credential that is not signed.
    fn credential(name: &'static str, credential: &Value, code: &'static str) -> Self {
        Self::text(name, &credential.to_string(), code)
    }

    /// It is refused with its code, which the journal has once more for each credential in it, and no leaf was added.
    fn fails(&self, house: &House) {
        let (leaves, refusals) = (house.health().ledger_size, house.refusals(self.code));
        let reply = house.ask_at(SERVER, &self.ask);
        assert_eq!(reply.pointer(self.at).and_then(Value::as_str), Some(self.code), "{}: {reply}", self.name);
        let times = reply.pointer("/results").and_then(Value::as_array).map_or(1, Vec::len);
        house.wait_for_refusals(self.code, refusals + times as u64);
        assert_eq!(house.health().ledger_size, leaves, "{} left a leaf", self.name);
    }
}

fn envelope(request: &Value) -> Value {
    json!({"version": protocol::VERSION, "request": request})
}

/// Every one of these fails, and what is right is signed all the same.
fn all_fail(school: &Institution, attacks: &[Attack]) {
    for attack in attacks {
        attack.fails(&school.house);
    }
}
