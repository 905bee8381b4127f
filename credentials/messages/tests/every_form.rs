//! Every fault of a form, of a posted credential and of a setting has a text in each complete language.

use credentials::contexts;
use credentials::lint::UniversalFault;
use credentials::time::Timestamp;
use credentials::xml::Bound;
use domain::api_token::UnknownScope;
use domain::fault::{
    AddressExtra, BadgeFault, FormFault, FormText, InstitutionFault, IssuingFault, KeyFault, KeyField,
    PostedFault, PublicationFault, RecipientFault, RevocationFault, SignerFault, TextFault,
};
use domain::{
    ActiveContent, ArtworkError, Fault, Finding, NotAPublicUrl, PngFault, ReasonReaders, ReissueReport,
    Revocation, RevocationReason, ScopesError, Version,
};
use messages::Language;
use std::collections::BTreeSet;

const TEXTS: [FormText; 6] = [
    FormText::Name,
    FormText::Description,
    FormText::Criteria,
    FormText::Caption,
    FormText::Tag,
    FormText::Email,
];

fn of_texts() -> impl Iterator<Item = Fault> {
    let faults = |text| {
        let long = TextFault::TooLong { text, length: 131, most: 120 };
        let control = TextFault::ControlCharacter { text, character: '\u{7}' };
        [TextFault::Missing(text), long, TextFault::DirectionOverride(text), control]
    };
    TEXTS.into_iter().flat_map(faults).map(Fault::from)
}

fn of_institutions_and_recipients() -> Vec<Fault> {
    vec![
        InstitutionFault::NoAddress.into(),
        InstitutionFault::NotAnAddress.into(),
        InstitutionFault::AlreadySetUp.into(),
        InstitutionFault::NothingNew.into(),
        InstitutionFault::Waiting(Version(2)).into(),
        InstitutionFault::Declined.into(),
        InstitutionFault::Lapsed.into(),
        InstitutionFault::Withdrawn.into(),
        InstitutionFault::Stored.into(),
        InstitutionFault::LogoGone.into(),
        RecipientFault::SeveralLines.into(),
        RecipientFault::NotAMailAddress.into(),
        RecipientFault::more_than_an_address(AddressExtra::Mailto, "ada@school.example").into(),
        RecipientFault::more_than_an_address(AddressExtra::Name, "ada@school.example").into(),
        RecipientFault::more_than_an_address(AddressExtra::Brackets, "ada@school.example").into(),
        RecipientFault::more_than_an_address(AddressExtra::Comment, "ada@school.example").into(),
        RecipientFault::Quoted.into(),
        RecipientFault::SeveralAddresses.into(),
        RecipientFault::LocalPartNotAscii('é').into(),
        RecipientFault::NotAllowed(':').into(),
        RecipientFault::NumberedHost.into(),
        RecipientFault::NoSuchDomain.into(),
    ]
}

fn of_badges() -> Vec<Fault> {
    let at = Timestamp::from_millis(1_790_000_000_000);
    let first = Revocation { at, reason: RevocationReason::Misconduct, readers: ReasonReaders::Everybody };
    vec![
        BadgeFault::UnknownKind.into(),
        BadgeFault::TooManyTags { count: 21, most: 20 }.into(),
        BadgeFault::NoPicture.into(),
        BadgeFault::PictureGone.into(),
        BadgeFault::NoCaption.into(),
        PublicationFault::NothingNew(Version(2)).into(),
        PublicationFault::Declined.into(),
        PublicationFault::Lapsed.into(),
        PublicationFault::Withdrawn.into(),
        PublicationFault::Waiting(Version(2)).into(),
        PublicationFault::NotWithdrawn.into(),
        PublicationFault::DraftSaved.into(),
        IssuingFault::NoIdentifier.into(),
        IssuingFault::NotPublished.into(),
        IssuingFault::NotSigned.into(),
        RevocationFault::NoReason.into(),
        RevocationFault::NotConfirmed.into(),
        RevocationFault::NotSigned.into(),
        RevocationFault::NoEntry.into(),
        RevocationFault::AlreadyRevoked(first).into(),
    ]
}

