use credentials::bake::Container;
use credentials::sanitizer::{ForeignAddress, line};
use credentials::verify::reason::{DocumentKind, FormatReason, OtherDocument};

use super::quote::quoted;
use super::{picture, token};

#[expect(clippy::too_many_lines, reason = "one arm for each reason")]
pub(super) fn says(reason: &FormatReason) -> String {
    match reason {
        FormatReason::Read { kind, in_token, container } => read(*kind, *in_token, *container),
        FormatReason::OtherFile(kind) => format!("This is {kind}."),
        FormatReason::Encoding(name) => {
            format!("The text was saved as {name}. A badge must be UTF-8.")
        }
        FormatReason::UnquotedName { line, column } => format!(
            "The text is not JSON: at line {line}, column {column} a name is not in double quotation marks. A program \
             printed it in a form of its own."
        ),
        FormatReason::Syntax { line, column } => {
            format!("The text is not complete JSON: it breaks at line {line}, column {column}.")
        }
        FormatReason::DuplicateMember(name) => {
            format!("The name {} occurs twice in one place, so the text can be read in two ways.", quoted(name))
        }
        FormatReason::UnsafeNumber(number) => format!(
            "The text contains the number {}, which programs write in different ways. This version does not check it.",
            number.as_line()
        ),
        FormatReason::TokenAlgorithm(name) => {
            format!("The token is signed with the algorithm {}, which this version does not check.", quoted(name))
        }
        FormatReason::TokenClaimMissing(claim) => {
            format!("The token has no claim “{claim}”, which Open Badges 3.0 demands.")
        }
        FormatReason::TokenClaimDiffers(claim) => {
            format!("The token’s claim “{claim}” contradicts the badge in the token.")
        }
        FormatReason::TokenTwoLayers(member) => {
            format!("The token has a “{member}” next to its badge (“vc”), so it can be read in two ways.")
        }
        FormatReason::TokenMalformed(error) => {
            format!("The signed token cannot be read: {}.", line(&token::clause(error), 160))
        }
        FormatReason::Wrapped(Some(place)) => format!("The badge is inside a wrapper, at {place}."),
        FormatReason::PictureDamaged(error) => {
            format!("The picture cannot be read: {}.", picture::clause(error))
        },
        FormatReason::EnvelopeMember(name) => {
            format!("The envelope around the badge has a member {}, which nobody signed.", quoted(name))
        }
        FormatReason::EnvelopeUnknown(kind) => {
            format!("The envelope holds a badge as {}, which this version does not read.", quoted(kind))
        }
        FormatReason::Misplaced => MISPLACED.to_owned(),
        FormatReason::Empty => "The input is empty.".to_owned(),
        FormatReason::InputTooLarge => "The input is larger than the 8 MiB that this version reads.".to_owned(),
        FormatReason::JsonTooLarge => "The text is larger than this version reads.".to_owned(),
        FormatReason::TooDeep => "The text is nested deeper than this version reads.".to_owned(),
        FormatReason::TooMuchWork => "The text is too complex to check.".to_owned(),
        FormatReason::PictureTooComplex => "The picture is too complex to check.".to_owned(),
        FormatReason::Link => "This is a link, not the badge that it leads to.".to_owned(),
        FormatReason::UnknownEncoding => {
            "The text is not UTF-8, as a badge must be: it was saved in an older encoding.".to_owned()
        }
        FormatReason::NotUtf8 => "The text is not UTF-8.".to_owned(),
        FormatReason::SdJwt => {
            "This is a credential of another kind, a token with selective disclosure (SD-JWT), which is not checked here."
                .to_owned()
        }
        FormatReason::TokenBroken => {
            "This is a signed token with added line breaks, spaces or other characters.".to_owned()
        }
        FormatReason::TokenAsJson => {
            "This is a signed token written as JSON, which this version does not read.".to_owned()
        }
        FormatReason::TokenKeyUnknown => {
            "This is a signed token whose key is of a kind that this version does not read.".to_owned()
        }
        FormatReason::TokenUnsigned => {
            "This token declares that nobody signed it.".to_owned()
        }
        FormatReason::SeveralCredentials => {
            "The picture contains several credentials, and a program could read any of them.".to_owned()
        }
        FormatReason::Surrounded => {
            "There is other text before the badge, so it cannot be read.".to_owned()
        }
        FormatReason::Wrapped(None) => {
            "The badge is inside a wrapper: it is a text in quotation marks.".to_owned()
        }
        FormatReason::PictureText => {
            "The data in the picture’s place for a badge is neither JSON nor a signed token.".to_owned()
        }
        FormatReason::Unknown => "This is neither a picture nor the text of a badge.".to_owned(),
        FormatReason::PictureCutOff => {
            "The picture is cut off, so the badge in it cannot be read.".to_owned()
        }
        FormatReason::PictureEntities => {
            "The picture’s document type defines entities or other things, which this version does not accept. The \
             badge in the picture was not read."
                .to_owned()
        }
        FormatReason::JustAPicture => {
            "This is only a picture: it contains no badge data and is probably a screenshot.".to_owned()
        }
        FormatReason::OpenBadges2 { version_1: true, .. } => {
            "This is a badge of the older kind, Open Badges 2 or its forerunner Open Badges 1, which is not checked here."
                .to_owned()
        }
        FormatReason::OpenBadges2 { version_1: false, .. } => {
            "This is a badge of the older kind, Open Badges 2, which is not checked here.".to_owned()
        }
        FormatReason::EnvelopeEmpty => {
            "The envelope around the badge holds no badge: its id is no data address.".to_owned()
        }
        FormatReason::NotAPresentation => {
            "This is JSON, but not a presentation of credentials.".to_owned()
        }
        FormatReason::NotAnEndorsement => "The document does not call itself an endorsement.".to_owned(),
        FormatReason::NotABadge(OtherDocument::Endorsement) => {
            "This is an endorsement, in which somebody vouches for a badge or an issuer, and not a badge.".to_owned()
        }
        FormatReason::NotABadge(OtherDocument::StatusList) => {
            "This is a list of what an issuer revoked, and not a badge.".to_owned()
        }
        FormatReason::NotABadge(OtherDocument::Credential) => {
            "This is a signed document, but not a badge: it does not call itself an Open Badge.".to_owned()
        }
        FormatReason::NoBadge => "This is JSON, but not a badge.".to_owned(),
        FormatReason::NoCredential => "This is JSON, but not a verifiable credential.".to_owned(),
        FormatReason::PresentationOfBadges => {
            "This is a presentation that carries badges, not a badge itself.".to_owned()
        }
        FormatReason::EmptyPresentation => {
            "This is a presentation, and it carries no credential.".to_owned()
        }
    }
}

