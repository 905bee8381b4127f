//! `insignia owner-link`

use super::print::say;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::service::Services;
use crate::storage::Storage;
use std::path::Path;
use std::sync::Arc;

pub(super) fn owner_link(config: &Path) -> anyhow::Result<()> {
    super::keep_to_oneself();
    let config = Config::load(config)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let link = runtime.block_on(async {
        let storage = Storage::open(&config.database).await?;
        let services = Services::start(&config, storage, Arc::new(SystemClock)).await?;
        let link = services.make_owner_link().await?;
        services.close().await;
        anyhow::Ok(link)
    })?;
    say(&link);
    say(
        "It signs its opener in as the owner, once, within 24 hours. Whoever may run this command may become the owner.",
    );
    Ok(())
}
