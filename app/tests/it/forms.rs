//! Forms: tokens, values kept, findings tied to their fields.

use crate::every_page::addresses;
use crate::fake::{Fake, credential_id, design_id};
use crate::site::{Visit, visit};
use app::backend::Posted;
use app::view::{FormState, ShownFinding};
use domain::fault::{FormText, RecipientFault, RevocationFault, SignerFault, TextFault};
use domain::{DidMethod, Fault, Fields, Finding};

fn posted(values: &[(&str, &str)], findings: &[(&str, Fault)]) -> Visit {
    let mut fields = Fields::default();
    for (name, value) in values {
        fields.set(name, *value);
    }
    let findings = findings
        .iter()
        .map(|(field, fault)| ShownFinding::from(&Finding::new(field, fault.clone())))
        .collect();
    let state = FormState { token: "the-form-token".to_owned(), fields, findings, posted: true };
    Visit { posted: Some(Posted(state)), ..Visit::default() }
}

fn forms(html: &str) -> Vec<&str> {
    html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap()).collect()
}

/// The tag that contains an attribute.
fn tag<'a>(html: &'a str, attribute: &str) -> &'a str {
    let at = html.find(attribute).unwrap_or_else(|| panic!("{attribute} is not in the page"));
    let start = html[..at].rfind('<').unwrap();
    let end = at + html[at..].find('>').unwrap();
    &html[start..=end]
}

#[tokio::test]
async fn every_form_posts_plainly_and_carries_its_token() {
    let mut seen = 0;
    for address in addresses() {
        let page = visit(Visit::default(), &address).await;
        for form in forms(&page.html) {
            seen += 1;
            let open = form.split('>').next().unwrap();
            assert!(open.contains("method=\"post\"") && open.contains("enctype="), "{address}: {open}");
            // Findings are ours: a browser's own message would prevent posting a form with a bare domain.
            assert!(open.contains("novalidate") || !form.contains("class=\"field\""), "{address}: {open}");
            // No session yet, no change made, or the link itself is the secret.
            let without = open.contains("/owner/") || open.contains("/verify") || open.contains("/claim/");
            let token = form.contains("name=\"form_token\" value=\"the-form-token\"");
            assert!(token != without, "{address}: {open}");
        }
    }
    assert!(seen > 30, "{seen}");
}

#[tokio::test]
async fn a_finding_stands_under_its_field_and_is_tied_to_it() {
    let missing = TextFault::Missing(FormText::Description).into();
    let visit_to = posted(&[("name", "A")], &[("description", missing)]);
    let page = visit(visit_to, "/designs/new").await;
    let area = tag(&page.html, "id=\"description\"");
    assert!(area.contains("aria-invalid=\"true\""), "{area}");
    assert!(area.contains("aria-describedby=\"description-finding description-hint\""), "{area}");
    let under = page.html.split("id=\"description-finding\"").nth(1).unwrap();
    assert!(under.split("id=\"criteria\"").next().unwrap().contains("The description is missing."));
    let name = tag(&page.html, "id=\"name\"");
    assert!(!name.contains("aria-invalid"), "{name}");
    assert!(page.words().contains("One field has to be corrected"));
}

#[tokio::test]
async fn a_finding_about_the_whole_form_stands_above_it() {
    let refused = SignerFault::Refused { says: "The signer does not know this code.".to_owned() };
    let page = visit(posted(&[], &[("", refused.into())]), "/designs/new").await;
    let (above, _) = page.html.split_once("id=\"name\"").unwrap();
    assert!(above.contains("role=\"alert\"") && above.contains("The signer does not know this code."));
}

