//! The database: SQLite or PostgreSQL through one pool, one SQL text for both. Only this module contains SQL.
//!
//! Rows are private; domain types cross. Every change names the state it expects and counts the rows it changed.

mod api_token;
mod approval;
mod badge_approval;
mod badge_design;
mod badge_version;
mod claim_link;
mod error;
mod event_mark;
mod installation;
mod institution;
mod issued_credential;
mod job;
mod key_notice;
mod ledger;
mod member;
mod picture;
mod profile;
mod register;
mod reissue;
mod row;
mod sql;
mod status_list;
#[cfg(test)]
mod tests;

pub(crate) use badge_design::ListedDesign;
pub(crate) use badge_version::StoredVersion;
pub use error::StorageError;
pub(crate) use event_mark::Marked;
pub(crate) use institution::Preparation;
pub(crate) use issued_credential::{NewCredential, StoredCredential};
pub(crate) use job::{Job, JobKind};
pub(crate) use ledger::{KeptCheckpoint, KeptProof, LedgeredCredential};
pub(crate) use picture::Picture;
pub(crate) use register::{Counts, RegisterEntry};
pub(crate) use reissue::{Reissue, Replacement};
pub(crate) use status_list::{PublishedList, RevokedIndex};

use sql::{Engine, Sql};
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Executor as _};

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be reached.
    #[error("opening the database")]
    Connect(#[source] sqlx::Error),
    /// It was written by a newer Insignia.
    #[error(
        "The database was written by a newer Insignia (it knows change {0}, this program does not). \
         Start that newer version, or restore a backup made before it."
    )]
    Newer(i64),
    /// The migrations failed.
    #[error("bringing the database's tables up to date")]
    Migrate(#[source] MigrateError),
    /// The secrets of older claim links could not be replaced by their hashes.
    #[error("replacing the secrets of older claim links by their hashes")]
    ClaimLinks(#[source] StorageError),
}

/// The database.
#[derive(Clone, Debug)]
pub struct Storage {
    pool: AnyPool,
    engine: Engine,
}

impl Storage {
    /// Opens the database at a `sqlite://` or `postgres://` address and runs its migrations.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let storage = Self::connect(url).await?;
        storage.migrator().run(&storage.pool).await.map_err(|error| match error {
            MigrateError::VersionMissing(version) => OpenError::Newer(version),
            error => OpenError::Migrate(error),
        })?;
        storage.hash_claim_links().await.map_err(OpenError::ClaimLinks)?;
        Ok(storage)
    }

    /// Opens the database without running migrations.
    ///
    /// # Errors
    /// [`OpenError::Connect`].
    pub(crate) async fn connect(url: &str) -> Result<Self, OpenError> {
        install_default_drivers();
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .after_connect(|connection: &mut AnyConnection, _| Box::pin(prepare(connection)))
            .connect(url)
            .await
            .map_err(OpenError::Connect)?;
        Ok(Self { pool, engine })
    }

    fn migrator(&self) -> &'static Migrator {
        match self.engine {
            Engine::Sqlite => &SQLITE,
            Engine::Postgres => &POSTGRES,
        }
    }

    /// A transaction that may write. On SQLite it takes the write lock at its start, so it cannot wait in the middle.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub(crate) async fn begin(&self) -> Result<Transaction, StorageError> {
        let inner = match self.engine {
            Engine::Sqlite => self.pool.begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.pool.begin().await?,
        };
        Ok(Transaction { inner, engine: self.engine })
    }

    /// A read-only transaction: one consistent snapshot, and no writer waits for it.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub(crate) async fn read(&self) -> Result<Transaction, StorageError> {
        Ok(Transaction { inner: self.pool.begin().await?, engine: self.engine })
    }

    /// Waits until every connection is closed.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Does the database answer, and does its schema match this program? For `doctor`.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub(crate) async fn up_to_date(&self) -> Result<bool, StorageError> {
        let newest = self.migrator().iter().map(|migration| migration.version).max();
        let mut connection = self.pool.acquire().await?;
        connection.ping().await?;
        let applied =
            sqlx::query(installation::NEWEST_MIGRATION.on(self.engine)).fetch_one(&mut *connection).await?;
        Ok(row::Columns::number_or_null(&applied, "newest")? == newest)
    }
}

/// Settings of every new connection.
async fn prepare(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if connection.backend_name() == "SQLite" {
        for pragma in [
            "PRAGMA journal_mode = WAL",
            "PRAGMA busy_timeout = 7000",
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            // Deleted or replaced values, such as secrets, do not stay in the file.
            "PRAGMA secure_delete = ON",
        ] {
            connection.execute(pragma).await?;
        }
    }
    Ok(())
}

/// A transaction. Dropped without [`Transaction::commit`], it is rolled back.
#[derive(Debug)]
pub(crate) struct Transaction {
    inner: sqlx::Transaction<'static, Any>,
    engine: Engine,
}

impl Transaction {
    /// Commits the transaction.
    ///
    /// # Errors
    /// [`StorageError::Database`].
    pub(crate) async fn commit(self) -> Result<(), StorageError> {
        Ok(self.inner.commit().await?)
    }
}

/// Every statement, for the test that prepares each one on both engines.
#[cfg(test)]
fn statements() -> impl Iterator<Item = &'static Sql> {
    [
        api_token::STATEMENTS,
        badge_approval::STATEMENTS,
        badge_design::STATEMENTS,
        badge_version::STATEMENTS,
        claim_link::STATEMENTS,
        event_mark::STATEMENTS,
        installation::STATEMENTS,
        institution::STATEMENTS,
        issued_credential::STATEMENTS,
        job::STATEMENTS,
        key_notice::STATEMENTS,
        ledger::STATEMENTS,
        member::STATEMENTS,
        picture::STATEMENTS,
        profile::STATEMENTS,
        register::STATEMENTS,
        reissue::STATEMENTS,
        status_list::STATEMENTS,
    ]
    .into_iter()
    .flatten()
}
