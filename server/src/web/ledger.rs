//! The signer's ledger as plain files (C2SP tlog-tiles), and the proofs that a credential is in it.
//!
//! In production the reverse proxy serves the files from the signer's own directory; these routes are for the embedded
//! default. Readers need to trust neither: the checkpoint is signed by the ledger's key.

use super::Web;
use super::documents::{FOR_EVER, Shown, document, missing};
use super::problem::Problem;
use crate::log::chain;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::ClaimToken;
use serde::Deserialize;

/// Cache lifetime of the checkpoint.
const A_MOMENT: &str = "public, max-age=2";

/// `GET /ledger/checkpoint`
pub(super) async fn checkpoint(State(web): State<Web>) -> Response {
    document(
        web.application.documents.files.ledger("checkpoint").await,
        "text/plain; charset=utf-8",
        A_MOMENT,
    )
}

/// `GET /ledger/tile/{path}`: hashes and entries; a published tile never changes.
pub(super) async fn tile(State(web): State<Web>, Path(path): Path<String>) -> Response {
    if !is_tile(&path) {
        return missing();
    }
    document(
        web.application.documents.files.ledger(&format!("tile/{path}")).await,
        "application/octet-stream",
        FOR_EVER,
    )
}

/// `GET /credentials/{id}/ledger-proof`: the ledger proof of a public credential; with `?digest=` (SHA-256 of its
/// canonical form) for any holder.
pub(super) async fn credential_proof(
    State(web): State<Web>,
    Path(id): Path<String>,
    Query(Shown { digest }): Query<Shown>,
) -> Response {
    let Ok(id) = id.parse() else { return missing() };
    let proofs = &web.application.documents.ledger_proofs;
    let proof = match digest {
        Some(digest) => proofs.for_holder(&id, &digest).await,
        None => proofs.of_public(&id).await,
    };
    document(proof, "application/json", "no-store")
}

/// A credential whose identifier is not below our address, and the SHA-256 of its canonical form.
#[derive(Deserialize)]
pub(super) struct AskedById {
    id: String,
    digest: String,
}

/// `GET /credentials/ledger-proof?digest=&id=`: the ledger proof of a credential whose identifier is not below our
/// address.
pub(super) async fn proof_by_id(State(web): State<Web>, Query(asked): Query<AskedById>) -> Response {
    let proof = web.application.documents.ledger_proofs.for_holder_by_id(&asked.id, &asked.digest).await;
    document(proof, "application/json", "no-store")
}

/// `GET /claim/{token}/ledger-proof.json`: the ledger proof for the learner.
pub(super) async fn claimed_proof(web: &Web, token: &ClaimToken) -> Response {
    match web.application.documents.ledger_proofs.for_learner(token).await {
        Ok(Some(proof)) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"ledger-proof.json\""),
            ];
            (headers, proof).into_response()
        }
        Ok(None) => Problem::NotFound.into_response(),
        Err(error) => {
            tracing::error!(error = chain(&error), "reading a proof of the ledger");
            Problem::Internal.into_response()
        }
    }
}

/// Is this the name of a tile or a bundle, such as `0/x001/067` or `entries/000.p/3`?
fn is_tile(path: &str) -> bool {
    let number = |text: &str, digits: usize| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    let mut segments = path.split('/').peekable();
    let folder = segments.next().unwrap_or_default();
    if folder != "entries" && !(number(folder, 1) || number(folder, 2)) {
        return false;
    }
    while segments.next_if(|segment| segment.strip_prefix('x').is_some_and(|rest| number(rest, 3))).is_some()
    {
    }
    let Some(last) = segments.next() else { return false };
    match (last.strip_suffix(".p"), segments.next(), segments.next()) {
        (None, None, None) => number(last, 3),
        (Some(open), Some(width), None) => number(open, 3) && (1..=3).any(|digits| number(width, digits)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_tile;

    #[test]
    fn only_names_of_tiles_lead_to_files() {
        for good in ["0/000", "1/x001/067", "entries/x001/x234/067", "entries/000.p/3", "63/999.p/255"] {
            assert!(is_tile(good), "{good}");
        }
        for bad in [
            "",
            "0",
            "0/00",
            "0/../000",
            "entries/000.p",
            "entries/000.p/3/4",
            "0/000.p/1000",
            "../checkpoint",
            "0//000",
            "0/x001",
        ] {
            assert!(!is_tile(bad), "{bad}");
        }
    }
}
