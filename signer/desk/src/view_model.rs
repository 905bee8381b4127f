//! View model of a page: changes as cards, alarms, people, published documents. Pure; everything that others supplied
//! goes through [`visible`].

use crate::wording::moment;
use credentials::time::Timestamp;
use messages::Language;
use protocol::PinState;
use protocol::desk::sanitizer::{visible, visible_lines};
use protocol::desk::{DeskView, IssuerSummary, PendingChange};
use protocol::summary::{BadgeMember, Fact, ProfileMember};
use std::collections::BTreeMap;

/// Maximum length of a value that is shown expanded, in characters.
const OPEN: usize = 1_000;

/// A pending change.
#[derive(Debug)]
pub(crate) struct Card {
    /// Lower-case hex SHA-256 of the statement.
    pub(crate) digest: String,
    /// Its first 8 characters.
    pub(crate) short: String,
    /// The passkey's challenge for declining it, lower-case hex.
    pub(crate) decline: String,
    pub(crate) title: String,
    pub(crate) facts: Vec<FactRow>,
    /// The statement, with invisible characters written out.
    pub(crate) text: String,
    /// Are any characters written out in it?
    pub(crate) is_written_out: bool,
    pub(crate) asked: String,
    pub(crate) lapses: String,
    pub(crate) by: Vec<String>,
    pub(crate) needed: u32,
}

/// A name and a value, or a name and a list.
#[derive(Debug, Default)]
pub(crate) struct FactRow {
    pub(crate) name: String,
    /// Empty where there is a list.
    pub(crate) value: String,
    pub(crate) items: Vec<String>,
    pub(crate) is_long: bool,
    pub(crate) is_picture: bool,
    /// The institution's name, where the value is the DID of an issuer that has one.
    pub(crate) institution: Option<String>,
}

/// Names of institutions in their registered profiles, by DID.
#[derive(Debug, Default)]
pub(crate) struct Institutions(BTreeMap<String, String>);

/// Something that needs attention before anything is approved.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Alarm {
    /// Is something wrong, or does it only wait for somebody?
    pub(crate) is_grave: bool,
    pub(crate) title: String,
    pub(crate) sentence: String,
}

/// A person.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) enrolled: String,
    /// The passkey counts.
    pub(crate) confirmed: bool,
}

/// An issuer, with the values that the script compares.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) did: String,
    /// Address of the document; none if the DID is its key.
    pub(crate) document: Option<String>,
    /// Empty while the ledger states none.
    pub(crate) sha256: String,
    /// Separated by spaces.
    pub(crate) keys: String,
    /// The name in its badges; none while no profile is registered.
    pub(crate) name: Option<String>,
}

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

impl Card {
    /// A pending change, with the institution of each DID.
    pub(crate) fn new(shown: PendingChange, institutions: &Institutions) -> Self {
        let at = |millis| moment(Timestamp::from_millis(millis));
        Self {
            short: shown.change.chars().take(8).collect(),
            decline: shown.decline,
            title: visible(&Language::English.change_title(&shown.summary.title)),
            facts: rows(&shown.summary.facts, institutions),
            is_written_out: visible(&shown.text) != shown.text,
            text: visible(&shown.text),
            asked: at(shown.asked),
            lapses: at(shown.expires),
            by: shown.by.iter().map(|name| visible(name)).collect(),
            needed: shown.needed,
            digest: shown.change,
        }
    }
}

