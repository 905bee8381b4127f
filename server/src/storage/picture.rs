//! Pictures by the SHA-256 of their bytes.

use super::row::Columns;
use super::{Sql, StorageError, Transaction};
use domain::{Artwork, Timestamp};

const ADD: Sql = Sql::both(
    "INSERT INTO picture (digest, media_type, bytes, created) VALUES ($1, $2, $3, $4) ON CONFLICT (digest) DO NOTHING",
);
const READ: Sql = Sql::both("SELECT media_type, bytes FROM picture WHERE digest = $1");

#[cfg(test)]
pub(super) const STATEMENTS: &[Sql] = &[ADD, READ];

/// A stored picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// `image/svg+xml` or `image/png`.
    pub(crate) media_type: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Transaction {
    /// Stores a checked picture under its digest (lower-case hex SHA-256).
    pub(crate) async fn add_picture(
        &mut self,
        digest: &str,
        artwork: &Artwork,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        sqlx::query(ADD.on(self.engine))
            .bind(digest)
            .bind(artwork.media_type())
            .bind(artwork.bytes().to_vec())
            .bind(now.millis())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The picture with this digest.
    pub(crate) async fn picture(&mut self, digest: &str) -> Result<Option<Picture>, StorageError> {
        let row = sqlx::query(READ.on(self.engine)).bind(digest).fetch_optional(&mut *self.inner).await?;
        row.map(|row| Ok(Picture { media_type: row.text("media_type")?, bytes: row.bytes("bytes")? }))
            .transpose()
    }
}
