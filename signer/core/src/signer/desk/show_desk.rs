//! Everything that the desk shows.

use super::pictures::Pictures;
use super::waiting_page::Page;
use crate::approvals::webauthn::RelyingParty;
use crate::policy::Policy;
use crate::signer::issuers::Documents;
use crate::signer::ledger_handle::LedgerHandle;
use crate::signer::report::TokenState;
use credentials::did;
use protocol::Problem;
use protocol::desk::{DeskReply, DeskView, EnrolledApprover, IssuerSummary};

/// How long a reset of the approvers stays visible, in seconds.
const RESET_SHOWN: i64 = 7 * 86_400;

/// Shows the desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShowDesk<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) ledger: &'a LedgerHandle,
    pub(crate) token: &'a TokenState,
    pub(crate) documents: &'a Documents,
    pub(crate) relying_party: &'a RelyingParty,
    pub(crate) pictures: &'a Pictures,
}

impl ShowDesk<'_> {
    /// The last decisions, newest first.
    pub(crate) fn history(self) -> Result<DeskReply, Problem> {
        let now = self.ledger.now();
        let changes = self.ledger.lock()?.state().people.history(now);
        Ok(DeskReply::History { changes })
    }

    /// The page of pending changes after the change with this digest, and the state around them.
    pub(crate) fn view(self, after: Option<&str>) -> Result<DeskReply, Problem> {
        let now = self.ledger.now();
        let pin = self.token.worker();
        let ledger = self.ledger.lock()?;
        let (state, host) = (ledger.state(), self.policy.host_approves());
        let people = &state.people;
        let mut page = Page::of(people, self.policy.public_url(), after, host, now);
        for change in &mut page.waiting {
            change.has_picture =
                change.summary.picture_digest().is_some_and(|digest| self.pictures.has(digest));
        }
        let approvers = people.approvers.iter().map(|approver| EnrolledApprover {
            name: approver.name.clone(),
            credential_id: approver.credential_id.clone(),
            enrolled: approver.enrolled.millis(),
            confirmed: approver.confirmed,
        });
        let issuers = state.issuers.iter().map(|(did, issuer)| IssuerSummary {
            did: did.clone(),
            document: did::did_web_document_url(did).ok(),
            sha256: self.documents.stated(state, did),
            keys: issuer
                .keys()
                .iter()
                .filter_map(|own| state.key(&own.label))
                .map(|key| key.public_key.multibase())
                .collect(),
            frozen: issuer.frozen.as_ref().map(|freeze| freeze.reason.clone()),
            name: issuer.profile.as_ref().and_then(|profile| Some(profile.get("name")?.as_str()?.to_owned())),
        });
        let shown = now.plus_seconds(-RESET_SHOWN);
        let resets = people.resets.iter().filter(|(at, _)| *at > shown);
        let code = people.code.as_ref().filter(|code| code.expires > now);
        Ok(DeskReply::View(Box::new(DeskView {
            public_url: self.policy.public_url().to_owned(),
            origin: self.relying_party.origin.clone(),
            rp_id: self.relying_party.id.clone(),
            waiting: page.waiting,
            waiting_in_all: page.in_all,
            more_after: page.more_after,
            paused: people.paused.as_ref().map(|(at, by)| (at.millis(), by.clone())),
            approvers: approvers.collect(),
            needed: people.needed,
            host_approves: host,
            code: code.map(|code| (code.expires.millis(), code.name.clone())),
            invited: people.invited.clone(),
            resets: resets.map(|(at, by)| (at.millis(), by.clone())).collect(),
            issuers: issuers.collect(),
            ledger_size: ledger.size(),
            missing: state.rolled_back.as_ref().map(|lost| (lost.size, lost.root.clone(), lost.at.millis())),
            pin,
        })))
    }
}
