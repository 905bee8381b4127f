//! The facts of a change as rows of the page. Pure; everything that others supplied goes through [`visible`].

use messages::Language;
use protocol::desk::sanitizer::{visible, visible_lines};
use protocol::desk::{DeskView, PendingChange};
use protocol::summary::{BadgeMember, Fact, ProfileMember};
use std::collections::BTreeMap;

/// Maximum length of a value that is shown expanded, in characters.
const OPEN: usize = 1_000;

/// A name and a value, or a name and a list.
#[derive(Debug, Default)]
pub(crate) struct FactRow {
    pub(crate) name: String,
    /// Empty where there is a list.
    pub(crate) value: String,
    pub(crate) items: Vec<String>,
    pub(crate) is_long: bool,
    /// What is said about a picture's address.
    pub(crate) picture: PictureNote,
    /// The institution's name, where the value is the DID of an issuer that has one.
    pub(crate) institution: Option<String>,
}

/// The note about a picture, below its address or digest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum PictureNote {
    /// Nothing: the fact is about something else.
    #[default]
    None,
    /// Only the address is approved, and the picture there can change.
    AddressOnly,
    /// The address of a picture whose digest is approved too.
    Bound,
    /// The signer's copy of the picture with this SHA-256.
    Copy(String),
    /// The signer has no copy of the picture with the approved digest.
    NoCopy,
}

impl PictureNote {
    fn of(fact: &Fact, shown: &PendingChange) -> Self {
        match fact {
            Fact::PictureDigest { sha256 } if shown.has_picture => Self::Copy(sha256.clone()),
            Fact::PictureDigest { .. } => Self::NoCopy,
            Fact::Badge { member: BadgeMember::Picture, .. } if shown.summary.picture_digest().is_some() => {
                Self::Bound
            }
            Fact::Badge { member: BadgeMember::Picture, .. }
            | Fact::FirstProfile { member: ProfileMember::Picture, .. }
            | Fact::Profile { member: ProfileMember::Picture, .. } => Self::AddressOnly,
            _ => Self::None,
        }
    }
}

/// Names of institutions in their registered profiles, by DID.
#[derive(Debug, Default)]
pub(crate) struct Institutions(BTreeMap<String, String>);

impl Institutions {
    /// Those of a view.
    pub(crate) fn of(view: &DeskView) -> Self {
        let named = view.issuers.iter().filter_map(|issuer| Some((issuer.did.clone(), issuer.name.clone()?)));
        Self(named.collect())
    }

    /// Each name once.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.values().map(|name| visible(name)).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// One row for each fact, and one for all facts of a list.
pub(crate) fn rows(shown: &PendingChange, institutions: &Institutions) -> Vec<FactRow> {
    let mut rows: Vec<FactRow> = Vec::new();
    for fact in &shown.summary.facts {
        let Some((name, items)) = Language::English.change_fact_items(fact) else {
            rows.push(FactRow { picture: PictureNote::of(fact, shown), ..FactRow::new(fact, institutions) });
            continue;
        };
        let (name, items) = (visible(&name), items.iter().map(|item| visible(item)));
        match rows.last_mut().filter(|row| row.name == name && !row.items.is_empty()) {
            Some(row) => row.items.extend(items),
            None => rows.push(FactRow { name, items: items.collect(), ..FactRow::default() }),
        }
    }
    rows
}

impl FactRow {
    pub(crate) fn new(fact: &Fact, institutions: &Institutions) -> Self {
        let (name, value) = Language::English.change_fact(fact);
        let institution = match fact {
            Fact::Issuer { did } => institutions.0.get(did).map(|name| visible(name)),
            _ => None,
        };
        // The whole text is for programs: shown collapsed, whatever its length.
        let is_whole_text = matches!(fact, Fact::WholeText { .. });
        Self {
            name: visible(&name),
            value: visible_lines(&value),
            is_long: value.chars().count() > OPEN || is_whole_text,
            picture: PictureNote::None,
            institution,
            items: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::summary::{Bound, ChangeSummary, ChangeTitle};

    fn pending(facts: Vec<Fact>) -> PendingChange {
        PendingChange {
            change: String::new(),
            decline: String::new(),
            summary: ChangeSummary { title: ChangeTitle::SetQuorum, facts },
            text: String::new(),
            asked: 0,
            expires: 0,
            by: Vec::new(),
            needed: 1,
            has_picture: false,
        }
    }

    #[test]
    fn the_whole_text_and_a_long_value_are_collapsed() {
        let row = |fact: Fact| FactRow::new(&fact, &Institutions::default());
        let text = row(Fact::WholeText { text: "{}".to_owned() });
        assert!(text.is_long);
        let badge = |member, value: String| row(Fact::Badge { member, value });
        let name = badge(BadgeMember::Name, "Tides\u{202e}".to_owned());
        assert_eq!((name.name.as_str(), name.value.as_str()), ("Name", "Tides[U+202E]"));
        assert!(!name.is_long);
        assert!(badge(BadgeMember::Description, "x".repeat(OPEN + 1)).is_long);
    }

    #[test]
    fn a_picture_is_shown_where_its_digest_is_approved_and_the_signer_has_a_copy() {
        let address = Fact::Badge { member: BadgeMember::Picture, value: "https://a.example/".to_owned() };
        let digest = Fact::PictureDigest { sha256: "ab12".to_owned() };
        let notes = |facts: &[&Fact], has_picture| {
            let shown =
                PendingChange { has_picture, ..pending(facts.iter().map(|fact| (*fact).clone()).collect()) };
            let rows = rows(&shown, &Institutions::default());
            rows.into_iter().map(|row| row.picture).collect::<Vec<_>>()
        };
        let copy = PictureNote::Copy("ab12".to_owned());
        assert_eq!(notes(&[&address, &digest], true), [PictureNote::Bound, copy]);
        assert_eq!(notes(&[&address, &digest], false), [PictureNote::Bound, PictureNote::NoCopy]);
        assert_eq!(notes(&[&address], true), [PictureNote::AddressOnly]);
        let logo = Fact::Profile { member: ProfileMember::Picture, new: None, now: Some("a".to_owned()) };
        assert_eq!(notes(&[&logo], false), [PictureNote::AddressOnly]);
    }

    #[test]
    fn what_may_differ_is_one_list_and_so_are_the_keywords() {
        let differs = |member: &str| Fact::MayDiffer { member: member.to_owned(), bound: Bound::Date };
        let facts = [
            Fact::Keywords { words: vec!["sea".into(), "co\u{200b}ast".into()] },
            differs("/result/0/value"),
            differs("/creditsEarned"),
            Fact::WholeText { text: "{}".into() },
        ];
        let rows = rows(&pending(facts.to_vec()), &Institutions::default());
        let shown: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.items.as_slice())).collect();
        let differ = ["result, 0, value: a date".to_owned(), "creditsEarned: a date".to_owned()];
        assert_eq!(shown[0], ("Keywords", &["sea".to_owned(), "co[U+200B]ast".to_owned()][..]));
        assert_eq!(shown[1], ("May differ for each recipient", &differ[..]));
        assert_eq!((shown.len(), shown[2].0), (3, "Whole text"));
    }
}