/// One row for each fact, and one for all facts of a list.
fn rows(facts: &[Fact], institutions: &Institutions) -> Vec<FactRow> {
    let mut rows: Vec<FactRow> = Vec::new();
    for fact in facts {
        let Some((name, items)) = Language::English.change_fact_items(fact) else {
            rows.push(FactRow::new(fact, institutions));
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
    fn new(fact: &Fact, institutions: &Institutions) -> Self {
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
            is_picture: matches!(
                fact,
                Fact::Badge { member: BadgeMember::Picture, .. }
                    | Fact::Profile { member: ProfileMember::Picture, .. }
            ),
            institution,
            items: Vec::new(),
        }
    }
}

impl From<&IssuerSummary> for Published {
    fn from(issuer: &IssuerSummary) -> Self {
        Self {
            did: visible(&issuer.did),
            document: issuer.document.clone(),
            sha256: issuer.sha256.clone().unwrap_or_default(),
            keys: issuer.keys.join(" "),
            name: issuer.name.as_deref().map(visible),
        }
    }
}

/// Alarms at the top of the page, the gravest first.
pub(crate) fn alarms(view: &DeskView) -> Vec<Alarm> {
    let alarm =
        |is_grave, title: &str, sentence: String| Alarm { is_grave, title: title.to_owned(), sentence };
    let mut alarms: Vec<Alarm> = view.resets.iter().map(|(at, by)| {
        alarm(
            true,
            "All approvers were removed",
            format!(
                "{} did this on the signer's host, {}. If none of you requested it, somebody else controls that host: approve nothing, and have the host examined. This message stays here for 7 days.",
                visible(by),
                moment(Timestamp::from_millis(*at))
            ),
        )
    }).collect();
    alarms.extend(view.issuers.iter().filter_map(|issuer| {
        let reason = issuer.frozen.as_ref()?;
        let reason = visible(reason);
        let sentence = format!(
            "{}: {} No badge of this issuer is signed until people approve that signing resumes.",
            visible(&issuer.did),
            crate::response::as_sentence(&reason)
        );
        Some(alarm(true, "Signing is paused for an issuer", sentence))
    }));
    alarms.extend(match view.pin {
        PinState::Good => None,
        PinState::Stopped => Some(alarm(
            true,
            "The signer does not log in to its token",
            "A login failed, so nothing is signed until somebody runs insignia-signer pin retry on the signer's host. What you approve still counts.".to_owned(),
        )),
        PinState::WorkerAway => Some(alarm(
            true,
            "The signer's worker does not answer",
            "Nothing is signed until it runs again. What you approve still counts.".to_owned(),
        )),
    });
    if let Some((at, by)) = &view.paused {
        let sentence = format!(
            "{} did this on the signer's host, {}. The web application can request only the changes that people need to recover, until somebody runs insignia-signer proposals resume there.",
            visible(by),
            moment(Timestamp::from_millis(*at))
        );
        alarms.push(alarm(false, "New requests for changes are paused", sentence));
    }
    if !view.approvers.iter().any(|approver| approver.confirmed) && !view.host_approves {
        let sentence =
            "No passkey is enrolled, and approvals on the signer's host are switched off.".to_owned();
        alarms.push(alarm(false, "Nobody can approve yet", sentence));
    }
    alarms
}

/// People with passkeys.
pub(crate) fn people(view: &DeskView) -> Vec<Person> {
    let people = view.approvers.iter().map(|approver| Person {
        name: visible(&approver.name),
        enrolled: Timestamp::from_millis(approver.enrolled).long_date(),
        confirmed: approver.confirmed,
    });
    people.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::summary::Bound;

    fn view() -> DeskView {
        DeskView {
            public_url: "http://localhost:3000".into(),
            origin: "http://localhost:3001".into(),
            rp_id: "localhost".into(),
            waiting: Vec::new(),
            waiting_in_all: 0,
            more_after: None,
            paused: None,
            approvers: Vec::new(),
            needed: 1,
            host_approves: true,
            code: None,
            invited: Vec::new(),
            resets: Vec::new(),
            issuers: Vec::new(),
            ledger_size: 0,
            missing: None,
            pin: PinState::Good,
        }
    }

    #[test]
    fn the_whole_text_is_collapsed_and_a_picture_is_marked() {
        let row = |fact: Fact| FactRow::new(&fact, &Institutions::default());
        let text = row(Fact::WholeText { text: "{}".to_owned() });
        assert!(text.is_long && !text.is_picture);
        let badge = |member, value: String| row(Fact::Badge { member, value });
        assert!(badge(BadgeMember::Picture, "https://a.example/".to_owned()).is_picture);
        let name = badge(BadgeMember::Name, "Tides\u{202e}".to_owned());
        assert_eq!((name.name.as_str(), name.value.as_str()), ("Name", "Tides[U+202E]"));
        assert!(!name.is_long && !name.is_picture);
        assert!(badge(BadgeMember::Description, "x".repeat(OPEN + 1)).is_long);
        let member = ProfileMember::Picture;
        assert!(row(Fact::Profile { member, new: None, now: Some("a".to_owned()) }).is_picture);
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
        let rows = rows(&facts, &Institutions::default());
        let shown: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.items.as_slice())).collect();
        let differ = ["result, 0, value: a date".to_owned(), "creditsEarned: a date".to_owned()];
        assert_eq!(shown[0], ("Keywords", &["sea".to_owned(), "co[U+200B]ast".to_owned()][..]));
        assert_eq!(shown[1], ("May differ for each recipient", &differ[..]));
        assert_eq!((shown.len(), shown[2].0), (3, "Whole text"));
    }

    #[test]
    fn an_issuer_has_the_institution_s_registered_name() {
        let mut view = view();
        view.issuers.push(IssuerSummary {
            did: "did:key:z6Mk".into(),
            document: None,
            sha256: None,
            keys: Vec::new(),
            frozen: None,
            name: Some("North\u{202e}field".into()),
        });
        let institutions = Institutions::of(&view);
        assert_eq!(institutions.names(), ["North[U+202E]field"]);
        let name = |did: &str| FactRow::new(&Fact::Issuer { did: did.to_owned() }, &institutions).institution;
        assert_eq!(name("did:key:z6Mk").as_deref(), Some("North[U+202E]field"));
        assert_eq!(name("did:key:z6Mother"), None);
    }

    #[test]
    fn a_quiet_signer_alarms_nobody() {
        assert!(alarms(&view()).is_empty());
    }

    #[test]
    fn a_reset_stands_above_a_frozen_issuer_above_the_worker() {
        let mut view = view();
        view.pin = PinState::WorkerAway;
        view.issuers.push(IssuerSummary {
            did: "did:key:z6Mk".into(),
            document: None,
            sha256: None,
            keys: Vec::new(),
            frozen: Some("its key is reported as compromised".into()),
            name: None,
        });
        view.resets.push((1_772_355_600_000, "host:root".into()));
        let titles: Vec<_> = alarms(&view).into_iter().map(|alarm| alarm.title).collect();
        assert_eq!(
            titles,
            [
                "All approvers were removed",
                "Signing is paused for an issuer",
                "The signer's worker does not answer"
            ]
        );
    }

    #[test]
    fn a_pause_is_said_and_is_no_grave_alarm() {
        let view = DeskView { paused: Some((1_772_355_600_000, "host:root".into())), ..view() };
        let alarms = alarms(&view);
        assert_eq!((alarms.len(), alarms[0].is_grave), (1, false));
        assert!(alarms[0].sentence.starts_with("host:root did this"), "{}", alarms[0].sentence);
    }

    #[test]
    fn where_nobody_can_approve_that_is_said() {
        let view = DeskView { host_approves: false, ..view() };
        assert_eq!(alarms(&view)[0].title, "Nobody can approve yet");
    }
}
