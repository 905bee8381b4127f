//! The parts of credentials (Open Badges 3.0, annex B.2 to B.7).

use super::credential::ENDORSEMENT_CREDENTIAL;
use super::{Class, Kind, Member, Typed, many, maybe, one};
use crate::lint::fault::{ClassName, WordList};

/// An open class whose `type` is an array with this name.
const fn open(
    name: ClassName,
    groups: &'static [&'static [&'static str]],
    members: &'static [Member],
) -> Class {
    Class { name, typed: Typed::Among(groups), closed: false, members }
}

/// A closed class whose `type` is exactly this text.
const fn closed(name: ClassName, kind: &'static str, members: &'static [Member]) -> Class {
    Class { name, typed: Typed::Exactly(kind), closed: true, members }
}

/// An open class whose `type` is any text; `own` are the standard's values.
const fn any(name: ClassName, own: &'static [&'static str], members: &'static [Member]) -> Class {
    Class { name, typed: Typed::Text(own), closed: false, members }
}

pub(super) static ACHIEVEMENT: Class = open(
    ClassName::Achievement,
    &[&["Achievement"]],
    &[
        one("id", Kind::Uri),
        one("name", Kind::Text),
        one("description", Kind::Text),
        one("criteria", Kind::Object(&CRITERIA)),
        maybe("achievementType", Kind::WordOrOwn(WordList::AchievementTypes)),
        many("alignment", Kind::Object(&ALIGNMENT)),
        maybe("creator", Kind::Object(&PROFILE)),
        maybe("creditsAvailable", Kind::Number),
        many("endorsement", Kind::Object(&ENDORSEMENT_CREDENTIAL)),
        many("endorsementJwt", Kind::Jws),
        maybe("fieldOfStudy", Kind::Text),
        maybe("humanCode", Kind::Text),
        maybe("image", Kind::Object(&IMAGE)),
        maybe("inLanguage", Kind::Language),
        many("otherIdentifier", Kind::Object(&IDENTIFIER_ENTRY)),
        many("related", Kind::Object(&RELATED)),
        many("resultDescription", Kind::Object(&RESULT_DESCRIPTION)),
        maybe("specialization", Kind::Text),
        many("tag", Kind::Text),
        maybe("version", Kind::Text),
    ],
);

pub(in crate::lint) static PROFILE: Class = open(
    ClassName::Profile,
    &[&["Profile"]],
    &[
        one("id", Kind::Uri),
        maybe("name", Kind::Text),
        maybe("url", Kind::Url),
        maybe("phone", Kind::Text),
        maybe("description", Kind::Text),
        many("endorsement", Kind::Object(&ENDORSEMENT_CREDENTIAL)),
        many("endorsementJwt", Kind::Jws),
        maybe("image", Kind::Object(&IMAGE)),
        maybe("email", Kind::Email),
        maybe("address", Kind::Object(&ADDRESS)),
        many("otherIdentifier", Kind::Object(&IDENTIFIER_ENTRY)),
        maybe("official", Kind::Text),
        maybe("parentOrg", Kind::Object(&PROFILE)),
        maybe("familyName", Kind::Text),
        maybe("givenName", Kind::Text),
        maybe("additionalName", Kind::Text),
        maybe("patronymicName", Kind::Text),
        maybe("honorificPrefix", Kind::Text),
        maybe("honorificSuffix", Kind::Text),
        maybe("familyNamePrefix", Kind::Text),
        maybe("dateOfBirth", Kind::Day),
    ],
);

static CRITERIA: Class = Class {
    name: ClassName::Criteria,
    typed: Typed::Not,
    closed: false,
    members: &[maybe("id", Kind::Url), maybe("narrative", Kind::Text)],
};

pub(super) static IMAGE: Class =
    closed(ClassName::Image, "Image", &[one("id", Kind::Uri), maybe("caption", Kind::Text)]);

pub(super) static IDENTITY_OBJECT: Class = closed(
    ClassName::IdentityObject,
    "IdentityObject",
    &[
        one("hashed", Kind::Truth),
        one("identityHash", Kind::Text),
        one("identityType", Kind::WordOrOwn(WordList::IdentifierTypes)),
        maybe("salt", Kind::Text),
    ],
);

static IDENTIFIER_ENTRY: Class = closed(
    ClassName::IdentifierEntry,
    "IdentifierEntry",
    &[one("identifier", Kind::Text), one("identifierType", Kind::WordOrOwn(WordList::IdentifierTypes))],
);

