//! Insignia's web application: pages, components, and the server functions that they read through.
//!
//! Every page is rendered on the server; every form is a plain form that works without scripts. In the browser only the
//! islands run (`#[island]`): forms that follow what is typed. An island gets all its data as properties, and shows
//! nothing that comes from a clock or a random number: both renderings must be equal.

#![expect(unreachable_pub, reason = "the component macro makes the properties of every component public")]
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
#![recursion_limit = "512"]

mod api;
mod app;
mod assets;
/// The server's side: the interface that the server implements, and the HTML document of a page.
#[cfg(feature = "ssr")]
pub mod backend;
mod browser;
mod components;
mod error;
mod forms;
mod frames;
mod pages;
pub mod view;
mod words;

pub use app::App;
pub use assets::{Assets, IslandFiles};
#[cfg(feature = "ssr")]
pub use backend::{routes, shell};
pub use browser::provide_art_folder;
pub use error::ApiError;
