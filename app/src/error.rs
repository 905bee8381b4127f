//! What a page may be told when reading failed: a closed list, without text from below.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// Why a page cannot be shown. Anyone can craft a link that carries one of these, so none holds free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum ApiError {
    /// Nothing is here, or not for this person.
    #[error("There is nothing at this address.")]
    NotFound,
    /// The page is for members.
    #[error("Sign in to see this page.")]
    SignInRequired,
    /// The institution does not exist yet.
    #[error("This Insignia is not set up yet.")]
    NotSetUp,
    /// The member may not see this.
    #[error("Your role does not include this.")]
    Forbidden,
    /// The signer or the storage does not answer; trying again may help.
    #[error("A part of Insignia does not answer. Try again in a minute.")]
    Unavailable,
    /// Something is wrong on our side; it was written to the log.
    #[error("Something went wrong on our side. It is in the log of this server.")]
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
