//! Keys as the signer reports them, and the number of signatures it makes without approval.

use crate::fault::KeyFault;
use crate::field::{Fields, Finding};
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A key in the signer's token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuerKey {
    /// Its name in the token.
    pub label: String,
    /// The public key, multibase.
    pub public_key: String,
    /// `eddsa-rdfc-2022`, for example.
    pub cryptosuite: String,
    /// When it was created.
    pub created: Timestamp,
    /// Its state.
    pub life: KeyLife,
    /// Its attributes according to the token, as text.
    pub attributes: Vec<String>,
}

/// The life cycle of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "life", rename_all = "kebab-case")]
pub enum KeyLife {
    /// Created, and not assigned to an issuer yet.
    Created,
    /// Listed in the issuer's document; signs from the given moment on.
    Published {
        /// The moment.
        from: Timestamp,
    },
    /// Signs credentials.
    Active,
    /// No longer signs; its signatures stay valid.
    Retired,
    /// Compromised: its signatures are not accepted.
    Compromised,
    /// Its private half is destroyed.
    Destroyed,
}

/// The number of credentials that the signer signs without individual approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceilings {
    /// Per request.
    pub per_batch: u32,
    /// In any 60 seconds.
    pub per_minute: u32,
    /// In any 24 hours.
    pub per_day: u32,
}

/// The maximum number of credentials in one request that the signer ever accepts.
const MOST_IN_A_REQUEST: u32 = 500;

impl Ceilings {
    /// Reads the form: fields `per_batch`, `per_minute`, `per_day`.
    ///
    /// # Errors
    /// All faults, each under its field.
    pub fn read(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let mut number = |name: &str, most: u32| match fields.get(name).parse::<u32>() {
            Ok(number) if (1..=most).contains(&number) => number,
            _ => {
                findings.push(Finding::new(name, KeyFault::Ceiling { most }));
                0
            }
        };
        let ceilings = Self {
            per_batch: number("per_batch", MOST_IN_A_REQUEST),
            per_minute: number("per_minute", 1_000_000),
            per_day: number("per_day", 1_000_000),
        };
        if findings.is_empty() { Ok(ceilings) } else { Err(findings) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ceilings_are_whole_numbers_from_one_on() {
        let mut fields = Fields::default();
        for (name, value) in [("per_batch", "20"), ("per_minute", " 60 "), ("per_day", "400")] {
            fields.set(name, value);
        }
        assert_eq!(Ceilings::read(&fields), Ok(Ceilings { per_batch: 20, per_minute: 60, per_day: 400 }));
        for (name, value) in [("per_batch", "501"), ("per_minute", "0"), ("per_day", "many")] {
            let mut bad = fields.clone();
            bad.set(name, value);
            let findings = Ceilings::read(&bad).unwrap_err();
            assert!(findings.len() == 1 && findings[0].field == name, "{findings:?}");
        }
    }
}
