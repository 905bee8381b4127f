//! Issuers: binding a DID to a key, publishing the DID document, freezing.

mod bind_issuer;
mod did_document;
mod documents;
mod freeze;
mod key_set;
mod publish_did_document;

pub(super) use bind_issuer::BindIssuer;
pub(super) use documents::Documents;
pub(crate) use documents::settle;
pub(super) use freeze::freeze;
pub(super) use publish_did_document::PublishDidDocument;
