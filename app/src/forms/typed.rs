use crate::view::FormState;
use domain::{Fields, Finding};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

/// Longer than pressing and releasing a button takes.
const CLICK: Duration = Duration::from_millis(400);

/// What stands in a form's fields and what is wrong with it: as posted at first, then as typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    fields: RwSignal<Fields>,
    edited: StoredValue<BTreeSet<&'static str>>,
    touched: RwSignal<BTreeSet<&'static str>>,
    posted: StoredValue<Vec<Finding>>,
    judge: fn(&Fields) -> Vec<Finding>,
}

impl Typed {
    /// A form that shows `stored` at first, or what was posted and refused. `judge` is the rule that the server
    /// applies, too; here it tells what is wrong while somebody types.
    pub(crate) fn new(state: &FormState, stored: Fields, judge: fn(&Fields) -> Vec<Finding>) -> Self {
        let fields = if state.posted { state.fields.clone() } else { stored };
        Self {
            fields: RwSignal::new(fields),
            edited: StoredValue::new(BTreeSet::new()),
            touched: RwSignal::new(BTreeSet::new()),
            posted: StoredValue::new(state.findings.clone()),
            judge,
        }
    }

    /// What stands in a field, now and whenever it changes.
    pub(crate) fn value(self, name: &str) -> String {
        self.fields.with(|fields| fields.raw(name).to_owned())
    }

    /// What stood in a field when the page was made.
    pub(crate) fn initial(self, name: &str) -> String {
        self.fields.with_untracked(|fields| fields.raw(name).to_owned())
    }

    /// Somebody types. A field that was found wrong is judged at once, any other when it is left.
    pub(crate) fn typed(self, name: &'static str, value: String) {
        self.fields.update(|fields| fields.set(name, value));
        self.edited.update_value(|edited| {
            edited.insert(name);
        });
        if !self.posted_findings(name).is_empty() {
            self.left(name);
        }
    }

    /// A field is left. Once something was typed in it, it is judged as it stands from now on.
    pub(crate) fn left(self, name: &'static str) {
        let edited = self.edited.with_value(|edited| edited.contains(name));
        if edited && !self.touched.with_untracked(|touched| touched.contains(name)) {
            self.touched.update(|touched| {
                touched.insert(name);
            });
        }
    }

    /// The same, once a click that took the focus away has landed: a finding that appears between pressing and
    /// releasing the button would move the button away from under the pointer, and nothing would be sent.
    pub(crate) fn left_soon(self, name: &'static str) {
        set_timeout(move || self.left(name), CLICK);
    }

    /// What is wrong with a field: the server's findings until it is touched, the rule's afterwards.
    pub(crate) fn findings(self, name: &'static str) -> Vec<Finding> {
        if self.touched.with(|touched| touched.contains(name)) {
            let all = self.fields.with(self.judge);
            all.into_iter().filter(|finding| finding.field == name).collect()
        } else {
            self.posted_findings(name)
        }
    }

    /// What is wrong with the form as a whole.
    pub(crate) fn form_findings(self) -> Vec<Finding> {
        self.posted_findings("")
    }

    /// How many fields were found wrong when the form was posted.
    pub(crate) fn refused_fields(self) -> usize {
        self.posted.with_value(|posted| {
            let names: BTreeSet<_> =
                posted.iter().map(|f| f.field.as_str()).filter(|f| !f.is_empty()).collect();
            names.len()
        })
    }

    fn posted_findings(self, name: &str) -> Vec<Finding> {
        self.posted.with_value(|posted| posted.iter().filter(|f| f.field == name).cloned().collect())
    }
}
