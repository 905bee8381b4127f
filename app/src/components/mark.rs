use super::art;
use leptos::prelude::*;

/// A status icon in `art/marks.svg`. Their shapes differ, so that they are distinct without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusIcon {
    /// Checked and found good. Never for something unchecked.
    Good,
    /// Wrong, or revoked.
    Stop,
    /// Waits for a person, or is out of date.
    Warn,
    /// Changed after signing.
    Changed,
    /// Could not be checked.
    Unknown,
    /// Unaltered, and nobody vouches for its issuer.
    Unvouched,
    /// Does not apply.
    Blank,
    /// In progress.
    Wait,
    /// Not published.
    Draft,
    /// Sent.
    Sent,
    /// Opened by its learner.
    Claimed,
}

impl StatusIcon {
    /// Its name in the stylesheet and in the file of shapes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Stop => "stop",
            Self::Warn => "warn",
            Self::Changed => "changed",
            Self::Unknown => "unknown",
            Self::Unvouched => "unvouched",
            Self::Blank => "none",
            Self::Wait => "wait",
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Claimed => "claimed",
        }
    }

    /// Address of its shape.
    pub(crate) fn shape(self) -> String {
        art(&format!("marks.svg#m-{}", self.name()))
    }
}

/// A status icon, with its word unless the page shows the word anyway.
#[component]
pub(crate) fn Mark(icon: StatusIcon, #[prop(optional, into)] word: Option<String>) -> impl IntoView {
    view! {
        <span class=format!("mark {}", icon.name())>
            <svg aria-hidden="true">
                <use href=icon.shape()></use>
            </svg>
            {word}
        </span>
    }
}
