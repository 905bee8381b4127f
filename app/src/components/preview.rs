use crate::words::{excerpt, host};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The longest description, in characters: previews show about as many.
const MOST: usize = 200;

/// The picture of a preview.
pub(crate) struct Picture {
    /// Its address.
    pub(crate) address: String,
    /// Its description.
    pub(crate) alt: String,
}

/// The title of a public page, and what search engines and previews of links show (Open Graph, X cards): the subject and
/// the host. An issuer's name is its own claim and a learner's name is for readers of the page, so neither is here.
#[component]
pub(crate) fn Preview(
    /// The page's subject, without the host.
    #[prop(into)]
    subject: String,
    #[prop(into)] description: String,
    /// The page's address.
    #[prop(into)]
    address: String,
    #[prop(optional, into)] picture: Option<Picture>,
) -> impl IntoView {
    let site = host(&address).to_owned();
    let title = format!("{subject} · {site}");
    let description = excerpt(&description, MOST);
    let description = (!description.is_empty()).then(|| {
        view! {
            <Meta name="description" content=description.clone()/>
            <Meta property="og:description" content=description/>
        }
    });
    let picture = picture.map(|Picture { address, alt }| {
        view! {
            <Meta property="og:image" content=address/>
            <Meta property="og:image:type" content="image/png"/>
            <Meta property="og:image:alt" content=alt/>
        }
    });
    view! {
        <Title text=title.clone()/>
        {description}
        <Meta property="og:title" content=title/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:site_name" content=site/>
        <Meta property="og:url" content=address/>
        {picture}
        // A small square: a badge would be cut in the large card.
        <Meta name="twitter:card" content="summary"/>
    }
}
