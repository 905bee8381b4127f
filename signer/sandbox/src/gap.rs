//! A wall that does not stand, or not wholly.

use std::fmt;

/// A group of walls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Memory is not written to swap.
    Memory,
    /// Files, TCP, signals, abstract sockets.
    Landlock,
    /// System calls.
    SystemCalls,
}

/// What is open, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Of which group.
    pub layer: Layer,
    /// By the configuration, not for want of anything.
    pub chosen: bool,
    says: String,
}

impl Gap {
    /// This kernel, or this user, cannot have it.
    pub(crate) fn missing(layer: Layer, says: impl Into<String>) -> Self {
        Self { layer, chosen: false, says: says.into() }
    }

    /// The configuration leaves it open.
    pub(crate) fn chosen(layer: Layer, says: impl Into<String>) -> Self {
        Self { layer, chosen: true, says: says.into() }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}
