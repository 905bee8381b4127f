//! The headline of a verdict that a failed check decides.

use credentials::verify::reason::{
    ContextReason, DatesReason, FormatReason, KeyReason, LedgerReason, ProofReason, Reason, RecipientReason,
    StatusReason,
};
use credentials::verify::{Check, CheckName};

/// Two or three words.
pub(super) fn failed(check: &Check) -> &'static str {
    of_reason(check.decisive_reason()).unwrap_or_else(|| of_check(check.name))
}

/// The headline of a reason that has one of its own.
const fn of_reason(reason: &Reason) -> Option<&'static str> {
    match reason {
        Reason::Format(reason) => format(reason),
        Reason::Context(reason) => context(reason),
        Reason::Proof(reason) => proof(reason),
        Reason::Key(reason) => key(reason),
        Reason::Dates(reason) => dates(reason),
        Reason::Status(reason) => status(reason),
        Reason::Ledger(reason) => ledger(reason),
        Reason::Recipient(reason) => recipient(reason),
        Reason::Stopped
        | Reason::PlainForm(_)
        | Reason::Identity(_)
        | Reason::Conformance(_)
        | Reason::Refresh(_)
        | Reason::Endorsements(_)
        | Reason::Presentation(_) => None,
    }
}

/// The headline for a failed check whose reason has none of its own.
const fn of_check(name: CheckName) -> &'static str {
    match name {
        CheckName::Format => "Not a badge.",
        CheckName::PlainForm => "Malformed.",
        CheckName::Conformance => "Not in the form of the standard.",
        CheckName::Context
        | CheckName::Proof
        | CheckName::IssuerBinding
        | CheckName::Validity
        | CheckName::Status
        | CheckName::Ledger
        | CheckName::Identity
        | CheckName::Recipient
        | CheckName::Refresh
        | CheckName::Endorsements
        | CheckName::Holder
        | CheckName::Challenge
        | CheckName::Domain => "Not valid.",
    }
}

const fn format(reason: &FormatReason) -> Option<&'static str> {
    match reason {
        FormatReason::NotUtf8
        | FormatReason::UnquotedName { .. }
        | FormatReason::Syntax { .. }
        | FormatReason::PictureCutOff
        | FormatReason::PictureDamaged(_)
        | FormatReason::TokenMalformed(_) => Some("Not readable."),
        FormatReason::TokenUnsigned => Some("Not signed."),
        FormatReason::DuplicateMember(_)
        | FormatReason::TokenClaimMissing(_)
        | FormatReason::TokenClaimDiffers(_)
        | FormatReason::TokenTwoLayers(_) => Some("Ambiguous."),
        FormatReason::JustAPicture => Some("Just a picture."),
        FormatReason::OpenBadges2 { .. } | FormatReason::SdJwt => Some("Not an Open Badges 3.0 badge."),
        FormatReason::Read { .. }
        | FormatReason::Misplaced
        | FormatReason::Empty
        | FormatReason::InputTooLarge
        | FormatReason::JsonTooLarge
        | FormatReason::TooDeep
        | FormatReason::TooMuchWork
        | FormatReason::PictureTooComplex
        | FormatReason::Link
        | FormatReason::OtherFile(_)
        | FormatReason::Encoding(_)
        | FormatReason::UnknownEncoding
        | FormatReason::UnsafeNumber(_)
        | FormatReason::TokenBroken
        | FormatReason::TokenAsJson
        | FormatReason::TokenAlgorithm(_)
        | FormatReason::TokenKeyUnknown
        | FormatReason::SeveralCredentials
        | FormatReason::Surrounded
        | FormatReason::Wrapped(_)
        | FormatReason::PictureText
        | FormatReason::Unknown
        | FormatReason::PictureEntities
        | FormatReason::EnvelopeMember(_)
        | FormatReason::EnvelopeEmpty
        | FormatReason::EnvelopeUnknown(_)
        | FormatReason::NotAPresentation
        | FormatReason::NotAnEndorsement
        | FormatReason::NotABadge(_)
        | FormatReason::NoBadge
        | FormatReason::NoCredential
        | FormatReason::PresentationOfBadges
        | FormatReason::EmptyPresentation => None,
    }
}

const fn context(reason: &ContextReason) -> Option<&'static str> {
    match reason {
        ContextReason::UndefinedTerm(_) | ContextReason::UndefinedType(_) | ContextReason::InvalidId(_) => {
            Some("Not all of it is signed.")
        }
        ContextReason::KnownTerms
        | ContextReason::SignedAsText
        | ContextReason::DirectionNotSigned
        | ContextReason::NoContext
        | ContextReason::Unknown(_)
        | ContextReason::FurtherInline
        | ContextReason::Inline
        | ContextReason::Unsupported(_)
        | ContextReason::TooMuchWork
        | ContextReason::UnsafeNumber(_)
        | ContextReason::NotJsonLd(_) => None,
    }
}

