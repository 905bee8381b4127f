//! Errors that a page may see when reading failed: a closed list, without text from lower layers.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// Why a page cannot be shown. Anyone can craft a link that contains one of these, so none has free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum ApiError {
    /// Nothing exists here, or this visitor may not see it.
    #[error("There is nothing at this address.")]
    NotFound,
    /// The page is for members.
    #[error("Sign in to see this page.")]
    SignInRequired,
    /// The institution does not exist yet.
    #[error("Insignia is not set up yet.")]
    NotSetUp,
    /// The member may not see this.
    #[error("Your role does not include this.")]
    Forbidden,
    /// The signer or the storage does not answer; a retry may help.
    #[error("A part of Insignia does not answer. Try again in a minute.")]
    Unavailable,
    /// An internal error; it was logged.
    #[error("Something went wrong on our side. The server’s log has the details.")]
    Internal,
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}
