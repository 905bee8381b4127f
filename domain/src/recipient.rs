//! The recipient of a badge.

use crate::fault::{FormText, RecipientFault};
use crate::field::{Fields, Finding, text};
use crate::mail_address::{self, MAX_ADDRESS, with_ascii_domain};
use serde::{Deserialize, Serialize};

/// A person who receives a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Name, as written in the badge.
    pub name: String,
    /// E-mail address, normalised, with its domain as A-labels; hashed and salted in the badge.
    pub email: String,
}

impl Recipient {
    /// Reads the issue form: fields `name`, `email`. The domain of the address becomes A-labels.
    ///
    /// # Errors
    /// All faults, each under its field.
    pub fn read(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let typed = Self::read_typed(fields)?;
        match with_ascii_domain(&typed.email) {
            Ok(email) => Ok(Self { email, ..typed }),
            Err(fault) => Err(vec![Finding::new("email", fault)]),
        }
    }

    /// The faults that are found without the tables of international domains. For the browser, to which these tables
    /// would be most of the download.
    #[must_use]
    pub fn findings(fields: &Fields) -> Vec<Finding> {
        Self::read_typed(fields).err().unwrap_or_default()
    }

    /// The recipient with the domain as typed.
    fn read_typed(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let name = text(fields, "name", FormText::Name, 120, &mut findings);
        if name.contains('\n') {
            findings.push(Finding::new("name", RecipientFault::SeveralLines));
        }
        let email = match mail_address::read(fields.get("email")) {
            Ok(email) => email,
            Err(fault) => {
                // What is removed from an address does not count: without it, nothing may be left.
                let rest = text(fields, "email", FormText::Email, MAX_ADDRESS, &mut findings);
                if !rest.is_empty() {
                    findings.push(Finding::new("email", fault));
                }
                String::new()
            }
        };
        if findings.is_empty() { Ok(Self { name, email }) } else { Err(findings) }
    }
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
    fn an_address_of_nothing_visible_is_missing() {
        let missing = Finding::new("email", crate::fault::TextFault::Missing(FormText::Email));
        assert_eq!(read("Maren", " \u{200b}\u{feff} "), Err(vec![missing]));
    }

    #[test]
    fn the_browser_leaves_the_domain_to_the_server() {
        let mut fields = Fields::default();
        fields.set("name", "Maren");
        fields.set("email", "maren@xn--a.example");
        assert_eq!(Recipient::findings(&fields), []);
        let refused = Finding::new("email", RecipientFault::NoSuchDomain);
        assert_eq!(Recipient::read(&fields), Err(vec![refused]));
    }

    #[test]
    fn a_name_on_two_lines_is_refused_whatever_separates_them() {
        for separator in ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}"] {
            let several = Finding::new("name", RecipientFault::SeveralLines);
            assert_eq!(read(&format!("Maren{separator}Ada"), "m@b.example"), Err(vec![several]));
        }
    }

    #[test]
    fn names_in_other_scripts_are_names() {
        assert!(read("Óskarsdóttir-Vandenbroucke", "m@b.example").is_ok());
        assert!(read("王小明", "m@b.example").is_ok());
    }
}
