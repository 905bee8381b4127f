//! The desk's client of `run`: one request per connection.

use protocol::desk::{DeskReply, DeskRequest};
use protocol::{FrameError, MAX_FRAME};
use std::io;
use std::path::Path;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

/// Time limit for `run`: an approval can entail a key's destruction in the token.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a request to `run`. Fails if `run` does not answer.
pub(crate) async fn ask(socket: &Path, ask: &DeskRequest) -> Result<DeskReply, FrameError> {
    let late = || FrameError::from(io::Error::from(io::ErrorKind::TimedOut));
    tokio::time::timeout(PATIENCE, converse(socket, ask)).await.map_err(|_| late())?
}

async fn converse(socket: &Path, ask: &DeskRequest) -> Result<DeskReply, FrameError> {
    let mut frame = Vec::new();
    protocol::write_message(&mut frame, ask)?;
    let mut stream = UnixStream::connect(socket).await?;
    stream.write_all(&frame).await?;
    // Nothing more is sent: `run` answers and closes the connection.
    stream.shutdown().await?;
    let mut answer = Vec::new();
    let most = u64::try_from(MAX_FRAME + 4).unwrap_or(u64::MAX);
    stream.take(most).read_to_end(&mut answer).await?;
    protocol::read_message(&mut answer.as_slice())
}
