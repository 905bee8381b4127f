//! `AchievementCredential` and `EndorsementCredential`, unsigned (Open Badges 3.0, sections B.1.3 and B.1.4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::profile::profile_or_uri;
use super::value::{moment, one_or_many};
use super::{
    AchievementSubject, Class, CredentialSchema, CredentialStatus, EndorsementSubject, Evidence, Image,
    Profile, RefreshService, TermsOfUse, Types,
};
use crate::contexts;
use crate::time::Timestamp;

/// A badge: an issuer says that somebody achieved something.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AchievementCredential {
    /// The contexts: those of the base and of Open Badges, and further ones.
    #[serde(rename = "@context")]
    pub context: Vec<Value>,
    /// Its own absolute address.
    pub id: String,
    /// `VerifiableCredential` and `OpenBadgeCredential`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// What wallets show.
    pub name: Option<String>,
    /// What wallets show below.
    pub description: Option<String>,
    /// The picture that wallets show.
    pub image: Option<Image>,
    /// When it was first awarded; kept when it is issued anew.
    #[serde(with = "moment")]
    pub awarded_date: Option<Timestamp>,
    /// Who issues it.
    #[serde(deserialize_with = "profile_or_uri")]
    pub issuer: Profile,
    /// From when it counts; required.
    #[serde(with = "moment")]
    pub valid_from: Option<Timestamp>,
    /// Until when, if it ends.
    #[serde(with = "moment")]
    pub valid_until: Option<Timestamp>,
    /// Who achieved what.
    pub credential_subject: AchievementSubject,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// `EndorsementCredential`s, as they were signed.
    pub endorsement: Vec<Value>,
    /// Schemas that it follows.
    #[serde(deserialize_with = "one_or_many")]
    pub credential_schema: Vec<CredentialSchema>,
    /// Where it can be learnt whether it was revoked.
    pub credential_status: Option<CredentialStatus>,
    /// Where a newer copy can be had.
    pub refresh_service: Option<RefreshService>,
    /// The terms under which it was issued.
    #[serde(deserialize_with = "one_or_many")]
    pub terms_of_use: Vec<TermsOfUse>,
    /// Members that the standard does not know, and proofs.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for AchievementCredential {
    const NAMES: &'static [&'static str] = &["VerifiableCredential", "OpenBadgeCredential"];
}

impl AchievementCredential {
    /// With what is required. A type of 1EdTech in it needs one context more: call [`Self::with_extensions`] then.
    #[must_use]
    pub fn new(
        id: &str,
        issuer: Profile,
        valid_from: Timestamp,
        credential_subject: AchievementSubject,
    ) -> Self {
        Self {
            context: vec![contexts::V2.into(), contexts::OB_3_0_3.into()],
            id: id.to_owned(),
            issuer,
            valid_from: Some(valid_from),
            credential_subject,
            ..Self::default()
        }
    }

    /// With the context that defines 1EdTech's names of types for schemas, status and refresh.
    #[must_use]
    pub fn with_extensions(mut self) -> Self {
        self.context.push(contexts::OB_EXTENSIONS.into());
        self
    }
}

/// Somebody endorses an issuer, an achievement or a credential.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndorsementCredential {
    /// The contexts: those of the base and of Open Badges, and further ones.
    #[serde(rename = "@context")]
    pub context: Vec<Value>,
    /// Its own absolute address.
    pub id: String,
    /// `VerifiableCredential` and `EndorsementCredential`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// What wallets show; required.
    pub name: String,
    /// What wallets show below.
    pub description: Option<String>,
    /// When it was first awarded.
    #[serde(with = "moment")]
    pub awarded_date: Option<Timestamp>,
    /// Who endorses.
    #[serde(deserialize_with = "profile_or_uri")]
    pub issuer: Profile,
    /// From when it counts; required.
    #[serde(with = "moment")]
    pub valid_from: Option<Timestamp>,
    /// Until when, if it ends.
    #[serde(with = "moment")]
    pub valid_until: Option<Timestamp>,
    /// What is endorsed.
    pub credential_subject: EndorsementSubject,
    /// Schemas that it follows.
    #[serde(deserialize_with = "one_or_many")]
    pub credential_schema: Vec<CredentialSchema>,
    /// Where it can be learnt whether it was revoked.
    pub credential_status: Option<CredentialStatus>,
    /// Where a newer copy can be had.
    pub refresh_service: Option<RefreshService>,
    /// The terms under which it was issued.
    #[serde(deserialize_with = "one_or_many")]
    pub terms_of_use: Vec<TermsOfUse>,
    /// Members that the standard does not know, and proofs.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for EndorsementCredential {
    const NAMES: &'static [&'static str] = &["VerifiableCredential", "EndorsementCredential"];
}

impl EndorsementCredential {
    /// With what is required.
    #[must_use]
    pub fn new(
        id: &str,
        name: &str,
        issuer: Profile,
        valid_from: Timestamp,
        credential_subject: EndorsementSubject,
    ) -> Self {
        Self {
            context: vec![contexts::V2.into(), contexts::OB_3_0_3.into()],
            id: id.to_owned(),
            name: name.to_owned(),
            issuer,
            valid_from: Some(valid_from),
            credential_subject,
            ..Self::default()
        }
    }
}
