/// What is known of the signed credentials of an installation's database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseFact {
    /// All have their entries.
    Good {
        /// Credentials with an entry.
        rows: u64,
        /// How many of the entries were opened by salt and document.
        opened: u64,
    },
    /// A signed document cannot be read.
    Document {
        /// The credential's identifier.
        id: String,
    },
    /// Another credential names the same entry.
    SameEntry {
        /// The credential's identifier.
        id: String,
        /// The index of the entry.
        entry: u64,
    },
    /// The entry is of something else, or under another key.
    OtherEntry {
        /// The credential's identifier.
        id: String,
        /// The index of the entry.
        entry: u64,
    },
    /// The entry was made of something else.
    OtherContent {
        /// The credential's identifier.
        id: String,
        /// The index of the entry.
        entry: u64,
    },
    /// So many further credentials are wrong.
    More(usize),
    /// So many credentials have no stored proof.
    NoProof(u64),
    /// So many credentials are newer than the checkpoint.
    TooNew(u64),
    /// The device's own count of signatures is not compared.
    DeviceCount,
    /// The database cannot be read.
    Failed {
        /// The words of the database.
        error: String,
    },
}

fact_codes! { DatabaseFact as Database {
    Self::Good { .. } => "database-good",
    Self::Document { .. } => "database-document",
    Self::SameEntry { .. } => "database-same-entry",
    Self::OtherEntry { .. } => "database-other-entry",
    Self::OtherContent { .. } => "database-other-content",
    Self::More(_) => "database-more",
    Self::NoProof(_) => "database-no-proof",
    Self::TooNew(_) => "database-too-new",
    Self::DeviceCount => "device-count",
    Self::Failed { .. } => "database-failed",
} }
