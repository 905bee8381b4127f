//! `POST /verify`: verifies a posted credential, stores nothing of it, and shows the report on the same page.

use super::super::body::{Form, Upload, form_with_files, kind, plain_form};
use super::super::pages::{self, Found};
use super::Web;
use crate::log::chain;
use crate::usecase::{CheckError, DownloadError, Format};
use app::backend::{Backend as _, Checked};
use app::view::{Contact, VerifyPage};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use credentials::address::PublicAddress;
use messages::verification::{Report, Verdict};

/// The longest badge that is checked, as a file or as pasted text, in bytes: several times the size of our own
/// pictures.
const LIMIT: usize = 8 * 1024 * 1024;
/// The limit for all other fields of the form together, in bytes.
const OTHER_TEXTS: usize = 64 * 1024;
/// The longest ledger proof, in bytes.
const PROOF_LIMIT: usize = 256 * 1024;

pub(in super::super) async fn verify_credential(State(web): State<Web>, request: Request) -> Response {
    let read = match kind(request.headers()).as_str() {
        "application/x-www-form-urlencoded" => plain_form(request).await,
        _ => form_with_files(request, LIMIT + PROOF_LIMIT, LIMIT + OTHER_TEXTS).await,
    };
    let (parts, mut form) = match read {
        Ok(read) => read,
        Err(problem) => return problem.into_response(),
    };
    let page = parts.uri.clone();
    let given = match given(&mut form) {
        Ok(input) => resolved(&web, input).await,
        Err(unreadable) => Err(unreadable),
    };
    let (found, status) = match given {
        Ok(input) => look(&web, input, &form).await,
        Err(unreadable) => (not_checked(unreadable, &form), StatusCode::OK),
    };
    pages::render(&web, parts, page, Found::Checked(Box::new(Checked(found))), status).await
}

/// A file takes precedence over a text.
fn given(form: &mut Form) -> Result<Vec<u8>, String> {
    match form.files.remove("file") {
        Some(Upload::Whole(bytes)) if bytes.len() <= LIMIT => Ok(bytes),
        Some(Upload::Whole(bytes)) => Err(too_long(bytes.len())),
        Some(Upload::TooLong(length)) => Err(too_long(length)),
        None => match form.fields.get("credential") {
            "" => Err("Nothing was given. Choose a file, or paste the badge’s text.".to_owned()),
            text => Ok(text.as_bytes().to_vec()),
        },
    }
}

/// The badge at the address, if the text is the address of a badge's page on this server: its public page or its claim
/// page. Any other input as it is.
async fn resolved(web: &Web, input: Vec<u8>) -> Result<Vec<u8>, String> {
    let Ok(text) = std::str::from_utf8(&input) else { return Ok(input) };
    let text = text.trim();
    let addresses = &web.settings.addresses;
    let found = if let Some(PublicAddress::Credential(ulid)) = addresses.parse(text) {
        let Ok(id) = ulid.as_str().parse() else { return Ok(input) };
        let public = web.application.documents.credentials.public(&id).await;
        public
            .map(|stored| stored.and_then(|stored| stored.document).map(String::into_bytes))
            .map_err(|error| chain(&error))
    } else if let Some(token) = addresses.own_path(text).and_then(|path| path.strip_prefix("/claim/")) {
        let Ok(token) = token.parse() else { return Ok(input) };
        // Not counted as a download: the learner has not received the file.
        match web.application.claiming.download_badge.download(&token, Format::Json, false).await {
            Ok(file) => Ok(Some(file.bytes)),
            Err(DownloadError::NotFound) => Ok(None),
            Err(error) => Err(chain(&error)),
        }
    } else {
        return Ok(input);
    };
    found
        .inspect_err(|error| tracing::error!(error, "reading a badge by its address"))
        .ok()
        .flatten()
        .ok_or_else(|| {
            "There is no public badge at this address. Choose the badge’s file instead.".to_owned()
        })
}

fn too_long(length: usize) -> String {
    format!(
        "The file has {} MiB. The limit is {} MiB. A badge is smaller: choose the file that its issuer’s page offers.",
        length.div_ceil(1024 * 1024),
        LIMIT / 1024 / 1024
    )
}

async fn look(web: &Web, input: Vec<u8>, form: &Form) -> (VerifyPage, StatusCode) {
    let recipient = Some(form.fields.get("recipient")).filter(|typed| !typed.is_empty());
    let recipient = recipient.map(str::to_owned);
    let proof = match form.files.get("ledger_proof") {
        None => None,
        Some(Upload::Whole(bytes)) if bytes.len() <= PROOF_LIMIT => Some(bytes.clone()),
        Some(_) => {
            let why = "The ledger proof is too long: a ledger proof has a few KiB. Choose the file ledger-proof.json.";
            return (not_checked(why.to_owned(), form), StatusCode::OK);
        }
    };
    let why = match web.application.verifying.verify_badge.verify(input, recipient, proof).await {
        Ok(report) => {
            let image = report.badge.as_ref().and_then(|badge| badge.image.as_deref());
            let contact = contact(web, &report).await;
            let own = image.and_then(|image| web.settings.addresses.own_path(image)).map(str::to_owned);
            return (
                VerifyPage {
                    report: Some(report),
                    image: own,
                    contact,
                    address: format!("{}/verify", web.settings.addresses.base()),
                    ..VerifyPage::default()
                },
                StatusCode::OK,
            );
        }
        Err(CheckError::Busy) => {
            "Too many badges are being checked at this moment. This one was not checked. Try again in a minute."
        }
        Err(CheckError::TooLong) => {
            "The check took too long and was ended. The issuer’s servers answer slowly, or many badges are being \
             checked. Try again in a minute."
        }
        Err(CheckError::CutShort) => "The check was cut short on our side. Try again.",
    };
    (not_checked(why.to_owned(), form), StatusCode::SERVICE_UNAVAILABLE)
}

/// The address for messages about a badge of ours that is not genuine.
async fn contact(web: &Web, report: &Report) -> Option<Contact> {
    let badge = report.badge.as_ref().filter(|_| report.verdict != Verdict::Valid)?;
    let own = web.settings.addresses.parse(&badge.credential_id);
    own.filter(|own| matches!(own, PublicAddress::Credential(_)))?;
    let institution = web.application.pages.front(None).await.ok()?.institution?;
    Some(Contact { badge: badge.credential_id.clone(), url: institution.url, email: institution.email })
}

fn not_checked(why: String, form: &Form) -> VerifyPage {
    VerifyPage { unreadable: Some(why), fields: form.fields.clone(), ..VerifyPage::default() }
}
