use crate::error::ApiError;
use leptos::prelude::*;
use leptos_meta::Title;

/// Why a page cannot be shown, with a link to another page.
#[component]
pub(crate) fn Failure(error: ApiError) -> impl IntoView {
    let (title, why, words, address) = match error {
        ApiError::NotFound => (
            "There is nothing at this address",
            "The link may be incomplete, or what it led to is not public. If it came by mail, copy it whole.",
            "Go to the first page",
            "/",
        ),
        ApiError::SignInRequired => (
            "Sign in to see this page",
            "It belongs to the institution’s workspace. A session ends after a while, too.",
            "How to sign in",
            "/sign-in",
        ),
        ApiError::NotSetUp => (
            "This Insignia is not set up yet",
            "Before badges can be designed, its owner enters the institution and the signer makes its key.",
            "Set it up",
            "/setup",
        ),
        ApiError::Forbidden => (
            "Your role does not include this",
            "Ask somebody who may do it, or go back to your own work.",
            "Go to today",
            "/today",
        ),
        ApiError::Unavailable => (
            "A part of Insignia does not answer",
            "The signer or the storage is not reachable right now. Nothing is lost. Load this page again in a \
             minute; if it stays like this, the command “insignia doctor” says what is wrong.",
            "Go to the first page",
            "/",
        ),
        ApiError::Internal => (
            "Something went wrong on our side",
            "It is written in the log of this server. Load the page again; if it stays like this, tell whoever \
             runs it.",
            "Go to the first page",
            "/",
        ),
    };
    view! {
        <Title text=title/>
        <section class="stack" role="alert">
            <h1>{title}</h1>
            <p>{why}</p>
            <p>
                <a class="btn" href=address>{words}</a>
            </p>
        </section>
    }
}
