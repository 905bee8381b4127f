use super::{BadgeMember, Bound, Ceiling, ProfileMember};
use serde::{Deserialize, Serialize};

/// A fact about a change. Times are milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fact {
    /// The issuer concerned.
    Issuer {
        /// Its DID.
        did: String,
    },
    /// A part of the issuer's profile, where nobody has approved the profile yet.
    FirstProfile {
        /// Which part.
        member: ProfileMember,
        /// The text.
        value: String,
    },
    /// The whole profile of the issuer, where nobody has approved it yet: it may have members that are no fact of their own.
    FirstProfileText {
        /// JSON in JCS form (RFC 8785).
        text: String,
    },
    /// A part of the new badge version.
    Badge {
        /// Which part.
        member: BadgeMember,
        /// The text; JSON where the part is no text.
        value: String,
    },
    /// The digest of the picture: every badge of the version has it.
    PictureDigest {
        /// Lower-case hex SHA-256.
        sha256: String,
    },
    /// The keywords of the new badge version.
    Keywords {
        /// As they were typed.
        words: Vec<String>,
    },
    /// Nothing differs between the badges of the version but the person and the dates.
    NothingDiffers,
    /// A further member that may differ between the badges of the version.
    MayDiffer {
        /// Its JSON Pointer.
        member: String,
        /// What it may be.
        bound: Bound,
    },
    /// The whole document, for programs.
    WholeText {
        /// JSON in JCS form (RFC 8785).
        text: String,
    },
    /// A part of the new profile.
    Profile {
        /// Which part.
        member: ProfileMember,
        /// In the new profile.
        new: Option<String>,
        /// In the current profile.
        now: Option<String>,
    },
    /// A ceiling.
    Ceiling {
        /// Which one.
        ceiling: Ceiling,
        /// The new number of credentials.
        new: u32,
        /// The current number of credentials.
        now: u32,
    },
    /// The number of credentials in a batch.
    Credentials {
        /// The number.
        count: u64,
    },
    /// The badge version of all credentials in a batch.
    BatchBadge {
        /// Id of the achievement.
        id: String,
    },
    /// Digest of that badge version.
    BadgeDigest {
        /// Lower-case hex.
        sha256: String,
    },
    /// Merkle root of the batch.
    BatchRoot {
        /// Lower-case hex.
        root: String,
    },
    /// The approver concerned.
    Person {
        /// The name.
        name: String,
    },
    /// The person enrols with a code from the signer's host.
    EnrolsByCode {
        /// Lifetime of the code.
        minutes: i64,
    },
    /// The number of people that every later change needs.
    PeopleNeeded {
        /// The number.
        count: u32,
    },
    /// The number of people that a change needs now.
    PeopleNeededNow {
        /// The number.
        count: u32,
    },
    /// The key concerned.
    Key {
        /// Its label.
        label: String,
        /// Its public key (Multikey), where it is in the fact.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        public_key: Option<String>,
    },
    /// The key that is to sign.
    NewKey {
        /// Its label.
        label: String,
        /// Its public key (Multikey).
        public_key: String,
    },
    /// The new key signs at once, because the current one is revoked; the issuer is unfrozen.
    SignsAtOnce,
    /// The new key is published at once, and signs later.
    SignsLater {
        /// Hours after the approval.
        hours: i64,
    },
    /// The key that signs until then.
    KeyUntilThen {
        /// Its label.
        label: String,
    },
    /// The institution that the issuer is.
    Institution {
        /// Its ULID.
        id: String,
    },
    /// The time from which signatures of the key are not trusted.
    NotTrustedFrom {
        /// The time.
        at: i64,
    },
    /// The keeper of status lists to be.
    StatusKeeper {
        /// None: nobody.
        keeper: Option<StatusKeeper>,
    },
    /// The current keeper of status lists.
    StatusKeeperNow {
        /// None: nobody.
        keeper: Option<StatusKeeper>,
    },
    /// The number of badges that may be revoked.
    Revocations {
        /// The number.
        count: u32,
    },
    /// Why somebody asks for the change.
    Reason {
        /// As it was typed.
        text: String,
    },
    /// The number of revocations that an earlier approval still allows.
    RevocationsAllowed {
        /// The number.
        count: u32,
    },
    /// Why the issuer is frozen.
    FrozenBecause {
        /// As it was typed.
        reason: String,
    },
    /// Since when the issuer is frozen.
    FrozenSince {
        /// The time.
        at: i64,
    },
    /// What follows from the change.
    Consequence {
        /// Of what it follows.
        of: Consequence,
    },
    /// The change is too large to be shown, so nobody can approve it.
    TooLarge,
}

/// What follows from a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Consequence {
    /// A key is reported as compromised.
    KeyRevoked,
    /// A private key is destroyed.
    KeyDestroyed,
    /// The keeper of status lists is another one.
    StatusKeeper,
    /// Revocations are allowed.
    RevocationsAllowed {
        /// For how long.
        days: i64,
    },
}

/// Signer of an issuer's status lists, and address of these lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusKeeper {
    /// DID of the keeper, `did:web`.
    pub did: String,
    /// The https address below which the lists are; ends with `/`.
    pub lists: String,
}
