//! The client of the signer: typed requests over its Unix socket, or through its mTLS proxy on another host. Each
//! request has its own connection and a time limit.
//!
//! Every request is idempotent: the signer gives the same answer to the same request. So a broken connection is
//! reported as an error and needs no repair.

mod changes;
mod checkpoint_handshake;
mod mtls_proxy;
mod telemetry;

pub use mtls_proxy::{MtlsProxyError, MtlsProxySettings};

use crate::config::Config;
use crate::storage::{Storage, StorageError};
use mtls_proxy::MtlsProxy;
use protocol::{
    Answer, BoundIssuer, EntryProof, Envelope, FrameError, Health, KeyInfo, LedgerCheckpoint, Problem,
    Refusal, Request, SignedDocument,
};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why the signer did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The signer does not accept connections.
    #[error("reaching the signer")]
    Away(#[source] std::io::Error),
    /// The connection broke, or carried malformed data.
    #[error("talking with the signer")]
    Talk(#[source] FrameError),
    /// The answer has another type than the request.
    #[error("the signer's answer does not fit the question")]
    OtherAnswer,
    /// The signer refused, or had an internal fault.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// The checkpoint to present could not be looked up.
    #[error("looking up the newest checkpoint of the signer's ledger")]
    Held(#[from] StorageError),
}

impl SignerError {
    /// A sentence for users: what is wrong and what to do. No private data.
    pub(crate) fn says(&self) -> String {
        match self {
            Self::Away(_) => "The signer does not answer. Start it (`insignia up` starts all parts); \
                              what waits for it goes on by itself."
                .to_owned(),
            Self::Talk(_) | Self::OtherAnswer => {
                "The signer's answer could not be understood. Are both programs of the same version?"
                    .to_owned()
            }
            Self::Held(_) => {
                "The database does not answer. What waits for the signer goes on by itself.".to_owned()
            }
            Self::Problem(Problem::Refused(refusal)) => sentence(&refusal.sentence),
            Self::Problem(Problem::Failed(fault)) => sentence(&fault.sentence),
        }
    }

    /// The signer's policy refused: a retry changes nothing.
    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Problem(Problem::Refused(refusal)) => Some(refusal),
            Self::Away(_)
            | Self::Talk(_)
            | Self::OtherAnswer
            | Self::Held(_)
            | Self::Problem(Problem::Failed(_)) => None,
        }
    }
}

/// Adds a capital and a full stop, for a page.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(char::to_uppercase).into_iter().flatten();
    let mut sentence: String = first.chain(rest).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// Connection settings of the signer.
#[derive(Clone, Debug)]
pub struct SignerClient {
    way: Way,
    /// The storage with the newest checkpoint seen.
    held: Option<Storage>,
}

#[derive(Clone, Debug)]
enum Way {
    Socket(PathBuf),
    MtlsProxy(MtlsProxy),
}

impl SignerClient {
    /// A client of the signer at this socket. Connects on the first request.
    #[must_use]
    pub fn new(socket: &Path) -> Self {
        Self { way: Way::Socket(socket.to_owned()), held: None }
    }

    /// A client of the signer behind this mTLS proxy. Connects on the first request.
    ///
    /// # Errors
    /// [`MtlsProxyError`]: the settings or the files they name are not usable.
    pub fn through(proxy: &MtlsProxySettings) -> Result<Self, MtlsProxyError> {
        Ok(Self { way: Way::MtlsProxy(MtlsProxy::new(proxy)?), held: None })
    }

    /// A client with the configured connection.
    ///
    /// # Errors
    /// As [`SignerClient::through`].
    pub fn of(config: &Config) -> Result<Self, MtlsProxyError> {
        config.signer_proxy.as_ref().map_or_else(|| Ok(Self::new(&config.signer_socket)), Self::through)
    }

    /// The same client with the checkpoint handshake: it presents the stored newest checkpoint to a restarted signer.
    #[must_use]
    pub fn holding(self, storage: Storage) -> Self {
        Self { held: Some(storage), ..self }
    }

