//! The handler of each request of the web server.

use super::Signer;
use super::changes::{Propose, ShowWaiting, withdraw};
use super::issuers::{BindIssuer, PublishDidDocument, freeze};
use super::keys::{CreateKey, count_signed, list_public_keys, list_signed};
use super::public_log::{PresentCheckpoint, ProveInclusion, Publish, checkpoint};
use super::report::{Measure, ReportHealth, list_events};
use super::sign::{Release, SignCredentials, SignStatusList, SignSuperseding};
use protocol::{Change, Decision, MetricsText, Problem, Request, Serve, request};

type Answered<R> = Result<<R as Request>::Answer, Problem>;

impl Serve<request::Health> for Signer {
    fn serve(&self, _: request::Health) -> Answered<request::Health> {
        let report = ReportHealth {
            ledger: &self.ledger,
            token: &self.token_state,
            isolation_off: self.isolation_off,
            host_approves: self.policy.host_approves(),
        };
        report.report()
    }
}

impl Serve<request::Metrics> for Signer {
    fn serve(&self, _: request::Metrics) -> Answered<request::Metrics> {
        Ok(MetricsText { text: self.measure().measure()? })
    }
}

impl Serve<request::ListEvents> for Signer {
    fn serve(&self, _: request::ListEvents) -> Answered<request::ListEvents> {
        list_events(&self.ledger)
    }
}

impl Serve<request::ListPublicKeys> for Signer {
    fn serve(&self, _: request::ListPublicKeys) -> Answered<request::ListPublicKeys> {
        list_public_keys(&self.ledger)
    }
}

impl Serve<request::CreateKey> for Signer {
    fn serve(&self, request: request::CreateKey) -> Answered<request::CreateKey> {
        self.create_key().create(&request.label, false)
    }
}

impl Serve<request::BindIssuer> for Signer {
    fn serve(&self, request: request::BindIssuer) -> Answered<request::BindIssuer> {
        BindIssuer { policy: &self.policy, ledger: &self.ledger }.bind(&request)
    }
}

impl Serve<request::PublishDidDocument> for Signer {
    fn serve(&self, request: request::PublishDidDocument) -> Answered<request::PublishDidDocument> {
        PublishDidDocument { ledger: &self.ledger, documents: &self.documents, log_keys: &self.log_keys }
            .publish(&request.issuer)
    }
}

impl Serve<request::KeepPicture> for Signer {
    fn serve(&self, request: request::KeepPicture) -> Answered<request::KeepPicture> {
        let now = self.ledger.now();
        let pending = self.ledger.lock()?.state().people.pending_pictures(now);
        self.pictures.keep(&request.picture, &pending)
    }
}

impl Serve<request::Propose> for Signer {
    fn serve(&self, request: request::Propose) -> Answered<request::Propose> {
        self.propose(request.change, false)
    }
}

impl Serve<request::LookUpChange> for Signer {
    fn serve(&self, request: request::LookUpChange) -> Answered<request::LookUpChange> {
        self.show_waiting().look_up(&self.ledger, &request.digest)
    }
}

impl Serve<request::WithdrawChange> for Signer {
    fn serve(&self, request: request::WithdrawChange) -> Answered<request::WithdrawChange> {
        withdraw(&self.ledger, &request.digest)
    }
}

impl Serve<request::ListWaiting> for Signer {
    fn serve(&self, _: request::ListWaiting) -> Answered<request::ListWaiting> {
        self.show_waiting().list(&self.ledger)
    }
}

impl Serve<request::Freeze> for Signer {
    fn serve(&self, request: request::Freeze) -> Answered<request::Freeze> {
        freeze(&self.ledger, &request.issuer, &request.reason)
    }
}

impl Serve<request::SignCredentials> for Signer {
    fn serve(&self, request: request::SignCredentials) -> Answered<request::SignCredentials> {
        SignCredentials { policy: &self.policy, refusals: &self.refusals, release: self.release() }
            .sign(request.credentials)
    }
}

impl Serve<request::Checkpoint> for Signer {
    fn serve(&self, _: request::Checkpoint) -> Answered<request::Checkpoint> {
        checkpoint(&self.ledger, &self.log_keys)
    }
}

impl Serve<request::PresentCheckpoint> for Signer {
    fn serve(&self, request: request::PresentCheckpoint) -> Answered<request::PresentCheckpoint> {
        let present = PresentCheckpoint {
            ledger: &self.ledger,
            log_keys: &self.log_keys,
            handshake: &self.handshake,
            telemetry: &self.telemetry,
            public: &self.public,
        };
        present.handshake(request.note.as_deref())
    }
}

impl Serve<request::ProveInclusion> for Signer {
    fn serve(&self, request: request::ProveInclusion) -> Answered<request::ProveInclusion> {
        ProveInclusion { ledger: &self.ledger, log_keys: &self.log_keys, public: &self.public }
            .prove(&request.credentials)
    }
}

impl Serve<request::SignSuperseding> for Signer {
    fn serve(&self, request: request::SignSuperseding) -> Answered<request::SignSuperseding> {
        SignSuperseding { policy: &self.policy, refusals: &self.refusals, release: self.release() }
            .sign(&request.credentials)
    }
}

impl Serve<request::ListSigned> for Signer {
    fn serve(&self, request: request::ListSigned) -> Answered<request::ListSigned> {
        list_signed(&self.ledger, &request.key, request.after)
    }
}

impl Serve<request::CountSigned> for Signer {
    fn serve(&self, request: request::CountSigned) -> Answered<request::CountSigned> {
        count_signed(&self.ledger, request.days)
    }
}

impl Serve<request::SignStatusList> for Signer {
    fn serve(&self, request: request::SignStatusList) -> Answered<request::SignStatusList> {
        SignStatusList { policy: &self.policy, release: self.release() }.sign(&request.credential)
    }
}

/// Use cases that more than one request or endpoint needs.
impl Signer {
    pub(super) fn create_key(&self) -> CreateKey<'_> {
        CreateKey { ledger: &self.ledger, token: self.token.as_ref() }
    }

    /// `from_host`: by a person on the signer's host.
    pub(super) fn propose(&self, change: Change, from_host: bool) -> Result<Decision, Problem> {
        let (policy, ledger, token) = (&self.policy, &self.ledger, self.token.as_ref());
        Propose { policy, ledger, token, show: self.show_waiting() }.propose(change, from_host)
    }

    pub(super) fn measure(&self) -> Measure<'_> {
        Measure {
            ledger: &self.ledger,
            token: &self.token_state,
            telemetry: &self.telemetry,
            public: &self.public,
        }
    }

    pub(super) fn publish(&self) -> Publish<'_> {
        Publish {
            ledger: &self.ledger,
            log_keys: &self.log_keys,
            token: self.token.as_ref(),
            documents: &self.documents,
            handshake: &self.handshake,
        }
    }

    fn show_waiting(&self) -> ShowWaiting<'_> {
        ShowWaiting { host_approves: self.policy.host_approves(), desk: &self.relying_party.origin }
    }

    fn release(&self) -> Release<'_> {
        Release { ledger: &self.ledger, pool: &self.pool, telemetry: &self.telemetry }
    }
}
