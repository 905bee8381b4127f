//! `AchievementCredential` and `EndorsementCredential`, unsigned (Open Badges 3.0, sections B.1.3 and B.1.4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::profile::profile_or_uri;
use super::value::{moment, one_or_many};
use super::{
    AchievementSubject, Class, CredentialSchema, CredentialStatus, EndorsementSubject, Evidence, Image,
    Profile, RefreshService, RelatedResource, TermsOfUse, Types,
};
use crate::contexts;
use crate::time::Timestamp;

/// A badge: an issuer certifies somebody's achievement.
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
    /// The name that wallets show.
    pub name: Option<String>,
    /// The description that wallets show.
    pub description: Option<String>,
    /// The picture that wallets show.
    pub image: Option<Image>,
    /// The date of the first award; kept when the badge is reissued.
    #[serde(with = "moment")]
    pub awarded_date: Option<Timestamp>,
    /// The issuer.
    #[serde(deserialize_with = "profile_or_uri")]
    pub issuer: Profile,
    /// The start of its validity; required.
    #[serde(with = "moment")]
    pub valid_from: Option<Timestamp>,
    /// The end of its validity, if there is one.
    #[serde(with = "moment")]
    pub valid_until: Option<Timestamp>,
    /// The recipient and the achievement.
    pub credential_subject: AchievementSubject,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// `EndorsementCredential`s in their signed form.
    pub endorsement: Vec<Value>,
    /// Schemas that it follows.
    #[serde(deserialize_with = "one_or_many")]
    pub credential_schema: Vec<CredentialSchema>,
    /// The place to check for revocation.
    pub credential_status: Option<CredentialStatus>,
    /// The place of a newer copy.
    pub refresh_service: Option<RefreshService>,
    /// Further resources, with their digests.
    #[serde(deserialize_with = "one_or_many")]
    pub related_resource: Vec<RelatedResource>,
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
    /// With the required members. A 1EdTech type in it needs one more context: then call [`Self::with_extensions`].
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

    /// With the context that defines 1EdTech's type names for schemas, status and refresh.
    #[must_use]
    pub fn with_extensions(mut self) -> Self {
        self.context.push(contexts::OB_EXTENSIONS.into());
        self
    }
}

/// An endorsement of an issuer, an achievement or a credential.
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
    /// The name that wallets show; required.
    pub name: String,
    /// The description that wallets show.
    pub description: Option<String>,
    /// The date of the first award.
    #[serde(with = "moment")]
    pub awarded_date: Option<Timestamp>,
    /// The endorser.
    #[serde(deserialize_with = "profile_or_uri")]
    pub issuer: Profile,
    /// The start of its validity; required.
    #[serde(with = "moment")]
    pub valid_from: Option<Timestamp>,
    /// The end of its validity, if there is one.
    #[serde(with = "moment")]
    pub valid_until: Option<Timestamp>,
    /// The subject of the endorsement.
    pub credential_subject: EndorsementSubject,
    /// Schemas that it follows.
    #[serde(deserialize_with = "one_or_many")]
    pub credential_schema: Vec<CredentialSchema>,
    /// The place to check for revocation.
    pub credential_status: Option<CredentialStatus>,
    /// The place of a newer copy.
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
    /// With the required members.
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
