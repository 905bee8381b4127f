use crate::components::{PrintButton, TellIssuer};
use crate::view::Contact;
use leptos::prelude::*;
use leptos_meta::Title;
use messages::verification::Report;
use report_html::{CheckedBy, Setting};

/// The report: the sentence first, then the checks by question, then the badge's content. `address` is that of the page
/// itself, `image` that of the picture, if the badge is one of ours. `contact`: who learns that our badge is not genuine.
#[component]
pub(crate) fn VerifyResult(
    report: Report,
    image: Option<String>,
    address: String,
    contact: Option<Contact>,
) -> impl IntoView {
    let setting = Setting {
        by: CheckedBy::Server,
        page: &address,
        image: image.as_deref(),
        criteria: domain::markdown::to_html,
    };
    let html = report_html::to_html(&report, &setting);
    view! {
        <Title text=report_html::title(&report).to_owned()/>
        <div class="row apart">
            <a href="/verify" rel="external">"Check another badge"</a>
            <PrintButton/>
        </div>
        <div class="report" inner_html=html></div>
        {contact.map(|Contact { badge, url, email }| view! { <TellIssuer badge url email/> })}
    }
}
