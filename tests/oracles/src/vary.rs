//! Varies a credential: members left out, items repeated, other texts and numbers. The result could still be issued.

use serde_json::{Map, Value, json};

use crate::Chance;

const SOURCES: [&str; 3] = [
    include_str!("../../../credentials/vc/tests/fixtures/ob3-minimal.json"),
    include_str!("../../../credentials/vc/tests/fixtures/ob3-full.json"),
    include_str!("../../../credentials/vc/tests/fixtures/status-list-credential.json"),
];

/// Members that are never left out or rewritten: without them the document is of another kind.
const KEPT: [&str; 5] = ["@context", "id", "type", "proofPurpose", "cryptosuite"];

const TEXTS: [&str; 14] = [
    "Ångström",
    "徽章",
    "🏅 badge",
    "a \"quoted\" \\ text",
    "tab\there",
    "line\nbreak\r",
    "bell\u{7} and \u{1}",
    "delete\u{7f}",
    "e\u{301} is not é",
    "\u{2028}\u{feff}",
    " space at the ends ",
    "<b>&amp;</b>",
    "0",
    "",
];

/// A random credential, from the minimal badge, the fullest badge or a status list.
pub fn credential(chance: &mut Chance) -> Value {
    let source = SOURCES.get(chance.below(SOURCES.len())).copied().unwrap_or_default();
    varied(serde_json::from_str(source).unwrap_or_default(), chance)
}

/// A random variation of a document.
pub fn varied(mut value: Value, chance: &mut Chance) -> Value {
    vary(&mut value, chance);
    value
}

fn vary(value: &mut Value, chance: &mut Chance) {
    match value {
        Value::Array(items) => vary_items(items, chance),
        Value::Object(members) => vary_members(members, chance),
        Value::String(text) => vary_text(text, chance),
        Value::Bool(flag) => *flag = chance.percent(50),
        Value::Number(_) => {
            *value = chance
                .pick(&[json!(0), json!(42), json!(-7), json!(1.5), json!(2.0), json!(48.25), json!(0.1)])
                .cloned()
                .unwrap_or_default();
        }
        Value::Null => {}
    }
}

fn vary_items(items: &mut Vec<Value>, chance: &mut Chance) {
    if chance.percent(25)
        && let Some(item) = chance.pick(items).cloned()
    {
        items.push(another(item, chance));
    }
    if items.len() > 1 && chance.percent(20) {
        items.remove(chance.below(items.len()));
    }
    for item in items {
        vary(item, chance);
    }
}

/// A second item next to one: identical, or with another identifier.
fn another(mut item: Value, chance: &mut Chance) -> Value {
    if let Some(id) = item.get_mut("id").filter(|_| chance.percent(60)) {
        *id = format!("urn:uuid:00000000-0000-4000-8000-{:012}", chance.below(1_000_000)).into();
    }
    item
}

fn vary_members(members: &mut Map<String, Value>, chance: &mut Chance) {
    members.retain(|name, _| KEPT.contains(&name.as_str()) || !chance.percent(15));
    let kept = |name: &str| KEPT.contains(&name);
    for (_, value) in members.iter_mut().filter(|(name, _)| !kept(name)) {
        vary(value, chance);
    }
}

fn vary_text(text: &mut String, chance: &mut Chance) {
    if chance.percent(75) {
        return;
    }
    if text.contains(':') && !text.contains(' ') {
        // An identifier, a date or similar: it stays one.
        if !text.ends_with('Z') {
            text.push_str(chance.pick(&["/x", "?a=b&c=d", "%20", "é"]).copied().unwrap_or_default());
        }
    } else {
        chance.pick(&TEXTS).copied().unwrap_or_default().clone_into(text);
    }
}
