//! The problem types that the specifications define for findings (RFC 9457; VC Data Integrity 1.0, section 4.7;
//! Controlled Identifiers 1.0, section 3.5; VC Data Model 2.0, section 7.1; Bitstring Status List 1.0, section 3.5).
//!
//! Some findings have no name in any specification: an expired or revoked badge is not malformed. Those rows have
//! `None`.

macro_rules! security {
    ($name:literal) => {
        Some(concat!("https://w3id.org/security#", $name))
    };
}

macro_rules! data_model {
    ($name:literal) => {
        Some(concat!("https://www.w3.org/TR/vc-data-model#", $name))
    };
}

macro_rules! status_list {
    ($name:literal) => {
        Some(concat!("https://www.w3.org/ns/credentials/status-list#", $name))
    };
}

const PARSING: Option<&str> = data_model!("PARSING_ERROR");
const MALFORMED: Option<&str> = data_model!("MALFORMED_VALUE_ERROR");
const CHANGED: Option<&str> = data_model!("CRYPTOGRAPHIC_SECURITY_ERROR");
const PROOF: Option<&str> = security!("PROOF_VERIFICATION_ERROR");
const LOSS: Option<&str> = security!("DATA_LOSS_DETECTION_ERROR");
const METHOD: Option<&str> = security!("INVALID_VERIFICATION_METHOD");
const LIST: Option<&str> = status_list!("STATUS_VERIFICATION_ERROR");

/// A code and its problem type.
type Row = (&'static str, Option<&'static str>);

/// The input.
const FORMAT: &[Row] = &[
    ("empty", PARSING),
    ("too-large", PARSING),
    ("link", PARSING),
    ("other-file", PARSING),
    ("unreadable", PARSING),
    ("picture-cut-off", PARSING),
    ("picture-damaged", PARSING),
    ("just-a-picture", PARSING),
    ("open-badges-2", PARSING),
    ("sd-jwt", PARSING),
    ("not-utf-8", PARSING),
    ("token-broken", PARSING),
    ("several-credentials", PARSING),
    ("wrapped", PARSING),
    ("envelope-malformed", MALFORMED),
    ("malformed-json", PARSING),
    ("duplicate-member", PARSING),
    ("unsafe-number", PARSING),
    ("too-deep", PARSING),
    ("token-malformed", PARSING),
    ("token-unsigned", PROOF),
    ("token-claims", MALFORMED),
    ("not-an-endorsement", MALFORMED),
    ("not-a-badge", MALFORMED),
    ("not-a-credential", MALFORMED),
    ("not-a-presentation", MALFORMED),
    ("presentation", MALFORMED),
];

/// Vocabulary and parts. Every `structure-…` is a malformed value.
const STRUCTURE: &[Row] = &[
    ("not-json-ld", MALFORMED),
    ("undefined-term", LOSS),
    ("undefined-type", LOSS),
    ("invalid-id", LOSS),
    ("same-id", MALFORMED),
    ("nested-context", MALFORMED),
    ("iri-member", MALFORMED),
    ("json-ld-keyword", MALFORMED),
    ("no-issuer", MALFORMED),
    ("no-subject", MALFORMED),
    ("not-one-each", MALFORMED),
    ("several-dates", MALFORMED),
    ("nothing-presented", MALFORMED),
];

/// Proofs and keys.
const SECURITY: &[Row] = &[
    ("no-proof", PROOF),
    ("proof-malformed", PROOF),
    ("proof-purpose", PROOF),
    ("proof-expired", PROOF),
    ("proof-context", PROOF),
    ("base-proof", PROOF),
    ("broken-chain", PROOF),
    ("earlier-proof", PROOF),
    ("key-kind", PROOF),
    ("signature-form", PROOF),
    ("changed", CHANGED),
    ("data-integrity-other-proof", PROOF),
    ("wrong-issuer", METHOD),
    ("unknown-key", METHOD),
    ("key-withdrawn", METHOD),
    ("key-expired", METHOD),
    ("key-not-for-badges", security!("INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD")),
    ("issuer-malformed", security!("INVALID_VERIFICATION_METHOD_URL")),
    ("issuer-mismatch", security!("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID")),
    ("issuer-unreadable", security!("INVALID_CONTROLLED_IDENTIFIER_DOCUMENT")),
    ("key-malformed", METHOD),
    ("wrong-holder", METHOD),
    ("proof-challenge", security!("INVALID_CHALLENGE_ERROR")),
    ("proof-domain", security!("INVALID_DOMAIN_ERROR")),
];

/// Dates, revocation and recipient.
const CURRENT: &[Row] = &[
    ("dates-malformed", MALFORMED),
    ("not-yet-valid", None),
    ("expired", None),
    ("revoked", None),
    ("suspended", None),
    ("other-recipient", None),
    ("not-in-ledger", None),
    ("ledger-proof-false", None),
    ("status-entry-malformed", MALFORMED),
    ("status-list-unreachable", status_list!("STATUS_RETRIEVAL_ERROR")),
    ("status-list-not-https", status_list!("STATUS_RETRIEVAL_ERROR")),
    ("status-list-too-large", LIST),
    ("status-list-unreadable", LIST),
    ("status-list-other", LIST),
    ("status-list-issuer", LIST),
    ("status-list-elsewhere", LIST),
    ("status-list-id", LIST),
    ("status-list-encoding", MALFORMED),
    ("status-list-context", LIST),
    ("status-list-proof", LIST),
    ("status-list-keys", LIST),
    ("status-list-unsupported", LIST),
    ("status-list-dates", LIST),
    ("status-list-expired", LIST),
    ("status-list-not-yet-valid", LIST),
    ("status-list-purpose", LIST),
    ("status-list-length", status_list!("STATUS_LIST_LENGTH_ERROR")),
    ("status-index-range", data_model!("RANGE_ERROR")),
];

