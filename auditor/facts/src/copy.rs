/// A kind of files in a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyPart {
    /// DID documents.
    DidDocuments,
    /// Status lists.
    StatusLists,
}

/// What is known of the files of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyFact {
    /// It has none of this kind.
    None(CopyPart),
    /// A file cannot be read.
    Unread {
        /// The file.
        path: String,
        /// The words of the operating system.
        error: String,
    },
}

fact_codes! { CopyFact as Copy {
    Self::None(_) => "copy-none",
    Self::Unread { .. } => "copy-unread",
} }
