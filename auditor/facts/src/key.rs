/// Where the ledger's key comes from, if `--key` did not give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFact {
    /// From the file of the earlier verification.
    FromSeen,
    /// From the web server's database.
    FromDatabase,
    /// The web server's database has none.
    NotStored,
}

fact_codes! { KeyFact as Key {
    Self::FromSeen => "key-from-seen",
    Self::FromDatabase => "key-from-database",
    Self::NotStored => "key-not-stored",
} }
