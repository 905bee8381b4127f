use crate::sanitizer::ForeignText;

/// The kinds of identifiers of a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientKind {
    /// An e-mail address.
    Email,
    /// A name.
    Name,
    /// A number or an identifier declared by `identityType`.
    Declared,
}

/// The result of the comparison with the recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipientReason {
    /// The reader named nobody.
    NothingToCompare,
    /// The given identifier is the subject's.
    SameId,
    /// The given value identifies the recipient.
    Same(RecipientKind),
    /// Remark: the match is by MD5.
    SealedByMd5,
    /// The given address is another one than the badge's.
    OtherAddress,
    /// The given value is another one than the badge's.
    Other,
    /// The badge has no address to compare.
    NoAddress,
    /// The badge has no name or number to compare.
    NoNameOrNumber,
    /// The badge seals its recipient in an unknown way.
    HashUnknown,
    /// The badge has another name, or another spelling of the same.
    OtherSpelling {
        /// Names in the badge in clear; none if the name is sealed.
        names: Vec<ForeignText>,
        /// The given name.
        given: ForeignText,
    },
}

codes! { RecipientReason as Recipient {
    Self::NothingToCompare => "nothing-to-compare",
    Self::SameId => "same-id",
    Self::Same(_) => "same-recipient",
    Self::SealedByMd5 => "recipient-md5",
    Self::OtherAddress | Self::Other => "other-recipient",
    Self::NoAddress | Self::NoNameOrNumber => "no-identifier",
    Self::HashUnknown => "recipient-hash-unknown",
    Self::OtherSpelling { .. } => "other-spelling",
} }
