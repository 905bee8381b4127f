//! The plan of a ceremony, reviewed before the people meet.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use signer_core::check_name;
use std::path::{Path, PathBuf};

/// Minimum number of people: one who types, and a witness.
const FEWEST: usize = 2;
/// Maximum number of people.
const MOST: usize = 12;

/// Who makes which key, where and when. Unknown settings are errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// Purpose of the ceremony, used as its title.
    pub(crate) title: String,
    pub(crate) place: String,
    /// Planned date, as people write it.
    pub(crate) date: String,
    /// Label of the key that is made.
    pub(crate) key: String,
    pub(crate) people: Vec<Person>,
}

/// A person who is present.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) name: String,
    /// The person's role: `operator`, `witness`, `auditor`, …
    pub(crate) role: String,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlanError {
    #[error("reading {0}")]
    Read(PathBuf, #[source] std::io::Error),
    #[error("understanding {0}")]
    Parse(PathBuf, #[source] toml::de::Error),
    #[error("{FEWEST} to {MOST} different people are present; the plan has another number, or one twice")]
    People,
    #[error("`{0}` is empty, too long, or holds what cannot be printed")]
    Word(&'static str),
}

impl Plan {
    /// Reads a plan. Also returns the SHA-256 (hex) of its file, which ties the ceremony to the reviewed plan.
    pub(crate) fn read(path: &Path) -> Result<(Self, String), PlanError> {
        let text = std::fs::read_to_string(path).map_err(|e| PlanError::Read(path.into(), e))?;
        let plan: Self = toml::from_str(&text).map_err(|e| PlanError::Parse(path.into(), e))?;
        plan.check()?;
        Ok((plan, hex::encode(Sha256::digest(&text))))
    }

    fn check(&self) -> Result<(), PlanError> {
        let words =
            [("title", &self.title), ("place", &self.place), ("date", &self.date), ("key", &self.key)];
        let of_people = self.people.iter().flat_map(|one| [("name", &one.name), ("role", &one.role)]);
        for (name, word) in words.into_iter().chain(of_people) {
            check_name(word).map_err(|_| PlanError::Word(name))?;
        }
        let mut names: Vec<&str> = self.people.iter().map(|person| person.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() == self.people.len() && (FEWEST..=MOST).contains(&names.len()) {
            return Ok(());
        }
        Err(PlanError::People)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "title = \"A new key\"\nplace = \"Room 1\"\ndate = \"1 December 2026\"\nkey = \"badges-2027\"\n\
        [[people]]\nname = \"Ada\"\nrole = \"operator\"\n[[people]]\nname = \"Bea\"\nrole = \"witness\"\n";

    #[test]
    fn a_plan_names_different_people_in_words_that_can_be_printed() {
        let check = |text: &str| toml::from_str::<Plan>(text).unwrap().check();
        assert!(check(PLAN).is_ok());
        assert!(matches!(check(&PLAN.replace("Bea", "Ada")), Err(PlanError::People)));
        assert!(matches!(check(&PLAN.replace("Room 1", "")), Err(PlanError::Word("place"))));
        assert!(toml::from_str::<Plan>(&format!("pin = \"1\"\n{PLAN}")).is_err());
    }
}
