//! Does the badge belong to this person? The reader's value is compared with the identifiers in the badge (Open
//! Badges 3.0, section 8.3).
//!
//! A match identifies. A difference counts only between identifiers of the same kind: a person has one address in a
//! badge and several in life, and a name has many spellings.

use serde_json::{Value, json};

use super::members::{text, values};
use super::reason::{RecipientKind as Kind, RecipientReason};
use super::report::{Check, CheckName};
use crate::identity::{self, HashAlgorithm, normalise_name};
use crate::sanitizer::ForeignText;

const NAME: CheckName = CheckName::Recipient;

/// The result of comparing an `IdentityObject` with the given value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    /// Equal, in clear or by SHA-256.
    Same,
    /// Equal by MD5.
    SameByMd5,
    Different,
    /// The algorithm of the hash is unknown, or there is no hash.
    Unknown,
}

/// Compares the value with the subject's id and each `IdentityObject`. The report never repeats an address; it
/// repeats a name, next to the badge's, where the two differ.
pub(super) fn check(document: &Value, expected: Option<&str>) -> Check {
    let Some(expected) = expected.map(str::trim).filter(|value| !value.is_empty()) else {
        return Check::not_applicable(NAME, RecipientReason::NothingToCompare);
    };
    let subject = values(document.get("credentialSubject")).first().unwrap_or(&Value::Null);
    let id = text(subject, "id");
    if id == Some(expected) {
        return Check::passed(NAME, RecipientReason::SameId);
    }
    let expected = address(expected).unwrap_or(expected);
    let in_clear =
        |kind: &str, text: &str| json!({"identityType": kind, "identityHash": text, "hashed": false});
    // Identifiers of the subject outside its identity objects: a mail address as its id, and a `name` member.
    let outside = [
        id.and_then(address).map(|address| in_clear("emailAddress", address)),
        text(subject, "name").map(|name| in_clear("name", name)),
    ];
    let identities = values(subject.get("identifier")).iter().chain(outside.iter().flatten());
    let compared: Vec<(Kind, Compared, &Value)> =
        identities.map(|identity| (kind(identity), compare(identity, expected), identity)).collect();
    if let Some(check) = matched(&compared) {
        return check;
    }
    let any = |kind: Kind, found: Compared| compared.iter().any(|(k, c, _)| (*k, *c) == (kind, found));
    let open = |reason| Check::not_checked(NAME, reason);
    if expected.contains('@') {
        return if any(Kind::Email, Compared::Unknown) {
            open(RecipientReason::HashUnknown)
        } else if any(Kind::Email, Compared::Different) {
            Check::failed(NAME, RecipientReason::OtherAddress)
        } else {
            open(RecipientReason::NoAddress)
        };
    }
    let holds_name = compared.iter().any(|(kind, ..)| *kind == Kind::Name);
    if any(Kind::Name, Compared::Unknown) || any(Kind::Declared, Compared::Unknown) {
        open(RecipientReason::HashUnknown)
    } else if holds_name {
        other_spelling(&compared, expected)
    } else if any(Kind::Declared, Compared::Different) || id.is_some_and(|id| same_scheme(id, expected)) {
        Check::failed(NAME, RecipientReason::Other)
    } else {
        open(RecipientReason::NoNameOrNumber)
    }
}

/// The first match; one by SHA-256 or in clear takes precedence over one by MD5.
fn matched(compared: &[(Kind, Compared, &Value)]) -> Option<Check> {
    let by = |how: Compared| compared.iter().find(move |(_, found, _)| *found == how);
    let (kind, how, _) = by(Compared::Same).or_else(|| by(Compared::SameByMd5))?;
    let check = Check::passed(NAME, RecipientReason::Same(*kind));
    Some(match how {
        Compared::SameByMd5 => check.with_warning(RecipientReason::SealedByMd5),
        _ => check,
    })
}

