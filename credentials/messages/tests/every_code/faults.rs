//! Every fault of the lint has a text in each complete language, and is the same after it was sent as JSON.

use std::collections::BTreeSet;

use credentials::canonical::{CanonicalError, UnsupportedForm};
use credentials::json::JsonError;
use credentials::lint::registered::PerRecipient;
use credentials::lint::{
    BadgeFault, ClassName, ContextFault, EntryFault, Fault, ModelFault, RecipientFault, RegisteredFault,
    Remedy, ResourceFault, ResultFault, SchemaFault, StatementsFault, StatusListFault, TextFault,
    UniversalFault, Wanted, WordList,
};
use credentials::verify::reason::PlainFormReason;
use messages::Language;
use serde_json::json;

const CLASSES: [ClassName; 23] = [
    ClassName::AchievementCredential,
    ClassName::EndorsementCredential,
    ClassName::AchievementSubject,
    ClassName::EndorsementSubject,
    ClassName::Achievement,
    ClassName::Profile,
    ClassName::Criteria,
    ClassName::Image,
    ClassName::IdentityObject,
    ClassName::IdentifierEntry,
    ClassName::Address,
    ClassName::GeoCoordinates,
    ClassName::Alignment,
    ClassName::Evidence,
    ClassName::Related,
    ClassName::ResultDescription,
    ClassName::RubricCriterionLevel,
    ClassName::Result,
    ClassName::Proof,
    ClassName::RefreshService,
    ClassName::CredentialSchema,
    ClassName::StatusEntry,
    ClassName::TermsOfUse,
];

const WANTED: [Wanted; 15] = [
    Wanted::Text,
    Wanted::Uri,
    Wanted::Url,
    Wanted::Email,
    Wanted::Country,
    Wanted::Moment,
    Wanted::Day,
    Wanted::Number,
    Wanted::Truth,
    Wanted::Language,
    Wanted::Jws,
    Wanted::Context,
    Wanted::Word(WordList::Statuses),
    Wanted::WordOrOwn(WordList::ResultTypes),
    Wanted::Object(ClassName::Profile),
];

fn name() -> String {
    "name".to_owned()
}

fn of_the_text() -> Vec<Fault> {
    let json = [
        JsonError::TooLarge,
        JsonError::NotUtf8,
        JsonError::TooDeep,
        JsonError::TooMuchWork,
        JsonError::DuplicateMember(name()),
        JsonError::UnsafeNumber("1e400".to_owned()),
        JsonError::Syntax { line: 1, column: 2 },
    ];
    let universal = [
        UniversalFault::Null,
        UniversalFault::EmptyArray,
        UniversalFault::EmptyObject,
        UniversalFault::SameId("urn:x:1".to_owned()),
        UniversalFault::TokenMember("jti".to_owned()),
        UniversalFault::IriMember,
        UniversalFault::NestedContext,
    ];
    let context = [
        ContextFault::NotTwoOrMore,
        ContextFault::NotAnArray,
        ContextFault::NotAsIssued,
        ContextFault::NotExactly("https://a.example/1".into()),
        ContextFault::FirstIsNot(vec!["https://a.example/1".into(), "https://a.example/2".into()]),
        ContextFault::SecondIsNot,
        ContextFault::NotAnAddress,
        ContextFault::NotAUrl,
        ContextFault::UndefinedType("1EdTechX".to_owned()),
    ];
    let faults = json.map(Fault::from).into_iter().chain(universal.map(Fault::from));
    faults.chain(context.map(Fault::from)).collect()
}

fn of_the_schemas() -> Vec<Fault> {
    let schema = [
        SchemaFault::Closed { class: ClassName::Image, member: name() },
        SchemaFault::TypeNotText,
        SchemaFault::TypeIsNot("Image".into()),
        SchemaFault::TypeNotTexts(vec!["A".into(), "B".into()]),
        SchemaFault::TypeWithout(vec!["A".into()]),
        SchemaFault::EndorsementToken,
        SchemaFault::NotAnArray("tag".into()),
        SchemaFault::NotSingle("name".into()),
    ];
    let classes = CLASSES.map(SchemaFault::NotAnObject);
    let values = WANTED.into_iter().flat_map(|wanted| {
        let missing = SchemaFault::Missing { member: "name".into(), wanted };
        [missing, SchemaFault::WrongKind(wanted), SchemaFault::Malformed(wanted)]
    });
    schema.into_iter().chain(classes).chain(values).map(Fault::from).collect()
}

