use askama::Template as _;

#[derive(askama::Template)]
#[template(
    source = "{% for paragraph in paragraphs %}<p dir=\"auto\">{% for line in paragraph.lines() %}{% if !loop.first %}<br>{% endif %}{{ line }}{% endfor %}</p>{% endfor %}",
    ext = "html"
)]
struct Paragraphs<'a> {
    paragraphs: Vec<&'a str>,
}

/// Criteria with their paragraphs and line breaks, and with their Markdown as it was typed: for the browser, where a
/// Markdown parser would be an eighth of the verifier.
#[must_use]
pub fn plain_text(criteria: &str) -> String {
    let paragraphs = criteria.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
    // Writing into a `String` does not fail.
    Paragraphs { paragraphs }.render().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn paragraphs_and_lines_are_kept_and_nothing_is_markup() {
        assert_eq!(
            plain_text("One <b>\ntwo\n\n\n- **three**\n"),
            "<p dir=\"auto\">One &#60;b&#62;<br>two</p><p dir=\"auto\">- **three**</p>"
        );
        assert_eq!(plain_text("\n\n"), "");
    }
}
