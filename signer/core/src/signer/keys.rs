//! Keys: made in the token, their public halves pinned in the journal; their certificates and signatures.

mod ceremony;
mod certificates;
mod create_key;
mod list_keys;
mod list_signed;

pub(super) use ceremony::{enter_transcript, make_ceremony_key};
pub(super) use certificates::KeyCertificates;
pub(super) use create_key::CreateKey;
pub(super) use list_keys::list_public_keys;
pub(super) use list_signed::{count_signed, list_signed};
