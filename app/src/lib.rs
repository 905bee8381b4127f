//! Insignia's web application: pages, components, and the server functions that they read through.
//!
//! Every page is rendered on the server and hydrated in the browser; every form is a plain form that works without
//! scripts. Two rules keep both renderings equal. A page creates its resources at its top, before anything is awaited.
//! Everything shown comes from them, never from a clock or a random number.

#![expect(unreachable_pub, reason = "the component macro makes the properties of every component public")]
#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
#![recursion_limit = "512"]

mod api;
mod app;
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
#[cfg(feature = "ssr")]
pub use backend::{routes, shell};
pub use error::ApiError;
