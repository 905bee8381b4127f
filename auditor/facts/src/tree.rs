use crate::Unread;

/// What is known of a ledger's entries and hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeFact {
    /// All are there and add up to the checkpoint's root.
    Complete,
    /// The entries add up to another root.
    OtherRoot,
    /// There is no earlier verification to compare with.
    NotSeen,
    /// The ledger begins with the entries of the earlier verification.
    Grew {
        /// The number of those entries.
        before: u64,
    },
    /// Some entries of the earlier verification were changed.
    Changed {
        /// The number of those entries.
        before: u64,
    },
    /// Entries of the earlier verification were removed.
    Removed {
        /// The number of those entries.
        before: u64,
        /// The number of entries now.
        now: u64,
    },
    /// A file is no bundle of so many entries.
    Bundle {
        /// The file's name.
        name: String,
        /// The number of entries.
        count: usize,
    },
    /// An entry has another form than the ledger's.
    EntryForm {
        /// Its index.
        index: usize,
    },
    /// A tile or bundle has other hashes than its entries.
    OtherHashes {
        /// The file's name.
        name: String,
    },
    /// A tile or bundle of the checkpoint cannot be read.
    Unread {
        /// The file's name.
        name: String,
        /// Why.
        why: Unread,
    },
    /// The checkpoint could not be stored for the next verification.
    NotStored {
        /// The words of the operating system.
        error: String,
    },
}

fact_codes! { TreeFact as Tree {
    Self::Complete => "tree-complete",
    Self::OtherRoot => "tree-other-root",
    Self::NotSeen => "tree-not-seen",
    Self::Grew { .. } => "tree-grew",
    Self::Changed { .. } => "tree-changed",
    Self::Removed { .. } => "tree-removed",
    Self::Bundle { .. } => "tree-bundle",
    Self::EntryForm { .. } => "tree-entry-form",
    Self::OtherHashes { .. } => "tree-other-hashes",
    Self::Unread { .. } => "tree-unread",
    Self::NotStored { .. } => "seen-not-stored",
} }
