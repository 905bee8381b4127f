use serde::{Deserialize, Serialize};

use super::Name;

/// What is wrong with `@context`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContextFault {
    /// Not an array of two or more.
    NotTwoOrMore,
    /// Not an array.
    NotAnArray,
    /// Not one of the two lists of our own badges.
    NotAsIssued,
    /// Not exactly this one.
    NotExactly(Name),
    /// The first one is none of these.
    FirstIsNot(Vec<Name>),
    /// The second one is none of Open Badges 3.0.
    SecondIsNot,
    /// Neither an address nor an object.
    NotAnAddress,
    /// Neither a URL nor an object.
    NotAUrl,
    /// A type of 1EdTech, which none of the contexts defines.
    UndefinedType(String),
}

fault_codes! { ContextFault as Context {
    Self::NotTwoOrMore
    | Self::NotAnArray
    | Self::NotAsIssued
    | Self::NotExactly(_)
    | Self::FirstIsNot(_)
    | Self::SecondIsNot
    | Self::NotAnAddress
    | Self::NotAUrl => "context",
    Self::UndefinedType(_) => "undefined-type",
} }
