//! Downloads: the signed document, and pictures with it baked in. The learner has them by a link, others from the public
//! page.

use crate::clock::Clock;
use crate::render::{RenderError, png_picture, svg_picture};
use crate::storage::{Picture, Storage, StorageError, StoredCredential, Transaction};
use credentials::bake::{BakeError, png, svg};
use domain::{ClaimToken, CredentialId};
use std::sync::Arc;

/// The format of a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// The signed document, byte for byte.
    Json,
    /// A PNG with it baked in.
    Png,
    /// An SVG with it baked in.
    Svg,
}

/// A file for download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Download {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// A name for it, ASCII letters, digits and `-` before the dot.
    pub(crate) file_name: String,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DownloadError {
    /// The link is unknown, its credential is not signed, or the credential has no public page.
    #[error("there is no such download")]
    NotFound,
    /// The picture could not be drawn.
    #[error("drawing the picture")]
    Render(#[from] RenderError),
    /// The document could not be baked in.
    #[error("baking the credential into the picture")]
    Bake(#[from] BakeError),
    /// The work was interrupted.
    #[error("the work was cut short")]
    CutShort,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Gives a badge as a file.
pub(crate) struct DownloadBadge {
    storage: Storage,
    clock: Arc<dyn Clock>,
}

impl DownloadBadge {
    pub(super) fn new(storage: Storage, clock: Arc<dyn Clock>) -> Self {
        Self { storage, clock }
    }

    /// The badge as a file. `claims`: the learner asked for it with a form, so the badge counts as claimed.
    ///
    /// # Errors
    /// [`DownloadError`].
    pub(crate) async fn download(
        &self,
        token: &ClaimToken,
        format: Format,
        claims: bool,
    ) -> Result<Download, DownloadError> {
        let mut tx = self.storage.read().await?;
        let stored = tx.credential_by_token(token).await?.ok_or(DownloadError::NotFound)?;
        let parts = Parts::of(&mut tx, &stored).await?;
        drop(tx);
        if claims {
            self.record_first(&stored).await?;
        }
        parts.file(format).await
    }

    /// A badge that its learner made public, as a file. Nothing is recorded: not the learner asks for it. The answer for
    /// a private badge is the same as for an unknown one.
    ///
    /// # Errors
    /// [`DownloadError`].
    pub(crate) async fn of_public(
        &self,
        id: &CredentialId,
        format: Format,
    ) -> Result<Download, DownloadError> {
        let mut tx = self.storage.read().await?;
        let stored = tx.credential(id).await?.filter(|stored| stored.record.public);
        let parts = Parts::of(&mut tx, &stored.ok_or(DownloadError::NotFound)?).await?;
        drop(tx);
        parts.file(format).await
    }

    /// Records the first download. Opening a link does not count: programs that check links in mail do that, too.
    async fn record_first(&self, stored: &StoredCredential) -> Result<(), StorageError> {
        if stored.opened.is_some() || stored.document.is_none() {
            return Ok(());
        }
        let mut tx = self.storage.begin().await?;
        tx.credential_opened(&stored.record.id, self.clock.now()).await?;
        tx.commit().await
    }
}

/// What a file is made of.
struct Parts {
    name: String,
    document: String,
    picture: Picture,
}

impl Parts {
    async fn of(tx: &mut Transaction, stored: &StoredCredential) -> Result<Self, DownloadError> {
        let badge = stored.record.badge.as_ref().ok_or(DownloadError::NotFound)?;
        let version = tx.version(&badge.design, badge.version).await?.ok_or(DownloadError::NotFound)?;
        let picture = tx.picture(&version.picture).await?.ok_or(DownloadError::NotFound)?;
        let document = stored.document.clone().ok_or(DownloadError::NotFound)?;
        Ok(Self { name: file_name(&version.wording.name), document, picture })
    }

    async fn file(self, format: Format) -> Result<Download, DownloadError> {
        let Self { name, document, picture } = self;
        tokio::task::spawn_blocking(move || bake(&name, document, &picture, format))
            .await
            .map_err(|_| DownloadError::CutShort)?
    }
}

fn bake(name: &str, document: String, picture: &Picture, format: Format) -> Result<Download, DownloadError> {
    Ok(match format {
        Format::Json => Download {
            bytes: document.into_bytes(),
            media_type: "application/vc",
            file_name: format!("{name}.json"),
        },
        Format::Png => Download {
            bytes: png::bake(&png_picture(picture)?, &document)?,
            media_type: "image/png",
            file_name: format!("{name}.png"),
        },
        Format::Svg => Download {
            bytes: svg::bake(&svg_picture(picture)?, &document)?.into_bytes(),
            media_type: "image/svg+xml",
            file_name: format!("{name}.svg"),
        },
    })
}

/// A name that is safe in file systems and headers.
fn file_name(badge: &str) -> String {
    let mut name = String::new();
    for c in badge.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    name.truncate(60);
    let name = name.trim_matches('-');
    if name.is_empty() { "badge".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_plain_whatever_the_badge_is_called() {
        assert_eq!(file_name("Coastal Flood Modelling"), "coastal-flood-modelling");
        assert_eq!(file_name("../../etc/passwd\r\nX: y"), "etc-passwd-x-y");
        assert_eq!(file_name("王小明"), "badge");
    }
}
