use crate::words::{Piece, pieces};
use leptos::prelude::*;

/// A sentence without line breaks inside its dates.
#[component]
pub(crate) fn Sentence(#[prop(into)] text: String) -> impl IntoView {
    let show = |piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Date(date) => view! { <span class="nowrap">{date}</span> }.into_any(),
    };
    pieces(&text).into_iter().map(show).collect_view()
}
