//! Every reason and every alert of the signer has a text in each complete language, and every code has a reason.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use messages::Language;
use serde::de::DeserializeOwned;
use serde_json::json;
use signer_facts::reason::{
    ApprovalReason, CeilingReason, CeilingWindow, ChangeReason, CredentialReason, DocumentReason,
    IssuerReason, KeyReason, LedgerReason, PasskeyReason, RequestReason, StatusEntryReason, StatusListReason,
    SupersedingReason,
};
use signer_facts::{Alert, FaultCode, FaultReason, RefusalCode, RefusalReason};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// The names of a type's variants on the wire, as the error about an unknown name lists them.
fn names<T: DeserializeOwned>() -> Vec<String> {
    let error = serde_json::from_value::<T>(json!("no such name")).err().unwrap().to_string();
    expected(&error)
}

/// The names between backquotes that an error expected.
fn expected(error: &str) -> Vec<String> {
    let (_, known) = error.split_once("expected ").unwrap();
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The names of a type's variants, earlier names excepted.
fn codes<T: Display + DeserializeOwned>() -> BTreeSet<String> {
    let current = |name: String| serde_json::from_value::<T>(json!(name)).unwrap().to_string();
    names::<T>().into_iter().map(current).collect()
}

/// The reasons that have facts, each with its sentence.
fn with_facts() -> Vec<(RefusalReason, &'static str)> {
    [about_documents(), about_the_rest()].concat()
}

fn about_documents() -> Vec<(RefusalReason, &'static str)> {
    let error = || "the parser's words".to_owned();
    let (minute, day) = (CeilingWindow::Minute, CeilingWindow::Day);
    vec![
        (
            RequestReason::OtherVersion { request: 4, signer: 5 }.into(),
            "the request speaks version 4 of the protocol, this signer version 5. Update the older one",
        ),
        (RequestReason::TooManyCredentials { most: 500 }.into(), "a batch holds at most 500 credentials"),
        (
            DocumentReason::AchievementSyntax { error: error() }.into(),
            "the achievement is not JSON that may be signed: the parser's words",
        ),
        (
            DocumentReason::PerRecipient { error: error() }.into(),
            "what may differ for each recipient: the parser's words",
        ),
        (
            DocumentReason::ProfileSyntax { error: error() }.into(),
            "the profile is not JSON that may be signed: the parser's words",
        ),
        (DocumentReason::ProfileLength { kib: 16 }.into(), "the profile is longer than 16 KiB"),
        (
            DocumentReason::Picture { mib: 2 }.into(),
            "the badge's picture is not a PNG or SVG of at most 2 MiB; upload another one",
        ),
        (
            CredentialReason::FromInFuture { minutes: 10 }.into(),
            "`validFrom` lies more than 10 minutes in the future. Compare the clocks of server and signer",
        ),
        (
            CredentialReason::FromTooOld { days: 400 }.into(),
            "`validFrom` lies more than 400 days in the past",
        ),
        (
            CredentialReason::AwardedOutside { days: 400 }.into(),
            "`awardedDate` lies in the future, or more than 400 days in the past",
        ),
        (
            SupersedingReason::MemberChanged { member: "name".to_owned() }.into(),
            "`name` was changed. It must stay as it was signed",
        ),
        (
            StatusListReason::Validity { hours: 24 }.into(),
            "a status list is valid for at most 24 hours from now",
        ),
        (
            StatusListReason::Ttl { milliseconds: 30_000 }.into(),
            "a status list has a `ttl` of at most 30,000 milliseconds",
        ),
        (
            CeilingReason::Request { asked: 600, most: 500 }.into(),
            "600 credentials in one request are more than the 500 that are signed at once without an approval. Request fewer at a time, or have the batch approved",
        ),
        (
            CeilingReason::Credentials { most: 60, window: minute }.into(),
            "the issuer's ceiling of 60 credentials a minute is reached. Wait, have the batch approved, or have the ceiling raised",
        ),
        (
            CeilingReason::StatusLists { most: 2_000, window: day }.into(),
            "the issuer's ceiling of 2000 status lists a day is reached. Wait",
        ),
        (
            CeilingReason::Revocations { more: 301, most: 300, window: minute }.into(),
            "301 more revocations are above the issuer's ceiling of 300 a minute. Revoke fewer at a time, or have the number approved (`allow-revocations`)",
        ),
    ]
}

fn about_the_rest() -> Vec<(RefusalReason, &'static str)> {
    let error = || "the parser's words".to_owned();
    vec![
        (
            IssuerReason::Frozen { reason: "its key is reported as compromised".to_owned() }.into(),
            "signing is paused for this issuer: its key is reported as compromised. It resumes after people approve this at the approval desk",
        ),
        (
            KeyReason::Name { most: 32 }.into(),
            "a key's name is 1 to 32 of a-z, 0-9 and -, and not `checkpoint`",
        ),
        (
            KeyReason::TooMany { most: 16 }.into(),
            "the signer holds 16 keys, and no more may be made. Destroy one that signs no more",
        ),
        (KeyReason::Chain { error: error() }.into(), "the chain is not kept: the parser's words"),
        (
            ChangeReason::AchievementLength { most: 65_536 }.into(),
            "an achievement has at most 65536 bytes. Shorten its texts",
        ),
        (
            ChangeReason::Batch { most: 100_000 }.into(),
            "a batch lists 1 to 100000 different SHA-256 digests in lower-case hex",
        ),
        (
            ChangeReason::Ceilings { most: 500 }.into(),
            "ceilings are at least 1, and the one for a request at most 500",
        ),
        (
            ChangeReason::RevocationCount { most: 1_000_000 }.into(),
            "an approval allows 1 to 1000000 revocations",
        ),
        (ChangeReason::RevocationText { most: 200 }.into(), "the reason has 1 to 200 characters on one line"),
        (
            ChangeReason::ApproverName { most: 60 }.into(),
            "an approver's name has 1 to 60 characters, is plain text, and does not begin with `host:`",
        ),
        (
            ChangeReason::Quorum { able: 2 }.into(),
            "a change can need 1 to 2 people: there are no more who approve",
        ),
        (
            ApprovalReason::TooManyWaiting { most: 32 }.into(),
            "32 changes are waiting for approval, which is the limit. Approve or decline some first",
        ),
        (
            ApprovalReason::TooManyRecoveries { most: 4 }.into(),
            "4 such changes are waiting already. Approve or decline one, or make the request on the signer's host",
        ),
        (
            ApprovalReason::TooManyWithdrawn { most: 100 }.into(),
            "100 changes were withdrawn within a day, and no more may be. Decline this one on the signer's host",
        ),
        (
            ApprovalReason::OtherDigest { characters: 8 }.into(),
            "the typed text is not the first 8 characters of the digest. Nothing was approved",
        ),
        (
            ApprovalReason::EnrolmentCode { minutes: 15 }.into(),
            "the enrolment code is wrong, used, for another name, or older than 15 minutes. It is in the file `enrolment-code` on the signer's host",
        ),
        (
            LedgerReason::ForeignCheckpoint { error: error() }.into(),
            "what was presented is not a checkpoint of this ledger: the parser's words",
        ),
        (
            LedgerReason::NoneMissing { characters: 8 }.into(),
            "no entries are missing, or this is not how the root of the missing ones begins (8 characters)",
        ),
    ]
}

/// The names of the reasons of each subject.
fn subjects() -> BTreeMap<&'static str, Vec<String>> {
    BTreeMap::from([
        ("request", names::<RequestReason>()),
        ("document", names::<DocumentReason>()),
        ("credential", names::<CredentialReason>()),
        ("status-entry", names::<StatusEntryReason>()),
        ("superseding", names::<SupersedingReason>()),
        ("status-list", names::<StatusListReason>()),
        ("ceiling", names::<CeilingReason>()),
        ("issuer", names::<IssuerReason>()),
        ("key", names::<KeyReason>()),
        ("change", names::<ChangeReason>()),
        ("approval", names::<ApprovalReason>()),
        ("passkey", names::<PasskeyReason>()),
        ("ledger", names::<LedgerReason>()),
    ])
}