#[tokio::test]
async fn a_refused_form_opens_with_its_summary() {
    let missing = TextFault::Missing(FormText::Description).into();
    let refused = posted(&[], &[("description", missing)]);
    let page = visit(refused, "/designs/new").await;
    assert!(page.html.contains("<title>Error: Design a new badge"), "{}", page.html);
    let summary = tag(&page.html, "id=\"findings\"");
    assert!(summary.contains("autofocus") && summary.contains("tabindex=\"-1\""), "{summary}");
    assert!(page.html.contains("<a href=\"#description\">The description is missing.</a>"), "{}", page.html);
    let fresh = visit(Visit::default(), "/designs/new").await;
    assert!(!fresh.html.contains("Error: ") && !fresh.html.contains("autofocus"));
}

#[tokio::test]
async fn what_was_typed_is_shown_again_and_is_only_text() {
    let typed = [
        ("name", "A \"B\" <script>alert(1)</script>"),
        ("criteria", "\nfirst </textarea><script>alert(2)</script>"),
        ("achievement_type", "Course"),
        ("art", "lamp"),
    ];
    let page = visit(posted(&typed, &[]), "/designs/new").await;
    assert!(!page.html.contains("<script>alert"), "{}", page.html);
    assert!(
        tag(&page.html, "id=\"name\"").contains("value=\"A &quot;B&quot; "),
        "{}",
        tag(&page.html, "id=\"name\"")
    );
    assert!(page.html.contains(">\n\nfirst &lt;/textarea>"));
    assert!(tag(&page.html, "value=\"Course\"").contains("selected"));
    assert!(tag(&page.html, "value=\"lamp\"").contains("checked"));
    assert!(!tag(&page.html, "value=\"bridge\"").contains("checked"));
}

#[tokio::test]
async fn an_empty_field_is_empty() {
    let page = visit(Visit::default(), "/designs/new").await;
    let area = tag(&page.html, "id=\"description\"");
    assert!(page.html.contains(&format!("{area}</textarea>")), "{area}");
}

#[tokio::test]
async fn a_stored_design_is_shown_unless_another_was_just_posted() {
    let address = format!("/designs/{}", design_id(2));
    let stored = visit(Visit::default(), &address).await;
    assert!(tag(&stored.html, "id=\"name\"").contains("value=\"Coastal Flood Modelling, Level 2\""));
    let missing = TextFault::Missing(FormText::Name).into();
    let refused = visit(posted(&[("name", "")], &[("name", missing)]), &address).await;
    assert!(tag(&refused.html, "id=\"name\"").contains("value=\"\""));
}

#[tokio::test]
async fn the_identifier_of_an_issue_form_survives_a_refusal() {
    let address = format!("/issue/{}", design_id(2));
    let fresh = visit(Visit::default(), &address).await;
    assert!(tag(&fresh.html, "name=\"request\"").contains("value=\"4f1d2c\""));
    let refused = visit(
        posted(&[("request", "first")], &[("email", RecipientFault::NotAMailAddress.into())]),
        &address,
    )
    .await;
    assert!(tag(&refused.html, "name=\"request\"").contains("value=\"first\""));
}

#[tokio::test]
async fn a_refused_revocation_opens_its_form_again() {
    let address = format!("/register/{}/revoke", credential_id(5));
    let page = visit(posted(&[], &[("reason", RevocationFault::NoReason.into())]), &address).await;
    assert!(tag(&page.html, "id=\"revoke\"").contains("open"));
    assert!(page.html.contains(&format!("action=\"{address}\"")));
    let fresh = visit(Visit::default(), &format!("/register/{}", credential_id(5))).await;
    assert!(!tag(&fresh.html, "id=\"revoke\"").contains("open"));
}

#[tokio::test]
async fn set_up_says_why_a_web_identifier_is_off_on_ones_own_machine() {
    let fake = Fake { set_up: false, did_method: DidMethod::Key, ..Fake::default() };
    let page = visit(Visit { fake, ..Visit::default() }, "/setup").await;
    assert!(page.words().contains("A web identifier (did:web) is not possible here"), "{}", page.words());
    let fake = Fake { set_up: false, ..Fake::default() };
    let web = visit(Visit { fake, ..Visit::default() }, "/setup").await;
    assert!(web.words().contains("The issuer gets a web identifier (did:web)"));
}
