use super::Icon;
use crate::words::host;
use leptos::prelude::*;

/// The issuer's domain, shown before its name: the name is only a claim.
#[component]
pub(crate) fn DomainLine(#[prop(into)] address: String) -> impl IntoView {
    view! {
        <p class="domain">
            <Icon name="globe"/>
            <Host address/>
        </p>
    }
}

/// A host that breaks only after its dots.
#[component]
fn Host(address: String) -> impl IntoView {
    let host = host(&address);
    let last = host.split('.').count().saturating_sub(1);
    let labels: Vec<_> = host
        .split('.')
        .enumerate()
        .map(|(place, label)| {
            let text = if place == last { label.to_owned() } else { format!("{label}.") };
            view! { {text} <wbr/> }
        })
        .collect();
    view! { <span class="keep">{labels}</span> }
}