const MISPLACED: &str = "The picture contains the badge in the place of Open Badges 2, in another kind of text or \
     element, or compressed. Open Badges 3.0 has another place. Other programs may not find the badge.";

fn read(kind: DocumentKind, in_token: bool, container: Container) -> String {
    let what = match kind {
        DocumentKind::OpenBadge => "An Open Badge, version 3.0",
        DocumentKind::Endorsement => "An endorsement of Open Badges 3.0",
        DocumentKind::Credential => "A verifiable credential",
        DocumentKind::Presentation => "A presentation of credentials",
    };
    let form = if in_token { ", as a signed token" } else { "" };
    let inside = match container {
        Container::Text => "",
        Container::Png => ", inside a PNG picture",
        Container::Svg => ", inside an SVG picture",
    };
    format!("{what}{form}{inside}.")
}

pub(super) fn next_step(reason: &FormatReason) -> Option<String> {
    const TAKE: &str =
        "A badge comes as a PNG or SVG picture or as JSON text; take the file as it was downloaded.";
    const WHOLE_FILE: &str = "Take the file as it was downloaded, not a copy out of an editor or a message.";
    const WHOLE_TEXT: &str =
        "Take the whole text or the file as it was downloaded, not a part or a retyped copy.";
    const WHOLE_TOKEN: &str = "Take the whole token as the issuer gave it, or ask the issuer.";
    const AS_MADE: &str = "Ask the holder for the file as the issuer made it.";
    const OTHER_VERIFIER: &str = "Use a verifier that supports this form.";
    const OPEN_BADGES_3: &str = "Ask the issuer for the badge as Open Badges 3.0.";
    let step = match reason {
        FormatReason::InputTooLarge
        | FormatReason::JsonTooLarge
        | FormatReason::TooDeep
        | FormatReason::TooMuchWork
        | FormatReason::PictureTooComplex
        | FormatReason::UnsafeNumber(_) => OTHER_VERIFIER,
        FormatReason::Link => "Open the link, download the badge there and check that file.",
        FormatReason::Encoding(_) | FormatReason::UnknownEncoding | FormatReason::UnquotedName { .. } => {
            WHOLE_FILE
        }
        FormatReason::NotUtf8 | FormatReason::Syntax { .. } | FormatReason::DuplicateMember(_) => WHOLE_TEXT,
        FormatReason::Empty
        | FormatReason::OtherFile(_)
        | FormatReason::PictureText
        | FormatReason::Unknown
        | FormatReason::PictureCutOff
        | FormatReason::PictureDamaged(_) => TAKE,
        FormatReason::SdJwt => OPEN_BADGES_3,
        FormatReason::TokenBroken => {
            "Remove what does not belong to the badge, or take the file as it was downloaded."
        }
        FormatReason::TokenAsJson => {
            "Ask for the token in its compact form: three parts with dots between them."
        }
        FormatReason::TokenAlgorithm(_) => "Use a verifier that knows this kind of signature.",
        FormatReason::TokenClaimMissing(_)
        | FormatReason::TokenClaimDiffers(_)
        | FormatReason::TokenTwoLayers(_)
        | FormatReason::TokenMalformed(_) => WHOLE_TOKEN,
        FormatReason::SeveralCredentials | FormatReason::EnvelopeMember(_) | FormatReason::EnvelopeEmpty => {
            AS_MADE
        }
        FormatReason::Surrounded => {
            "Take the badge out, from its first brace to its last, or take the file as it was downloaded."
        }
        FormatReason::Wrapped(_) => "Take the badge out of the wrapper and check it alone.",
        FormatReason::PictureEntities => {
            "Ask for the badge as PNG or JSON, or save the picture as plain SVG, which has no entities."
        }
        FormatReason::JustAPicture => "Ask for the file that the issuer’s page offers for download.",
        FormatReason::OpenBadges2 { needed, .. } if needed.is_empty() => OPEN_BADGES_3,
        FormatReason::OpenBadges2 { needed, .. } => {
            let needed: Vec<&str> = needed.iter().map(ForeignAddress::as_str).collect();
            let needed = needed.join(", ");
            return Some(format!("{OPEN_BADGES_3} To check the old one, a verifier must fetch {needed}."));
        }
        FormatReason::PresentationOfBadges => "Take the badge out of the presentation.",
        FormatReason::Read { .. }
        | FormatReason::Misplaced
        | FormatReason::TokenKeyUnknown
        | FormatReason::TokenUnsigned
        | FormatReason::EnvelopeUnknown(_)
        | FormatReason::NotAPresentation
        | FormatReason::NotAnEndorsement
        | FormatReason::NotABadge(_)
        | FormatReason::NoBadge
        | FormatReason::NoCredential
        | FormatReason::EmptyPresentation => return None,
    };
    Some(step.to_owned())
}
