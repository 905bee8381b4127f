//! Criteria and narratives: Markdown to HTML that is safe to show.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// Converts Markdown to HTML. Raw HTML becomes text, links keep only `http`, `https` and `mailto`, pictures become
/// their alternative texts: nothing is fetched and nothing runs.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let safe = events.filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if harmless(&dest_url) { dest_url } else { CowStr::Borrowed("#") };
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        other => Some(other),
    });
    let mut out = String::new();
    html::push_html(&mut out, safe);
    out
}

fn harmless(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_emphasis_are_kept() {
        let html = to_html("1. Calibrate a **model**.\n2. Present it.");
        assert!(html.contains("<ol>") && html.contains("<strong>model</strong>"), "{html}");
    }

    #[test]
    fn nothing_in_markdown_can_run_or_fetch() {
        let html = to_html(
            "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) ![b](https://evil.example/x.png) [c](JAVASCRIPT:x) <javascript:alert(1)>",
        );
        for bad in ["<script", "<img", "href=\"javascript", "href=\"JAVASCRIPT", "evil.example"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }
}
