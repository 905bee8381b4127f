//! Two ways to take a step between contexts: look it up, or compute it.

use std::sync::{RwLockReadGuard, RwLockWriteGuard};

use super::Stop;
use super::context::{ContextId, Step};
use super::tables::{Further, Leads, Tables};
use crate::canonical::UnsupportedForm;
use crate::work::Work;

/// A conversion's access to the tables.
pub(super) trait Steps {
    fn tables(&self) -> &Tables;

    /// The result of a step.
    fn step(&mut self, step: Step) -> Result<ContextId, Stop>;

    /// A further context by its text.
    fn further(&mut self, text: &str) -> Result<Further, Stop>;
}

/// Looks up previously computed steps only; any number of documents may be in progress.
pub(super) struct Known<'a>(pub(super) RwLockReadGuard<'a, Tables>);

/// Computes new steps; one document at a time.
pub(super) struct Learning<'a> {
    pub(super) tables: RwLockWriteGuard<'a, Tables>,
    /// The document's budget. A new step costs as much as some hundred objects.
    pub(super) work: &'a Work,
}

const UNITS_OF_A_STEP: u64 = 100;

impl Steps for Known<'_> {
    fn tables(&self) -> &Tables {
        &self.0
    }

    fn step(&mut self, step: Step) -> Result<ContextId, Stop> {
        arrive(self.0.known_step(step).ok_or(Stop::NewStep)?)
    }

    fn further(&mut self, text: &str) -> Result<Further, Stop> {
        self.0.further(text).ok_or(Stop::NewStep)
    }
}

impl Steps for Learning<'_> {
    fn tables(&self) -> &Tables {
        &self.tables
    }

    fn step(&mut self, step: Step) -> Result<ContextId, Stop> {
        if let Some(known) = self.tables.known_step(step) {
            return arrive(known);
        }
        self.work.spend(UNITS_OF_A_STEP)?;
        arrive(self.tables.take_step(step))
    }

    fn further(&mut self, text: &str) -> Result<Further, Stop> {
        self.work.spend(UNITS_OF_A_STEP)?;
        Ok(self.tables.learn(text))
    }
}

fn arrive(leads: Leads) -> Result<ContextId, Stop> {
    match leads {
        Leads::To(context) => Ok(context),
        Leads::Nowhere => Err(Stop::not_covered(UnsupportedForm::ProtectedTerm)),
    }
}
