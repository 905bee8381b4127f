use serde::{Deserialize, Serialize};

/// What is wrong with a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientFault {
    /// The name has more than one line.
    SeveralLines,
    /// Mail cannot be sent to the address.
    NotAMailAddress,
}

fault_codes! { RecipientFault as Recipient {
    Self::SeveralLines => "several-lines",
    Self::NotAMailAddress => "not-a-mail-address",
} }
