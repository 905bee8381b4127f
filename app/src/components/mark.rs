use leptos::prelude::*;

/// A state's silhouette in `art/marks.svg`. Each differs by shape, so that nothing is lost in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Punch {
    /// Looked at and found good. Never for what was not looked at.
    Good,
    /// Wrong, or taken back.
    Stop,
    /// Waits for somebody, or is out of date.
    Warn,
    /// Changed after signing.
    Changed,
    /// Could not be looked at.
    Unknown,
    /// Unaltered, and nobody vouches for its issuer.
    Unvouched,
    /// Does not apply.
    Blank,
    /// On its way.
    Wait,
    /// Not published.
    Draft,
    /// Sent.
    Sent,
    /// Opened by its learner.
    Claimed,
}

impl Punch {
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
        format!("/art/marks.svg#m-{}", self.name())
    }
}

/// A punch, with its word unless the word stands beside it anyway.
#[component]
pub(crate) fn Mark(punch: Punch, #[prop(optional, into)] word: Option<String>) -> impl IntoView {
    view! {
        <span class=format!("mark {}", punch.name())>
            <svg aria-hidden="true">
                <use href=punch.shape()></use>
            </svg>
            {word}
        </span>
    }
}
