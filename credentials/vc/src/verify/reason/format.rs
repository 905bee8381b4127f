use crate::bake::{BakeError, Container};
use crate::jose::TokenError;
use crate::sanitizer::{ForeignAddress, ForeignText};

/// The kind of a document that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// An Open Badge, version 3.0.
    OpenBadge,
    /// An endorsement of Open Badges 3.0.
    Endorsement,
    /// Another verifiable credential.
    Credential,
    /// A presentation of credentials.
    Presentation,
}

/// A signed document in place of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherDocument {
    /// An endorsement.
    Endorsement,
    /// A status list.
    StatusList,
    /// Another credential.
    Credential,
}

/// The result of reading the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatReason {
    /// A document of this kind was read.
    Read {
        /// Its kind.
        kind: DocumentKind,
        /// Whether it is a signed token.
        in_token: bool,
        /// What contained it.
        container: Container,
    },
    /// Remark: the picture has the badge where Open Badges 2 has it.
    Misplaced,
    /// Nothing, or only white space.
    Empty,
    /// The input is larger than 8 MiB.
    InputTooLarge,
    /// The JSON is larger than the limit.
    JsonTooLarge,
    /// JSON nested deeper than the limit.
    TooDeep,
    /// The JSON is too complex.
    TooMuchWork,
    /// The picture is too complex.
    PictureTooComplex,
    /// A link to a badge.
    Link,
    /// A kind of file that cannot hold a badge.
    OtherFile(&'static str),
    /// Text in another encoding than UTF-8, by its name.
    Encoding(&'static str),
    /// Text in an unknown encoding.
    UnknownEncoding,
    /// A JSON text that is not UTF-8.
    NotUtf8,
    /// A name without double quotation marks, at this place.
    UnquotedName {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Not JSON.
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// One object has two members of this name.
    DuplicateMember(ForeignText),
    /// A number that implementations do not write alike.
    UnsafeNumber(ForeignText),
    /// A token with selective disclosure.
    SdJwt,
    /// A token with other characters in it.
    TokenBroken,
    /// A token in JSON serialization.
    TokenAsJson,
    /// A token with an algorithm that is not checked.
    TokenAlgorithm(ForeignText),
    /// A token with a key of a kind that is not read.
    TokenKeyUnknown,
    /// A token with the algorithm `none`.
    TokenUnsigned,
    /// A token without a claim that is required.
    TokenClaimMissing(&'static str),
    /// A token whose claim differs from the credential.
    TokenClaimDiffers(&'static str),
    /// A token with a member next to the credential in it.
    TokenTwoLayers(&'static str),
    /// A token that cannot be read.
    TokenMalformed(TokenError),
    /// A picture with several credentials.
    SeveralCredentials,
    /// There is other text before the badge.
    Surrounded,
    /// The badge is inside other JSON: at this place, or as a text in quotation marks.
    Wrapped(Option<ForeignAddress>),
    /// The text in a picture is neither JSON nor a token.
    PictureText,
    /// Neither a picture nor the text of a badge.
    Unknown,
    /// A picture that is cut off.
    PictureCutOff,
    /// A picture whose document type defines entities.
    PictureEntities,
    /// A picture that cannot be read.
    PictureDamaged(BakeError),
    /// A picture without a badge.
    JustAPicture,
    /// A badge of Open Badges 2 or 1.
    OpenBadges2 {
        /// Whether it is of version 1.
        version_1: bool,
        /// The addresses that are needed to check it.
        needed: Vec<ForeignAddress>,
    },
    /// An envelope with this member, which is not signed.
    EnvelopeMember(ForeignText),
    /// An envelope without a badge.
    EnvelopeEmpty,
    /// An envelope with a badge of a media type that is not read.
    EnvelopeUnknown(ForeignText),
    /// Not a presentation.
    NotAPresentation,
    /// Not an endorsement.
    NotAnEndorsement,
    /// A signed document, but no badge.
    NotABadge(OtherDocument),
    /// JSON, but no badge.
    NoBadge,
    /// JSON, but no credential.
    NoCredential,
    /// A presentation with badges.
    PresentationOfBadges,
    /// A presentation without a credential.
    EmptyPresentation,
}

codes! { FormatReason as Format {
    Self::Read { kind: DocumentKind::OpenBadge, .. } => "open-badge",
    Self::Read { kind: DocumentKind::Endorsement, .. } => "endorsement",
    Self::Read { kind: DocumentKind::Credential, .. } => "credential",
    Self::Read { kind: DocumentKind::Presentation, .. } => "presentation",
    Self::Misplaced => "misplaced",
    Self::Empty => "empty",
    Self::InputTooLarge | Self::JsonTooLarge => "too-large",
    Self::TooDeep => "too-deep",
    Self::TooMuchWork | Self::PictureTooComplex => "too-much-work",
    Self::Link => "link",
    Self::OtherFile(_) => "other-file",
    Self::Encoding(_) | Self::UnknownEncoding => "not-utf-8",
    Self::NotUtf8 | Self::UnquotedName { .. } | Self::Syntax { .. } => "malformed-json",
    Self::DuplicateMember(_) => "duplicate-member",
    Self::UnsafeNumber(_) => "unsafe-number",
    Self::SdJwt => "sd-jwt",
    Self::TokenBroken => "token-broken",
    Self::TokenAsJson => "token-json-form",
    Self::TokenAlgorithm(_) => "token-algorithm-unknown",
    Self::TokenKeyUnknown => "token-key-unknown",
    Self::TokenUnsigned => "token-unsigned",
    Self::TokenClaimMissing(_) | Self::TokenClaimDiffers(_) | Self::TokenTwoLayers(_) => "token-claims",
    Self::TokenMalformed(_) => "token-malformed",
    Self::SeveralCredentials => "several-credentials",
    Self::Surrounded | Self::Wrapped(_) => "wrapped",
    Self::PictureText | Self::Unknown => "unreadable",
    Self::PictureCutOff => "picture-cut-off",
    Self::PictureEntities => "picture-entities",
    Self::PictureDamaged(_) => "picture-damaged",
    Self::JustAPicture => "just-a-picture",
    Self::OpenBadges2 { .. } => "open-badges-2",
    Self::EnvelopeMember(_) | Self::EnvelopeEmpty => "envelope-malformed",
    Self::EnvelopeUnknown(_) => "envelope-unknown",
    Self::NotAPresentation => "not-a-presentation",
    Self::NotAnEndorsement => "not-an-endorsement",
    Self::NotABadge(_) => "not-a-badge",
    Self::NoBadge | Self::NoCredential => "not-a-credential",
    Self::PresentationOfBadges | Self::EmptyPresentation => "presentation",
} }
