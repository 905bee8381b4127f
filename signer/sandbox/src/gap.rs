//! A gap in the sandbox: a restriction that is missing or incomplete.

use std::fmt;

/// A group of restrictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Memory locking: no page is written to swap.
    Memory,
    /// Files, TCP, signals, abstract sockets.
    Landlock,
    /// System calls.
    SystemCalls,
}

/// A missing restriction and its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The group of the restriction.
    pub layer: Layer,
    /// The configuration chose the gap; otherwise the restriction is unavailable.
    pub chosen: bool,
    says: String,
}

impl Gap {
    /// This kernel, or this user, does not support the restriction.
    pub(crate) fn missing(layer: Layer, says: impl Into<String>) -> Self {
        Self { layer, chosen: false, says: says.into() }
    }

    /// The configuration leaves the restriction out.
    pub(crate) fn chosen(layer: Layer, says: impl Into<String>) -> Self {
        Self { layer, chosen: true, says: says.into() }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}
