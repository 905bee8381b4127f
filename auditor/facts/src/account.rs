/// The numbers of a key's entries of credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Multikey.
    pub key: String,
    /// Entries in the ledger.
    pub leaves: u64,
    /// Distinct entries that rows of the database refer to.
    pub known: u64,
}

/// How a key's entries without a credential in the database are explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountFact {
    /// There are none.
    Good(Account),
    /// The key was revoked, and so many credentials were reissued under another key.
    Reissued(Account, u64),
    /// So many may belong to credentials that wait to be signed.
    Waiting(Account, u64),
    /// So many belong to no credential of the database.
    Unexplained(Account, u64),
}

fact_codes! { AccountFact as Account {
    Self::Good(_) => "account-good",
    Self::Reissued(..) => "account-reissued",
    Self::Waiting(..) => "account-waiting",
    Self::Unexplained(..) => "account-unexplained",
} }
