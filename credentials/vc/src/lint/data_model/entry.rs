//! `BitstringStatusListEntry` of a credential that is to be signed (Bitstring Status List 1.0, section 2.1). The
//! verifier reads entries itself and reports unreadable ones.

use serde_json::Value;

use super::{each, url_member};
use crate::lint::fault::EntryFault;
use crate::lint::finding::Findings;
use crate::lint::formats;
use crate::lint::path::Path;
use crate::lint::schema_walker::has_type;

pub(super) fn check(credential: &Value, at: &Path<'_>, findings: &mut Findings) {
    let Some(entries) = credential.get("credentialStatus") else { return };
    each(entries, &at.member("credentialStatus"), |entry, at| {
        if has_type(entry, "BitstringStatusListEntry") {
            one(entry, at, findings);
        }
    });
}

fn one(entry: &Value, at: &Path<'_>, findings: &mut Findings) {
    for name in ["statusPurpose", "statusListIndex", "statusListCredential"] {
        if entry.get(name).is_none() {
            findings.add(&at.member(name), EntryFault::Missing(name.into()));
        }
    }
    let mut malformed = |name: &str, fits: bool, fault: EntryFault| {
        if entry.get(name).is_some() && !fits {
            findings.add(&at.member(name), fault);
        }
    };
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    malformed(
        "statusPurpose",
        text("statusPurpose").is_some_and(|text| !text.is_empty()),
        EntryFault::Purpose,
    );
    let is_index = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    malformed("statusListIndex", text("statusListIndex").is_some_and(is_index), EntryFault::Index);
    let size = entry.get("statusSize").map_or(Some(1), Value::as_u64).filter(|size| *size > 0);
    malformed("statusSize", size.is_some(), EntryFault::Size);
    let messages = entry.get("statusMessage").and_then(Value::as_array);
    let is_message = |one: &Value| ["status", "message"].iter().all(|name| one[*name].is_string());
    // A status of n bits has 2^n values, each with its message.
    let values = size.and_then(|size| u32::try_from(size).ok()).and_then(|size| 1_usize.checked_shl(size));
    malformed(
        "statusMessage",
        messages.is_some_and(|all| Some(all.len()) == values && all.iter().all(is_message)),
        EntryFault::Messages,
    );
    let references = entry.get("statusReference").into_iter();
    let mut references =
        references.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    malformed(
        "statusReference",
        references.all(|one| one.as_str().is_some_and(formats::is_url)),
        EntryFault::References,
    );
    if size.is_some_and(|size| size > 1) && entry.get("statusMessage").is_none() {
        findings.add(&at.member("statusMessage"), EntryFault::MessagesMissing);
    }
    url_member(entry, "statusListCredential", at, findings);
}
