use crate::view::Front;
use leptos::prelude::*;

/// Names the institution that runs this Insignia.
#[component]
pub(crate) fn Footer(front: Front) -> impl IntoView {
    let says = match front.institution {
        Some(institution) => format!("Insignia, open source. Run by {}.", institution.name),
        None => "Insignia, open source.".to_owned(),
    };
    view! {
        <footer class="measure">
            <div class="foot row apart">
                <span>{says}</span>
                <span>"You can check badges here. Nothing that you check is stored."</span>
            </div>
        </footer>
    }
}
