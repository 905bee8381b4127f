use credentials::verify::reason::PlainFormReason;

pub(super) const fn says(reason: PlainFormReason) -> &'static str {
    match reason {
        PlainFormReason::Plain => "Each part that decides the verdict occurs once.",
        PlainFormReason::SameId => "One part of the badge has the badge’s own identifier.",
        PlainFormReason::NestedContext => "One part of the badge has a vocabulary of its own.",
        PlainFormReason::IriMember => {
            "The badge names one of its parts by a full address instead of the usual name."
        }
        PlainFormReason::JsonLdKeyword => {
            "The badge is written in a form of JSON-LD that can hide parts of a badge."
        }
        PlainFormReason::NoIssuer => "The badge does not name exactly one issuer.",
        PlainFormReason::NoSubject => "The badge has no subject, so it is about nobody.",
        PlainFormReason::NotOneEach => {
            "A badge has one issuer, one subject and one achievement; this one does not."
        }
        PlainFormReason::SeveralDates => {
            "The badge has several dates where one is allowed, so programs could read different dates."
        }
        PlainFormReason::TooManyCredentials => {
            "The badge contains more credentials than the sixteen that are checked."
        }
    }
}

pub(super) const fn next_step(reason: PlainFormReason) -> Option<&'static str> {
    match reason {
        PlainFormReason::SameId
        | PlainFormReason::NestedContext
        | PlainFormReason::IriMember
        | PlainFormReason::JsonLdKeyword
        | PlainFormReason::NoIssuer
        | PlainFormReason::NoSubject
        | PlainFormReason::NotOneEach
        | PlainFormReason::SeveralDates => {
            Some("Ask the holder for the file as the issuer made it, or tell the issuer.")
        }
        PlainFormReason::Plain | PlainFormReason::TooManyCredentials => None,
    }
}
