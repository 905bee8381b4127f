//! `BadgeClass` and `Profile` of Open Badges 2.0: the awarded badge and its issuer.

use serde_json::Value;

use super::Part;
use super::fields::{address, part, text, values};

/// The awarded badge. All texts are the issuer's own and untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeClass {
    /// Its address.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its purpose.
    pub description: Option<String>,
    /// Address or `data:` URL of its picture.
    pub image: Option<String>,
    /// Address of a page with the criteria.
    pub criteria_url: Option<String>,
    /// The criteria in words (Markdown).
    pub criteria: Option<String>,
    /// The issuer.
    pub issuer: Option<Part<Issuer>>,
    /// Frameworks that it is aligned to.
    pub alignment: Vec<Alignment>,
    /// Keywords for searching.
    pub tags: Vec<String>,
}

/// The issuer of a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// The address of its profile.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its web site.
    pub url: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its description of itself.
    pub description: Option<String>,
    /// Address or `data:` URL of its logo.
    pub image: Option<String>,
    /// Address of the list of badges that the issuer revoked (signed badges only).
    pub revocation_list: Option<String>,
}

/// One item of a framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// `targetName`.
    pub name: Option<String>,
    /// `targetUrl`.
    pub url: Option<String>,
    /// `targetFramework`.
    pub framework: Option<String>,
    /// `targetCode`.
    pub code: Option<String>,
}

impl BadgeClass {
    pub(super) fn of(value: &Value) -> Self {
        let criteria = value.get("criteria").unwrap_or(&Value::Null);
        // 1.1 has `alignment` objects with `name` and `url`; 2.0 has `targetName` and `targetUrl`.
        let alignment = |item: &Value| Alignment {
            name: text(item, "targetName").or_else(|| text(item, "name")),
            url: text(item, "targetUrl").or_else(|| text(item, "url")),
            framework: text(item, "targetFramework"),
            code: text(item, "targetCode"),
        };
        Self {
            id: text(value, "id"),
            name: text(value, "name"),
            description: text(value, "description"),
            image: address(value, "image"),
            criteria_url: address(value, "criteria"),
            criteria: text(criteria, "narrative"),
            issuer: part(value, "issuer", Issuer::of),
            alignment: values(value, "alignment")
                .iter()
                .filter(|item| item.is_object())
                .map(alignment)
                .collect(),
            tags: values(value, "tags").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        }
    }
}

impl Issuer {
    pub(super) fn of(value: &Value) -> Self {
        Self {
            id: text(value, "id"),
            name: text(value, "name"),
            url: text(value, "url"),
            email: text(value, "email"),
            description: text(value, "description"),
            image: address(value, "image"),
            revocation_list: text(value, "revocationList"),
        }
    }
}
