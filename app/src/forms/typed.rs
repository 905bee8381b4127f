use crate::view::{FormState, ShownFinding};
use domain::{Fields, Finding};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

/// Longer than pressing and releasing a button takes.
const CLICK: Duration = Duration::from_millis(400);

/// A form's values and errors: as posted at first, then as typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    fields: RwSignal<Fields>,
    edited: StoredValue<BTreeSet<&'static str>>,
    touched: RwSignal<BTreeSet<&'static str>>,
    posted: StoredValue<Vec<ShownFinding>>,
    judge: fn(&Fields) -> Vec<Finding>,
}

impl Typed {
    /// A form that first shows `stored`, or the refused input. `judge` is the rule that the server applies, too; in an
    /// island it finds errors while the user types.
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

    /// A field's value, now and after each change.
    pub(crate) fn value(self, name: &str) -> String {
        self.fields.with(|fields| fields.raw(name).to_owned())
    }

    /// A field's value when the page was created.
    pub(crate) fn initial(self, name: &str) -> String {
        self.fields.with_untracked(|fields| fields.raw(name).to_owned())
    }

    /// The user types. A field with an error is judged at once, any other when it loses focus.
    pub(crate) fn typed(self, name: &'static str, value: String) {
        self.fields.update(|fields| fields.set(name, value));
        self.edited.update_value(|edited| {
            edited.insert(name);
        });
        if !self.posted_findings(name).is_empty() {
            self.left(name);
        }
    }

    /// A field loses focus. Once the user has typed in it, its current value is judged from now on.
    pub(crate) fn left(self, name: &'static str) {
        let edited = self.edited.with_value(|edited| edited.contains(name));
        if edited && !self.touched.with_untracked(|touched| touched.contains(name)) {
            self.touched.update(|touched| {
                touched.insert(name);
            });
        }
    }

    /// The same after the click that took the focus away. An error that appears between pressing and releasing the
    /// button would move the button away from the pointer, and nothing would be sent.
    pub(crate) fn left_soon(self, name: &'static str) {
        set_timeout(move || self.left(name), CLICK);
    }

    /// A field's errors: the server's until it is touched, the rule's afterwards.
    pub(crate) fn findings(self, name: &'static str) -> Vec<ShownFinding> {
        if self.touched.with(|touched| touched.contains(name)) {
            let all = self.fields.with(self.judge);
            all.iter().filter(|finding| finding.field == name).map(ShownFinding::from).collect()
        } else {
            self.posted_findings(name)
        }
    }

    /// Errors of the form as a whole.
    pub(crate) fn form_findings(self) -> Vec<ShownFinding> {
        self.posted_findings("")
    }

    /// Errors of fields when the form was posted.
    pub(crate) fn field_findings(self) -> Vec<ShownFinding> {
        self.posted.with_value(|posted| posted.iter().filter(|f| !f.field.is_empty()).cloned().collect())
    }

    /// How many fields had errors when the form was posted.
    pub(crate) fn refused_fields(self) -> usize {
        self.posted.with_value(|posted| {
            let names: BTreeSet<_> =
                posted.iter().map(|f| f.field.as_str()).filter(|f| !f.is_empty()).collect();
            names.len()
        })
    }

    fn posted_findings(self, name: &str) -> Vec<ShownFinding> {
        self.posted.with_value(|posted| posted.iter().filter(|f| f.field == name).cloned().collect())
    }
}
