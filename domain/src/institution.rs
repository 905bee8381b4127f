//! An institution: the issuer of badges.

use crate::fault::{FormText, InstitutionFault};
use crate::field::{Fields, Finding, bounded, text};
use crate::ids::InstitutionId;
use crate::institution_profile::InstitutionProfile;
use credentials::lint::registered::{Lines, without_hidden};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The DID method of an institution's identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DidMethod {
    /// `did:web`, below this installation's address. Its keys can be replaced.
    Web,
    /// `did:key`: the key is the identifier. For a trial on one's own computer.
    Key,
}

impl DidMethod {
    /// The method that this installation's address allows (design: `did:web` is https only).
    #[must_use]
    pub fn for_public_url(public_url: &str) -> Self {
        match Url::parse(public_url) {
            Ok(url) if url.scheme() == "https" && matches!(url.host(), Some(Host::Domain(_))) => Self::Web,
            _ => Self::Key,
        }
    }
}

/// An institution as set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Its identifier in our addresses.
    pub id: InstitutionId,
    /// Its own name for itself.
    pub name: String,
    /// Its own web address.
    pub url: String,
    /// Its description, one or two sentences; may be empty.
    pub description: String,
    /// Its e-mail address for messages about badges.
    pub email: Option<String>,
    /// SHA-256 (lower-case hex) of its logo.
    pub logo: Option<String>,
    /// The same of the logo from its set-up, whose address has no digest.
    pub first_logo: Option<String>,
    /// Its DID: the `issuer.id` of every credential.
    pub did: String,
    /// `<did>#<multibase key>`.
    pub verification_method: String,
}

impl Institution {
    /// The path of its logo below `public_url`.
    #[must_use]
    pub fn logo_path(&self) -> Option<String> {
        self.logo.as_deref().map(|digest| self.path_of_logo(digest))
    }

    /// The path of the logo with this digest. Addresses of logos are signed into badges: each keeps its logo.
    #[must_use]
    pub fn path_of_logo(&self, digest: &str) -> String {
        if self.first_logo.as_deref() == Some(digest) {
            format!("/issuers/{}/logo", self.id)
        } else {
            format!("/issuers/{}/logo/{digest}", self.id)
        }
    }

    /// The part of it that badges state.
    #[must_use]
    pub fn profile(&self) -> InstitutionProfile {
        InstitutionProfile {
            name: self.name.clone(),
            url: self.url.clone(),
            description: self.description.clone(),
            email: self.email.clone(),
            logo: self.logo.clone(),
        }
    }

    /// The same institution with another profile.
    #[must_use]
    pub fn with_profile(self, profile: InstitutionProfile) -> Self {
        let InstitutionProfile { name, url, description, email, logo } = profile;
        Self { name, url, description, email, logo, ..self }
    }
}

/// An owner's checked input for creating an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInstitution {
    /// Name.
    pub name: String,
    /// Web address, absolute, http or https.
    pub url: String,
    /// Description; may be empty.
    pub description: String,
}

impl NewInstitution {
    /// Reads the set-up form: fields `name`, `url`, `description`.
    ///
    /// # Errors
    /// All faults, each under its field.
    pub fn read(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let Statements { name, url, description } = Statements::read(fields, &mut findings);
        let new = Self { name, url, description };
        if findings.is_empty() { Ok(new) } else { Err(findings) }
    }
}

/// What an institution states about itself in words.
pub(crate) struct Statements {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) description: String,
}

impl Statements {
    /// Reads the fields `name`, `url`, `description`.
    pub(crate) fn read(fields: &Fields, findings: &mut Vec<Finding>) -> Self {
        let description = fields.get("description");
        Self {
            name: text(fields, "name", FormText::Name, 120, findings),
            url: web_address(fields.get("url"), findings),
            description: bounded(description, "description", FormText::Description, 500, findings),
        }
    }
}

/// An absolute http or https address; a bare `example.edu` is read as `https://example.edu`.
fn web_address(typed: &str, findings: &mut Vec<Finding>) -> String {
    let typed = without_hidden(typed, Lines::One);
    let typed = typed.trim();
    if typed.is_empty() {
        findings.push(Finding::new("url", InstitutionFault::NoAddress));
        return String::new();
    }
    let full = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    match Url::parse(&full) {
        Ok(url)
            if matches!(url.scheme(), "http" | "https")
                && url.host_str().is_some()
                && url.username().is_empty()
                && url.password().is_none()
                && full.chars().count() <= 300 =>
        {
            url.to_string().trim_end_matches('/').to_owned()
        }
        _ => {
            findings.push(Finding::new("url", InstitutionFault::NotAnAddress));
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in pairs {
            fields.set(name, *value);
        }
        fields
    }

    #[test]
    fn did_web_needs_https_and_a_name() {
        assert_eq!(DidMethod::for_public_url("https://badges.example.edu"), DidMethod::Web);
        for other in ["http://localhost:3000", "https://192.0.2.1", "http://badges.example.edu"] {
            assert_eq!(DidMethod::for_public_url(other), DidMethod::Key, "{other}");
        }
    }

    #[test]
    fn a_bare_domain_becomes_an_https_address() {
        let new = NewInstitution::read(&fields(&[("name", "Vrijhaven"), ("url", "www.vrijhaven.example")]));
        assert_eq!(new.unwrap().url, "https://www.vrijhaven.example");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_an_address() {
        let mut typed = fields(&[("name", "\u{200b}")]);
        typed.set("url", "\u{feff}https://school.example/a\u{200b}b\u{202c} ");
        let missing = Finding::new("name", crate::fault::TextFault::Missing(FormText::Name));
        assert_eq!(NewInstitution::read(&typed), Err(vec![missing]));
        typed.set("name", "School");
        let new = NewInstitution::read(&typed).unwrap();
        assert_eq!(new.url, "https://school.example/ab");
    }

    #[test]
    fn every_fault_is_told_at_once_under_its_field() {
        let long = "x".repeat(501);
        let faults = NewInstitution::read(&fields(&[("url", "javascript:alert(1)"), ("description", &long)]))
            .unwrap_err();
        let names: Vec<_> = faults.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(names, ["name", "url", "description"]);
    }
}
