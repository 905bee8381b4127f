//! People and programs: the owner's sign-in, sessions, tokens, and the institution that they work for.

mod check_api_token;
mod create_api_token;
mod find_session;
mod list_api_tokens;
mod make_owner_link;
mod open_owner_link;
mod revoke_api_token;
mod set_up_institution;
mod sign_out;

pub(crate) use check_api_token::CheckApiToken;
pub use create_api_token::{CreateApiToken, CreateTokenError};
pub(crate) use find_session::FindSession;
pub use list_api_tokens::ListApiTokens;
pub use make_owner_link::MakeOwnerLink;
pub(crate) use open_owner_link::{OpenOwnerLink, SESSION_SECONDS, SignInError};
pub use revoke_api_token::{RevokeApiToken, RevokeTokenError};
pub(crate) use set_up_institution::{SetUpError, SetUpInstitution};
pub(crate) use sign_out::SignOut;

use super::shared::Shared;

/// The use cases of people and programs.
pub struct People {
    pub(crate) check_api_token: CheckApiToken,
    /// Creates a token for a program.
    pub create_api_token: CreateApiToken,
    pub(crate) find_session: FindSession,
    /// Lists the tokens.
    pub list_api_tokens: ListApiTokens,
    /// Creates a link for the owner.
    pub make_owner_link: MakeOwnerLink,
    pub(crate) open_owner_link: OpenOwnerLink,
    /// Revokes a token.
    pub revoke_api_token: RevokeApiToken,
    pub(crate) set_up_institution: SetUpInstitution,
    pub(crate) sign_out: SignOut,
}

impl People {
    pub(crate) fn new(shared: &Shared) -> Self {
        let Shared { storage, signer, clock, addresses, jobs, .. } = shared;
        Self {
            check_api_token: CheckApiToken::new(storage.clone(), clock.clone()),
            create_api_token: CreateApiToken::new(storage.clone(), clock.clone()),
            find_session: FindSession::new(storage.clone(), clock.clone()),
            list_api_tokens: ListApiTokens::new(storage.clone()),
            make_owner_link: MakeOwnerLink::new(storage.clone(), clock.clone(), addresses.clone()),
            open_owner_link: OpenOwnerLink::new(storage.clone(), clock.clone()),
            revoke_api_token: RevokeApiToken::new(storage.clone(), clock.clone()),
            set_up_institution: SetUpInstitution::new(
                storage.clone(),
                signer.clone(),
                clock.clone(),
                addresses.clone(),
                jobs.clone(),
            ),
            sign_out: SignOut::new(storage.clone()),
        }
    }
}
