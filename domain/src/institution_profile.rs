//! What an institution states about itself in each of its badges. People approve every change of it.

use crate::approval::Approval;
use crate::fault::RecipientFault;
use crate::field::{Fields, Finding};
use crate::ids::{MemberId, Version};
use crate::institution::Statements;
use crate::mail_address::{self, with_ascii_domain};
use credentials::lint::registered::{Lines, without_hidden};
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The profile of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstitutionProfile {
    /// Its name.
    pub name: String,
    /// Its web address.
    pub url: String,
    /// Its description, one or two sentences; may be empty.
    pub description: String,
    /// Its e-mail address for messages about badges.
    pub email: Option<String>,
    /// SHA-256 (lower-case hex) of its logo.
    pub logo: Option<String>,
}

impl InstitutionProfile {
    /// Reads the profile form: fields `name`, `url`, `description`, `email`. The logo comes with a file.
    ///
    /// # Errors
    /// All faults, each under its field.
    pub fn read(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let Statements { name, url, description } = Statements::read(fields, &mut findings);
        let email = match contact(fields.get("email")) {
            Ok(email) => email,
            Err(fault) => {
                findings.push(Finding::new("email", fault));
                None
            }
        };
        if findings.is_empty() {
            Ok(Self { name, url, description, email, logo: None })
        } else {
            Err(findings)
        }
    }

    /// The values of the form.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.set("name", &self.name);
        fields.set("url", &self.url);
        fields.set("description", &self.description);
        fields.set("email", self.email.as_deref().unwrap_or_default());
        fields
    }
}

/// A contact address, checked as those of recipients are; none where nothing visible was typed.
fn contact(typed: &str) -> Result<Option<String>, RecipientFault> {
    let typed = without_hidden(typed, Lines::One);
    if typed.trim().is_empty() {
        return Ok(None);
    }
    mail_address::read(&typed).and_then(|address| with_ascii_domain(&address)).map(Some)
}

/// A profile in the history of its institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedProfile {
    /// Its number: the profile of the set-up has number 1.
    pub number: Version,
    /// Its values.
    pub profile: InstitutionProfile,
    /// The member who requested it; none for the profile of the set-up.
    pub member: Option<MemberId>,
    /// When it was requested.
    pub asked: Timestamp,
    /// Since when it is or was in force; `None`: people have not approved it.
    pub in_force: Option<Timestamp>,
}

/// A profile that people have not approved yet. At most one for each institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingProfile {
    /// The profile.
    pub new: NumberedProfile,
    /// The state of its approval.
    pub approval: Approval,
}

impl PendingProfile {
    /// Was it sent, and is there no decision yet? Then nobody can change it.
    #[must_use]
    pub fn is_submitted(&self) -> bool {
        self.approval.is_open()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::AddressExtra;

    fn read(email: &str) -> Result<InstitutionProfile, Vec<Finding>> {
        let mut fields = Fields::default();
        fields.set("name", "Vrijhaven");
        fields.set("url", "vrijhaven.example");
        fields.set("email", email);
        InstitutionProfile::read(&fields)
    }

    #[test]
    fn a_contact_is_optional_and_checked_as_the_address_of_a_recipient() {
        for nothing in ["", "  ", "\u{200b}"] {
            assert_eq!(read(nothing).unwrap().email, None, "{nothing:?}");
        }
        assert_eq!(read("Badges@MÜNCHEN.example").unwrap().email.unwrap(), "badges@xn--mnchen-3ya.example");
        let mailto = RecipientFault::more_than_an_address(AddressExtra::Mailto, "badges@school.example");
        for (typed, fault) in [
            ("mailto:badges@school.example", mailto),
            ("badges@xn--a.example", RecipientFault::NoSuchDomain),
            ("badges@school.example\nBcc: a@b.example", RecipientFault::NotAMailAddress),
            ("badges", RecipientFault::NotAMailAddress),
        ] {
            assert_eq!(read(typed), Err(vec![Finding::new("email", fault)]), "{typed}");
        }
    }

    #[test]
    fn what_is_in_the_form_is_read_back() {
        let profile =
            InstitutionProfile { description: "A school.".to_owned(), ..read("a@b.example").unwrap() };
        assert_eq!(InstitutionProfile::read(&profile.fields()), Ok(profile));
    }
}
