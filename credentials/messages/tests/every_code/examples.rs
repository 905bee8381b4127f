//! A reason of every variant.

use credentials::bake::{BakeError, Container};
use credentials::canonical::{CanonicalError, UnsupportedForm};
use credentials::jose::TokenError;
use credentials::lint::{Finding, SchemaFault, Wanted};
use credentials::proof::ChainFault;
use credentials::sanitizer::{ForeignAddress, ForeignText};
use credentials::status::StatusError;
use credentials::time::Timestamp;
use credentials::verify::reason::{
    ConformanceReason, ContextReason, DatesReason, Demand, DocumentKind, EndorsementCounts,
    EndorsementsReason, FormatReason, IdentityReason, KeyReason, LedgerReason, ListFault, ListSource, Moment,
    NamedKey, NeverSigned, OtherDocument, PlainFormReason, PresentationReason, ProofReason, Publisher,
    RecipientKind, RecipientReason, RefreshReason, Shown, StatusReason, Unavailable,
};
use credentials::verify::{Reason, RevocationNotice};

fn text() -> ForeignText {
    ForeignText::new("a “text” of the document", 60)
}

fn address() -> ForeignAddress {
    ForeignAddress::new("https://a.example/1", 60)
}

fn at() -> Timestamp {
    Timestamp::parse("2026-03-01T09:00:00Z").unwrap()
}

fn moment(is_today: bool) -> Moment {
    Moment { at: at(), is_today }
}

fn key() -> NamedKey {
    NamedKey::Short("z6Mk…2doK".to_owned())
}

fn about_the_input() -> Vec<Reason> {
    let read = |kind, in_token, container| FormatReason::Read { kind, in_token, container };
    let older = |version_1, needed| FormatReason::OpenBadges2 { version_1, needed };
    let format = [
        read(DocumentKind::OpenBadge, false, Container::Png),
        read(DocumentKind::Endorsement, true, Container::Text),
        read(DocumentKind::Credential, false, Container::Svg),
        read(DocumentKind::Presentation, false, Container::Text),
        FormatReason::Misplaced,
        FormatReason::Empty,
        FormatReason::InputTooLarge,
        FormatReason::JsonTooLarge,
        FormatReason::TooDeep,
        FormatReason::TooMuchWork,
        FormatReason::PictureTooComplex,
        FormatReason::Link,
        FormatReason::OtherFile("a PDF document"),
        FormatReason::Encoding("UTF-16"),
        FormatReason::UnknownEncoding,
        FormatReason::NotUtf8,
        FormatReason::UnquotedName { line: 1, column: 2 },
        FormatReason::Syntax { line: 1, column: 2 },
        FormatReason::DuplicateMember(text()),
        FormatReason::UnsafeNumber(text()),
        FormatReason::SdJwt,
        FormatReason::TokenBroken,
        FormatReason::TokenAsJson,
        FormatReason::TokenAlgorithm(text()),
        FormatReason::TokenKeyUnknown,
        FormatReason::TokenUnsigned,
        FormatReason::TokenClaimMissing("iss"),
        FormatReason::TokenClaimDiffers("iss"),
        FormatReason::TokenTwoLayers("issuer"),
        FormatReason::TokenMalformed(TokenError::Form),
        FormatReason::SeveralCredentials,
        FormatReason::Surrounded,
        FormatReason::Wrapped(None),
        FormatReason::Wrapped(Some(address())),
        FormatReason::PictureText,
        FormatReason::Unknown,
        FormatReason::PictureCutOff,
        FormatReason::PictureEntities,
        FormatReason::PictureDamaged(BakeError::NotSvg),
        FormatReason::JustAPicture,
        older(true, Vec::new()),
        older(false, vec![address()]),
        FormatReason::EnvelopeMember(text()),
        FormatReason::EnvelopeEmpty,
        FormatReason::EnvelopeUnknown(text()),
        FormatReason::NotAPresentation,
        FormatReason::NotAnEndorsement,
        FormatReason::NotABadge(OtherDocument::Endorsement),
        FormatReason::NotABadge(OtherDocument::StatusList),
        FormatReason::NotABadge(OtherDocument::Credential),
        FormatReason::NoBadge,
        FormatReason::NoCredential,
        FormatReason::PresentationOfBadges,
        FormatReason::EmptyPresentation,
    ];
    let context = [
        ContextReason::KnownTerms,
        ContextReason::SignedAsText,
        ContextReason::DirectionNotSigned,
        ContextReason::NoContext,
        ContextReason::Unknown(address()),
        ContextReason::Inline,
        ContextReason::FurtherInline,
        ContextReason::Unsupported(UnsupportedForm::JsonLiteral),
        ContextReason::TooMuchWork,
        ContextReason::UnsafeNumber(text()),
        ContextReason::UndefinedTerm(text()),
        ContextReason::UndefinedType(text()),
        ContextReason::InvalidId(text()),
        ContextReason::NotJsonLd(CanonicalError::EmptyMember),
    ];
    let context = context.into_iter().map(Reason::from);
    format.into_iter().map(Reason::from).chain(context).collect()
}

