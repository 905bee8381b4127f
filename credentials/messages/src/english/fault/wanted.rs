use credentials::lint::{ClassName, Wanted, WordList};

/// The kind of value with its article, to follow "add" or "give".
pub(super) fn wanted(wanted: Wanted) -> String {
    let kind = match wanted {
        Wanted::Text => "a text that is not empty",
        Wanted::Uri => "an absolute URI",
        Wanted::Url => "a web address that begins with https:// or http://",
        Wanted::Email => "an e-mail address",
        Wanted::Country => "two capital letters of ISO 3166-1, such as GB",
        Wanted::Moment => "a date and time with zone, such as 2026-03-01T09:00:00Z",
        Wanted::Day => "a date such as 2026-03-01",
        Wanted::Number => "a number",
        Wanted::Truth => "true or false",
        Wanted::Language => "a language code such as en or pt-BR",
        Wanted::Jws => "a compact JWS",
        Wanted::Context => "the list of contexts",
        Wanted::Word(list) => return one_of(list),
        Wanted::WordOrOwn(list) => return format!("{}, or ext: and a word of your own", one_of(list)),
        Wanted::Object(name) => class(name),
    };
    kind.to_owned()
}

fn one_of(list: WordList) -> String {
    format!("one of {}", list.words().join(", "))
}

/// The name of a class with its article.
pub(super) const fn class(name: ClassName) -> &'static str {
    match name {
        ClassName::AchievementCredential => "an AchievementCredential",
        ClassName::EndorsementCredential => "an EndorsementCredential",
        ClassName::AchievementSubject => "an AchievementSubject",
        ClassName::EndorsementSubject => "an EndorsementSubject",
        ClassName::Achievement => "an Achievement",
        ClassName::Profile => "a Profile",
        ClassName::Criteria => "a Criteria object",
        ClassName::Image => "an Image object",
        ClassName::IdentityObject => "an IdentityObject",
        ClassName::IdentifierEntry => "an IdentifierEntry",
        ClassName::Address => "an Address",
        ClassName::GeoCoordinates => "a GeoCoordinates object",
        ClassName::Alignment => "an Alignment",
        ClassName::Evidence => "an Evidence object",
        ClassName::Related => "a Related object",
        ClassName::ResultDescription => "a ResultDescription",
        ClassName::RubricCriterionLevel => "a RubricCriterionLevel",
        ClassName::Result => "a Result",
        ClassName::Proof => "a proof",
        ClassName::RefreshService => "a refresh service",
        ClassName::CredentialSchema => "a credential schema",
        ClassName::StatusEntry => "a status entry",
        ClassName::TermsOfUse => "terms of use",
    }
}
