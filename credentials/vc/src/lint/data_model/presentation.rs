//! `VerifiablePresentation` (VC Data Model 2.0, section 4.13).

use serde_json::Value;

use super::{credential, each, parts, url_member};
use crate::contexts;
use crate::lint::Strictness;
use crate::lint::fault::ModelFault;
use crate::lint::finding::Findings;
use crate::lint::path::Path;
use crate::lint::schema_walker::has_type;

pub(super) fn check(presentation: &Value, findings: &mut Findings) {
    let at = &Path::Root;
    if !presentation.is_object() {
        return findings.add(at, ModelFault::PresentationNotAnObject);
    }
    credential::context(presentation, &[contexts::V2, contexts::V1], at, findings);
    url_member(presentation, "id", at, findings);
    credential::kind(presentation, "VerifiablePresentation", at, findings);
    if let Some(holder) = presentation.get("holder") {
        credential::identified(holder, &at.member("holder"), findings);
    }
    if let Some(terms) = presentation.get("termsOfUse") {
        each(terms, &at.member("termsOfUse"), |terms, at| parts::one(terms, false, at, findings));
    }
    if let Some(presented) = presentation.get("verifiableCredential") {
        each(presented, &at.member("verifiableCredential"), |one, at| check_presented(one, at, findings));
    }
}

fn check_presented(presented: &Value, at: &Path<'_>, findings: &mut Findings) {
    if !has_type(presented, "EnvelopedVerifiableCredential") {
        return credential::check(presented, at, Strictness::Reading, findings);
    }
    // Section 4.13.1: the address contains the secured credential.
    let id = presented.get("id").and_then(Value::as_str);
    if !id.is_some_and(|id| id.starts_with("data:")) {
        findings.add(&at.member("id"), ModelFault::NotEnveloped);
    }
}
