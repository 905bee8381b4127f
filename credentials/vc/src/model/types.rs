//! `type`: its names, and whether it is an array.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::value::canonical;

/// A class with a `type` of its own.
pub trait Class: Serialize {
    /// The initial names of `type`.
    const NAMES: &'static [&'static str];
    /// Whether `type` is a text instead of an array, as in the closed classes.
    const SINGLE: bool = false;

    /// The JSON in the canonical form: an array for each member that may have several values, nothing null, nothing
    /// empty.
    #[must_use]
    fn to_value(&self) -> Value
    where
        Self: Sized,
    {
        canonical(self)
    }
}

/// The `type` of a class: initially the class's own names, then the names that were read or added.
pub struct Types<C> {
    names: Vec<String>,
    class: PhantomData<fn() -> C>,
}

impl<C> Types<C> {
    /// All names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Adds a name; a context must define it.
    pub fn add(&mut self, name: impl Into<String>) {
        self.names.push(name.into());
    }
}

impl<C: Class> Default for Types<C> {
    fn default() -> Self {
        Self { names: C::NAMES.iter().map(|name| (*name).to_owned()).collect(), class: PhantomData }
    }
}

impl<C> Clone for Types<C> {
    fn clone(&self) -> Self {
        Self { names: self.names.clone(), class: PhantomData }
    }
}

impl<C> PartialEq for Types<C> {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl<C> fmt::Debug for Types<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.names.fmt(f)
    }
}

impl<C: Class> Serialize for Types<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.names.as_slice() {
            [name] if C::SINGLE => serializer.serialize_str(name),
            names => names.serialize(serializer),
        }
    }
}

impl<'de, C> Deserialize<'de> for Types<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::value::one_or_many(deserializer).map(|names| Self { names, class: PhantomData })
    }
}
