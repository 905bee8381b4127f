//! Runs a command's work with the application of its installation.

use crate::application::Application;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::fetcher::PublicOnly;
use crate::storage::Storage;
use std::path::Path;
use std::sync::Arc;

/// Opens the configured database, does the work, and closes it again.
pub(super) fn with_application<T>(
    config: &Path,
    work: impl AsyncFnOnce(&Application) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    super::keep_to_oneself();
    let config = Config::load(config)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let storage = Storage::open(&config.database).await?;
        let application =
            Application::start(&config, storage, Arc::new(SystemClock), Arc::new(PublicOnly)).await?;
        let done = work(&application).await;
        application.close().await;
        done
    })
}
