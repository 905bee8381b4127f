//! `insignia owner-link`

use super::print::say;
use super::with_application::with_application;
use std::path::Path;

pub(super) fn owner_link(config: &Path) -> anyhow::Result<()> {
    let link =
        with_application(config, async |application| Ok(application.people.make_owner_link.make().await?))?;
    say(&link);
    say(
        "The link signs a person in as the owner, once, within 24 hours. Anybody who may run this command may become \
         the owner.",
    );
    Ok(())
}