fn about_the_form() -> Vec<Reason> {
    let form = [
        PlainFormReason::Plain,
        PlainFormReason::SameId,
        PlainFormReason::NestedContext,
        PlainFormReason::IriMember,
        PlainFormReason::JsonLdKeyword,
        PlainFormReason::NoIssuer,
        PlainFormReason::NoSubject,
        PlainFormReason::NotOneEach,
        PlainFormReason::SeveralDates,
        PlainFormReason::TooManyCredentials,
    ];
    let missing = SchemaFault::Missing { member: "name".into(), wanted: Wanted::Text };
    let finding = Finding { pointer: "/name".to_owned(), fault: missing.into() };
    let conformance = [
        ConformanceReason::Complete,
        ConformanceReason::NotAnOpenBadge,
        ConformanceReason::Deviates,
        ConformanceReason::DataModel(finding.clone()),
        ConformanceReason::Structure(finding),
        ConformanceReason::More(3),
        ConformanceReason::TokenClaims,
        ConformanceReason::TokenType(text()),
        ConformanceReason::TokenMember(text()),
    ];
    let conformance = conformance.into_iter().map(Reason::from);
    form.into_iter().map(Reason::from).chain(conformance).collect()
}

fn about_proof_and_key() -> Vec<Reason> {
    let proof = [
        ProofReason::Unchanged { key: key(), proof: None },
        ProofReason::Unchanged { key: NamedKey::Rsa, proof: Some((1, 2)) },
        ProofReason::SelfAsserted,
        ProofReason::OtherProofBroken,
        ProofReason::NoKey,
        ProofReason::NoKeyNamed,
        ProofReason::NoProof,
        ProofReason::TooManyProofs,
        ProofReason::UnknownSuite(text()),
        ProofReason::Expired(at()),
        ProofReason::Changed,
        ProofReason::Purpose,
        ProofReason::Domain,
        ProofReason::Challenge,
        ProofReason::KeyKind,
        ProofReason::TokenKeyKind,
        ProofReason::Context,
        ProofReason::BaseProof,
        ProofReason::BrokenChain(ChainFault::Absent),
        ProofReason::BrokenChain(ChainFault::SameId),
        ProofReason::BrokenChain(ChainFault::Circle),
        ProofReason::Method,
        ProofReason::Member("proofValue"),
        ProofReason::NotCanonical(CanonicalError::EmptyMember),
        ProofReason::Unsupported(CanonicalError::TooMuchWork),
        ProofReason::SignatureForm,
        ProofReason::EarlierKeyMissing,
        ProofReason::EarlierKeyUnreadable,
        ProofReason::EarlierKeyDisowned,
    ];
    let unavailable = [
        Unavailable::Stated(text()),
        Unavailable::NotAskedFor,
        Unavailable::LargerThan256KiB,
        Unavailable::ProfileForKeys,
        Unavailable::Profile,
        Unavailable::SomethingElse,
        Unavailable::CopyNotGood,
        Unavailable::OtherBadge,
        Unavailable::NoCredential,
    ];
    let keys = [
        KeyReason::PublishedByHost { host: "a.example".to_owned(), key: key() },
        KeyReason::KeyOnly(NamedKey::Rsa),
        KeyReason::WrongIssuer,
        KeyReason::IssuerMalformed,
        KeyReason::UnknownKey,
        KeyReason::Withdrawn(at()),
        KeyReason::Expired(at()),
        KeyReason::NotForBadges,
        KeyReason::ControllerFragment,
        KeyReason::WhichKey,
        KeyReason::OtherIdentifier,
        KeyReason::KeyType,
        KeyReason::IssuerUnreadable,
        KeyReason::KeyMalformed,
        KeyReason::Unresolvable(text()),
        KeyReason::NotAsked,
        KeyReason::KeysElsewhere,
        KeyReason::NoKeysListed,
    ];
    let unreachable = unavailable.map(KeyReason::Unreachable);
    let keys = keys.into_iter().chain(unreachable).map(Reason::from);
    proof.into_iter().map(Reason::from).chain(keys).collect()
}