fn of_the_data_model() -> Vec<Fault> {
    let model = [
        ModelFault::CredentialNotAnObject,
        ModelFault::PresentationNotAnObject,
        ModelFault::NotAUrl("id".into()),
        ModelFault::TypeMissing,
        ModelFault::TypeEmpty,
        ModelFault::IssuerMissing,
        ModelFault::IdMissing,
        ModelFault::NotIdentified,
        ModelFault::SubjectMissing,
        ModelFault::NoSubject,
        ModelFault::NoClaim,
        ModelFault::SubjectNotAnObject,
        ModelFault::NotAMoment("validFrom".into()),
        ModelFault::MomentMissing("validFrom".into()),
        ModelFault::EndsBeforeStart { from: "validFrom".into(), until: "validUntil".into() },
        ModelFault::OwnIdMissing,
        ModelFault::IssuerNotDid,
        ModelFault::ProofPresent,
        ModelFault::PartNotAnObject,
        ModelFault::SchemaIdMissing,
        ModelFault::NotEnveloped,
        ModelFault::NotIssued,
    ];
    let text = [
        TextFault::EmptyArray,
        TextFault::NotAText,
        TextFault::ValueMissing,
        TextFault::ValueNotText,
        TextFault::Language,
        TextFault::Direction,
        TextFault::FurtherMember,
    ];
    let entry = [
        EntryFault::Missing("statusPurpose".into()),
        EntryFault::MessagesMissing,
        EntryFault::Purpose,
        EntryFault::Index,
        EntryFault::Size,
        EntryFault::Messages,
        EntryFault::References,
    ];
    let resource = [
        ResourceFault::NotAnObject,
        ResourceFault::IdMissing,
        ResourceFault::Twice,
        ResourceFault::NoDigest,
        ResourceFault::NotSri,
        ResourceFault::NotMultihash,
        ResourceFault::OtherDigest,
    ];
    let faults = model.map(Fault::from).into_iter().chain(text.map(Fault::from));
    faults.chain(entry.map(Fault::from)).chain(resource.map(Fault::from)).collect()
}

fn of_our_own_documents() -> Vec<Fault> {
    let badge = [
        BadgeFault::Nobody,
        BadgeFault::NoCriteria,
        BadgeFault::FurtherType,
        BadgeFault::IssuerNotDid,
        BadgeFault::StatusMissing,
        BadgeFault::StatusEntry,
        BadgeFault::Schema("https://a.example/schema.json".into()),
        BadgeFault::EndsBeforeStart,
        BadgeFault::SameImage,
        BadgeFault::ReservedId,
    ];
    let recipient = [RecipientFault::WeakHash, RecipientFault::NoSalt, RecipientFault::AddressInClear];
    let result = [
        ResultFault::RequiredLevel,
        ResultFault::UnknownDescription,
        ResultFault::AchievedLevel,
        ResultFault::StatusMissing,
        ResultFault::NotAllowed,
        ResultFault::NotANumber,
        ResultFault::OutsideBounds,
    ];
    let list = [
        StatusListFault::Id,
        StatusListFault::Type,
        StatusListFault::IssuerNotDid,
        StatusListFault::ValidUntil,
        StatusListFault::ListId,
        StatusListFault::Purpose,
        StatusListFault::Bits,
        StatusListFault::Ttl,
        StatusListFault::Closed(name()),
    ];
    let faults = badge.map(Fault::from).into_iter().chain(recipient.map(Fault::from));
    faults.chain(result.map(Fault::from)).chain(list.map(Fault::from)).collect()
}