const fn proof(reason: &ProofReason) -> Option<&'static str> {
    match reason {
        ProofReason::Changed => Some("Changed."),
        ProofReason::NoProof => Some("Not signed."),
        ProofReason::Unchanged { .. }
        | ProofReason::SelfAsserted
        | ProofReason::OtherProofBroken
        | ProofReason::NoKey
        | ProofReason::NoKeyNamed
        | ProofReason::TooManyProofs
        | ProofReason::UnknownSuite(_)
        | ProofReason::Expired(_)
        | ProofReason::Purpose
        | ProofReason::Domain
        | ProofReason::Challenge
        | ProofReason::KeyKind
        | ProofReason::TokenKeyKind
        | ProofReason::Context
        | ProofReason::BaseProof
        | ProofReason::BrokenChain(_)
        | ProofReason::Method
        | ProofReason::Member(_)
        | ProofReason::NotCanonical(_)
        | ProofReason::Unsupported(_)
        | ProofReason::SignatureForm
        | ProofReason::EarlierKeyMissing
        | ProofReason::EarlierKeyUnreadable
        | ProofReason::EarlierKeyDisowned => None,
    }
}

const fn key(reason: &KeyReason) -> Option<&'static str> {
    match reason {
        KeyReason::WrongIssuer => Some("Wrong issuer."),
        KeyReason::UnknownKey => Some("Unknown key."),
        KeyReason::Withdrawn(_) | KeyReason::Expired(_) | KeyReason::NotForBadges => {
            Some("Key no longer good.")
        }
        KeyReason::PublishedByHost { .. }
        | KeyReason::KeyOnly(_)
        | KeyReason::IssuerMalformed
        | KeyReason::ControllerFragment
        | KeyReason::WhichKey
        | KeyReason::OtherIdentifier
        | KeyReason::KeyType
        | KeyReason::IssuerUnreadable
        | KeyReason::KeyMalformed
        | KeyReason::Unresolvable(_)
        | KeyReason::Unreachable(_)
        | KeyReason::NotAsked
        | KeyReason::KeysElsewhere
        | KeyReason::NoKeysListed => None,
    }
}

const fn dates(reason: &DatesReason) -> Option<&'static str> {
    match reason {
        DatesReason::Expired(_) => Some("Expired."),
        DatesReason::NotYetValid(_) => Some("Not valid yet."),
        DatesReason::NoDates
        | DatesReason::Until(_)
        | DatesReason::Within { .. }
        | DatesReason::Since(_)
        | DatesReason::Malformed { .. }
        | DatesReason::WithoutZone => None,
    }
}

const fn status(reason: &StatusReason) -> Option<&'static str> {
    match reason {
        StatusReason::Suspended(_) | StatusReason::ShownAsSuspended(_) => Some("Suspended."),
        StatusReason::NoStatus
        | StatusReason::NotRevoked(_)
        | StatusReason::NotOnUnsignedList
        | StatusReason::Revoked { .. }
        | StatusReason::RevokedOnUnsignedList(_)
        | StatusReason::RevokedOn(_)
        | StatusReason::ShownAsRevoked(_)
        | StatusReason::EntryNoObject
        | StatusReason::EntryNoType
        | StatusReason::EntryMalformed(_)
        | StatusReason::EntryNotWeb
        | StatusReason::PurposeUnknown(_)
        | StatusReason::TypeUnknown(_)
        | StatusReason::TooManyEntries
        | StatusReason::Undecided { .. }
        | StatusReason::Deviation(_) => None,
    }
}

const fn ledger(reason: &LedgerReason) -> Option<&'static str> {
    match reason {
        LedgerReason::NeverSigned(_) | LedgerReason::StatedAbsent | LedgerReason::ProofFalse => {
            Some("Not in its issuer’s ledger.")
        }
        LedgerReason::StatusList
        | LedgerReason::NoLedger
        | LedgerReason::NotCovered
        | LedgerReason::Unreadable
        | LedgerReason::Nowhere
        | LedgerReason::InLedger
        | LedgerReason::InLedgerByGivenProof
        | LedgerReason::GivenProofIgnored
        | LedgerReason::Erased
        | LedgerReason::Unreachable(_) => None,
    }
}

const fn recipient(reason: &RecipientReason) -> Option<&'static str> {
    match reason {
        RecipientReason::OtherAddress | RecipientReason::Other => Some("Somebody else’s."),
        RecipientReason::NothingToCompare
        | RecipientReason::SameId
        | RecipientReason::Same(_)
        | RecipientReason::SealedByMd5
        | RecipientReason::NoAddress
        | RecipientReason::NoNameOrNumber
        | RecipientReason::HashUnknown
        | RecipientReason::OtherSpelling { .. } => None,
    }
}
