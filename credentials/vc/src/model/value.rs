//! From types to JSON and back.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Why a value was not read as a class: a member has the wrong kind of value.
#[derive(Debug, thiserror::Error)]
#[error("this is not written as Open Badges 3.0 demands")]
pub struct ModelError(#[from] serde_json::Error);

/// The result of [`super::Class::to_value`].
pub(super) fn canonical(class: &impl Serialize) -> Value {
    // The types here have no maps with non-string keys, the only case that could fail.
    let mut value = serde_json::to_value(class).unwrap_or_default();
    prune(&mut value);
    value
}

/// Reads an object of a class. Missing members are empty, unknown ones are kept in `further`.
///
/// # Errors
/// [`ModelError`]: a member has the wrong kind of value, such as a number in place of a text.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, ModelError> {
    Ok(T::deserialize(value)?)
}

/// Removes values without meaning, except in embedded endorsements: their signed form must not change.
fn prune(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.iter_mut().filter(|(name, _)| *name != "endorsement").for_each(|(_, value)| prune(value));
            members.retain(|_, value| !is_empty(value));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(prune);
            items.retain(|item| !is_empty(item));
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Reads an array, or a single value, which the JSON-LD form allows.
pub(super) fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany<T> {
        Many(Vec<T>),
        One(T),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(many) => many,
        OneOrMany::One(one) => vec![one],
    })
}

/// A point in time in the standard's notation.
pub(super) mod moment {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use crate::time::Timestamp;

    #[expect(clippy::ref_option, reason = "serde calls it so")]
    pub(in crate::model) fn serialize<S: Serializer>(
        moment: &Option<Timestamp>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        moment.map(Timestamp::rfc3339).serialize(serializer)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| Timestamp::parse(&text).map_err(de::Error::custom)).transpose()
    }
}