/// Both names, for a person to judge.
fn other_spelling(compared: &[(Kind, Compared, &Value)], expected: &str) -> Check {
    let in_clear =
        |(kind, _, identity): &&(Kind, Compared, &Value)| *kind == Kind::Name && !is_hashed(identity);
    let names = compared
        .iter()
        .filter(in_clear)
        .filter_map(|(_, _, identity)| text(identity, "identityHash"))
        .map(|name| ForeignText::new(name, 120))
        .take(4)
        .collect();
    Check::not_checked(NAME, RecipientReason::OtherSpelling { names, given: ForeignText::new(expected, 120) })
}

fn kind(identity: &Value) -> Kind {
    match text(identity, "identityType") {
        Some("emailAddress") => Kind::Email,
        Some("name") => Kind::Name,
        _ => Kind::Declared,
    }
}

/// The mail address in a `mailto` URI.
fn address(text: &str) -> Option<&str> {
    let (scheme, address) = text.split_once(':')?;
    (scheme.eq_ignore_ascii_case("mailto") && address.contains('@')).then_some(address)
}

/// `hashed` decides; without it, a text in the form of a hash counts as one.
fn is_hashed(identity: &Value) -> bool {
    let looks = || text(identity, "identityHash").and_then(HashAlgorithm::of).is_some();
    identity.get("hashed").and_then(Value::as_bool).unwrap_or_else(looks)
}

fn compare(identity: &Value, expected: &str) -> Compared {
    let Some(sealed) = text(identity, "identityHash") else { return Compared::Unknown };
    let plain = address(sealed).unwrap_or(sealed);
    // Some programs write `hashed` with the wrong value: a match counts in any case.
    if normalise_name(plain) == normalise_name(expected) {
        return Compared::Same;
    }
    if !is_hashed(identity) && HashAlgorithm::of(sealed).is_none() {
        return Compared::Different;
    }
    let same = identity::matches(expected, sealed, identity.get("salt").and_then(Value::as_str));
    match (HashAlgorithm::of(sealed), same) {
        (None, _) => Compared::Unknown,
        (Some(_), false) => Compared::Different,
        (Some(HashAlgorithm::Sha256), true) => Compared::Same,
        (Some(HashAlgorithm::Md5), true) => Compared::SameByMd5,
    }
}

/// Whether both are identifiers of one scheme, such as `did:`.
fn same_scheme(id: &str, other: &str) -> bool {
    let scheme = |text: &str| {
        let (scheme, _) = text.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        is_scheme.then(|| scheme.to_ascii_lowercase())
    };
    scheme(id).is_some() && scheme(id) == scheme(other)
}

#[cfg(test)]
mod tests {
    use super::super::report::Outcome;
    use super::*;

    fn identity(kind: &str, sealed: &str, hashed: bool) -> Value {
        json!({"type": "IdentityObject", "identityType": kind, "identityHash": sealed, "hashed": hashed, "salt": "Kosher"})
    }

    fn compared(identities: &Value, expected: &str) -> (Outcome, String) {
        let badge = json!({"credentialSubject": {"id": "did:example:1", "identifier": identities}});
        let check = check(&badge, Some(expected));
        (check.outcome, check.code().into_owned())
    }

    fn usual() -> Value {
        let hash = identity::identity_hash("a@example.com", "Kosher");
        json!([identity("emailAddress", &hash, true), identity("name", "Maren Ó", false)])
    }

    #[test]
    fn an_address_is_found_by_its_hash_a_name_in_clear_and_the_subject_by_its_id() {
        for same in ["a@example.com", " A@example.COM", "maren  ó", "MAREN O\u{301}", "did:example:1"] {
            assert_eq!(compared(&usual(), same).0, Outcome::Passed, "{same}");
        }
    }

    #[test]
    fn another_address_is_somebody_elses_and_another_name_may_be_another_spelling() {
        assert_eq!(compared(&usual(), "b@example.com"), (Outcome::Failed, "other-recipient".to_owned()));
        for other in ["Maren", "M. Ó", "did:example:2", "12345"] {
            assert_eq!(
                compared(&usual(), other),
                (Outcome::NotChecked, "other-spelling".to_owned()),
                "{other}"
            );
        }
        let badge = json!({"credentialSubject": {"identifier": usual()}});
        let both = RecipientReason::OtherSpelling {
            names: vec![ForeignText::new("Maren Ó", 120)],
            given: ForeignText::new("Maren Oe", 120),
        };
        assert_eq!(*check(&badge, Some("Maren Oe")).reason, both.into());
    }

