use serde::{Deserialize, Serialize};

/// Maximum length of a title, and of a name in it, in characters: the proposer chooses the name.
pub const LONGEST_TITLE: usize = 160;

/// The kind of a change, with what its title names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ChangeTitle {
    /// A new badge version may be issued.
    RegisterBadge {
        /// The achievement's name, or its beginning.
        name: String,
    },
    /// Badges of an issuer get another profile.
    SetProfile,
    /// An issuer gets other ceilings.
    SetCeilings,
    /// Credentials may be issued above the ceilings.
    AllowBatch {
        /// The number of credentials.
        credentials: u64,
    },
    /// A further person may enrol.
    InviteApprover,
    /// A person is no longer an approver.
    RemoveApprover,
    /// Changes need another number of people.
    SetQuorum,
    /// A frozen issuer is unfrozen.
    Unfreeze,
    /// A further issuer may sign.
    BindIssuer,
    /// Another key signs for an issuer.
    RotateKey,
    /// A key is compromised.
    RevokeKey,
    /// A private key is destroyed.
    DestroyKey,
    /// Another party may sign status lists.
    NameStatusKeeper,
    /// No other party may sign status lists.
    RemoveStatusKeeper,
    /// Badges may be revoked above the ceilings.
    AllowRevocations {
        /// The number of badges.
        count: u32,
    },
}

impl ChangeTitle {
    /// The title with a name of at most [`LONGEST_TITLE`] characters.
    #[must_use]
    pub fn with_short_name(self) -> Self {
        match self {
            Self::RegisterBadge { name } => Self::RegisterBadge { name: shortened(&name) },
            Self::SetProfile
            | Self::SetCeilings
            | Self::AllowBatch { .. }
            | Self::InviteApprover
            | Self::RemoveApprover
            | Self::SetQuorum
            | Self::Unfreeze
            | Self::BindIssuer
            | Self::RotateKey
            | Self::RevokeKey
            | Self::DestroyKey
            | Self::NameStatusKeeper
            | Self::RemoveStatusKeeper
            | Self::AllowRevocations { .. } => self,
        }
    }
}

/// The first [`LONGEST_TITLE`] characters of a text, with an ellipsis where some are missing.
#[must_use]
pub fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_TITLE {
        return text.to_owned();
    }
    text.chars().take(LONGEST_TITLE).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_title_is_short_however_long_it_is() {
        let named = |length| ChangeTitle::RegisterBadge { name: "é".repeat(length) }.with_short_name();
        assert_eq!(named(LONGEST_TITLE), ChangeTitle::RegisterBadge { name: "é".repeat(LONGEST_TITLE) });
        let ChangeTitle::RegisterBadge { name } = named(2_000) else { unreachable!() };
        assert_eq!(name, format!("{}…", "é".repeat(LONGEST_TITLE)));
    }
}
