use credentials::time::Timestamp;
use signer_facts::summary::{BadgeMember, Bound, Ceiling, Consequence, Fact, ProfileMember, StatusKeeper};

/// The name of the list of members that may differ.
const MAY_DIFFER: &str = "May differ for each recipient";

/// The name of the list that a fact belongs to, and the fact's items in it. `None` for a fact that is no list.
pub(super) fn items(fact: &Fact) -> Option<(String, Vec<String>)> {
    match fact {
        Fact::Keywords { words } => Some((name(fact), words.clone())),
        Fact::MayDiffer { member, bound } => {
            Some((MAY_DIFFER.to_owned(), vec![format!("{}: {}", place(member), self::bound(bound))]))
        }
        _ => None,
    }
}

/// The name of a fact.
pub(super) fn name(fact: &Fact) -> String {
    let name = match fact {
        Fact::MayDiffer { member, .. } => {
            return format!("{MAY_DIFFER}: {}", place(member));
        }
        Fact::Issuer { .. } => "Issuer",
        Fact::FirstProfile { member, .. } => first_profile_member(*member),
        Fact::FirstProfileText { .. } => "Institution’s whole profile",
        Fact::Badge { member, .. } => badge_member(*member),
        Fact::PictureDigest { .. } => "Digest of the picture",
        Fact::Keywords { .. } => "Keywords",
        Fact::NothingDiffers => "Differs for each recipient",
        Fact::WholeText { .. } => "Whole text",
        Fact::Profile { member, .. } => profile_member(*member),
        Fact::Ceiling { ceiling, .. } => match ceiling {
            Ceiling::Request => "Credentials in one request",
            Ceiling::Minute => "Credentials a minute",
            Ceiling::Day => "Credentials a day",
        },
        Fact::Credentials { .. } => "Credentials",
        Fact::BatchBadge { .. } => "All of the badge",
        Fact::BadgeDigest { .. } => "Digest of the badge",
        Fact::BatchRoot { .. } => "Merkle root of the batch",
        Fact::Person { .. } => "Person",
        Fact::EnrolsByCode { .. } => "How",
        Fact::PeopleNeeded { .. } => "Approvals that every later change needs",
        Fact::PeopleNeededNow { .. } | Fact::StatusKeeperNow { .. } => "Now",
        Fact::Key { .. } => "Key",
        Fact::NewKey { .. } => "New key",
        Fact::SignsAtOnce | Fact::SignsLater { .. } => "Signs",
        Fact::KeyUntilThen { .. } => "Key until then",
        Fact::Institution { .. } => "Institution",
        Fact::NotTrustedFrom { .. } => "Not trusted from",
        Fact::StatusKeeper { .. } => "Keeper of status lists",
        Fact::Revocations { .. } => "Badges that may be revoked",
        Fact::Reason { .. } => "Reason",
        Fact::RevocationsAllowed { .. } => "Allowed already",
        Fact::FrozenBecause { .. } => "Paused because",
        Fact::FrozenSince { .. } => "Since",
        Fact::Consequence { .. } => "Consequence",
        Fact::TooLarge => "Too large",
    };
    name.to_owned()
}

