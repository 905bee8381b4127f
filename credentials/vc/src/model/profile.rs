//! `Profile`: an issuer, a designer, an assessor, a person; and its parts (Open Badges 3.0, sections B.1.6, B.6).

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Number, Value};

use super::{Class, IdentifierEntry, Types};

/// A person or an organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// Absolute identifier; an issuer's is its DID.
    pub id: String,
    /// `Profile`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name.
    pub name: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// Logo or portrait, PNG or SVG.
    pub image: Option<Image>,
    /// E-mail address, visible to everybody.
    pub email: Option<String>,
    /// Postal address.
    pub address: Option<Address>,
    /// Further identifiers.
    pub other_identifier: Vec<IdentifierEntry>,
    /// Name of an official of the organisation.
    pub official: Option<String>,
    /// The parent organisation.
    pub parent_org: Option<Box<Profile>>,
    /// A person's family name.
    pub family_name: Option<String>,
    /// A person's given name.
    pub given_name: Option<String>,
    /// A person's further names.
    pub additional_name: Option<String>,
    /// A person's patronymic.
    pub patronymic_name: Option<String>,
    /// The honorific before a person's name.
    pub honorific_prefix: Option<String>,
    /// The honorific after a person's name.
    pub honorific_suffix: Option<String>,
    /// The part before a family name, such as `de`.
    pub family_name_prefix: Option<String>,
    /// A person's date of birth, such as `2000-02-29`.
    pub date_of_birth: Option<String>,
    /// `EndorsementCredential`s in their signed form.
    pub endorsement: Vec<Value>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Profile {
    const NAMES: &'static [&'static str] = &["Profile"];
}

impl Profile {
    /// By its identifier alone: for a profile that the same document describes elsewhere.
    #[must_use]
    pub fn reference(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    /// With a name.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..Self::reference(id) }
    }
}

/// Reads a profile, or its bare identifier as the standard allows for issuers.
pub(super) fn profile_or_uri<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Profile, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum ProfileOrUri {
        Uri(String),
        Profile(Box<Profile>),
    }
    Ok(match ProfileOrUri::deserialize(deserializer)? {
        ProfileOrUri::Uri(id) => Profile::reference(&id),
        ProfileOrUri::Profile(profile) => *profile,
    })
}

/// A picture. No other members are allowed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Image {
    /// Absolute address, or a data URI.
    pub id: String,
    /// `Image`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// The text alternative.
    pub caption: Option<String>,
}

impl Class for Image {
    const NAMES: &'static [&'static str] = &["Image"];
    const SINGLE: bool = true;
}

impl Image {
    /// At this address.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    /// With a caption, if there is one.
    #[must_use]
    pub fn with_caption(self, caption: Option<String>) -> Self {
        Self { caption, ..self }
    }
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Address {
    /// `Address`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of the country.
    pub address_country: Option<String>,
    /// Two-letter code of the country (ISO 3166-1).
    pub address_country_code: Option<String>,
    /// Region within the country.
    pub address_region: Option<String>,
    /// Town.
    pub address_locality: Option<String>,
    /// Street and number.
    pub street_address: Option<String>,
    /// Number of a post office box.
    pub post_office_box_number: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Geographic coordinates.
    pub geo: Option<GeoCoordinates>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Address {
    const NAMES: &'static [&'static str] = &["Address"];
}

/// Geographic coordinates, in degrees of WGS 84.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GeoCoordinates {
    /// `GeoCoordinates`.
    #[serde(rename = "type", default)]
    pub types: Types<Self>,
    /// Degrees north.
    pub latitude: Number,
    /// Degrees east.
    pub longitude: Number,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for GeoCoordinates {
    const NAMES: &'static [&'static str] = &["GeoCoordinates"];
    const SINGLE: bool = true;
}