static ADDRESS: Class = open(
    ClassName::Address,
    &[&["Address"]],
    &[
        maybe("addressCountry", Kind::Text),
        maybe("addressCountryCode", Kind::Country),
        maybe("addressRegion", Kind::Text),
        maybe("addressLocality", Kind::Text),
        maybe("streetAddress", Kind::Text),
        maybe("postOfficeBoxNumber", Kind::Text),
        maybe("postalCode", Kind::Text),
        maybe("geo", Kind::Object(&GEO)),
    ],
);

static GEO: Class = Class {
    name: ClassName::GeoCoordinates,
    typed: Typed::Exactly("GeoCoordinates"),
    closed: false,
    members: &[one("latitude", Kind::Number), one("longitude", Kind::Number)],
};

static ALIGNMENT: Class = open(
    ClassName::Alignment,
    &[&["Alignment"]],
    &[
        one("targetName", Kind::Text),
        one("targetUrl", Kind::Url),
        maybe("targetCode", Kind::Text),
        maybe("targetDescription", Kind::Text),
        maybe("targetFramework", Kind::Text),
        maybe("targetType", Kind::WordOrOwn(WordList::TargetTypes)),
    ],
);

pub(super) static EVIDENCE: Class = open(
    ClassName::Evidence,
    &[&["Evidence"]],
    &[
        maybe("id", Kind::Uri),
        maybe("narrative", Kind::Text),
        maybe("name", Kind::Text),
        maybe("description", Kind::Text),
        maybe("genre", Kind::Text),
        maybe("audience", Kind::Text),
    ],
);

static RELATED: Class = open(
    ClassName::Related,
    &[&["Related"]],
    &[one("id", Kind::Uri), maybe("inLanguage", Kind::Language), maybe("version", Kind::Text)],
);

static RESULT_DESCRIPTION: Class = open(
    ClassName::ResultDescription,
    &[&["ResultDescription"]],
    &[
        one("id", Kind::Uri),
        one("name", Kind::Text),
        one("resultType", Kind::WordOrOwn(WordList::ResultTypes)),
        many("alignment", Kind::Object(&ALIGNMENT)),
        many("allowedValue", Kind::Text),
        maybe("requiredLevel", Kind::Uri),
        maybe("requiredValue", Kind::Text),
        many("rubricCriterionLevel", Kind::Object(&RUBRIC_LEVEL)),
        maybe("valueMax", Kind::Text),
        maybe("valueMin", Kind::Text),
    ],
);

static RUBRIC_LEVEL: Class = open(
    ClassName::RubricCriterionLevel,
    &[&["RubricCriterionLevel"]],
    &[
        one("id", Kind::Uri),
        one("name", Kind::Text),
        many("alignment", Kind::Object(&ALIGNMENT)),
        maybe("description", Kind::Text),
        maybe("level", Kind::Text),
        maybe("points", Kind::Text),
    ],
);

pub(super) static RESULT: Class = open(
    ClassName::Result,
    &[&["Result"]],
    &[
        maybe("resultDescription", Kind::Uri),
        maybe("achievedLevel", Kind::Uri),
        maybe("status", Kind::Word(WordList::Statuses)),
        maybe("value", Kind::Text),
        many("alignment", Kind::Object(&ALIGNMENT)),
    ],
);

pub(super) static PROOF: Class = any(
    ClassName::Proof,
    &[],
    &[
        maybe("created", Kind::Moment),
        maybe("cryptosuite", Kind::Text),
        maybe("challenge", Kind::Text),
        maybe("domain", Kind::Text),
        maybe("nonce", Kind::Text),
        maybe("proofPurpose", Kind::Text),
        maybe("proofValue", Kind::Text),
        maybe("verificationMethod", Kind::Text),
    ],
);
pub(super) static REFRESH: Class =
    any(ClassName::RefreshService, &["1EdTechCredentialRefresh"], &[one("id", Kind::Uri)]);
pub(super) static SCHEMA: Class = any(
    ClassName::CredentialSchema,
    &["1EdTechJsonSchemaValidator2019", "JsonSchema"],
    &[one("id", Kind::Uri)],
);
pub(super) static STATUS: Class = any(ClassName::StatusEntry, &[], &[one("id", Kind::Uri)]);
pub(super) static TERMS: Class = any(ClassName::TermsOfUse, &[], &[maybe("id", Kind::Uri)]);

/// The classes of this file whose members are defined only where `type` names the class.
pub(super) static TYPED: &[&Class] = &[
    &ACHIEVEMENT,
    &PROFILE,
    &ADDRESS,
    &ALIGNMENT,
    &EVIDENCE,
    &RELATED,
    &RESULT_DESCRIPTION,
    &RUBRIC_LEVEL,
    &RESULT,
];