fn of_the_statements() -> Vec<Fault> {
    let errors = [
        CanonicalError::NoContext,
        CanonicalError::UnknownContext("https://a.example/1".to_owned()),
        CanonicalError::InlineContext,
        CanonicalError::UndefinedTerm(name()),
        CanonicalError::UndefinedType("Thing".to_owned()),
        CanonicalError::InvalidId("part-7".to_owned()),
        CanonicalError::Language("e n".to_owned()),
        CanonicalError::UnsafeNumber("1e400".to_owned()),
        CanonicalError::EmptyMember,
        CanonicalError::NoStatements,
        CanonicalError::Processing("Invalid `@id` value".to_owned()),
        CanonicalError::TooMuchWork,
    ];
    let forms = UnsupportedForm::ALL.iter().map(|form| CanonicalError::Unsupported(*form));
    let remedies = [
        Remedy::Correct,
        Remedy::EmbedEndorsement,
        Remedy::AddExtensions,
        Remedy::AddType(vec!["Achievement".into(), "Evidence".into()]),
    ];
    let refused = errors.into_iter().chain(forms).flat_map(|error| {
        remedies.clone().map(|remedy| StatementsFault::Refused { error: error.clone(), remedy })
    });
    let others = [StatementsFault::SecondCredential, StatementsFault::OtherKind];
    let plain = Fault::NotPlain(PlainFormReason::NotOneEach);
    refused.chain(others).map(Fault::from).chain([plain]).collect()
}

fn of_what_was_registered() -> Vec<Fault> {
    let member = || "/credentialSubject/term".to_owned();
    let entries = [
        PerRecipient::Text { member: member(), most: 5 },
        PerRecipient::Date { member: member() },
        PerRecipient::Number { member: member(), least: 1, most: 3 },
        PerRecipient::OneOf { member: member(), values: vec!["A".to_owned(), "B".to_owned()] },
        PerRecipient::Url { member: member(), below: "https://a.example/".to_owned() },
    ];
    let others = [
        RegisteredFault::NameMissing,
        RegisteredFault::OtherName,
        RegisteredFault::OtherProfile,
        RegisteredFault::NotOneSubject,
        RegisteredFault::NotThePicture,
        RegisteredFault::PictureMissing,
        RegisteredFault::NoDigest,
        RegisteredFault::NothingApproved,
        RegisteredFault::NotApproved,
        RegisteredFault::NotOneType,
        RegisteredFault::HiddenCharacter,
        RegisteredFault::NotIdentities,
        RegisteredFault::TooManyIdentities(4),
        RegisteredFault::SameIdentityType,
        RegisteredFault::UndeclaredIdentity,
        RegisteredFault::IdentityOutsideBound,
    ];
    entries.map(RegisteredFault::OutsideBound).into_iter().chain(others).map(Fault::from).collect()
}

/// A fault of every variant.
pub(crate) fn faults() -> Vec<Fault> {
    let groups = [
        of_the_text(),
        of_the_schemas(),
        of_the_data_model(),
        of_our_own_documents(),
        of_the_statements(),
        of_what_was_registered(),
    ];
    groups.into_iter().flatten().collect()
}

#[test]
fn every_fault_has_a_text_in_each_language() {
    let faults = faults();
    let shown: BTreeSet<_> = faults.iter().map(Fault::code).collect();
    let missing: Vec<_> = Fault::codes().filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no example has these codes: {missing:?}");
    for language in Language::ALL {
        for fault in &faults {
            let says = language.lint_fault(fault);
            assert!(says.ends_with('.') && !says.contains("  "), "{fault:?}: {says}");
        }
    }
}

#[test]
fn a_fault_is_read_from_json_as_it_was_written() {
    for fault in faults() {
        let written = serde_json::to_string(&fault).unwrap();
        assert_eq!(serde_json::from_str::<Fault>(&written).unwrap(), fault, "{written}");
    }
    for bad in [
        r#"{"schema":"unknown"}"#,
        r#"{"unknown":"null"}"#,
        r#"{"schema":{"closed":{"class":"image","member":"a","more":1}}}"#,
        r#"{"schema":{"missing":{"member":"a","wanted":"unknown"}}}"#,
        r#"{"universal":"null","context":"not-a-url"}"#,
    ] {
        assert!(serde_json::from_str::<Fault>(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_fault_that_another_process_sent_is_shown_if_it_is_known() {
    for fault in faults() {
        let sent = serde_json::to_value(&fault).unwrap();
        assert_eq!(
            Language::English.carried_fault(fault.code(), &sent),
            Language::English.lint_fault(&fault)
        );
    }
    let sent = json!({"universal": "null"});
    for (code, sent) in
        [("null", json!({"universal": "unknown"})), ("null", json!("Trust me.")), ("empty", sent)]
    {
        assert_eq!(Language::English.carried_fault(code, &sent), code);
    }
}
