//! Tokens for programs: each belongs to one institution and permits the actions of its scopes.

use crate::fault::fault_codes;
use crate::ids::{ApiTokenId, InstitutionId};
use crate::issued_credential::IssuedCredential;
use crate::member::{Actor, Forbidden, Issuer, MayRevoke, Revoker};
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One action that a token may permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// Issue credentials of the institution.
    #[serde(rename = "credentials:issue")]
    IssueCredentials,
    /// Verify credentials.
    #[serde(rename = "credentials:verify")]
    VerifyCredentials,
    /// Revoke credentials of the institution.
    #[serde(rename = "credentials:status")]
    ChangeStatus,
    /// Verify presentations.
    #[serde(rename = "presentations:verify")]
    VerifyPresentations,
}

/// A word that is not the name of a scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no scope has this name")]
pub struct UnknownScope(pub String);

impl Scope {
    /// Every scope, in display order.
    pub const ALL: [Self; 4] =
        [Self::IssueCredentials, Self::VerifyCredentials, Self::ChangeStatus, Self::VerifyPresentations];

    /// Its name, as written on the command line, in storage and in `WWW-Authenticate`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::IssueCredentials => "credentials:issue",
            Self::VerifyCredentials => "credentials:verify",
            Self::ChangeStatus => "credentials:status",
            Self::VerifyPresentations => "presentations:verify",
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(word: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.word() == word).ok_or_else(|| UnknownScope(word.to_owned()))
    }
}

/// One or more scopes, each once, in the order of [`Scope::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

/// A text that is not a list of scopes. The crate `messages` has the sentences.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScopesError {
    /// The text is empty.
    #[error("no scope is named")]
    None,
    /// The text has a word that is not a scope.
    #[error(transparent)]
    Unknown(#[from] UnknownScope),
}

fault_codes! { ScopesError {
    Self::None => "no-scope",
    Self::Unknown(_) => "unknown-scope",
} }

impl Scopes {
    /// Whether this scope is among them.
    pub fn hold(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }
}

impl FromStr for Scopes {
    type Err = ScopesError;
    /// Reads scopes separated by spaces or commas.
    fn from_str(text: &str) -> Result<Self, ScopesError> {
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        let mut scopes = words.map(str::parse).collect::<Result<Vec<Scope>, _>>()?;
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() { Err(ScopesError::None) } else { Ok(Self(scopes)) }
    }
}

impl fmt::Display for Scopes {
    /// Separated by spaces, as in OAuth 2.0 (RFC 6749, section 3.3).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = self.0.iter().map(|scope| scope.word()).collect();
        f.write_str(&words.join(" "))
    }
}

/// Our record of a token. The secret itself is not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its identifier, which is not secret.
    pub id: ApiTokenId,
    /// Its institution.
    pub institution: InstitutionId,
    /// Its permissions.
    pub scopes: Scopes,
    /// When it was created.
    pub created: Timestamp,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used: Option<Timestamp>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
}

impl ApiToken {
    /// Whether the token is valid at this time.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|expires| now < expires)
    }

    /// The permission to issue credentials of its institution.
    ///
    /// # Errors
    /// [`Forbidden`] without the scope.
    pub fn may_issue(&self) -> Result<Issuer, Forbidden> {
        self.needs(Scope::IssueCredentials)?;
        Ok(Issuer::new(Actor::Token(self.id.clone()), self.institution.clone()))
    }

    /// Checks that the token has this scope.
    ///
    /// # Errors
    /// [`Forbidden`].
    pub fn needs(&self, scope: Scope) -> Result<(), Forbidden> {
        if self.scopes.hold(scope) { Ok(()) } else { Err(Forbidden) }
    }
}

impl MayRevoke for ApiToken {
    fn may_revoke(&self, credential: &IssuedCredential) -> Result<Revoker, Forbidden> {
        self.needs(Scope::ChangeStatus)?;
        if self.institution != credential.institution {
            return Err(Forbidden);
        }
        Ok(Revoker::new(Actor::Token(self.id.clone()), self.institution.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(scopes: &str) -> ApiToken {
        let now = Timestamp::from_millis(1_000);
        ApiToken {
            id: ApiTokenId::new(now, 1),
            institution: InstitutionId::new(now, 2),
            scopes: scopes.parse().unwrap(),
            created: now,
            expires: Some(now.plus_seconds(60)),
            last_used: None,
            revoked: None,
        }
    }

    #[test]
    fn a_token_may_do_what_its_scopes_say_and_nothing_else() {
        for scope in Scope::ALL {
            let token = token(scope.word());
            for other in Scope::ALL {
                assert_eq!(token.needs(other).is_ok(), scope == other, "{scope:?} {other:?}");
            }
            assert_eq!(token.may_issue().is_ok(), scope == Scope::IssueCredentials);
        }
    }

    #[test]
    fn a_token_ends_at_its_end_and_when_it_is_taken_back() {
        let mut token = token("credentials:issue");
        assert!(token.is_good(token.created.plus_seconds(59)));
        assert!(!token.is_good(token.created.plus_seconds(60)));
        token.revoked = Some(token.created);
        assert!(!token.is_good(token.created));
    }

    #[test]
    fn scopes_have_one_spelling_and_at_least_one_word() {
        let scopes: Scopes = "credentials:verify,credentials:issue credentials:issue".parse().unwrap();
        assert_eq!(scopes.to_string(), "credentials:issue credentials:verify");
        assert_eq!(" , ".parse::<Scopes>(), Err(ScopesError::None));
        assert!("credentials:Issue".parse::<Scopes>().is_err());
    }
}