fn about_revocation() -> Vec<Reason> {
    let source = |publisher| ListSource { signed: Some(at()), publisher };
    let notice = |reason: &str| RevocationNotice { revoked: at(), reason: reason.to_owned() };
    let faults = [
        ListFault::Unreachable(Unavailable::NotAskedFor),
        ListFault::NotHttps,
        ListFault::TooLarge(1),
        ListFault::Unreadable,
        ListFault::UnreadableEncoding,
        ListFault::OtherId,
        ListFault::ForeignSigner(Publisher::Other(address())),
        ListFault::OtherIssuer,
        ListFault::Elsewhere,
        ListFault::NoId,
        ListFault::NoOwnId,
        ListFault::OtherEncoding,
        ListFault::Context,
        ListFault::Proof,
        ListFault::Keys,
        ListFault::Token(TokenError::Form),
        ListFault::ProofKind,
        ListFault::Dates,
        ListFault::NoDates,
        ListFault::NotYetValid,
        ListFault::Expired(Some(at())),
        ListFault::Purpose,
        ListFault::Short,
        ListFault::IndexRange,
        ListFault::Unsigned,
    ];
    let status = [
        StatusReason::NoStatus,
        StatusReason::NotRevoked(source(Some(Publisher::Host("a.example".to_owned())))),
        StatusReason::NotOnUnsignedList,
        StatusReason::Revoked { by: source(None), word: None },
        StatusReason::Revoked {
            by: source(Some(Publisher::Key("z6Mk…2doK".to_owned()))),
            word: Some(text()),
        },
        StatusReason::RevokedOnUnsignedList(None),
        StatusReason::RevokedOnUnsignedList(Some(text())),
        StatusReason::RevokedOn(notice("")),
        StatusReason::RevokedOn(notice("issued in error.")),
        StatusReason::ShownAsRevoked(Some(text())),
        StatusReason::Suspended(None),
        StatusReason::ShownAsSuspended(None),
        StatusReason::EntryNoObject,
        StatusReason::EntryNoType,
        StatusReason::EntryMalformed(StatusError::Member("statusListIndex")),
        StatusReason::EntryNotWeb,
        StatusReason::PurposeUnknown(text()),
        StatusReason::TypeUnknown(text()),
        StatusReason::TooManyEntries,
    ];
    let shown = Some(Shown { suspended: true, word: Some(text()) });
    let undecided =
        |fault: &ListFault| StatusReason::Undecided { fault: fault.clone(), shown: shown.clone() };
    let undecided: Vec<StatusReason> = faults.iter().map(undecided).collect();
    let deviations = faults.into_iter().map(StatusReason::Deviation);
    status.into_iter().chain(undecided).chain(deviations).map(Reason::from).collect()
}

