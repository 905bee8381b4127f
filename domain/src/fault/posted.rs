use credentials::lint;

/// What is wrong with a credential that a program posted, at one place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostedFault {
    /// It is not a JSON object.
    NotAnObject,
    /// Its `id` and the option `credentialId` differ.
    TwoIds,
    /// Its `id` is not a text.
    IdNotText,
    /// Its `id` is below this installation's address, and is not the address of a credential.
    ForeignId {
        /// The address of this installation's credentials, without the ULID.
        credentials: String,
    },
    /// Its issuer is not the institution that the token belongs to.
    OtherIssuer {
        /// The institution's DID.
        did: String,
    },
    /// Its issuer has a member that differs from the approved profile.
    OtherProfile,
    /// Its contexts do not define what this installation adds.
    Contexts {
        /// The context that defines it.
        context: &'static str,
    },
    /// Its entry in a status list of this installation is taken, or not in the list.
    TakenEntry,
    /// It is a status list.
    StatusList,
    /// Its achievement is not a published badge of the institution.
    NotPublished,
    /// The lint found a fault.
    Lint(lint::Fault),
}

/// The codes of [`PostedFault`] itself, in the order of its variants.
const OWN: [&str; 10] = [
    "not-an-object",
    "two-ids",
    "id-not-text",
    "foreign-id",
    "other-issuer",
    "other-profile",
    "contexts",
    "taken-entry",
    "posted-status-list",
    "not-a-published-badge",
];

impl PostedFault {
    /// The kind of the fault for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        let [object, two, text, foreign, issuer, profile, contexts, taken, list, unpublished] = OWN;
        match self {
            Self::NotAnObject => object,
            Self::TwoIds => two,
            Self::IdNotText => text,
            Self::ForeignId { .. } => foreign,
            Self::OtherIssuer { .. } => issuer,
            Self::OtherProfile => profile,
            Self::Contexts { .. } => contexts,
            Self::TakenEntry => taken,
            Self::StatusList => list,
            Self::NotPublished => unpublished,
            Self::Lint(fault) => fault.code(),
        }
    }

    /// Every code: those of this type, then those of the lint.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        OWN.into_iter().chain(lint::Fault::codes())
    }
}

impl From<lint::Fault> for PostedFault {
    fn from(fault: lint::Fault) -> Self {
        Self::Lint(fault)
    }
}
