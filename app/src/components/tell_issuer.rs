use crate::words::{host, mail_address, percent_encoded};
use leptos::prelude::*;

/// A way to reach the institution about a badge: a mail that names the badge's address, or the institution's web site.
#[component]
pub(crate) fn TellIssuer(
    /// The badge's address.
    #[prop(into)]
    badge: String,
    /// The institution's web address.
    #[prop(into)]
    url: String,
    /// The institution's mail address for such messages.
    #[prop(optional_no_strip)]
    email: Option<String>,
) -> impl IntoView {
    let (address, place) = match email {
        Some(email) => (mail_to(&email, &badge), email),
        None => (url.clone(), host(&url).to_owned()),
    };
    view! {
        <p class="small">
            "Is something wrong with this badge? " <a href=address rel="external">"Tell the issuer"</a> " (" <bdi>{place}</bdi> ")."
        </p>
    }
}

/// A mail with a subject (RFC 6068).
fn mail_to(email: &str, badge: &str) -> String {
    let subject = percent_encoded(&format!("About the badge {badge}"));
    format!("{}?subject={subject}", mail_address(email))
}

#[cfg(test)]
mod tests {
    use super::mail_to;

    #[test]
    fn the_subject_names_the_badge_and_nothing_adds_a_header() {
        assert_eq!(
            mail_to("a&cc=b?x%@school.example", "https://b.example/credentials/1?&"),
            "mailto:a%26cc%3Db%3Fx%25@school.example?subject=About%20the%20badge%20https%3A%2F%2Fb.example%2Fcredentials%2F1%3F%26"
        );
    }
}