/// Remarks that no specification names. In a strict verification a remark is a failure under its own code.
const REMARKS: &[Row] = &[
    ("direction-not-signed", None),
    ("endorsement-not-good", None),
    ("ledger-proof-ignored", None),
    ("misplaced", None),
    ("other-subject", None),
    ("recipient-md5", None),
    ("status-list-unsigned", None),
    ("time-without-zone", None),
];

/// Checks that could not be made and do not share the code of a failure. An unmade check is no error of the document.
const OPEN: &[Row] = &[
    ("earlier-proof-no-key", None),
    ("endorsements-not-checked", None),
    ("envelope-unknown", None),
    ("inline-context", None),
    ("issuer-lists-no-keys", None),
    ("issuer-unreachable", None),
    ("issuer-unresolvable", None),
    ("key-controller-fragment", None),
    ("key-type", None),
    ("ledger-erased", None),
    ("ledger-nowhere", None),
    ("ledger-unreachable", None),
    ("ledger-unreadable", None),
    ("no-context", None),
    ("no-identifier", None),
    ("no-key", None),
    ("no-key-named", None),
    ("nobody-vouches", None),
    ("other-spelling", None),
    ("picture-entities", None),
    ("recipient-hash-unknown", None),
    ("refresh-failed", None),
    ("refresh-not-asked", None),
    ("status-purpose-unknown", None),
    ("status-type-unknown", None),
    ("stopped", None),
    ("token-algorithm-unknown", None),
    ("token-json-form", None),
    ("token-key-unknown", None),
    ("too-many-credentials", None),
    ("too-many-proofs", None),
    ("too-many-status-entries", None),
    ("too-much-work", None),
    ("unknown-context", None),
    ("unknown-cryptosuite", None),
    ("unsupported-form", None),
    ("unsupported-proof", None),
];

const TABLES: [&[Row]; 6] = [FORMAT, STRUCTURE, SECURITY, CURRENT, REMARKS, OPEN];

/// The problem type of a check's code.
pub(super) fn of(code: &str) -> Option<&'static str> {
    match row(code) {
        Some((_, problem)) => *problem,
        None if is_conformance(code) => MALFORMED,
        None => None,
    }
}

/// Whether the tables decide the problem type, or its absence, for this code.
pub(super) fn is_listed(code: &str) -> bool {
    row(code).is_some() || is_conformance(code)
}

/// Remarks on conformance are malformed values.
fn is_conformance(code: &str) -> bool {
    code.starts_with("structure-") || code.starts_with("data-model-")
}

fn row(code: &str) -> Option<&'static Row> {
    TABLES.into_iter().flatten().find(|(listed, _)| *listed == code)
}

#[cfg(test)]
mod tests {
    use super::super::Reason;
    use super::*;

    /// The codes of checks that passed or do not apply.
    const GOOD: [&str; 37] = [
        "open-badge",
        "endorsement",
        "credential",
        "known-terms",
        "signed-as-text",
        "plain",
        "unchanged",
        "self-asserted",
        "published-by-host",
        "key-only",
        "no-dates",
        "within-dates",
        "no-end",
        "no-status",
        "not-revoked",
        "ledger-list",
        "no-ledger",
        "ledger-not-covered",
        "in-ledger",
        "domain",
        "listed",
        "pinned",
        "pinned-ledger",
        "own-installation",
        "nothing-to-compare",
        "same-recipient",
        "complete",
        "not-an-open-badge",
        "deviates",
        "no-refresh",
        "newer-copy",
        "no-newer-copy",
        "no-endorsements",
        "no-good-endorsement",
        "endorsed",
        "not-demanded",
        "as-demanded",
    ];
    /// Those of presentations.
    const GOOD_OF_PRESENTATIONS: [&str; 3] = ["no-proof-asked", "by-the-holder", "no-holder"];

    #[test]
    fn every_code_of_a_failure_an_open_check_and_a_remark_has_a_row() {
        let found: Vec<&str> = Reason::codes().collect();
        for each in
            ["changed", "unknown-context", "misplaced", "structure-jose-header", "status-list-unsigned"]
        {
            assert!(found.contains(&each), "{each} was not found: {found:?}");
        }
        let is_good = |code: &str| GOOD.contains(&code) || GOOD_OF_PRESENTATIONS.contains(&code);
        let missing: Vec<&&str> = found.iter().filter(|code| !is_listed(code) && !is_good(code)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn no_code_is_twice_in_the_tables() {
        let codes: Vec<&str> = TABLES.into_iter().flatten().map(|row| row.0).collect();
        for (at, code) in codes.iter().enumerate() {
            assert!(!codes[..at].contains(code), "{code}");
        }
    }

    #[test]
    fn the_types_are_full_addresses_as_the_specifications_write_them() {
        assert_eq!(of("changed"), Some("https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"));
        assert_eq!(of("no-proof"), Some("https://w3id.org/security#PROOF_VERIFICATION_ERROR"));
        let length = "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR";
        assert_eq!(of("status-list-length"), Some(length));
        assert_eq!(of("structure-missing"), MALFORMED);
        assert_eq!((of("expired"), is_listed("expired")), (None, true));
        assert_eq!((of("made-up"), is_listed("made-up")), (None, false));
    }
}
