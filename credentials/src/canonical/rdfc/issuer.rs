//! Names for blank nodes, in order of asking (RDFC-1.0, section 4.3).

use std::collections::HashMap;

/// Issues a prefix and a counter. Copied for each path that is tried.
#[derive(Clone)]
pub(super) struct Issuer {
    prefix: &'static str,
    names: HashMap<usize, String>,
    order: Vec<usize>,
}

impl Issuer {
    pub(super) fn new(prefix: &'static str) -> Self {
        Self { prefix, names: HashMap::new(), order: Vec::new() }
    }

    /// The name that this node has, or a new one.
    pub(super) fn issue(&mut self, node: usize) -> &str {
        let (prefix, order) = (self.prefix, &mut self.order);
        self.names.entry(node).or_insert_with(|| {
            order.push(node);
            format!("{prefix}{}", order.len() - 1)
        })
    }

    /// The name that this node has.
    pub(super) fn name(&self, node: usize) -> Option<&str> {
        self.names.get(&node).map(String::as_str)
    }

    /// The nodes in the order in which they were named.
    pub(super) fn in_order(&self) -> &[usize] {
        &self.order
    }
}
