//! A wall that does not stand, or not wholly.

use std::fmt;

/// A group of walls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wall {
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
    pub wall: Wall,
    /// By the configuration, not for want of anything.
    pub chosen: bool,
    says: String,
}

impl Gap {
    /// This kernel, or this user, cannot have it.
    pub(crate) fn missing(wall: Wall, says: impl Into<String>) -> Self {
        Self { wall, chosen: false, says: says.into() }
    }

    /// The configuration leaves it open.
    pub(crate) fn chosen(wall: Wall, says: impl Into<String>) -> Self {
        Self { wall, chosen: true, says: says.into() }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}