    #[test]
    fn another_number_is_somebody_elses_where_the_badge_holds_no_name() {
        let number = identity("sourcedId", "12345", false);
        assert_eq!(compared(&json!([number]), "54321"), (Outcome::Failed, "other-recipient".to_owned()));
        assert_eq!(compared(&json!([number]), "12345").0, Outcome::Passed);
        let named = json!([number, identity("name", "Maren", false)]);
        assert_eq!(compared(&named, "54321").1, "other-spelling");
        assert_eq!(compared(&json!([number]), "b@example.com").1, "no-identifier");
        assert_eq!(compared(&json!([]), "did:example:2"), (Outcome::Failed, "other-recipient".to_owned()));
    }

    #[test]
    fn what_could_not_be_compared_is_not_called_different() {
        let unknown = identity("emailAddress", "sha512$00", true);
        let open = (Outcome::NotChecked, "recipient-hash-unknown".to_owned());
        assert_eq!(compared(&json!([unknown]), "a@example.com"), open);
        let other = identity("emailAddress", &identity::identity_hash("b@example.com", "Kosher"), true);
        assert_eq!(compared(&json!([other, unknown]), "a@example.com"), open, "the second may be the one");
        assert_eq!(compared(&json!([]), "Maren"), (Outcome::NotChecked, "no-identifier".to_owned()));
        assert_eq!(compared(&json!([]), "a@example.com"), (Outcome::NotChecked, "no-identifier".to_owned()));
    }

    /// Addresses with their scheme, a name outside the identity objects (as the Digital Credentials Consortium writes
    /// it), and `hashed` with the wrong value.
    #[test]
    fn what_identifies_in_another_form_is_compared_too() {
        let ends = |subject: Value, expected: &str| {
            let check = check(&json!({"credentialSubject": subject}), Some(expected));
            (check.outcome, check.code().into_owned())
        };
        let same = (Outcome::Passed, "same-recipient".to_owned());
        let mail = json!({"id": "mailto:a@example.com"});
        assert_eq!(ends(mail.clone(), "a@example.com"), same);
        assert_eq!(ends(mail, "b@example.com"), (Outcome::Failed, "other-recipient".to_owned()));
        let clear = json!({"identifier": [identity("emailAddress", "mailto:a@example.com", false)]});
        assert_eq!(ends(clear, "a@example.com"), same);
        assert_eq!(compared(&usual(), "mailto:a@example.com"), same);
        let named = json!({"name": "Maren Ó"});
        assert_eq!(ends(named.clone(), "maren ó"), same);
        assert_eq!(ends(named, "Maren Oe"), (Outcome::NotChecked, "other-spelling".to_owned()));
        let hash = identity::identity_hash("a@example.com", "Kosher");
        assert_eq!(compared(&json!([identity("emailAddress", &hash, false)]), "a@example.com"), same);
        assert_eq!(
            compared(&json!([identity("emailAddress", "a@example.com", true)]), "a@example.com"),
            same
        );
        let other = json!([identity("emailAddress", &hash, false)]);
        assert_eq!(compared(&other, "b@example.com"), (Outcome::Failed, "other-recipient".to_owned()));
    }

    #[test]
    fn a_match_by_md5_is_a_match_with_a_remark() {
        // The digest of "abc".
        let old = json!({"identityType": "sourcedId", "hashed": true, "salt": "bc",
            "identityHash": "md5$900150983CD24FB0D6963F7D28E17F72"});
        let badge = json!({"credentialSubject": [{"identifier": [old]}]});
        let found = check(&badge, Some("a"));
        assert_eq!((found.outcome, &*found.remarks[0].reason.code()), (Outcome::Passed, "recipient-md5"));
        assert_eq!(check(&badge, Some("b")).outcome, Outcome::Failed);
    }

    #[test]
    fn nobody_named_is_nothing_to_compare() {
        assert_eq!(check(&json!({}), Some("  ")).code(), "nothing-to-compare");
        assert_eq!(check(&json!({}), None).outcome, Outcome::NotApplicable);
    }
}