    /// The signer's state.
    pub(crate) async fn health(&self) -> Result<Health, SignerError> {
        match self.ask(Request::Health).await? {
            Answer::Health(health) => Ok(health),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Every key pinned by the signer.
    pub(crate) async fn list_public_keys(&self) -> Result<Vec<KeyInfo>, SignerError> {
        match self.ask(Request::ListPublicKeys).await? {
            Answer::Keys { keys } => Ok(keys),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Creates a key inside the token; the same label gives the same key.
    pub(crate) async fn create_key(&self, label: &str) -> Result<KeyInfo, SignerError> {
        match self.ask(Request::CreateKey { label: label.to_owned() }).await? {
            Answer::Key(key) => Ok(key),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Binds an issuer to a key. `did`: a `did:web`, or the literal `did:key`. `profile`: the `issuer` of its badges.
    pub(crate) async fn bind_issuer(
        &self,
        key: &str,
        did: &str,
        institution: &str,
        setup_code: &str,
        profile: &str,
    ) -> Result<BoundIssuer, SignerError> {
        let request = Request::BindIssuer {
            key: key.to_owned(),
            did: did.to_owned(),
            institution: institution.to_owned(),
            setup_code: setup_code.to_owned(),
            profile: profile.to_owned(),
        };
        match self.ask(request).await? {
            Answer::Bound(bound) => Ok(bound),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The signer writes the issuer's DID document into its public directory.
    pub(crate) async fn publish_did_document(&self, issuer: &str) -> Result<(), SignerError> {
        match self.ask(Request::PublishDidDocument { issuer: issuer.to_owned() }).await? {
            Answer::Published { .. } => Ok(()),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The signer signs one credential.
    pub(crate) async fn sign_credential(&self, unsigned: &str) -> Result<SignedDocument, SignerError> {
        match self.ask(Request::SignCredentials { credentials: vec![unsigned.to_owned()] }).await? {
            Answer::Signed { results } => match <[_; 1]>::try_from(results) {
                Ok([Ok(signed)]) => Ok(signed),
                Ok([Err(refusal)]) => Err(Problem::Refused(refusal).into()),
                Err(_) => Err(SignerError::OtherAnswer),
            },
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The signer signs a status list.
    pub(crate) async fn sign_status_list(&self, unsigned: &str) -> Result<SignedDocument, SignerError> {
        match self.ask(Request::SignStatusList { credential: unsigned.to_owned() }).await? {
            Answer::SignedList(signed) => Ok(signed),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Presents the newest stored checkpoint, if there is one, and returns the ledger's newest checkpoint.
    pub(crate) async fn present_checkpoint(
        &self,
        note: Option<String>,
    ) -> Result<LedgerCheckpoint, SignerError> {
        match self.ask(Request::PresentCheckpoint { note }).await? {
            Answer::Checkpoint(checkpoint) => Ok(checkpoint),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The ledger's newest checkpoint.
    pub(crate) async fn checkpoint(&self) -> Result<LedgerCheckpoint, SignerError> {
        match self.ask(Request::Checkpoint).await? {
            Answer::Checkpoint(checkpoint) => Ok(checkpoint),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Inclusion proofs of these credentials, in the order of the request.
    pub(crate) async fn prove_inclusion(
        &self,
        credentials: Vec<String>,
    ) -> Result<Vec<Result<EntryProof, Refusal>>, SignerError> {
        match self.ask(Request::ProveInclusion { credentials }).await? {
            Answer::Proven { results } => Ok(results),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Sends a request. Repeats it once, after the checkpoint handshake, if the signer requires one.
    async fn ask(&self, request: Request) -> Result<Answer, SignerError> {
        let envelope = Arc::new(Envelope::new(request));
        match (self.ask_once(&envelope).await, &self.held) {
            (Err(error), Some(held)) if error.requires_handshake() => {
                self.checkpoint_handshake(held).await?;
                self.ask_once(&envelope).await
            }
            (answer, _) => answer,
        }
    }

    async fn ask_once(&self, envelope: &Arc<Envelope>) -> Result<Answer, SignerError> {
        let (way, envelope) = (self.way.clone(), Arc::clone(envelope));
        let asked = tokio::task::spawn_blocking(move || converse(&way, &envelope)).await;
        match asked {
            Ok(Ok(Answer::Problem(problem))) => Err(problem.into()),
            Ok(answer) => answer,
            Err(stopped) => Err(SignerError::Away(std::io::Error::other(stopped))),
        }
    }
}

fn converse(way: &Way, envelope: &Envelope) -> Result<Answer, SignerError> {
    let limit = envelope.request.properties().time_limit;
    match way {
        Way::Socket(socket) => {
            let stream = UnixStream::connect(socket).map_err(SignerError::Away)?;
            stream.set_read_timeout(Some(limit)).map_err(SignerError::Away)?;
            stream.set_write_timeout(Some(limit)).map_err(SignerError::Away)?;
            exchange(stream, envelope)
        }
        Way::MtlsProxy(proxy) => exchange(proxy.connect(limit).map_err(SignerError::Away)?, envelope),
    }
}

fn exchange(mut stream: impl Read + Write, envelope: &Envelope) -> Result<Answer, SignerError> {
    protocol::write_message(&mut stream, envelope).map_err(talk)?;
    protocol::read_message(&mut stream).map_err(talk)
}

/// A connection that ends before an answer means that the signer went away.
fn talk(error: FrameError) -> SignerError {
    match error {
        FrameError::Io(error) => SignerError::Away(error),
        FrameError::Closed => SignerError::Away(std::io::ErrorKind::UnexpectedEof.into()),
        error @ (FrameError::Length(_) | FrameError::Json(_)) => SignerError::Talk(error),
    }
}
