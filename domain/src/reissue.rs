//! What a compromised key signed, and what is done with it.

use serde::{Deserialize, Serialize};

/// What a key signed, and what will be done with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReissueReport {
    /// Credentials signed by the key.
    pub signed: u32,
    /// Badges that are reissued; in a drill, that would be.
    pub again: u32,
    /// Learners who get a mail.
    pub mails: u32,
    /// Badges that were revoked, and stay so.
    pub revoked: u32,
    /// Credentials that are not badges of this installation: only their issuer can reissue them.
    pub others: u32,
}
