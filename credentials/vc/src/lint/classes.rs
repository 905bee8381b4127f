//! The classes of Open Badges 3.0 as a table (annex B of the standard, checked against its JSON Schemas).

mod credential;
mod parts;

use super::fault::{ClassName, Wanted, WordList};

pub(super) use credential::{ACHIEVEMENT_CREDENTIAL, ENDORSEMENT_CREDENTIAL};
pub(super) use parts::PROFILE;

/// A class: the values of its `type` and its members.
pub(super) struct Class {
    pub(super) name: ClassName,
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
    Word(WordList),
    /// A value of a list, or `ext:` and a custom word.
    WordOrOwn(WordList),
    Object(&'static Class),
    /// A profile; readers accept its bare identifier.
    ProfileOrUri(&'static Class),
}

impl Kind {
    /// The kind as a fact of a finding.
    pub(super) const fn wanted(self) -> Wanted {
        match self {
            Self::Text => Wanted::Text,
            Self::Uri => Wanted::Uri,
            Self::Url => Wanted::Url,
            Self::Email => Wanted::Email,
            Self::Country => Wanted::Country,
            Self::Moment => Wanted::Moment,
            Self::Day => Wanted::Day,
            Self::Number => Wanted::Number,
            Self::Truth => Wanted::Truth,
            Self::Language => Wanted::Language,
            Self::Jws => Wanted::Jws,
            Self::Context => Wanted::Context,
            Self::Word(words) => Wanted::Word(words),
            Self::WordOrOwn(words) => Wanted::WordOrOwn(words),
            Self::Object(class) | Self::ProfileOrUri(class) => Wanted::Object(class.name),
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