/// A reason of each name: one without facts is its name alone.
fn reasons() -> Vec<RefusalReason> {
    let with_facts: Vec<RefusalReason> = with_facts().into_iter().map(|(reason, _)| reason).collect();
    let mut reasons = with_facts.clone();
    for (subject, names) in subjects() {
        for name in names {
            match serde_json::from_value(json!({subject: name})) {
                Ok(reason) => reasons.push(reason),
                Err(e) => {
                    let is_shown = |reason: &RefusalReason| {
                        serde_json::to_value(reason).unwrap()[subject].get(&name).is_some()
                    };
                    assert!(with_facts.iter().any(is_shown), "{subject} {name} has no example: {e}");
                }
            }
        }
    }
    reasons
}

#[test]
fn every_reason_of_a_refusal_has_a_text_in_each_language_and_comes_back_from_the_wire() {
    let known: BTreeSet<String> = names::<RefusalReason>().into_iter().collect();
    let listed: BTreeSet<String> = subjects().into_keys().map(str::to_owned).collect();
    assert_eq!(known, listed);
    for language in Language::ALL {
        for reason in reasons() {
            let says = language.refusal(&reason);
            assert!(!says.is_empty() && !says.ends_with('.') && !says.contains("  "), "{reason:?}: {says}");
            let wire = serde_json::to_string(&reason).unwrap();
            assert_eq!(serde_json::from_str::<RefusalReason>(&wire).unwrap(), reason);
        }
    }
}

