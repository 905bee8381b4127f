/// Why a file or document was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is none.
    Absent,
    /// Its address is not https.
    NotHttps,
    /// The words of the operating system or of the HTTPS client.
    Failed(String),
}
