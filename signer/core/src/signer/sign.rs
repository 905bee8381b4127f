//! Signing: lint -> admit -> record -> sign -> settle. One use case for each request, and the steps that they share.

mod opening;
mod release;
mod sign_credentials;
mod sign_status_list;
mod sign_superseding;

pub(crate) use release::Release;
pub(crate) use sign_credentials::SignCredentials;
pub(crate) use sign_status_list::SignStatusList;
pub(crate) use sign_superseding::SignSuperseding;

use protocol::reason::RequestReason;
use protocol::{MAX_BATCH, Refusal};

/// May a request hold this many credentials?
fn check_size(size: usize) -> Result<(), Refusal> {
    if size <= MAX_BATCH {
        return Ok(());
    }
    Err(Refusal::new(RequestReason::TooManyCredentials { most: MAX_BATCH }))
}