#[test]
fn every_code_of_a_refusal_has_a_reason() {
    let mut shown: BTreeSet<String> = reasons().iter().map(|reason| reason.code().to_string()).collect();
    // Only journals of earlier versions have it (decision 0033): nothing is refused with it.
    assert!(shown.insert("wrong-setup-code".to_owned()));
    assert_eq!(shown, codes::<RefusalCode>());
}

#[test]
fn facts_are_in_the_sentence() {
    for (reason, says) in with_facts() {
        assert_eq!(Language::English.refusal(&reason), says);
    }
}

#[test]
fn every_fault_has_a_text_in_each_language() {
    let token = FaultReason::Token { error: "no session".to_owned() };
    let plain = |name: String| serde_json::from_value::<FaultReason>(json!(name)).ok();
    let names = names::<FaultReason>();
    let mut faults: Vec<FaultReason> = names.iter().cloned().filter_map(plain).collect();
    faults.push(token);
    assert_eq!(faults.len(), names.len(), "a fault with facts has no example");
    for language in Language::ALL {
        for fault in &faults {
            let says = language.fault(fault);
            assert!(!says.is_empty() && !says.ends_with('.'), "{fault:?}: {says}");
        }
    }
    let shown: BTreeSet<String> = faults.iter().map(|fault| fault.code().to_string()).collect();
    assert_eq!(shown, codes::<FaultCode>());
}

/// Each alert with its sentence.
fn alerts() -> Vec<(Alert, &'static str)> {
    let key = || "badges".to_owned();
    let badge = || "0123456789abcdef".repeat(4);
    vec![
        (
            Alert::RateOverBaseline { key: key(), count: 51, usual: 3 },
            "the key `badges` has signed 51 credentials within the hour; 3 are usual",
        ),
        (
            Alert::FirstUse { badge: badge() },
            "the badge version 0123456789abcdef is issued for the first time",
        ),
        (Alert::RecipientBurst { count: 20 }, "one recipient got 20 badges within the hour"),
        (Alert::OutOfHours { key: key() }, "the key `badges` signs outside the institution's hours"),
        (
            Alert::RepeatedRefusals { code: RefusalCode::Frozen, count: 20 },
            "20 requests were refused within ten minutes for one reason: Frozen",
        ),
        (
            Alert::RetiredKey { key: key() },
            "a signature of the key `badges` was requested, which is no longer in use",
        ),
        (
            Alert::MassRevocation { key: key(), count: 21, usual: 0 },
            "status lists under the key `badges` revoked 21 badges within the hour; 0 are usual",
        ),
        (
            Alert::ListCeiling { key: key() },
            "more status lists under the key `badges` were requested than are signed in a minute or a day",
        ),
        (
            Alert::RevocationCeiling { key: key() },
            "more revocations under the key `badges` were requested than are signed in a minute or a day without an approval",
        ),
        (Alert::Reissue { key: key() }, "badges that the revoked key `badges` signed are being reissued"),
        (
            Alert::NoCheckpoint { leaves: 7 },
            "the web server reports that it has no checkpoint of this ledger, which has 7 entries: it lost its database, or it hides its checkpoint",
        ),
        (
            Alert::Backdated { badge: badge(), days: 200 },
            "a badge of the version 0123456789abcdef is dated back by 200 days",
        ),
    ]
}

#[test]
fn every_alert_has_a_text_in_each_language_and_is_named_as_it_is_written() {
    let alerts = alerts();
    let shown: Vec<&str> = alerts.iter().map(|(alert, _)| alert.kind()).collect();
    let error = serde_json::from_value::<Alert>(json!({"kind": "no such kind"})).unwrap_err();
    assert_eq!(expected(&error.to_string()), shown);
    for (alert, says) in alerts {
        assert_eq!(json!(alert)["kind"], alert.kind());
        assert_eq!(serde_json::from_value::<Alert>(json!(alert)).unwrap(), alert);
        assert_eq!(Language::English.alert(&alert), says);
        assert!(Language::ALL.into_iter().all(|language| !language.alert(&alert).is_empty()));
    }
}
