use crate::sanitizer::ForeignText;

/// Why an item that the verification needed is not available.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// The caller's reason, in a few words ([`Supply::Unavailable`](crate::verify::Supply::Unavailable)).
    Stated(ForeignText),
    /// The caller did not request it.
    NotAskedFor,
    /// An issuer's document of more than 256 KiB.
    LargerThan256KiB,
    /// A profile was supplied in place of an issuer's document.
    ProfileForKeys,
    /// A profile was supplied in place of another document.
    Profile,
    /// Another document than the needed one was supplied.
    SomethingElse,
    /// The newer copy has no good proof of the issuer.
    CopyNotGood,
    /// The newer copy is of another badge.
    OtherBadge,
    /// What is at the address of the newer copy is no credential.
    NoCredential,
}

impl Unavailable {
    /// The caller's reason.
    pub(in crate::verify) fn stated(why: &str) -> Self {
        Self::Stated(ForeignText::new(why, 120))
    }
}
