#![doc = include_str!("../README.md")]

mod error;
mod get;
mod resolver;

pub use error::FetchError;
pub use get::{Guard, get};
