//! The report of a verification as HTML. The web server puts it into a page; the verifier in the browser puts the same
//! text into the page Verify. Everything that a badge or another server supplied is escaped by the templates.

mod badge_card;
mod check_group;
mod ornament;
mod plain_text;
mod status_icon;
mod verdict;
pub mod words;

use askama::Template as _;
use messages::verification::Report;

pub use ornament::Ornament;
pub use plain_text::plain_text;
pub use status_icon::StatusIcon;

/// The program that made the verification, as the report names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckedBy {
    /// The web server, to which the badge was posted.
    Server,
    /// The reader's browser, which sent the badge nowhere.
    Browser,
}

/// What the report shows in addition to its own facts.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The program that made the verification.
    pub by: CheckedBy,
    /// Address of the page that shows the report, for a printed report; empty: none.
    pub page: &'a str,
    /// Address of the badge's picture on this server, if the badge is one of ours.
    pub image: Option<&'a str>,
    /// Writes the criteria, which are untrusted Markdown, as HTML that is safe to show.
    pub criteria: fn(&str) -> String,
}

/// The page's title: the headline without its full stop.
#[must_use]
pub fn title(report: &Report) -> &str {
    report.headline.trim_end_matches('.')
}

/// The verdict, the checks by question, and the content of the badge, where its proof is good.
#[must_use]
pub fn to_html(report: &Report, setting: &Setting<'_>) -> String {
    let html = verdict::Page::of(report, setting).render();
    // Writing into a `String` does not fail.
    html.unwrap_or_default()
}
