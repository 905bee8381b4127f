//! Page frames: navigation, banner, footer.

mod footer;
mod gate;
mod navigation;
mod public;
mod public_navigation;
mod skip_link;
mod trial_banner;
mod workspace;

pub(crate) use gate::Gate;
pub(crate) use public::Public;
pub(crate) use workspace::{Here, Workspace};
