//! The head of public pages: title, description and preview of a link.

use crate::every_page::addresses;
use crate::fake::{Fake, PUBLIC_URL, credential_id, design_id, institution, row, wording};
use crate::site::{Visit, visit};

/// The pages whose links people send to others.
fn shared() -> [String; 4] {
    [
        format!("/credentials/{}", credential_id(6)),
        format!("/achievements/{}/2", design_id(2)),
        format!("/issuers/{}", institution().id),
        "/".to_owned(),
    ]
}

async fn head(fake: Fake, address: &str) -> String {
    let page = visit(Visit { fake, stranger: true, ..Visit::default() }, address).await;
    page.html.split("</head>").next().unwrap().to_owned()
}

/// The content of a `<meta>` by its `name` or `property`.
fn meta<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let tags = head.split("<meta ").skip(1).filter_map(|rest| rest.split('>').next());
    let mut tags = tags.filter(|tag| tag.contains(&format!("=\"{name}\"")));
    tags.next()?.split("content=\"").nth(1)?.split('"').next()
}

#[tokio::test]
async fn a_preview_names_the_badge_and_the_host_and_no_unproven_name() {
    for address in shared() {
        let head = head(Fake::default(), &address).await;
        let title = head.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert!(title.ends_with("badges.vrijhaven.example · Insignia"), "{address}: {title}");
        for name in [institution().name, row(6).recipient] {
            assert!(!head.contains(&name), "{address} shows {name}");
        }
        let about_badge = address.starts_with("/credentials/") || address.starts_with("/achievements/");
        assert_eq!(title.contains(&wording().name), about_badge, "{address}: {title}");
        let shown = meta(&head, "og:title").unwrap();
        assert_eq!(format!("{shown} · Insignia"), title, "{address}");
        let description = meta(&head, "og:description").unwrap();
        assert_eq!(meta(&head, "description"), Some(description), "{address}");
        assert!((20..=201).contains(&description.chars().count()), "{address}: {description}");
        assert_eq!(meta(&head, "og:type"), Some("website"));
        assert!(meta(&head, "og:url").unwrap().starts_with(PUBLIC_URL), "{address}");
        assert!(meta(&head, "twitter:card").is_some());
        assert_eq!(meta(&head, "og:image").is_some(), about_badge, "{address}");
        if about_badge {
            assert!(meta(&head, "og:image").unwrap().starts_with(&format!("{PUBLIC_URL}/achievements/")));
            assert_eq!(meta(&head, "og:image:alt"), Some(wording().caption.as_str()));
        }
    }
}

#[tokio::test]
async fn a_preview_of_a_revoked_badge_names_the_revocation() {
    let title = |number| async move {
        let head = head(Fake::default(), &format!("/credentials/{}", credential_id(number))).await;
        meta(&head, "og:title").unwrap().to_owned()
    };
    assert!(title(8).await.starts_with(&format!("Revoked: {}", wording().name)));
    assert!(title(6).await.starts_with(&wording().name));
}

#[tokio::test]
async fn a_page_about_a_person_is_kept_out_of_indexes_and_a_badge_s_own_page_is_not() {
    let [credential, others @ ..] = shared();
    assert_eq!(meta(&head(Fake::default(), &credential).await, "robots"), Some("noindex"));
    for address in others {
        assert_eq!(meta(&head(Fake::default(), &address).await, "robots"), None, "{address}");
    }
}

#[tokio::test]
async fn no_name_leaves_the_title_or_an_attribute() {
    let badge = r#"</title><script>alert(1)</script>"><b x=' & &lt;"#;
    for address in addresses() {
        let fake = Fake { badge: badge.to_owned(), ..Fake::default() };
        let page = visit(Visit { fake, ..Visit::default() }, &address).await;
        assert!(!page.html.contains("<script>alert"), "{address}");
        assert!(!page.html.contains("\"><b x="), "{address}");
        let head = page.html.split("</head>").next().unwrap();
        assert_eq!(head.matches("</title>").count(), 1, "{address}");
    }
    let fake = Fake { badge: badge.to_owned(), ..Fake::default() };
    let head = head(fake, &shared()[0]).await;
    let escaped =
        "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"&gt;&lt;b x=' &amp; &amp;lt; · ";
    assert!(head.contains(escaped), "{head}");
    assert!(meta(&head, "og:title").unwrap().contains("&lt;script&gt;"), "{head}");
}
