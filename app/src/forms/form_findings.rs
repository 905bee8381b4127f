use super::Typed;
use super::control::FindingLine;
use crate::components::{Mark, StatusIcon};
use leptos::prelude::*;

/// Why the form as a whole was refused, above it: its own findings, and links to the fields with further ones. The page
/// opens with the focus here.
#[component]
pub(crate) fn FormFindings(typed: Typed) -> impl IntoView {
    let own = typed.form_findings();
    let fields = typed.refused_fields();
    (fields > 0 || !own.is_empty()).then(|| {
        let own: Vec<_> = own.into_iter().map(|finding| view! { <FindingLine finding/> }).collect();
        let links: Vec<_> = typed
            .field_findings()
            .into_iter()
            .map(|finding| view! { <li><a href=format!("#{}", finding.field)>{finding.says}</a></li> })
            .collect();
        view! {
            <div class="notice" role="alert" id="findings" tabindex="-1" autofocus=true>
                <span>
                    <Mark icon=StatusIcon::Warn/>
                </span>
                <div class="stack-s">
                    {own}
                    {(fields > 0).then(|| view! { <p>{refused(fields)}</p> <ul class="plain">{links}</ul> })}
                </div>
            </div>
        }
    })
}

fn refused(fields: usize) -> String {
    if fields == 1 {
        "One field has to be corrected: see the text under it. Nothing was stored.".to_owned()
    } else {
        format!("{fields} fields have to be corrected: see the text under each. Nothing was stored.")
    }
}
