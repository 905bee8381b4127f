//! Credentials and their subjects (Open Badges 3.0, annex B.1 and B.4).

use super::parts::{
    ACHIEVEMENT, EVIDENCE, IDENTITY_OBJECT, IMAGE, PROFILE, PROOF, REFRESH, RESULT, SCHEMA, STATUS, TERMS,
};
use super::{Class, Count, Kind, Member, Typed, many, maybe, one};
use crate::lint::fault::ClassName;

pub(in crate::lint) static ACHIEVEMENT_CREDENTIAL: Class = Class {
    name: ClassName::AchievementCredential,
    typed: Typed::Among(&[&["VerifiableCredential"], &["OpenBadgeCredential", "AchievementCredential"]]),
    closed: false,
    members: &[
        one("@context", Kind::Context),
        one("id", Kind::Uri),
        maybe("name", Kind::Text),
        maybe("description", Kind::Text),
        maybe("image", Kind::Object(&IMAGE)),
        maybe("awardedDate", Kind::Moment),
        one("credentialSubject", Kind::Object(&ACHIEVEMENT_SUBJECT)),
        many("endorsement", Kind::Object(&ENDORSEMENT_CREDENTIAL)),
        many("endorsementJwt", Kind::Jws),
        many("evidence", Kind::Object(&EVIDENCE)),
        one("issuer", Kind::ProfileOrUri(&PROFILE)),
        one("validFrom", Kind::Moment),
        maybe("validUntil", Kind::Moment),
        PROOFS,
        SCHEMAS,
        STATUSES,
        maybe("refreshService", Kind::Object(&REFRESH)),
        TERMS_OF_USE,
    ],
};

pub(in crate::lint) static ENDORSEMENT_CREDENTIAL: Class = Class {
    name: ClassName::EndorsementCredential,
    typed: Typed::Among(&[&["VerifiableCredential"], &["EndorsementCredential"]]),
    closed: false,
    members: &[
        one("@context", Kind::Context),
        one("id", Kind::Uri),
        one("name", Kind::Text),
        maybe("description", Kind::Text),
        maybe("awardedDate", Kind::Moment),
        one("credentialSubject", Kind::Object(&ENDORSEMENT_SUBJECT)),
        one("issuer", Kind::ProfileOrUri(&PROFILE)),
        one("validFrom", Kind::Moment),
        maybe("validUntil", Kind::Moment),
        PROOFS,
        SCHEMAS,
        STATUSES,
        maybe("refreshService", Kind::Object(&REFRESH)),
        TERMS_OF_USE,
    ],
};

const PROOFS: Member = Member { name: "proof", count: Count::ManyOrOne, kind: Kind::Object(&PROOF) };
const SCHEMAS: Member =
    Member { name: "credentialSchema", count: Count::ManyOrOne, kind: Kind::Object(&SCHEMA) };
const STATUSES: Member =
    Member { name: "credentialStatus", count: Count::OneOrMany, kind: Kind::Object(&STATUS) };
const TERMS_OF_USE: Member =
    Member { name: "termsOfUse", count: Count::ManyOrOne, kind: Kind::Object(&TERMS) };

static ACHIEVEMENT_SUBJECT: Class = Class {
    name: ClassName::AchievementSubject,
    typed: Typed::Among(&[&["AchievementSubject"]]),
    closed: false,
    members: &[
        maybe("id", Kind::Uri),
        many("identifier", Kind::Object(&IDENTITY_OBJECT)),
        one("achievement", Kind::Object(&ACHIEVEMENT)),
        maybe("activityStartDate", Kind::Moment),
        maybe("activityEndDate", Kind::Moment),
        maybe("creditsEarned", Kind::Number),
        maybe("image", Kind::Object(&IMAGE)),
        maybe("licenseNumber", Kind::Text),
        maybe("narrative", Kind::Text),
        many("result", Kind::Object(&RESULT)),
        maybe("role", Kind::Text),
        maybe("source", Kind::Object(&PROFILE)),
        maybe("term", Kind::Text),
    ],
};

static ENDORSEMENT_SUBJECT: Class = Class {
    name: ClassName::EndorsementSubject,
    typed: Typed::Among(&[&["EndorsementSubject"]]),
    closed: false,
    members: &[one("id", Kind::Uri), maybe("endorsementComment", Kind::Text)],
};

/// The classes of this file whose members are defined only where `type` names the class.
pub(super) static TYPED: &[&Class] =
    &[&ACHIEVEMENT_CREDENTIAL, &ENDORSEMENT_CREDENTIAL, &ACHIEVEMENT_SUBJECT, &ENDORSEMENT_SUBJECT];
