//! Identifiers. Each is a newtype, so that one cannot be passed for another.

use credentials::address::UlidText;
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use ulid::Ulid;

/// A text that is not an identifier of the expected form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of this kind")]
pub struct IdError;

macro_rules! ulid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(UlidText);

        impl $name {
            /// A new identifier from the time and 80 of the given random bits.
            #[must_use]
            pub fn new(now: Timestamp, random: u128) -> Self {
                let ulid = Ulid::from_parts(u64::try_from(now.millis()).unwrap_or(0), random);
                Self(UlidText::from_bits(ulid.0))
            }

            /// The ULID: 26 characters of Crockford's base 32, upper case.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self).map_err(|_| IdError)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }

        impl From<&$name> for UlidText {
            fn from(id: &$name) -> Self {
                id.0.clone()
            }
        }

        impl From<UlidText> for $name {
            fn from(ulid: UlidText) -> Self {
                Self(ulid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

ulid_id!(
    /// An institution; part of its address `/issuers/{ulid}`.
    InstitutionId
);
ulid_id!(
    /// A person who works for an institution.
    MemberId
);
ulid_id!(
    /// A badge design; part of its published versions' addresses `/achievements/{ulid}/{version}`.
    BadgeDesignId
);
ulid_id!(
    /// An issued credential; part of its address `/credentials/{ulid}`.
    CredentialId
);
ulid_id!(
    /// A token for programs.
    ApiTokenId
);
ulid_id!(
    /// A status list; part of its address `/status/{ulid}`.
    StatusListId
);

/// The secret in a learner's link `/claim/{token}`: 128 random bits as 32 lower-case hex digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClaimToken(String);

impl ClaimToken {
    /// A new token from 128 random bits.
    #[must_use]
    pub fn new(random: u128) -> Self {
        Self(format!("{random:032x}"))
    }

    /// The token as written in the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ClaimToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimToken(…)")
    }
}

impl FromStr for ClaimToken {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let good = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if good { Ok(Self(text.to_owned())) } else { Err(IdError) }
    }
}

impl TryFrom<String> for ClaimToken {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<ClaimToken> for String {
    fn from(token: ClaimToken) -> Self {
        token.0
    }
}

/// The number of a published version of a badge, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version(pub u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Version {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.parse() {
            Ok(number) if number > 0 && !text.starts_with(['0', '+']) => Ok(Self(number)),
            _ => Err(IdError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_in_another_spelling_is_refused() {
        let id = CredentialId::new(Timestamp::from_millis(1_772_000_000_000), 7);
        assert_eq!(id.as_str().parse::<CredentialId>().unwrap(), id);
        assert!(id.as_str().to_lowercase().parse::<CredentialId>().is_err());
    }

    #[test]
    fn a_claim_token_does_not_show_in_debug_output() {
        assert!(!format!("{:?}", ClaimToken::new(0x00ab_cdef)).contains("abcdef"));
    }

    #[test]
    fn a_version_has_one_spelling() {
        assert_eq!("2".parse::<Version>().unwrap(), Version(2));
        for other in ["0", "02", "+2", "-1", "", "two"] {
            assert!(other.parse::<Version>().is_err(), "{other}");
        }
    }
}
