use crate::error::ApiError;
use leptos::prelude::*;
use leptos_meta::Title;

/// Why a page cannot be shown, with a link to another page.
#[component]
pub(crate) fn Failure(error: ApiError) -> impl IntoView {
    let (title, why, words, address) = match error {
        ApiError::NotFound => (
            "There is nothing at this address",
            "The link may be incomplete, or its page is not public. If the link came by mail, copy all of it.",
            "Go to the front page",
            "/",
        ),
        ApiError::SignInRequired => (
            "Sign in to see this page",
            "This page is part of the institution’s workspace. Your session may have ended.",
            "How to sign in",
            "/sign-in",
        ),
        ApiError::NotSetUp => (
            "Insignia is not set up yet",
            "First the owner enters the institution, and the signer makes the signing key. Then you can design \
             badges.",
            "Set up Insignia",
            "/setup",
        ),
        ApiError::Forbidden => (
            "Your role does not include this",
            "Ask an owner of the institution, or go back to your own work.",
            "Go to Today",
            "/today",
        ),
        ApiError::Unavailable => (
            "A part of Insignia does not answer",
            "The signer or the database cannot be reached at the moment. Nothing is lost. Load this page again in a \
             minute. If the problem stays, IT can look for the cause with the command “insignia doctor”.",
            "Go to the front page",
            "/",
        ),
        ApiError::Internal => (
            "Something went wrong on our side",
            "The server’s log has the details. Load the page again. If the problem stays, contact the people who run \
             this server.",
            "Go to the front page",
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