/// `tests/product.rs` has every content of a picture.
fn of_pictures() -> Vec<Fault> {
    vec![
        ArtworkError::Empty.into(),
        ArtworkError::TooLarge(3_000_000).into(),
        ArtworkError::OtherFormat.into(),
        ArtworkError::BadPng(PngFault::Trailing).into(),
        ArtworkError::TakesNoBadge.into(),
        ArtworkError::NotDrawable.into(),
        ArtworkError::BrokenSvg(7).into(),
        ArtworkError::ComplexSvg(Bound::Depth).into(),
        ArtworkError::ActiveSvg { what: ActiveContent::Script("onload".to_owned()), line: 1 }.into(),
        ArtworkError::ActiveSvg { what: ActiveContent::Entities, line: 2 }.into(),
    ]
}

fn of_keys() -> Vec<Fault> {
    let faults = [
        KeyFault::Ceiling { most: 500 },
        KeyFault::Missing(KeyField::FreezeReason),
        KeyFault::Missing(KeyField::Invited),
        KeyFault::Missing(KeyField::Removed),
        KeyFault::NotANumber,
        KeyFault::NotAMoment,
        KeyFault::NothingWaits,
        KeyFault::IdentifierIsKey,
        KeyFault::ApproverName { most: 60 },
        KeyFault::FreezeReason { most: 200 },
        KeyFault::UnknownKey,
        KeyFault::NotCompromised,
        KeyFault::Unreadable,
    ];
    faults.map(Fault::from).into()
}

fn of_whole_forms() -> Vec<Fault> {
    let says = || "The issuer is frozen.".to_owned();
    vec![
        FormFault::OtherPage.into(),
        FormFault::Role.into(),
        FormFault::NotSetUp.into(),
        FormFault::OwnerLink.into(),
        FormFault::Database.into(),
        FormFault::Internal.into(),
        SignerFault::Refused { says: says() }.into(),
        SignerFault::Place { pointer: "/name".to_owned(), says: says() }.into(),
        SignerFault::Away { says: says() }.into(),
        Fault::Drill(ReissueReport { signed: 5, again: 3, mails: 2, revoked: 1, others: 1 }),
    ]
}

/// A fault of every variant.
fn faults() -> Vec<Fault> {
    let groups = [of_institutions_and_recipients(), of_badges(), of_pictures(), of_keys(), of_whole_forms()];
    of_texts().chain(groups.into_iter().flatten()).collect()
}

/// No remedy: nothing helps, or the signer's own sentence has it.
const fn is_final(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Key(KeyFault::IdentifierIsKey)
            | Fault::Signer(SignerFault::Refused { .. } | SignerFault::Place { .. })
    )
}

/// Written as a clause, as the command line shows it too.
const fn is_clause(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Key(
            KeyFault::ApproverName { .. }
                | KeyFault::FreezeReason { .. }
                | KeyFault::UnknownKey
                | KeyFault::NotCompromised
                | KeyFault::Unreadable
        )
    )
}

#[test]
fn every_fault_of_a_form_has_a_sentence_and_a_remedy() {
    let faults = faults();
    let shown: BTreeSet<_> = faults.iter().map(Fault::code).collect();
    let missing: Vec<_> = Fault::codes().filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no example has these codes: {missing:?}");
    for language in Language::ALL {
        for fault in &faults {
            let words = language.finding(fault);
            let (says, next) = (&words.says, &words.next);
            assert!(!says.is_empty() && says.ends_with('.') != is_clause(fault), "{fault:?}: {says}");
            assert_eq!(next.is_empty(), is_final(fault), "{fault:?}: {next}");
            assert!(next.is_empty() || next.ends_with('.'), "{fault:?}: {next}");
            assert!(!says.contains("  ") && !next.contains("  "), "{fault:?}: {says} {next}");
        }
    }
}

