//! The recipient of a badge.

use crate::fault::{FormText, RecipientFault};
use crate::field::{Fields, Finding, text};
use credentials::identity::normalise_email;
use serde::{Deserialize, Serialize};

/// A person who receives a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Name, as written in the badge.
    pub name: String,
    /// E-mail address, normalised; hashed and salted in the badge.
    pub email: String,
}

impl Recipient {
    /// Reads the issue form: fields `name`, `email`.
    ///
    /// # Errors
    /// All faults, each under its field.
    pub fn read(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let name = text(fields, "name", FormText::Name, 120, &mut findings);
        if name.contains('\n') {
            findings.push(Finding::new("name", RecipientFault::SeveralLines));
        }
        let typed = text(fields, "email", FormText::Email, 254, &mut findings);
        if !typed.is_empty() && !plausible(&typed) {
            findings.push(Finding::new("email", RecipientFault::NotAMailAddress));
        }
        let recipient = Self { name, email: normalise_email(&typed) };
        if findings.is_empty() { Ok(recipient) } else { Err(findings) }
    }
}

/// One `@` with a non-empty part before it and a domain of labels with a dot; nothing that could break a mail header.
fn plausible(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '@');
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    !local.is_empty()
        && local.len() <= 64
        && local.chars().all(plain)
        && domain.contains('.')
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, email: &str) -> Result<Recipient, Vec<Finding>> {
        let mut fields = Fields::default();
        fields.set("name", name);
        fields.set("email", email);
        Recipient::read(&fields)
    }

    #[test]
    fn an_address_is_normalised_before_it_is_hashed() {
        assert_eq!(read("Maren", " Maren@Example.EDU ").unwrap().email, "maren@example.edu");
    }

    #[test]
    fn an_address_that_could_break_a_mail_header_is_refused() {
        for email in
            ["a@b.example\nBcc: c@d.example", "a b@c.example", "<a@b.example>", "a@localhost", "a@@b.c", "x"]
        {
            assert!(read("Maren", email).is_err(), "{email}");
        }
    }

    #[test]
    fn names_in_other_scripts_are_names() {
        assert!(read("Óskarsdóttir-Vandenbroucke", "m@b.example").is_ok());
        assert!(read("王小明", "m@b.example").is_ok());
    }
}
