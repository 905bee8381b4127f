//! The addresses that Insignia serves. They are signed into badges, so they never change (design, "addresses").

use crate::config::PublicUrl;
use credentials::address::{PublicAddress, UlidText};
use domain::{
    Art, BadgeDesign, BadgeDesignId, ClaimToken, CredentialId, Institution, InstitutionId, StatusListId,
    Version,
};
use std::sync::Arc;

/// Addresses below this installation's `public_url`.
#[derive(Clone, Debug)]
pub(crate) struct Addresses(Arc<PublicUrl>);

impl Addresses {
    pub(crate) fn new(public_url: PublicUrl) -> Self {
        Self(Arc::new(public_url))
    }

    fn of<'a, I>(&self, id: &'a I, kind: impl FnOnce(UlidText) -> PublicAddress) -> String
    where
        UlidText: From<&'a I>,
    {
        kind(id.into()).below(self.0.as_str())
    }

    /// `public_url` itself.
    pub(crate) fn base(&self) -> &PublicUrl {
        &self.0
    }

    /// Public page and profile of an institution.
    pub(crate) fn issuer(&self, id: &InstitutionId) -> String {
        self.of(id, PublicAddress::Issuer)
    }

    /// The institution's DID document.
    pub(crate) fn did_document(&self, id: &InstitutionId) -> String {
        self.of(id, PublicAddress::DidDocument)
    }

    /// The institution's logo, if it has one.
    pub(crate) fn logo(&self, institution: &Institution) -> Option<String> {
        institution.logo_path().map(|path| format!("{}{path}", self.0))
    }

    /// A published badge: the achievement's `id`.
    pub(crate) fn achievement(&self, id: &BadgeDesignId, version: Version) -> String {
        self.of(id, |ulid| PublicAddress::Achievement(ulid, version.0))
    }

    /// The frozen picture of a published badge.
    pub(crate) fn achievement_image(&self, id: &BadgeDesignId, version: Version) -> String {
        self.of(id, |ulid| PublicAddress::AchievementImage(ulid, version.0))
    }

    /// A credential: its `id`.
    pub(crate) fn credential(&self, id: &CredentialId) -> String {
        self.of(id, PublicAddress::Credential)
    }

    /// The prefix of every credential's `id`.
    pub(crate) fn credentials(&self) -> String {
        format!("{}/credentials/", self.0)
    }

    /// A status list: its `id`.
    pub(crate) fn status_list(&self, id: &StatusListId) -> String {
        self.of(id, PublicAddress::StatusList)
    }

    /// A learner's claim page.
    pub(crate) fn claim(&self, token: &ClaimToken) -> String {
        format!("{}/claim/{}", self.0, token.as_str())
    }

    /// What an address of ours is the address of; `None` for an address elsewhere or of another kind.
    pub(crate) fn parse(&self, address: &str) -> Option<PublicAddress> {
        PublicAddress::parse_below(address, self.0.as_str())
    }

    /// The path below `public_url`, or `None` for an address elsewhere.
    pub(crate) fn own_path<'a>(&self, address: &'a str) -> Option<&'a str> {
        address.strip_prefix(self.0.as_str()).filter(|path| path.starts_with('/'))
    }
}

/// Path of a draft's picture, below this installation's address.
pub(crate) fn draft_image(design: &BadgeDesign) -> String {
    match &design.art {
        Art::Uploaded(digest) => format!("/uploads/{digest}"),
        template => format!("/art/badge-{template}.svg"),
    }
}
