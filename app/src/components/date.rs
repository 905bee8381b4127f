use crate::words::clock;
use domain::Timestamp;
use leptos::prelude::*;

/// A day, with the exact time in its title.
#[component]
pub(crate) fn Day(at: Timestamp) -> impl IntoView {
    view! { <time datetime=at.rfc3339() title=at.rfc3339()>{at.long_date()}</time> }
}

/// A point in time to the minute. A line break is only possible between day and time of day.
#[component]
pub(crate) fn Moment(at: Timestamp) -> impl IntoView {
    view! {
        <time class="moment" datetime=at.rfc3339() title=at.rfc3339()>
            <span class="nowrap">{at.long_date()}</span>
            ", "
            <span class="nowrap">{clock(at)}</span>
        </time>
    }
}