fn about_the_rest() -> Vec<Reason> {
    let dates = [
        DatesReason::NoDates,
        DatesReason::Until(moment(true)),
        DatesReason::Within { from: moment(false), until: moment(true) },
        DatesReason::Since(moment(false)),
        DatesReason::NotYetValid(moment(false)),
        DatesReason::Expired(moment(true)),
        DatesReason::Malformed { member: "validFrom", given: Some(text()) },
        DatesReason::WithoutZone,
    ];
    let never =
        [NeverSigned::Presentation, NeverSigned::Form, NeverSigned::Identifier, NeverSigned::WebAddress];
    let ledger = [
        LedgerReason::StatusList,
        LedgerReason::NoLedger,
        LedgerReason::NotCovered,
        LedgerReason::Unreadable,
        LedgerReason::Nowhere,
        LedgerReason::InLedger,
        LedgerReason::InLedgerByGivenProof,
        LedgerReason::GivenProofIgnored,
        LedgerReason::StatedAbsent,
        LedgerReason::ProofFalse,
        LedgerReason::Erased,
        LedgerReason::Unreachable(Unavailable::SomethingElse),
    ];
    let identity = [
        IdentityReason::NobodyVouches,
        IdentityReason::Domain { host: "a.example".to_owned(), fetched_by: None },
        IdentityReason::Listed { name: text(), owner: "the consortium".to_owned() },
        IdentityReason::Pinned,
        IdentityReason::PinnedLedger,
        IdentityReason::OwnInstallation,
    ];
    let recipient = [
        RecipientReason::NothingToCompare,
        RecipientReason::SameId,
        RecipientReason::Same(RecipientKind::Email),
        RecipientReason::Same(RecipientKind::Name),
        RecipientReason::Same(RecipientKind::Declared),
        RecipientReason::SealedByMd5,
        RecipientReason::OtherAddress,
        RecipientReason::Other,
        RecipientReason::NoAddress,
        RecipientReason::NoNameOrNumber,
        RecipientReason::HashUnknown,
        RecipientReason::OtherSpelling { names: Vec::new(), given: text() },
        RecipientReason::OtherSpelling { names: vec![text(), text()], given: text() },
    ];
    let refresh = [
        RefreshReason::NoRefresh,
        RefreshReason::NotAsked(None),
        RefreshReason::NotAsked(Some(address())),
        RefreshReason::Failed { url: address(), why: Unavailable::CopyNotGood },
        RefreshReason::NewerCopy { from: at(), url: address() },
        RefreshReason::NoNewerCopy,
    ];
    let counts = EndorsementCounts { good: 1, bad: 2, open: 3, unvouched: 4, elsewhere: 5 };
    let endorsements = [
        EndorsementsReason::NoEndorsements,
        EndorsementsReason::NoGood(counts),
        EndorsementsReason::NotChecked(counts),
        EndorsementsReason::Endorsed(counts),
        EndorsementsReason::NotGood,
    ];
    let presentation = [
        PresentationReason::NotDemanded(Demand::Challenge),
        PresentationReason::AsDemanded(Demand::Domain),
        PresentationReason::Absent(Demand::Challenge),
        PresentationReason::Absent(Demand::Domain),
        PresentationReason::NoProofAsked,
        PresentationReason::NobodyHolds,
        PresentationReason::ByTheHolder(text()),
        PresentationReason::OtherSubject,
        PresentationReason::NoHolder,
        PresentationReason::WrongHolder,
    ];
    let never = never.map(LedgerReason::NeverSigned);
    dates
        .into_iter()
        .map(Reason::from)
        .chain(ledger.into_iter().chain(never).map(Reason::from))
        .chain(identity.into_iter().map(Reason::from))
        .chain(recipient.into_iter().map(Reason::from))
        .chain(refresh.into_iter().map(Reason::from))
        .chain(endorsements.into_iter().map(Reason::from))
        .chain(presentation.into_iter().map(Reason::from))
        .collect()
}

/// A reason of every variant.
pub(crate) fn reasons() -> Vec<Reason> {
    let parts =
        [about_the_input(), about_the_form(), about_proof_and_key(), about_revocation(), about_the_rest()];
    parts.into_iter().flatten().chain([Reason::Stopped]).collect()
}
