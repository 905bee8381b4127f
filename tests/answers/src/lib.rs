//! The interface of the Node tests to `credentials`: one question in JSON, one answer in JSON. The same code is built
//! as a program that answers line by line, and as a wasm module. So both can be compared with each other and with
//! other implementations.

mod canonical;
mod parsers;
mod proofs;
mod question;

use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use parsers::Reader;
use proofs::Secret;
use question::Question;

/// Answers one question.
///
/// Input: an object in the form of `Question`, with its member `ask` first. Output: an object.
/// Its `refused` means that the input was refused, and `unsupported` that this is no fault of the input. The answer
/// to an unknown question is `misunderstood`.
#[wasm_bindgen]
#[must_use]
pub fn answer(question: &str) -> String {
    let said = match serde_json::from_str(question) {
        Ok(question) => said(question),
        Err(error) => json!({"misunderstood": error.to_string()}),
    };
    said.to_string()
}

fn said(question: Question) -> Value {
    match question {
        Question::Contexts {} => canonical::contexts(),
        Question::Canonical { text, extra, hash } => canonical::canonical(&text, &extra, hash),
        Question::General { text } => canonical::general(&text),
        Question::Jcs { text } => canonical::jcs(&text),
        Question::VerifyProof { text, key, extra } => proofs::verify(&text, &key, &extra),
        Question::Sign { text, suite, kind, secret, method, created } => {
            proofs::sign(&text, &suite, &Secret { kind, bytes: secret }, method, &created)
        }
        Question::Report { bytes, now, supplies, recipient, trusted, any_credential } => {
            let reader = Reader { recipient, trusted, any_credential };
            parsers::report(&bytes, now, &supplies, reader)
        }
        Question::Bake { picture, credential } => parsers::bake(&picture, &credential),
        Question::StatusList { text } => parsers::status_list(&text),
        Question::Multikey { text } => parsers::multikey(&text),
    }
}
