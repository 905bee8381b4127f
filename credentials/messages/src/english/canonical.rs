use credentials::canonical::{CanonicalError, UnsupportedForm};

/// Why a document has no canonical form, as a clause without a full stop.
pub(super) fn clause(error: &CanonicalError) -> String {
    match error {
        CanonicalError::NoContext => "the document has no @context".to_owned(),
        CanonicalError::UnknownContext(url) => format!("the context {url} is not known here"),
        CanonicalError::InlineContext => "the document brings definitions of its own in @context".to_owned(),
        CanonicalError::UndefinedTerm(name) => {
            format!("the member \"{name}\" is defined by no context, so no signature covers it")
        }
        CanonicalError::UndefinedType(name) => {
            format!("the type \"{name}\" is defined by no context, so no signature covers it")
        }
        CanonicalError::InvalidId(id) => {
            format!("\"{id}\" is not an absolute identifier, so no signature covers it")
        }
        CanonicalError::Language(tag) => format!("\"{tag}\" is not a language tag"),
        CanonicalError::UnsafeNumber(number) => {
            format!("the number {number} is outside what every implementation writes alike")
        }
        CanonicalError::EmptyMember => "a member has an empty name".to_owned(),
        CanonicalError::NoStatements => "the document states nothing".to_owned(),
        // The words of the JSON-LD processor, which name the error of its specification.
        CanonicalError::Processing(error) => {
            format!("the document breaks the rules of its contexts: {error}")
        }
        CanonicalError::Unsupported(what) => {
            format!("the document uses {}, which is not supported", form(*what))
        }
        CanonicalError::TooMuchWork => "the document is too large or too entangled to check".to_owned(),
    }
}

/// The object of "it uses".
pub(super) const fn form(form: UnsupportedForm) -> &'static str {
    match form {
        UnsupportedForm::ContextOrder => "contexts in this order",
        UnsupportedForm::Context => "a context of that form",
        UnsupportedForm::ProtectedTerm => "another meaning for a protected term",
        UnsupportedForm::JsonLiteral => "a JSON literal",
        UnsupportedForm::Value => "a value of that form",
        UnsupportedForm::ValueObject => "a value object of that form",
        UnsupportedForm::NullValue => "a null value",
        UnsupportedForm::KeywordValue => "a keyword as a value",
        UnsupportedForm::NonCharacter => "a character that is not one",
        UnsupportedForm::TextOutside => "a text outside any object",
        UnsupportedForm::BlankNode => "blank node identifiers",
        UnsupportedForm::TermAsScheme => "a term as the scheme of an identifier",
        UnsupportedForm::PercentEncoding => "an identifier whose percent-encoding is not UTF-8",
        UnsupportedForm::TwoTypes => "two members for `type`",
        UnsupportedForm::TwoIds => "two members for `id`",
        UnsupportedForm::IdentifierName => "an identifier as the name of a member",
        UnsupportedForm::KeywordName => "a JSON-LD keyword as the name of a member",
        UnsupportedForm::BlankNodeName => "a blank node as the name of a member",
        UnsupportedForm::AmbiguousName => "the name of a member with percent-encoding or dot segments",
        UnsupportedForm::NullList => "null in place of a list",
        UnsupportedForm::NestedList => "a list in a list",
        UnsupportedForm::IncludedOrReverse => "@included or @reverse",
        UnsupportedForm::Index => "@index",
    }
}