#[test]
fn each_code_is_that_of_one_subject() {
    let codes: Vec<_> = Fault::codes().collect();
    let distinct: BTreeSet<_> = codes.iter().collect();
    assert_eq!(codes.len(), distinct.len(), "{codes:?}");
    let plain = |c: char| c.is_ascii_lowercase() || c == '-';
    assert!(codes.iter().all(|code| code.chars().all(plain)), "{codes:?}");
}

#[test]
fn a_finding_is_read_from_json_as_it_was_written() {
    for fault in faults() {
        let finding = Finding::new("name", fault);
        let written = serde_json::to_string(&finding).unwrap();
        assert_eq!(serde_json::from_str::<Finding>(&written).unwrap(), finding, "{written}");
    }
    for bad in [r#"{"field":"","fault":"unknown"}"#, r#"{"field":"","fault":{"form":"unknown"}}"#] {
        assert!(serde_json::from_str::<Finding>(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_facts_of_a_fault_are_in_its_words() {
    for (fault, says, next) in [
        (
            TextFault::TooLong { text: FormText::Criteria, length: 10_012, most: 10_000 }.into(),
            "The text of the requirements has 10012 characters. The limit is 10000.",
            "Shorten it by 12.",
        ),
        (
            Fault::from(BadgeFault::TooManyTags { count: 23, most: 20 }),
            "These are 23 tags; 20 fit.",
            "Keep the ones that people search for.",
        ),
        (
            PublicationFault::NothingNew(Version(7)).into(),
            "Version 7 is published already and equals this draft.",
            "Change the draft first, or issue the published version.",
        ),
        (
            KeyFault::Ceiling { most: 500 }.into(),
            "This is not a number of badges that can be allowed.",
            "Type a whole number from 1 to 500.",
        ),
    ] {
        let words = Language::English.finding(&fault);
        assert_eq!((&*words.says, &*words.next), (says, next));
    }
}

/// A fault of every variant.
fn posted() -> [PostedFault; 11] {
    [
        PostedFault::NotAnObject,
        PostedFault::TwoIds,
        PostedFault::IdNotText,
        PostedFault::ForeignId { credentials: "https://badges.example/credentials/".to_owned() },
        PostedFault::OtherIssuer { did: "did:web:badges.example".to_owned() },
        PostedFault::OtherProfile,
        PostedFault::Contexts { context: contexts::V2 },
        PostedFault::TakenEntry,
        PostedFault::StatusList,
        PostedFault::NotPublished,
        PostedFault::Lint(UniversalFault::Null.into()),
    ]
}

/// The codes of the lint are those of `every_code`.
#[test]
fn every_fault_of_a_posted_credential_has_a_sentence() {
    let shown: BTreeSet<_> = posted().iter().map(PostedFault::code).collect();
    let of_lint: BTreeSet<_> = credentials::lint::Fault::codes().collect();
    let mut own = PostedFault::codes().filter(|code| !of_lint.contains(code));
    assert!(own.all(|code| shown.contains(code)), "{shown:?}");
    for language in Language::ALL {
        for fault in posted() {
            let says = language.posted_fault(&fault);
            assert!(says.ends_with('.') && !says.contains("  "), "{fault:?}: {says}");
            let says = language.posted_option_fault(&fault);
            assert!(says.contains("\"credentialId\"") && says.ends_with('.'), "{fault:?}: {says}");
        }
    }
}

#[test]
fn other_input_that_is_refused_is_described() {
    let unknown = ScopesError::Unknown(UnknownScope("everything".to_owned()));
    let codes = [&ScopesError::None, &unknown].map(ScopesError::code);
    assert_eq!(codes, ScopesError::CODES);
    for language in Language::ALL {
        assert!(!language.scopes_error(&ScopesError::None).is_empty());
        let says = language.scopes_error(&unknown);
        assert!(says.contains("everything") && says.contains("presentations:verify"), "{says}");
        assert!(language.not_a_public_url(NotAPublicUrl).contains("https://"));
    }
    assert_eq!(
        Language::English.scopes_error(&unknown),
        "there is no scope “everything”; there are credentials:issue, credentials:verify, credentials:status and presentations:verify"
    );
}
