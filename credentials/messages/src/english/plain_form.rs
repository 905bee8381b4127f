use credentials::verify::reason::PlainFormReason;

pub(super) const fn says(reason: PlainFormReason) -> &'static str {
    match reason {
        PlainFormReason::Plain => "Each part that the verdict rests on is there once.",
        PlainFormReason::SameId => "One of its parts goes by the badge’s own identifier.",
        PlainFormReason::NestedContext => "One of its parts brings a vocabulary of its own.",
        PlainFormReason::IriMember => {
            "It names one of its parts by a full address instead of its usual name."
        }
        PlainFormReason::JsonLdKeyword => {
            "It is written in a form of JSON-LD that can hide parts of a badge."
        }
        PlainFormReason::NoIssuer => "It does not name one issuer.",
        PlainFormReason::NoSubject => "It says nothing of anybody: it has no subject.",
        PlainFormReason::NotOneEach => {
            "A badge has one issuer, one subject and one achievement; this one does not."
        }
        PlainFormReason::SeveralDates => {
            "It has several dates where one can be, and a reader could take any."
        }
        PlainFormReason::TooManyCredentials => {
            "It carries more credentials than the sixteen that are looked at."
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
