//! `POST /verify`: checks what somebody gives us, keeps nothing of it, and shows the report on the same page.

use super::super::body::{Form, Upload, form_with_files, kind, plain_form};
use super::super::pages::{self, Found};
use super::Web;
use app::backend::Checked;
use app::view::VerifyPage;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The largest picture that is looked at, in bytes: our own pictures and a credential fit several times.
const LIMIT: usize = 8 * 1024 * 1024;

pub(in super::super) async fn verify_credential(State(web): State<Web>, request: Request) -> Response {
    let read = match kind(request.headers()).as_str() {
        "application/x-www-form-urlencoded" => plain_form(request).await,
        _ => form_with_files(request, LIMIT).await,
    };
    let (parts, form) = match read {
        Ok(read) => read,
        Err(problem) => return problem.into_response(),
    };
    let page = parts.uri.clone();
    let found = match given(&form) {
        Ok(input) => look(&web, input, &form).await,
        Err(unreadable) => {
            VerifyPage { unreadable: Some(unreadable), fields: form.fields, ..VerifyPage::default() }
        }
    };
    pages::render(&web, parts, page, Found::Checked(Box::new(Checked(found))), StatusCode::OK).await
}

/// A file goes before a text.
fn given(form: &Form) -> Result<Vec<u8>, String> {
    match form.files.get("file") {
        Some(Upload::Whole(bytes)) => Ok(bytes.clone()),
        Some(Upload::TooLong(length)) => Err(format!(
            "The file has {} MiB; {} MiB fit. A badge is smaller: choose the file that its issuer's page offers.",
            length.div_ceil(1024 * 1024),
            LIMIT / 1024 / 1024
        )),
        None => match form.fields.get("credential") {
            "" => Err("Nothing was given. Choose a file, or paste the badge's text.".to_owned()),
            text => Ok(text.as_bytes().to_vec()),
        },
    }
}

async fn look(web: &Web, input: Vec<u8>, form: &Form) -> VerifyPage {
    let recipient = Some(form.fields.get("recipient")).filter(|typed| !typed.is_empty());
    let recipient = recipient.map(str::to_owned);
    match web.services.verify_badge(input, recipient, None).await {
        Some(report) => {
            let image = report.badge.as_ref().and_then(|badge| badge.image.as_deref());
            let own = image.and_then(|image| web.services.addresses.own_path(image)).map(str::to_owned);
            VerifyPage { report: Some(report), image: own, ..VerifyPage::default() }
        }
        None => VerifyPage {
            unreadable: Some("The check was cut short on our side. Try again.".to_owned()),
            fields: form.fields.clone(),
            ..VerifyPage::default()
        },
    }
}
