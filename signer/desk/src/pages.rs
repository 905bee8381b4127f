//! The desk's pages, with the values of each template.

use crate::fact_row::{Institutions, PictureNote};
use crate::past_decision::PastDecision;
use crate::view_model::{Alarm, Card, Person, Published, alarms, people};
use crate::wording::{heading, moment};
use askama::Template;
use credentials::time::Timestamp;
use protocol::desk::sanitizer::visible;
use protocol::desk::{DeskView, PastChange};

/// A valid enrolment code: when it expires, and the person that it invites.
type Code = (String, Option<String>);

/// Pending changes, and approvers.
#[derive(Debug, Template)]
#[template(path = "desk.html")]
pub(crate) struct DeskPage {
    pub(crate) title: String,
    public_url: String,
    /// Names of the institutions that the signer signs for.
    institutions: Vec<String>,
    passkeys: Passkeys,
    alarms: Vec<Alarm>,
    cards: Vec<Card>,
    /// Digest after which the next page begins.
    more_after: Option<String>,
    people: Vec<Person>,
    invited: Vec<String>,
    needed: u32,
    host_approves: bool,
    published: Vec<Published>,
    ledger_size: u64,
    code: Option<Code>,
    code_file: String,
    config: String,
}

/// The last decisions.
#[derive(Debug, Template)]
#[template(path = "history.html")]
pub(crate) struct HistoryPage {
    decisions: Vec<PastDecision>,
}

/// A new approver.
#[derive(Debug, Template)]
#[template(path = "enrol.html")]
pub(crate) struct EnrolPage {
    title: String,
    passkeys: Passkeys,
    code: Option<Code>,
    is_first: bool,
    invited: Vec<String>,
    code_file: String,
    config: String,
}

/// An error before there is a page.
#[derive(Debug, Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage {
    pub(crate) title: String,
    pub(crate) why: String,
    pub(crate) next: String,
    /// Where to continue.
    pub(crate) link: Option<(String, &'static str)>,
}

/// Values with which the script requests a passkey.
#[derive(Debug)]
struct Passkeys {
    origin: String,
    rp_id: String,
    /// Ids of the approvers' passkeys, base64url, separated by spaces.
    ids: String,
    /// The same of those that count.
    confirmed: String,
}

impl Passkeys {
    fn of(view: &DeskView) -> Self {
        let ids = |confirmed: bool| -> String {
            let counted = view.approvers.iter().filter(|approver| approver.confirmed || !confirmed);
            counted.map(|approver| approver.credential_id.as_str()).collect::<Vec<_>>().join(" ")
        };
        Self { origin: view.origin.clone(), rp_id: view.rp_id.clone(), ids: ids(false), confirmed: ids(true) }
    }
}

fn code(view: &DeskView) -> Option<Code> {
    let (ends, name) = view.code.as_ref()?;
    Some((moment(Timestamp::from_millis(*ends)), name.as_deref().map(visible)))
}

impl DeskPage {
    /// `config`: path of the configuration, for commands on the signer's host. `code_file`: file to which `run` writes
    /// codes, on the signer's host.
    pub(crate) fn new(view: DeskView, config: &str, code_file: &str) -> Self {
        let institutions = Institutions::of(&view);
        Self {
            title: heading(view.waiting_in_all),
            passkeys: Passkeys::of(&view),
            code: code(&view),
            code_file: code_file.to_owned(),
            alarms: alarms(&view),
            people: people(&view),
            invited: view.invited.iter().map(|name| visible(name)).collect(),
            needed: view.needed,
            host_approves: view.host_approves,
            published: view.issuers.iter().map(Published::from).collect(),
            ledger_size: view.ledger_size,
            more_after: view.more_after,
            cards: view.waiting.into_iter().map(|change| Card::new(change, &institutions)).collect(),
            institutions: institutions.names(),
            public_url: view.public_url,
            config: config.to_owned(),
        }
    }
}

impl HistoryPage {
    /// The decisions, newest first.
    pub(crate) fn new(changes: &[PastChange]) -> Self {
        Self { decisions: changes.iter().map(PastDecision::from).collect() }
    }
}

impl EnrolPage {
    /// As [`DeskPage::new`].
    pub(crate) fn new(view: &DeskView, config: &str, code_file: &str) -> Self {
        let is_first = !view.approvers.iter().any(|approver| approver.confirmed);
        let title = if is_first { "Enrol the first approver" } else { "Enrol another approver" };
        Self {
            title: title.to_owned(),
            passkeys: Passkeys::of(view),
            code: code(view),
            is_first,
            invited: view.invited.iter().map(|name| visible(name)).collect(),
            code_file: code_file.to_owned(),
            config: config.to_owned(),
        }
    }
}
