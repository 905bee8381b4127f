use super::picture;
use crate::view::PublicBadge;
use crate::words::kind;
use leptos::prelude::*;

/// Published badges side by side.
#[component]
pub(crate) fn Shelf(badges: Vec<PublicBadge>) -> impl IntoView {
    let items: Vec<_> = badges
        .into_iter()
        .map(|badge| {
            view! {
                <li>
                    <img src=picture(&badge.image) alt="" width="136" height="136" loading="lazy"/>
                    <h3>
                        <a href=badge.address rel="external"><bdi>{badge.name}</bdi></a>
                    </h3>
                    <p dir="auto">{badge.description}</p>
                    <p class="small">{kind(&badge.achievement_type)}</p>
                </li>
            }
        })
        .collect();
    view! { <ul class="shelf">{items}</ul> }
}
