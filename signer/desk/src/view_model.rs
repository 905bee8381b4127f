//! View model of a page: changes as cards, alarms, people, published documents. Pure; everything that others supplied
//! goes through [`visible`].

use crate::fact_row::{FactRow, Institutions, rows};
use crate::wording::moment;
use credentials::time::Timestamp;
use messages::Language;
use protocol::PinState;
use protocol::desk::sanitizer::visible;
use protocol::desk::{DeskView, IssuerSummary, PendingChange};

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

impl Card {
    /// A pending change, with the institution of each DID.
    pub(crate) fn new(shown: PendingChange, institutions: &Institutions) -> Self {
        let at = |millis| moment(Timestamp::from_millis(millis));
        let facts = rows(&shown, institutions);
        Self {
            short: shown.change.chars().take(8).collect(),
            decline: shown.decline,
            title: visible(&Language::English.change_title(&shown.summary.title)),
            facts,
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
    use protocol::summary::Fact;

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