/// The value of a fact.
pub(super) fn value(fact: &Fact) -> String {
    match fact {
        Fact::FirstProfile { value: text, .. }
        | Fact::Badge { value: text, .. }
        | Fact::Issuer { did: text }
        | Fact::FirstProfileText { text }
        | Fact::WholeText { text }
        | Fact::BatchBadge { id: text }
        | Fact::BadgeDigest { sha256: text }
        | Fact::PictureDigest { sha256: text }
        | Fact::BatchRoot { root: text }
        | Fact::Person { name: text }
        | Fact::KeyUntilThen { label: text }
        | Fact::Institution { id: text }
        | Fact::Reason { text }
        | Fact::FrozenBecause { reason: text } => text.clone(),
        Fact::Keywords { words } => words.join(", "),
        Fact::NothingDiffers => "nothing but the person and the dates".to_owned(),
        Fact::MayDiffer { bound, .. } => self::bound(bound),
        Fact::Profile { new, now, .. } => changed(new.as_deref(), now.as_deref()),
        Fact::Ceiling { new, now, .. } => format!("{new} (now {now})"),
        Fact::Credentials { count } => count.to_string(),
        Fact::EnrolsByCode { minutes } => {
            format!("with a code that is written on the signer's host and is good for {minutes} minutes")
        }
        Fact::PeopleNeeded { count }
        | Fact::PeopleNeededNow { count }
        | Fact::Revocations { count }
        | Fact::RevocationsAllowed { count } => count.to_string(),
        Fact::Key { label, public_key: None } => label.clone(),
        Fact::Key { label, public_key: Some(public_key) } | Fact::NewKey { label, public_key } => {
            format!("{label}, {public_key}")
        }
        Fact::SignsAtOnce => "at once, and signing resumes: the previous key is revoked".to_owned(),
        Fact::SignsLater { hours } => format!("{hours} hours after this approval; published at once"),
        Fact::NotTrustedFrom { at } | Fact::FrozenSince { at } => Timestamp::from_millis(*at).rfc3339(),
        Fact::StatusKeeper { keeper } | Fact::StatusKeeperNow { keeper } => status_keeper(keeper.as_ref()),
        Fact::Consequence { of } => consequence(of),
        Fact::TooLarge => {
            "This change is too large to be shown, so it cannot be approved. Decline it on the signer's host."
                .to_owned()
        }
    }
}

/// A member's JSON Pointer, in words.
fn place(member: &str) -> String {
    member.trim_start_matches('/').replace('/', ", ")
}

const fn badge_member(member: BadgeMember) -> &'static str {
    match member {
        BadgeMember::Id => "Badge",
        BadgeMember::Name => "Name",
        BadgeMember::Description => "Description",
        BadgeMember::Criteria => "Criteria",
        BadgeMember::CriteriaAddress => "Criteria at",
        BadgeMember::Type => "Type",
        BadgeMember::Picture => "Picture",
    }
}

const fn profile_member(member: ProfileMember) -> &'static str {
    match member {
        ProfileMember::Name => "Name",
        ProfileMember::WebAddress => "Web address",
        ProfileMember::Description => "Description",
        ProfileMember::Email => "Contact e-mail",
        ProfileMember::Picture => "Picture",
    }
}

/// A badge has a name and a description of its own, so the institution's are named as such.
const fn first_profile_member(member: ProfileMember) -> &'static str {
    match member {
        ProfileMember::Name => "Institution’s name",
        ProfileMember::WebAddress => "Institution’s web address",
        ProfileMember::Description => "Institution’s description",
        ProfileMember::Email => "Institution’s contact e-mail",
        ProfileMember::Picture => "Institution’s logo",
    }
}

fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Text { most } => format!("a text of at most {most} characters"),
        Bound::Date => "a date".to_owned(),
        Bound::Number { least, most } => format!("a number from {least} to {most}"),
        Bound::OneOf { values } => format!("one of: {}", values.join("; ")),
        Bound::Url { below } => format!("an address that begins with {below}"),
    }
}

fn changed(new: Option<&str>, now: Option<&str>) -> String {
    match (new, now) {
        (None, None) => "none".to_owned(),
        (Some(new), Some(now)) if new != now => format!("{new} (now {now})"),
        (Some(new), _) => new.to_owned(),
        (None, Some(now)) => format!("none (now {now})"),
    }
}

fn status_keeper(keeper: Option<&StatusKeeper>) -> String {
    keeper.map_or_else(|| "nobody".to_owned(), |keeper| format!("{}, below {}", keeper.did, keeper.lists))
}

fn consequence(of: &Consequence) -> String {
    match of {
        Consequence::KeyRevoked => {
            "the DID document calls the key `revoked`, so every badge that this key signed \
             fails until it is reissued under another key"
                .to_owned()
        }
        Consequence::KeyDestroyed => {
            "nothing can ever be signed with it again. Badges that it signed stay valid, \
             and its public half stays published"
                .to_owned()
        }
        Consequence::StatusKeeper => {
            "the DID document names the keeper. The keeper alone decides whether badges in \
             its lists are revoked"
                .to_owned()
        }
        Consequence::RevocationsAllowed { days } => format!(
            "any badges, up to this number, can be revoked within {days} days. A revoked badge stays revoked"
        ),
    }
}
