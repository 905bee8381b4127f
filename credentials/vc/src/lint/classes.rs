//! The classes of Open Badges 3.0 as a table (annex B of the standard, checked against its JSON Schemas).

mod credential;
mod parts;

pub(super) use credential::{ACHIEVEMENT_CREDENTIAL, ENDORSEMENT_CREDENTIAL};
pub(super) use parts::PROFILE;

/// A class: the values of its `type` and its members.
pub(super) struct Class {
    /// With its article, for use in sentences.
    pub(super) name: &'static str,
    pub(super) typed: Typed,
    /// `additionalProperties: false` in the schemas.
    pub(super) closed: bool,
    /// All members except `type`.
    pub(super) members: &'static [Member],
}

impl Class {
    /// Whether its objects have their own `@context`: they are documents.
    pub(super) fn has_context(&self) -> bool {
        self.members.first().is_some_and(|member| member.kind == Kind::Context)
    }

    /// The class of a member's objects; none where the member has no objects, or is not in the table.
    pub(super) fn part(&self, member: &str) -> Option<&'static Class> {
        match self.members.iter().find(|known| known.name == member)?.kind {
            Kind::Object(class) | Kind::ProfileOrUri(class) => Some(class),
            _ => None,
        }
    }
}

impl PartialEq for Class {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The required form of `type`.
pub(super) enum Typed {
    /// The class has no `type`.
    Not,
    /// Any text; the list holds the standard's own.
    Text(&'static [&'static str]),
    /// Exactly this text.
    Exactly(&'static str),
    /// An array with at least one name of each group.
    Among(&'static [&'static [&'static str]]),
}

impl Typed {
    /// Whether the table has this name for the class.
    pub(super) fn knows(&self, name: &str) -> bool {
        match self {
            Self::Not => false,
            Self::Text(names) => names.contains(&name),
            Self::Exactly(own) => *own == name,
            Self::Among(groups) => groups.iter().any(|names| names.contains(&name)),
        }
    }
}

/// A member of a class.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) count: Count,
    pub(super) kind: Kind,
}

/// The number of a member's values, and their form.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Count {
    /// Once.
    One,
    /// At most once.
    Maybe,
    /// At most once; readers accept an array of them.
    OneOrMany,
    /// Any number, always an array.
    Many,
    /// Any number; readers accept a single value.
    ManyOrOne,
}

impl Count {
    pub(super) fn required(self) -> bool {
        self == Self::One
    }
}

/// The required kind of a value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Text,
    Uri,
    Url,
    Email,
    Country,
    Moment,
    Day,
    Number,
    Truth,
    Language,
    Jws,
    Context,
    /// A value of a closed list.
    Word(&'static [&'static str]),
    /// A value of a list, or `ext:` and a custom word.
    WordOrOwn(&'static [&'static str]),
    Object(&'static Class),
    /// A profile; readers accept its bare identifier.
    ProfileOrUri(&'static Class),
}

impl Kind {
    /// The kind with its article, to follow "add" or "give".
    pub(super) fn wanted(self) -> String {
        match self {
            Self::Text => "a text that is not empty".into(),
            Self::Uri => "an absolute URI".into(),
            Self::Url => "a web address that begins with https:// or http://".into(),
            Self::Email => "an e-mail address".into(),
            Self::Country => "two capital letters of ISO 3166-1, such as GB".into(),
            Self::Moment => "a date and time with zone, such as 2026-03-01T09:00:00Z".into(),
            Self::Day => "a date such as 2026-03-01".into(),
            Self::Number => "a number".into(),
            Self::Truth => "true or false".into(),
            Self::Language => "a language code such as en or pt-BR".into(),
            Self::Jws => "a compact JWS".into(),
            Self::Context => "the list of contexts".into(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::WordOrOwn(words) => format!("one of {}, or ext: and a word of your own", words.join(", ")),
            Self::Object(class) | Self::ProfileOrUri(class) => class.name.into(),
        }
    }
}

const fn one(name: &'static str, kind: Kind) -> Member {
    Member { name, count: Count::One, kind }
}

const fn maybe(name: &'static str, kind: Kind) -> Member {
    Member { name, count: Count::Maybe, kind }
}

const fn many(name: &'static str, kind: Kind) -> Member {
    Member { name, count: Count::Many, kind }
}

/// The required names in `type` where a member of this name is defined; none when it is defined everywhere.
pub(super) fn classes_with(member: &str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for class in parts::TYPED.iter().chain(credential::TYPED) {
        if let Typed::Among(groups) = class.typed
            && class.members.iter().any(|known| known.name == member)
        {
            names.extend(groups.last().and_then(|group| group.first()));
        }
    }
    names
}
