//! Forms of JSON-LD that are legal and not covered here.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident => $phrase:literal,)+) => {
        /// A form that is legal and not covered: another implementation may accept the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum UnsupportedForm {
            $($(#[$doc])* $form,)+
        }

        impl UnsupportedForm {
            /// Every form.
            pub const ALL: &[Self] = &[$(Self::$form),+];
        }

        impl fmt::Display for UnsupportedForm {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$form => $phrase,)+
                })
            }
        }
    };
}

forms! {
    /// Contexts in an order that the fast path cannot process.
    ContextOrder => "contexts in this order",
    /// A context that the fast path cannot process.
    Context => "a context of that form",
    /// Another meaning for a protected term.
    ProtectedTerm => "another meaning for a protected term",
    /// A JSON literal.
    JsonLiteral => "a JSON literal",
    /// A value that is not a text, a number or a truth value.
    Value => "a value of that form",
    /// A value object with further members, or without a text.
    ValueObject => "a value object of that form",
    /// Null as a value.
    NullValue => "a null value",
    /// A keyword as a value.
    KeywordValue => "a keyword as a value",
    /// U+FFFE or U+FFFF.
    NonCharacter => "a character that is not one",
    /// A text that belongs to no object.
    TextOutside => "a text outside any object",
    /// A blank node identifier.
    BlankNode => "blank node identifiers",
    /// A term as the scheme of an identifier.
    TermAsScheme => "a term as the scheme of an identifier",
    /// An identifier whose percent-encoded bytes are not UTF-8.
    PercentEncoding => "an identifier whose percent-encoding is not UTF-8",
    /// Two members that mean `@type`.
    TwoTypes => "two members for `type`",
    /// Two members that mean `@id`.
    TwoIds => "two members for `id`",
    /// An identifier as the name of a member.
    IdentifierName => "an identifier as the name of a member",
    /// A keyword as the name of a member.
    KeywordName => "a JSON-LD keyword as the name of a member",
    /// A blank node as the name of a member.
    BlankNodeName => "a blank node as the name of a member",
    /// A name of a member that implementations compare in different forms.
    AmbiguousName => "the name of a member with percent-encoding or dot segments",
    /// Null where a list is expected.
    NullList => "null in place of a list",
    /// A list in a list.
    NestedList => "a list in a list",
    /// `@included` or `@reverse`.
    IncludedOrReverse => "@included or @reverse",
    /// `@index`.
    Index => "@index",
}
