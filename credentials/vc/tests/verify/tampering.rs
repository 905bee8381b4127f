//! A signed badge with one change anywhere is refused.

use credentials::json::Document;
use credentials::verify::Verdict;
use serde_json::{Value, json};

use crate::support::{World, good, now};

/// JSON Pointers of every leaf and every object.
fn pointers(value: &Value, at: &str, leaves: &mut Vec<String>, objects: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            objects.push(at.to_owned());
            for (name, value) in members {
                pointers(value, &format!("{at}/{}", name.replace('/', "~1")), leaves, objects);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), leaves, objects);
            }
        }
        _ => leaves.push(at.to_owned()),
    }
}

fn places() -> (Vec<String>, Vec<String>) {
    let (mut leaves, mut objects) = (Vec::new(), Vec::new());
    pointers(&good(), "", &mut leaves, &mut objects);
    assert!(leaves.len() > 40 && objects.len() > 9, "{leaves:?} {objects:?}");
    (leaves, objects)
}

fn other(leaf: &Value) -> Value {
    match leaf {
        Value::String(text) => {
            let mut characters: Vec<char> = text.chars().collect();
            let last = characters.pop();
            characters.push(if last == Some('1') { '2' } else { '1' });
            json!(String::from_iter(characters))
        }
        Value::Bool(truth) => json!(!truth),
        Value::Number(number) => json!(number.as_f64().unwrap() + 1.0),
        _ => json!("other"),
    }
}

#[test]
fn one_changed_leaf_anywhere_is_refused() {
    assert_eq!(World::usual().verify(&good()).verdict, Verdict::Valid);
    for leaf in places().0 {
        let mut changed = good();
        let value = changed.pointer_mut(&leaf).unwrap();
        *value = other(value);
        let report = World::usual().verify(&changed);
        assert_ne!(report.verdict, Verdict::Valid, "{leaf} may be changed");
        assert_eq!(report.badge, None, "{leaf}");
    }
}

#[test]
fn one_member_taken_away_or_added_anywhere_is_refused() {
    for object in places().1 {
        let names: Vec<String> =
            good().pointer(&object).unwrap().as_object().unwrap().keys().cloned().collect();
        for name in names {
            let mut less = good();
            less.pointer_mut(&object).unwrap().as_object_mut().unwrap().shift_remove(&name);
            assert_ne!(
                World::usual().verify(&less).verdict,
                Verdict::Valid,
                "{object}/{name} may be taken away"
            );
        }
        let mut more = good();
        more.pointer_mut(&object).unwrap()["nonce"] = json!("x");
        assert_ne!(World::usual().verify(&more).verdict, Verdict::Valid, "{object} may gain a member");
    }
}

#[test]
fn one_changed_byte_is_refused_unless_it_means_the_same() {
    let text = good().to_string().into_bytes();
    let original = Document::parse(&text).unwrap();
    for at in (0..text.len()).step_by(13) {
        let mut changed = text.clone();
        changed[at] = if changed[at] == b'a' { b'b' } else { b'a' };
        if Document::parse(&changed).is_ok_and(|document| document == original) {
            continue;
        }
        let report = World::usual().verify_bytes(&changed, now());
        assert_ne!(report.verdict, Verdict::Valid, "byte {at}");
    }
}

#[test]
fn no_cut_off_or_garbled_text_makes_it_panic() {
    let text = good().to_string().into_bytes();
    for length in (0..text.len()).step_by(41) {
        let report = World::usual().verify_bytes(&text[..length], now());
        assert_eq!(report.verdict, Verdict::NotACredential, "cut at {length}");
    }
    for object in places().1 {
        for odd in [json!(null), json!([]), json!({}), json!(1), json!([[{}]]), json!("")] {
            let mut garbled = good();
            *garbled.pointer_mut(&object).unwrap() = odd;
            assert_ne!(World::usual().verify(&garbled).verdict, Verdict::Valid, "{object}");
        }
    }
}
