use super::Failure;
use crate::error::ApiError;
use leptos::prelude::*;

/// Waits for a read and shows its result, or why it failed. The page creates the resource at its top, so that its reads
/// begin together.
#[component]
pub(crate) fn Load<T, F, V>(what: Resource<Result<T, ApiError>>, children: F) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=|| view! { <p class="quiet" role="status">"Loading the page"</p> }>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    match what.await {
                        Ok(found) => children(found).into_any(),
                        Err(error) => view! { <Failure error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// The same for a part of the frame: if the read failed, the page itself shows it.
#[component]
pub(crate) fn LoadQuietly<T, F, V>(what: Resource<Result<T, ApiError>>, children: F) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition>
            {move || {
                let children = children.clone();
                Suspend::new(async move { what.await.ok().map(|found| children(found).into_any()) })
            }}
        </Transition>
    }
}
