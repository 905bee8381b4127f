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
use messages::{Language, as_sentence};
use mtls_proxy::MtlsProxy;
use protocol::{
    BoundIssuer, EntryProof, FrameError, HealthReport, KeyInfo, LedgerCheckpoint, Message, Problem, Refusal,
    Reply, Request, SignedBatch, SignedDocument, request,
};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why the signer did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The signer does not accept connections.
    #[error("reaching the signer")]
    Away(#[source] std::io::Error),
    /// The connection broke, or carried malformed data.
    #[error("talking with the signer")]
    Talk(#[source] FrameError),
    /// The answer holds another number of results than the request has credentials.
    #[error("the signer's answer does not fit the question")]
    OtherAnswer,
    /// The signer refused, or had an internal fault.
    #[error("{}", words(.0))]
    Problem(Problem),
    /// The checkpoint to present could not be looked up.
    #[error("looking up the newest checkpoint of the signer's ledger")]
    Held(#[from] StorageError),
}

impl From<Problem> for SignerError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// The signer's problem for the log and the command line.
fn words(problem: &Problem) -> String {
    let sentence = Language::English.problem(problem);
    match problem {
        Problem::Refused(_) => format!("the signer refused: {sentence}"),
        Problem::Failed(_) => format!("the signer could not: {sentence}"),
    }
}

impl SignerError {
    /// A sentence for users: what is wrong and what to do. No private data.
    pub(crate) fn says(&self) -> String {
        match self {
            Self::Away(_) => {
                "The signer does not answer. Start it (`insignia up` starts all parts). Waiting badges \
                 then continue automatically."
                    .to_owned()
            }
            Self::Talk(_) | Self::OtherAnswer => {
                "The signer's answer could not be read. Check that both programs have the same version."
                    .to_owned()
            }
            Self::Held(_) => {
                "The database does not answer. Badges that wait for the signer continue automatically."
                    .to_owned()
            }
            Self::Problem(problem) => as_sentence(&Language::English.problem(problem)),
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
    pub(crate) async fn health(&self) -> Result<HealthReport, SignerError> {
        self.ask(request::Health).await
    }

    /// Every key pinned by the signer.
    pub(crate) async fn list_public_keys(&self) -> Result<Vec<KeyInfo>, SignerError> {
        Ok(self.ask(request::ListPublicKeys).await?.keys)
    }

    /// Creates a key inside the token; the same label gives the same key.
    pub(crate) async fn create_key(&self, label: &str) -> Result<KeyInfo, SignerError> {
        self.ask(request::CreateKey { label: label.to_owned() }).await
    }

    /// Binds an issuer to a key. `did`: a `did:web`, or the literal `did:key`. `profile`: the `issuer` of its badges.
    pub(crate) async fn bind_issuer(
        &self,
        key: &str,
        did: &str,
        institution: &str,
        profile: &str,
    ) -> Result<BoundIssuer, SignerError> {
        let request = request::BindIssuer {
            key: key.to_owned(),
            did: did.to_owned(),
            institution: institution.to_owned(),
            profile: profile.to_owned(),
        };
        self.ask(request).await
    }

    /// The signer writes the issuer's DID document into its public directory.
    pub(crate) async fn publish_did_document(&self, issuer: &str) -> Result<(), SignerError> {
        self.ask(request::PublishDidDocument { issuer: issuer.to_owned() }).await.map(drop)
    }

    /// The signer signs one credential.
    pub(crate) async fn sign_credential(&self, unsigned: &str) -> Result<SignedDocument, SignerError> {
        let credentials = vec![unsigned.to_owned()];
        the_only(self.ask(request::SignCredentials { credentials }).await?)
    }

    /// The signer signs a status list.
    pub(crate) async fn sign_status_list(&self, unsigned: &str) -> Result<SignedDocument, SignerError> {
        self.ask(request::SignStatusList { credential: unsigned.to_owned() }).await
    }

    /// Presents the newest stored checkpoint, if there is one, and returns the ledger's newest checkpoint.
    pub(crate) async fn present_checkpoint(
        &self,
        note: Option<String>,
    ) -> Result<LedgerCheckpoint, SignerError> {
        self.ask(request::PresentCheckpoint { note }).await
    }

    /// The ledger's newest checkpoint.
    pub(crate) async fn checkpoint(&self) -> Result<LedgerCheckpoint, SignerError> {
        self.ask(request::Checkpoint).await
    }

    /// Inclusion proofs of these credentials, in the order of the request.
    pub(crate) async fn prove_inclusion(
        &self,
        credentials: Vec<String>,
    ) -> Result<Vec<Result<EntryProof, Refusal>>, SignerError> {
        Ok(self.ask(request::ProveInclusion { credentials }).await?.results)
    }

    /// Sends a request. Repeats it once, after the checkpoint handshake, if the signer requires one.
    async fn ask<R: Request>(&self, request: R) -> Result<R::Answer, SignerError> {
        let answer = self.ask_once(&request).await;
        match (answer, &self.held) {
            (Err(error), Some(held)) if error.requires_handshake() => {
                self.checkpoint_handshake(held).await?;
                self.ask_once(&request).await
            }
            (answer, _) => answer,
        }
    }

    async fn ask_once<R: Request>(&self, request: &R) -> Result<R::Answer, SignerError> {
        let mut frame = Vec::new();
        protocol::write_message(&mut frame, &Message::new(request)).map_err(talk)?;
        let way = self.way.clone();
        let asked = tokio::task::spawn_blocking(move || converse(&way, &frame, R::TIME_LIMIT)).await;
        let answer = asked.map_err(|stopped| SignerError::Away(std::io::Error::other(stopped)))??;
        let reply = serde_json::from_slice::<Reply<R::Answer>>(&answer);
        let reply = reply.map_err(|error| SignerError::Talk(error.into()))?;
        Result::from(reply).map_err(SignerError::Problem)
    }
}

/// The result for the only credential of a request.
fn the_only(batch: SignedBatch) -> Result<SignedDocument, SignerError> {
    match <[_; 1]>::try_from(batch.results) {
        Ok([result]) => result.map_err(|refusal| Problem::Refused(refusal).into()),
        Err(_) => Err(SignerError::OtherAnswer),
    }
}

/// Sends a frame over a connection of its own. Returns the frame that comes back.
fn converse(way: &Way, frame: &[u8], limit: Duration) -> Result<Vec<u8>, SignerError> {
    match way {
        Way::Socket(socket) => {
            let stream = UnixStream::connect(socket).map_err(SignerError::Away)?;
            stream.set_read_timeout(Some(limit)).map_err(SignerError::Away)?;
            stream.set_write_timeout(Some(limit)).map_err(SignerError::Away)?;
            exchange(stream, frame)
        }
        Way::MtlsProxy(proxy) => exchange(proxy.connect(limit).map_err(SignerError::Away)?, frame),
    }
}

fn exchange(mut stream: impl Read + Write, frame: &[u8]) -> Result<Vec<u8>, SignerError> {
    stream.write_all(frame).and_then(|()| stream.flush()).map_err(SignerError::Away)?;
    protocol::read_frame(&mut stream).map_err(talk)
}

/// A connection that ends before an answer means that the signer went away.
fn talk(error: FrameError) -> SignerError {
    match error {
        FrameError::Io(error) => SignerError::Away(error),
        FrameError::Closed => SignerError::Away(std::io::ErrorKind::UnexpectedEof.into()),
        error @ (FrameError::Length(_) | FrameError::Json(_)) => SignerError::Talk(error),
    }
}
