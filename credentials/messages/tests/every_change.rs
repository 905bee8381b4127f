//! Every title and every fact of a pending change has a text in each complete language.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use messages::Language;
use serde::de::DeserializeOwned;
use serde_json::json;
use signer_facts::summary::{
    BadgeMember, Bound, Ceiling, ChangeTitle, Consequence, Fact, LONGEST_TITLE, ProfileMember, StatusKeeper,
};
use std::collections::BTreeSet;

/// The names of a type's variants, as the error about an unknown name lists them. `tag` is the member with the name.
fn names<T: DeserializeOwned>(tag: Option<&str>) -> BTreeSet<String> {
    let unknown = tag.map_or_else(|| json!("no such name"), |tag| json!({tag: "no such name"}));
    let error = serde_json::from_value::<T>(unknown).err().unwrap().to_string();
    let (_, known) = error.split_once("expected ").unwrap();
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Each title with its text.
fn titles() -> Vec<(ChangeTitle, &'static str)> {
    vec![
        (ChangeTitle::RegisterBadge { name: "Tides".to_owned() }, "Allow this new badge: Tides"),
        (ChangeTitle::SetProfile, "Change what badges say about their issuer"),
        (ChangeTitle::SetCeilings, "Change how much may be issued without an approval"),
        (ChangeTitle::AllowBatch { credentials: 600 }, "Allow 600 credentials at once, above the ceilings"),
        (ChangeTitle::InviteApprover, "Add an approver"),
        (ChangeTitle::RemoveApprover, "Remove an approver"),
        (ChangeTitle::SetQuorum, "Change how many approvals a change needs"),
        (ChangeTitle::Unfreeze, "Resume signing for an issuer"),
        (ChangeTitle::BindIssuer, "Allow signing for a further issuer"),
        (ChangeTitle::RotateKey, "Allow another key to sign for the issuer"),
        (ChangeTitle::RevokeKey, "Report a compromised key"),
        (ChangeTitle::DestroyKey, "Destroy a private key"),
        (ChangeTitle::NameStatusKeeper, "Allow another party to sign status lists"),
        (ChangeTitle::RemoveStatusKeeper, "Allow nobody else to sign status lists"),
        (ChangeTitle::AllowRevocations { count: 400 }, "Revoke 400 badges, above the ceilings"),
    ]
}

/// Each fact with its name and its value.
fn facts() -> Vec<(Fact, &'static str, &'static str)> {
    [about_badges(), about_issuers(), about_people_and_keys()].concat()
}

fn about_badges() -> Vec<(Fact, &'static str, &'static str)> {
    let text = || "as typed".to_owned();
    let badge = |member| Fact::Badge { member, value: "as typed".to_owned() };
    let differs = |bound| Fact::MayDiffer { member: "/evidence/0/id".to_owned(), bound };
    let place = "May differ for each recipient: evidence, 0, id";
    vec![
        (badge(BadgeMember::Id), "Badge", "as typed"),
        (badge(BadgeMember::Name), "Name", "as typed"),
        (badge(BadgeMember::Description), "Description", "as typed"),
        (badge(BadgeMember::Criteria), "Criteria", "as typed"),
        (badge(BadgeMember::CriteriaAddress), "Criteria at", "as typed"),
        (badge(BadgeMember::Type), "Type", "as typed"),
        (badge(BadgeMember::Picture), "Picture", "as typed"),
        (Fact::Keywords { words: vec!["sea".to_owned(), "coast".to_owned()] }, "Keywords", "sea, coast"),
        (Fact::NothingDiffers, "Differs for each recipient", "nothing but the person and the dates"),
        (differs(Bound::Text { most: 8 }), place, "a text of at most 8 characters"),
        (differs(Bound::Date), place, "a date"),
        (differs(Bound::Number { least: -1, most: 3 }), place, "a number from -1 to 3"),
        (differs(Bound::OneOf { values: vec!["A".to_owned(), "B".to_owned()] }), place, "one of: A; B"),
        (
            differs(Bound::Url { below: "https://a.example/".to_owned() }),
            place,
            "an address that begins with https://a.example/",
        ),
        (Fact::WholeText { text: text() }, "Whole text", "as typed"),
        (Fact::Credentials { count: 20_000 }, "Credentials", "20000"),
        (Fact::BatchBadge { id: text() }, "All of the badge", "as typed"),
        (Fact::BadgeDigest { sha256: text() }, "Digest of the badge", "as typed"),
        (Fact::PictureDigest { sha256: text() }, "Digest of the picture", "as typed"),
        (Fact::BatchRoot { root: text() }, "Merkle root of the batch", "as typed"),
        (Fact::Revocations { count: 400 }, "Badges that may be revoked", "400"),
        (Fact::Reason { text: text() }, "Reason", "as typed"),
        (Fact::RevocationsAllowed { count: 0 }, "Allowed already", "0"),
        (
            Fact::Consequence { of: Consequence::RevocationsAllowed { days: 7 } },
            "Consequence",
            "any badges, up to this number, can be revoked within 7 days. A revoked badge stays revoked",
        ),
        (
            Fact::TooLarge,
            "Too large",
            "This change is too large to be shown, so it cannot be approved. Decline it on the signer's host.",
        ),
    ]
}

fn about_issuers() -> Vec<(Fact, &'static str, &'static str)> {
    let text = || "as typed".to_owned();
    let profile = |member, new: Option<&str>, now: Option<&str>| Fact::Profile {
        member,
        new: new.map(str::to_owned),
        now: now.map(str::to_owned),
    };
    let first = |member| Fact::FirstProfile { member, value: text() };
    let ceiling = |ceiling| Fact::Ceiling { ceiling, new: 500, now: 100 };
    let keeper = || {
        let (did, lists) = ("did:web:a.example".to_owned(), "https://a.example/".to_owned());
        Some(StatusKeeper { did, lists })
    };
    vec![
        (Fact::Issuer { did: text() }, "Issuer", "as typed"),
        (Fact::Institution { id: text() }, "Institution", "as typed"),
        (Fact::FirstProfileText { text: text() }, "Institution’s whole profile", "as typed"),
        (first(ProfileMember::Name), "Institution’s name", "as typed"),
        (first(ProfileMember::WebAddress), "Institution’s web address", "as typed"),
        (first(ProfileMember::Description), "Institution’s description", "as typed"),
        (first(ProfileMember::Email), "Institution’s contact e-mail", "as typed"),
        (first(ProfileMember::Picture), "Institution’s logo", "as typed"),
        (profile(ProfileMember::Name, Some("New"), Some("Old")), "Name", "New (now Old)"),
        (profile(ProfileMember::WebAddress, Some("Same"), Some("Same")), "Web address", "Same"),
        (profile(ProfileMember::Description, None, Some("Old")), "Description", "none (now Old)"),
        (profile(ProfileMember::Email, Some("New"), Some("Old")), "Contact e-mail", "New (now Old)"),
        (profile(ProfileMember::Picture, Some("New"), None), "Picture", "New"),
        (profile(ProfileMember::Picture, None, None), "Picture", "none"),
        (ceiling(Ceiling::Request), "Credentials in one request", "500 (now 100)"),
        (ceiling(Ceiling::Minute), "Credentials a minute", "500 (now 100)"),
        (ceiling(Ceiling::Day), "Credentials a day", "500 (now 100)"),
        (
            Fact::StatusKeeper { keeper: keeper() },
            "Keeper of status lists",
            "did:web:a.example, below https://a.example/",
        ),
        (Fact::StatusKeeper { keeper: None }, "Keeper of status lists", "nobody"),
        (Fact::StatusKeeperNow { keeper: keeper() }, "Now", "did:web:a.example, below https://a.example/"),
        (Fact::StatusKeeperNow { keeper: None }, "Now", "nobody"),
        (
            Fact::Consequence { of: Consequence::StatusKeeper },
            "Consequence",
            "the DID document names the keeper. The keeper alone decides whether badges in its lists are revoked",
        ),
        (Fact::FrozenBecause { reason: text() }, "Paused because", "as typed"),
        (Fact::FrozenSince { at: 1_772_355_600_000 }, "Since", "2026-03-01T09:00:00Z"),
    ]
}

fn about_people_and_keys() -> Vec<(Fact, &'static str, &'static str)> {
    let (label, public_key) = (|| "badges".to_owned(), || "z6Mk".to_owned());
    vec![
        (Fact::Person { name: "Ada".to_owned() }, "Person", "Ada"),
        (
            Fact::EnrolsByCode { minutes: 15 },
            "How",
            "with a code that is written on the signer's host and is good for 15 minutes",
        ),
        (Fact::PeopleNeeded { count: 2 }, "Approvals that every later change needs", "2"),
        (Fact::PeopleNeededNow { count: 1 }, "Now", "1"),
        (Fact::Key { label: label(), public_key: None }, "Key", "badges"),
        (Fact::Key { label: label(), public_key: Some(public_key()) }, "Key", "badges, z6Mk"),
        (Fact::NewKey { label: label(), public_key: public_key() }, "New key", "badges, z6Mk"),
        (Fact::SignsAtOnce, "Signs", "at once, and signing resumes: the previous key is revoked"),
        (Fact::SignsLater { hours: 48 }, "Signs", "48 hours after this approval; published at once"),
        (Fact::KeyUntilThen { label: label() }, "Key until then", "badges"),
        (Fact::NotTrustedFrom { at: 1_772_355_600_000 }, "Not trusted from", "2026-03-01T09:00:00Z"),
        (
            Fact::Consequence { of: Consequence::KeyRevoked },
            "Consequence",
            "the DID document calls the key `revoked`, so every badge that this key signed fails until it is reissued under another key",
        ),
        (
            Fact::Consequence { of: Consequence::KeyDestroyed },
            "Consequence",
            "nothing can ever be signed with it again. Badges that it signed stay valid, and its public half stays published",
        ),
    ]
}

/// The value of a member in the JSON of each fact: a name, or an object whose only member is a name.
fn shown(member: &str) -> BTreeSet<String> {
    let facts = facts().into_iter().map(|(fact, ..)| json!(fact)[member].clone());
    let name = |value: serde_json::Value| match value {
        serde_json::Value::Object(object) => object.keys().next().cloned(),
        value => value.as_str().map(str::to_owned),
    };
    facts.filter_map(name).collect()
}

#[test]
fn every_title_has_a_text_in_each_language_and_comes_back_from_its_json() {
    let codes: BTreeSet<String> =
        titles().iter().filter_map(|(title, _)| json!(title)["code"].as_str().map(str::to_owned)).collect();
    assert_eq!(codes, names::<ChangeTitle>(Some("code")));
    for (title, says) in titles() {
        assert_eq!(serde_json::from_value::<ChangeTitle>(json!(title)).unwrap(), title);
        assert_eq!(Language::English.change_title(&title), says);
        assert!(Language::ALL.into_iter().all(|language| !language.change_title(&title).is_empty()));
    }
}

#[test]
fn every_fact_has_a_name_and_a_value_in_each_language_and_comes_back_from_its_json() {
    assert_eq!(shown("fact"), names::<Fact>(Some("fact")));
    let members: BTreeSet<String> =
        names::<BadgeMember>(None).union(&names::<ProfileMember>(None)).cloned().collect();
    let pointer = std::iter::once("/evidence/0/id".to_owned());
    assert_eq!(shown("member"), members.into_iter().chain(pointer).collect());
    assert_eq!(shown("ceiling"), names::<Ceiling>(None));
    assert_eq!(shown("bound"), names::<Bound>(None));
    assert_eq!(shown("of"), names::<Consequence>(None));
    for (fact, name, value) in facts() {
        assert_eq!(serde_json::from_value::<Fact>(json!(fact)).unwrap(), fact);
        assert_eq!(Language::English.change_fact(&fact), (name.to_owned(), value.to_owned()));
        for language in Language::ALL {
            let (name, value) = language.change_fact(&fact);
            assert!(!name.is_empty() && !value.is_empty(), "{fact:?}");
        }
    }
}

#[test]
fn a_title_is_one_line_of_a_list_however_long_a_name_is() {
    let title = ChangeTitle::RegisterBadge { name: "x".repeat(2_000) };
    for title in [title.clone(), title.with_short_name()] {
        let says = Language::English.change_title(&title);
        assert_eq!(says.chars().count(), LONGEST_TITLE + 1);
        assert!(says.starts_with("Allow this new badge: xxx") && says.ends_with('…'), "{says}");
    }
}
