//! Names for blank nodes, in the order of request (RDFC-1.0, section 4.3).

use std::collections::HashMap;
use std::fmt::Write as _;

/// Issues a prefix and a counter. Copied for each tried path.
#[derive(Clone)]
pub(super) struct Issuer {
    prefix: &'static str,
    numbers: HashMap<usize, u32, foldhash::fast::FixedState>,
    order: Vec<usize>,
}

impl Issuer {
    /// Issues `c14n0`, `c14n1`, and so on.
    pub(super) fn canonical() -> Self {
        Self { prefix: "c14n", numbers: HashMap::default(), order: Vec::new() }
    }

    /// Issues `b0`, `b1`, and so on.
    pub(super) fn temporary() -> Self {
        Self { prefix: "b", ..Self::canonical() }
    }

    /// Gives the node a name unless it has one.
    pub(super) fn issue(&mut self, node: usize) {
        let next = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        if let std::collections::hash_map::Entry::Vacant(place) = self.numbers.entry(node) {
            place.insert(next);
            self.order.push(node);
        }
    }

    /// The number in this node's name.
    pub(super) fn number(&self, node: usize) -> Option<u32> {
        self.numbers.get(&node).copied()
    }

    /// Writes `_:` and the node's name; returns whether it has one.
    pub(super) fn write(&self, out: &mut String, node: usize) -> bool {
        let number = self.number(node);
        if let Some(number) = number {
            // Writing to a String cannot fail.
            let _ = write!(out, "_:{}{number}", self.prefix);
        }
        number.is_some()
    }

    /// The nodes in the order of naming.
    pub(super) fn in_order(&self) -> &[usize] {
        &self.order
    }
}
