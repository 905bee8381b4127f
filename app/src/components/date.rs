use crate::words::moment;
use domain::Timestamp;
use leptos::prelude::*;

/// A day, with the exact time in its title.
#[component]
pub(crate) fn Day(at: Timestamp) -> impl IntoView {
    view! { <time datetime=at.rfc3339() title=at.rfc3339()>{at.long_date()}</time> }
}

/// A point in time to the minute.
#[component]
pub(crate) fn Moment(at: Timestamp) -> impl IntoView {
    view! { <time datetime=at.rfc3339() title=at.rfc3339()>{moment(at)}</time> }
}
