use serde::{Deserialize, Serialize};

/// What is wrong with a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientFault {
    /// The name has more than one line.
    SeveralLines,
    /// Mail cannot be sent to the address.
    NotAMailAddress,
    /// More than an address was typed.
    MoreThanAnAddress {
        /// The other part.
        extra: AddressExtra,
        /// The address alone.
        address: String,
    },
    /// The part before the `@` has quotation marks.
    Quoted,
    /// Several addresses.
    SeveralAddresses,
    /// The part before the `@` has this character, which needs SMTPUTF8 (RFC 6531).
    LocalPartNotAscii(char),
    /// The address has this character, which none can have (RFC 5322, section 3.2.3).
    NotAllowed(char),
    /// After the `@` is the number of a computer.
    NumberedHost,
    /// The domain has no form for DNS.
    NoSuchDomain,
}

/// What was typed around an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressExtra {
    /// `mailto:` (RFC 6068).
    Mailto,
    /// A name, with the address in angle brackets (RFC 5322, section 3.4).
    Name,
    /// Angle brackets alone.
    Brackets,
    /// A comment in parentheses (RFC 5322, section 3.2.2).
    Comment,
}

impl RecipientFault {
    /// [`Self::MoreThanAnAddress`].
    #[must_use]
    pub fn more_than_an_address(extra: AddressExtra, address: &str) -> Self {
        Self::MoreThanAnAddress { extra, address: address.to_owned() }
    }
}

fault_codes! { RecipientFault as Recipient {
    Self::SeveralLines => "several-lines",
    Self::NotAMailAddress => "not-a-mail-address",
    Self::MoreThanAnAddress { extra: AddressExtra::Mailto, .. } => "address-with-mailto",
    Self::MoreThanAnAddress { extra: AddressExtra::Name, .. } => "address-with-name",
    Self::MoreThanAnAddress { extra: AddressExtra::Brackets, .. } => "address-in-brackets",
    Self::MoreThanAnAddress { extra: AddressExtra::Comment, .. } => "address-with-comment",
    Self::Quoted => "address-quoted",
    Self::SeveralAddresses => "several-addresses",
    Self::LocalPartNotAscii(_) => "address-not-ascii",
    Self::NotAllowed(_) => "address-character",
    Self::NumberedHost => "address-of-a-number",
    Self::NoSuchDomain => "no-such-domain",
} }
