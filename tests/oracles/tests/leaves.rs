//! Everything in the JSON is signed: any change in a credential leads to another hash, or to a refusal.

#[cfg(test)]
mod leaves {
    use credentials::canonical::canonical_nquads;
    use insignia_oracles::{Chance, credential};
    use serde_json::{Value, json};

    /// Number of credentials; each is canonicalised once for every change.
    const CREDENTIALS: usize = 12;

    /// One step into a document.
    #[derive(Clone, Debug)]
    enum Step {
        Member(String),
        Item(usize),
    }

    /// The paths to all values in the document except the root.
    fn places(value: &Value, way: &[Step], found: &mut Vec<Vec<Step>>) {
        let steps: Vec<(Step, &Value)> = match value {
            Value::Array(items) => {
                items.iter().enumerate().map(|(at, item)| (Step::Item(at), item)).collect()
            }
            Value::Object(members) => {
                members.iter().map(|(name, inner)| (Step::Member(name.clone()), inner)).collect()
            }
            _ => Vec::new(),
        };
        for (step, inner) in steps {
            let further = [way, &[step]].concat();
            places(inner, &further, found);
            found.push(further);
        }
    }

    fn at<'a>(value: &'a mut Value, way: &[Step]) -> &'a mut Value {
        way.iter().fold(value, |value, step| match step {
            Step::Member(name) => &mut value[name.as_str()],
            Step::Item(at) => &mut value[*at],
        })
    }

    /// Other values for a leaf, each with another meaning.
    fn others(leaf: &Value) -> Vec<Value> {
        match leaf {
            Value::String(text) => {
                let mut reversed: String = text.chars().rev().collect();
                if reversed == *text {
                    reversed.push('y');
                }
                vec![json!(format!("{text}x")), json!(reversed), json!([text, "x"]), json!(7)]
            }
            Value::Number(number) => {
                vec![json!(number.as_f64().unwrap() + 1.5), json!(number.to_string() + "x")]
            }
            Value::Bool(flag) => vec![json!(!flag), json!("true!")],
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_leaf_that_is_changed_changes_the_canonical_form_or_is_refused() {
        let mut chance = Chance::new(5);
        let mut changed = 0;
        for _ in 0..CREDENTIALS {
            let document = credential(&mut chance);
            let Ok(canonical) = canonical_nquads(&document) else { continue };
            let mut ways = Vec::new();
            places(&document, &[], &mut ways);
            for way in ways {
                for other in others(at(&mut document.clone(), &way)) {
                    let mut altered = document.clone();
                    *at(&mut altered, &way) = other;
                    changed += 1;
                    let now = canonical_nquads(&altered);
                    assert_ne!(
                        now.as_ref(),
                        Ok(&canonical),
                        "{way:?} is not signed in {document}\n{altered}"
                    );
                }
            }
        }
        assert!(changed > 500, "only {changed} changes were tried");
    }

    #[test]
    fn a_member_that_is_renamed_or_added_changes_the_canonical_form_or_is_refused() {
        let mut chance = Chance::new(6);
        let mut changed = 0;
        for _ in 0..CREDENTIALS {
            let document = credential(&mut chance);
            let Ok(canonical) = canonical_nquads(&document) else { continue };
            let mut ways = Vec::new();
            places(&document, &[], &mut ways);
            for way in ways {
                let Some((Step::Member(name), object)) = way.split_last() else { continue };
                let mut renamed = document.clone();
                let members = at(&mut renamed, object).as_object_mut().unwrap();
                let value = members.shift_remove(name).unwrap();
                members.insert(format!("{name}x"), value);
                let mut added = document.clone();
                at(&mut added, object)[format!("{name}x")] = json!(null);
                for altered in [renamed, added] {
                    changed += 1;
                    let now = canonical_nquads(&altered);
                    assert_ne!(now.as_ref(), Ok(&canonical), "{way:?} in {document}\n{altered}");
                }
            }
        }
        assert!(changed > 200, "only {changed} changes were tried");
    }

    #[test]
    fn the_order_of_a_list_is_signed_and_the_order_of_a_set_is_not() {
        let full = include_str!("../../../credentials/vc/tests/fixtures/ob3-full.json");
        let full: Value = serde_json::from_str(full).unwrap();
        let canonical = canonical_nquads(&full);
        let reversed = |pointer: &str| {
            let mut document = full.clone();
            document.pointer_mut(pointer).unwrap().as_array_mut().unwrap().reverse();
            canonical_nquads(&document)
        };
        let achievement = "/credentialSubject/achievement";
        assert_eq!(reversed(&format!("{achievement}/tag")), canonical);
        assert_ne!(reversed(&format!("{achievement}/resultDescription/2/allowedValue")), canonical);
    }
}
