//! Claiming: the learner's mail, link, downloads, and the decision to make a badge public.

mod claim_links;
mod download_badge;
mod make_claim_link;
mod make_public;
mod send_claim_mail;
mod send_reissue_mail;
mod write_claim_mail;

pub(crate) use download_badge::{Download, DownloadBadge, DownloadError, Format};
pub(crate) use make_claim_link::{ClaimLinkError, MakeClaimLink};
pub(crate) use make_public::{MakePublic, MakePublicError};
pub(crate) use send_claim_mail::SendClaimMail;
pub(crate) use send_reissue_mail::SendReissueMail;

use super::shared::Shared;
use claim_links::ClaimLinks;
use write_claim_mail::WriteClaimMail;

/// The use cases of claiming.
pub(crate) struct Claiming {
    pub(crate) download_badge: DownloadBadge,
    pub(crate) make_claim_link: MakeClaimLink,
    pub(crate) make_public: MakePublic,
    pub(crate) send_claim_mail: SendClaimMail,
    pub(crate) send_reissue_mail: SendReissueMail,
}

impl Claiming {
    pub(crate) fn new(shared: &Shared) -> Self {
        let Shared { storage, clock, addresses, mailbox, .. } = shared;
        let links = ClaimLinks::new(clock.clone(), addresses.clone());
        let write_claim_mail = WriteClaimMail::new(
            storage.clone(),
            clock.clone(),
            addresses.clone(),
            links.clone(),
            mailbox.clone(),
        );
        Self {
            download_badge: DownloadBadge::new(storage.clone(), clock.clone()),
            make_claim_link: MakeClaimLink::new(storage.clone(), links),
            make_public: MakePublic::new(storage.clone()),
            send_claim_mail: SendClaimMail::new(storage.clone(), clock.clone(), write_claim_mail.clone()),
            send_reissue_mail: SendReissueMail::new(storage.clone(), clock.clone(), write_claim_mail),
        }
    }
}
