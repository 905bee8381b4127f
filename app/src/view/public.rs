//! The view models of public pages.

use super::Front;
use domain::badge_design::Wording;
use domain::{Fields, Institution, Progress, PublicRevocation, Timestamp, Version};
use messages::verification::Report;
use serde::{Deserialize, Serialize};

/// The public page of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuerPage {
    /// The institution.
    pub institution: Institution,
    /// Address of the page.
    pub address: String,
    /// Its published badges, newest version each.
    pub badges: Vec<PublicBadge>,
    /// Address of its DID document.
    pub did_document: String,
}

/// A published badge in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBadge {
    /// Address of its public page.
    pub address: String,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// OB3 `AchievementType`.
    pub achievement_type: String,
    /// Address of its picture.
    pub image: String,
}

/// The public page of a published badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AchievementPage {
    /// Its address: the achievement's `id`.
    pub address: String,
    /// Its version.
    pub version: Version,
    /// The newest version, if there is a newer one.
    pub newer: Option<Version>,
    /// Its text.
    pub wording: Wording,
    /// Address of its picture.
    pub image: String,
    /// Address of its picture as PNG, for previews of links.
    pub preview: String,
    /// When it was published.
    pub published: Timestamp,
    /// Its institution.
    pub institution: Institution,
    /// Address of the institution's public page.
    pub issuer_address: String,
}

/// The page at the bare address, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontDoor {
    /// The data for every page's frame.
    pub front: Front,
    /// The institution's public page, once it is set up.
    pub issuer: Option<IssuerPage>,
}

/// The learner's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimPage {
    /// The badge. Its picture's address is public.
    pub badge: AchievementPage,
    /// The learner's name.
    pub recipient: String,
    /// When it was issued.
    pub issued: Timestamp,
    /// Its progress: there is no download before it is signed.
    pub progress: Progress,
    /// Its revocation, if it is not in force: without a reason that the institution withholds.
    pub revocation: Option<PublicRevocation>,
    /// Did the learner make it public?
    pub public: bool,
    /// Its address, which shows it if it is public.
    pub address: String,
    /// Path of this page, `/claim/{token}`: downloads are below it as `badge.json`, `badge.png`, `badge.svg`.
    pub path: String,
}

/// A credential that its learner made public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCredentialPage {
    /// The badge.
    pub badge: AchievementPage,
    /// The learner's name.
    pub recipient: String,
    /// When it was issued.
    pub issued: Timestamp,
    /// Its revocation, if it is not in force: without a reason that the institution withholds.
    pub revocation: Option<PublicRevocation>,
    /// Its address.
    pub address: String,
}

/// The data for the page `/verify`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VerifyPage {
    /// The report; `None` before a verification.
    pub report: Option<Report>,
    /// Why the input could not be read: one sentence with what to do.
    pub unreadable: Option<String>,
    /// The user's input (`credential`, `recipient`), shown again if it could not be read; else empty.
    pub fields: Fields,
    /// The picture's address, if the badge is one of ours.
    pub image: Option<String>,
    /// Address of the page, for a printed report.
    pub address: String,
    /// The institution, if the badge is one of ours and not genuine.
    pub contact: Option<Contact>,
}

/// The address for messages about a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The badge's address.
    pub badge: String,
    /// The institution's web address.
    pub url: String,
    /// Its e-mail address for such messages.
    pub email: Option<String>,
}
