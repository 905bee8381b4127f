//! Prepares a posted credential for the signer: pure rules over its JSON.

use crate::address::Addresses;
use crate::secret::digest;
use credentials::address::PublicAddress;
use credentials::contexts;
use credentials::json::jcs;
use credentials::lint::registered::{Lines, without_hidden};
use credentials::lint::{self, Kind};
use credentials::model::RelatedResource;
use domain::fault::PostedFault;
use domain::{CredentialId, Recipient, Timestamp};
use messages::Language;
use serde_json::{Map, Value, json};

/// The longest recipient name in the register, in characters.
const NAME: usize = 120;

/// A problem in a posted credential that prevents issuing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// JSON Pointer (RFC 6901) into the credential; empty for the option.
    pub(crate) pointer: String,
    /// What is wrong.
    fault: PostedFault,
    /// Is it about the option `credentialId`, which is not in the credential?
    in_option: bool,
}

impl Flaw {
    pub(super) fn new(pointer: &str, fault: PostedFault) -> Self {
        Self { pointer: pointer.to_owned(), fault, in_option: false }
    }

    /// The same flaw for the option `credentialId`.
    fn of_option(self) -> Self {
        Self { pointer: String::new(), in_option: true, ..self }
    }

    /// What is wrong and what to do.
    pub(crate) fn words(&self, language: Language) -> String {
        if self.in_option {
            language.posted_option_fault(&self.fault)
        } else {
            language.posted_fault(&self.fault)
        }
    }
}

impl From<lint::Finding> for Flaw {
    fn from(finding: lint::Finding) -> Self {
        Self::new(&finding.pointer, finding.fault.into())
    }
}

/// A posted credential with its identifier and `validFrom`; its status entry is added last.
#[derive(Clone, Debug)]
pub(super) struct PostedCredential {
    members: Map<String, Value>,
    /// Identifier of our record.
    pub(super) record: CredentialId,
    /// The document's `id`.
    pub(super) id: String,
    /// Digest of the posted JSON with that `id`: the same content again is the same request.
    pub(super) request: String,
    /// Members that this installation added.
    added: Vec<&'static str>,
    /// Did the option `credentialId` give the `id`?
    named: bool,
}

impl PostedCredential {
    /// Parses a posted credential. `new` names it if it has no `id` and the request gives none (`named`).
    ///
    /// # Errors
    /// The first flaw.
    pub(super) fn read(
        posted: Value,
        named: Option<String>,
        issuer: &str,
        addresses: &Addresses,
        new: CredentialId,
        now: Timestamp,
    ) -> Result<Self, Flaw> {
        let Value::Object(mut members) = posted else {
            return Err(Flaw::new("", PostedFault::NotAnObject));
        };
        check_issuer(&members, issuer)?;
        let (brought, by_option) = (members.contains_key("id"), named.is_some());
        let id = match (members.get("id"), named) {
            (None, named) => named.unwrap_or_else(|| addresses.credential(&new)),
            (Some(Value::String(id)), named) if named.as_ref().is_none_or(|named| named == id) => id.clone(),
            (Some(Value::String(_)), _) => {
                return Err(Flaw::new("/id", PostedFault::TwoIds));
            }
            (Some(_), _) => return Err(Flaw::new("/id", PostedFault::IdNotText)),
        };
        let named = by_option && !brought;
        let record =
            record_of(&id, addresses, new).map_err(|flaw| if named { flaw.of_option() } else { flaw })?;
        let mut added = Vec::new();
        if !brought && !by_option {
            added.push("id");
        }
        members.insert("id".to_owned(), Value::String(id.clone()));
        let request = digest(jcs(&Value::Object(members.clone())).as_bytes());
        if !members.contains_key("validFrom") {
            members.insert("validFrom".to_owned(), Value::String(now.rfc3339()));
            added.push("validFrom");
        }
        if !members.contains_key("credentialStatus") {
            added.push("credentialStatus");
        }
        Ok(Self { members, record, id, request, added, named })
    }

    /// A badge has the institution's registered profile as its issuer, and its achievement's name. Missing members are
    /// filled in, and different values are a flaw.
    ///
    /// # Errors
    /// The first flaw.
    pub(super) fn complete(&mut self, profile: &Value) -> Result<(), Flaw> {
        let whole = Value::Object(self.members.clone());
        if Kind::of(&whole) != Kind::OpenBadge {
            return Ok(());
        }
        if let Some(Value::Object(posted)) = self.members.get("issuer")
            && let Some((name, _)) = posted.iter().find(|(name, value)| profile.get(*name) != Some(value))
        {
            return Err(Flaw::new(&format!("/issuer/{name}"), PostedFault::OtherProfile));
        }
        self.members.insert("issuer".to_owned(), profile.clone());
        let name = whole.pointer("/credentialSubject/achievement/name").filter(|name| name.is_string());
        if let (None, Some(name)) = (self.members.get("name"), name) {
            self.members.insert("name".to_owned(), name.clone());
        }
        Ok(())
    }

    /// A badge of a version with a bound picture names the picture with its digest. The member is filled in where it is
    /// missing.
    pub(super) fn add_picture(&mut self, picture: &RelatedResource) {
        if !self.members.contains_key("relatedResource") {
            self.members.insert("relatedResource".to_owned(), json!([picture]));
            self.added.push("relatedResource");
        }
    }

    /// The achievement of a badge.
    pub(super) fn achievement(&self) -> Option<&Value> {
        self.members.get("credentialSubject")?.get("achievement")
    }

    /// The document's `id`, if it is not below our address.
    pub(super) fn foreign_id(&self, addresses: &Addresses) -> Option<String> {
        Some(self.id.clone()).filter(|id| *id != addresses.credential(&self.record))
    }

    /// Its posted `credentialStatus`, if any.
    pub(super) fn status(&self) -> Option<&Value> {
        self.members.get("credentialStatus")
    }

    /// Flaws of the unsigned text, mapped to the posted JSON: none names a member that this installation added.
    pub(super) fn in_terms_of_caller(&self, flaws: Vec<Flaw>) -> Vec<Flaw> {
        let below = |flaw: &Flaw, name: &str| {
            let rest = flaw.pointer.strip_prefix('/').and_then(|rest| rest.strip_prefix(name));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let (added, mut own): (Vec<Flaw>, Vec<Flaw>) =
            flaws.into_iter().partition(|flaw| self.added.iter().any(|name| below(flaw, name)));
        if own.is_empty() && !added.is_empty() {
            own.push(Flaw::new("/@context", PostedFault::Contexts { context: contexts::V2 }));
        }
        let of_option = |flaw: Flaw| if self.named && below(&flaw, "id") { flaw.of_option() } else { flaw };
        own.into_iter().map(of_option).collect()
    }

    /// The unsigned text, with this status entry if one is given.
    pub(super) fn text(&self, status: Option<Value>) -> String {
        let mut members = self.members.clone();
        if let Some(status) = status {
            members.insert("credentialStatus".to_owned(), status);
        }
        Value::Object(members).to_string()
    }

    /// The recipient in the register: the plain name, else the subject's own identifier. No mail is sent.
    pub(super) fn recipient(&self) -> Recipient {
        let subject = self.members.get("credentialSubject");
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let identifiers = subject.and_then(|subject| subject.get("identifier")?.as_array());
        let in_clear = identifiers.into_iter().flatten().find(|identifier| {
            identifier.get("hashed") == Some(&Value::Bool(false))
                && identifier.get("identityType").and_then(Value::as_str) == Some("name")
        });
        let name = text(in_clear.and_then(|identifier| identifier.get("identityHash")))
            .or_else(|| text(subject.and_then(|subject| subject.get("id"))))
            .unwrap_or_default();
        Recipient {
            name: without_hidden(&name, Lines::One).chars().filter(|c| !c.is_control()).take(NAME).collect(),
            email: String::new(),
        }
    }
}

/// A token may issue only for its own institution.
fn check_issuer(members: &Map<String, Value>, did: &str) -> Result<(), Flaw> {
    let issuer = match members.get("issuer") {
        Some(Value::Object(issuer)) => issuer.get("id"),
        issuer => issuer,
    };
    match issuer {
        Some(Value::String(issuer)) if issuer == did => Ok(()),
        _ => Err(Flaw::new("/issuer", PostedFault::OtherIssuer { did: did.to_owned() })),
    }
}

/// A credential `id` below our own address must be the address of its record.
fn record_of(id: &str, addresses: &Addresses, new: CredentialId) -> Result<CredentialId, Flaw> {
    match addresses.parse(id) {
        Some(PublicAddress::Credential(ulid)) => Ok(ulid.into()),
        None if addresses.own_path(id).is_none() => Ok(new),
        _ => Err(Flaw::new("/id", PostedFault::ForeignId { credentials: addresses.credentials() })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::PublicUrl;

    const DID: &str = "did:key:z6Mk";
    const OWN: &str = "http://localhost:3000/credentials/01ARZ3NDEKTSV4RRFFQ69G5FAV";

    fn read(posted: Value, named: Option<&str>) -> Result<PostedCredential, Flaw> {
        let addresses = Addresses::new(PublicUrl::try_from("http://localhost:3000".to_owned()).unwrap());
        let now = Timestamp::from_millis(1_772_000_000_000);
        let new = CredentialId::new(now, 7);
        PostedCredential::read(posted, named.map(str::to_owned), DID, &addresses, new, now)
    }

    #[test]
    fn what_has_no_id_gets_an_address_of_ours_and_what_has_one_keeps_it() {
        let posted = read(json!({"issuer": DID}), None).unwrap();
        assert_eq!(posted.id, format!("http://localhost:3000/credentials/{}", posted.record));
        let ours = read(json!({"issuer": {"id": DID}, "id": OWN}), None).unwrap();
        assert_eq!((ours.id.as_str(), ours.record.as_str()), (OWN, "01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        let named = read(json!({"issuer": DID}), Some("urn:uuid:1")).unwrap();
        assert_eq!(named.id, "urn:uuid:1");
    }

    #[test]
    fn an_id_of_ours_that_is_no_credentials_or_that_contradicts_itself_is_refused() {
        for id in [
            "http://localhost:3000/status/1",
            "http://localhost:3000/credentials/1",
            "http://localhost:3000/",
        ] {
            assert_eq!(read(json!({"issuer": DID, "id": id}), None).unwrap_err().pointer, "/id", "{id}");
        }
        assert!(read(json!({"issuer": DID, "id": "urn:uuid:1"}), Some("urn:uuid:2")).is_err());
        assert!(read(json!({"issuer": DID, "id": ["urn:uuid:1"]}), None).is_err());
    }

    #[test]
    fn no_flaw_names_a_member_that_the_caller_did_not_send() {
        let flaws = |pointers: &[&str]| {
            pointers.iter().map(|at| Flaw::new(at, PostedFault::IdNotText)).collect::<Vec<_>>()
        };
        let pointers = |posted: &PostedCredential, at: &[&str]| {
            let flaws = posted.in_terms_of_caller(flaws(at));
            flaws.into_iter().map(|flaw| flaw.pointer).collect::<Vec<_>>()
        };
        let bare = read(json!({"issuer": DID}), None).unwrap();
        assert_eq!(pointers(&bare, &["/validFrom", "/credentialStatus/type", "/name"]), ["/name"]);
        assert_eq!(pointers(&bare, &["/id", "/validFrom", "/credentialStatus"]), ["/@context"]);
        assert_eq!(pointers(&bare, &["/identifier"]), ["/identifier"], "its name only begins like one");
        let whole =
            json!({"issuer": DID, "id": OWN, "validFrom": "2026-01-01T00:00:00Z", "credentialStatus": {}});
        let all = ["/id", "/validFrom", "/credentialStatus/type"];
        assert_eq!(pointers(&read(whole, None).unwrap(), &all), all);
        let named = read(json!({"issuer": DID}), Some("urn:x y")).unwrap();
        let flaws = named.in_terms_of_caller(flaws(&["/id"]));
        assert_eq!(
            (flaws[0].pointer.as_str(), flaws[0].words(Language::English).as_str()),
            ("", "The option \"credentialId\": \"id\" must be one URL, as text.")
        );
        let elsewhere = read(json!({"issuer": DID}), Some("http://localhost:3000/status/1")).unwrap_err();
        let says = elsewhere.words(Language::English);
        assert!(elsewhere.pointer.is_empty() && says.contains("credentialId"), "{elsewhere:?}");
    }

    #[test]
    fn another_issuer_is_refused_in_every_form() {
        for issuer in [json!("did:key:z6Other"), json!({"id": "did:key:z6Other"}), json!([DID]), json!(null)]
        {
            assert_eq!(read(json!({"issuer": issuer}), None).unwrap_err().pointer, "/issuer", "{issuer}");
        }
        assert!(read(json!({}), None).is_err());
    }

    #[test]
    fn the_same_wish_is_known_again_and_another_one_too() {
        let wish = |name: &str| json!({"name": name, "id": OWN, "issuer": DID});
        let first = read(wish("a"), None).unwrap();
        let reordered = read(json!({"issuer": DID, "id": OWN, "name": "a"}), None).unwrap();
        assert_eq!(first.request, reordered.request);
        assert_ne!(first.request, read(wish("b"), None).unwrap().request);
    }

    #[test]
    fn the_register_names_who_is_named_in_clear() {
        let identifier =
            |hashed: bool| json!({"identityType": "name", "hashed": hashed, "identityHash": "Ada\n"});
        let posted = |hashed| {
            read(
                json!({"issuer": DID, "credentialSubject": {"id": "did:ex:1", "identifier": [identifier(hashed)]}}),
                None,
            )
        };
        assert_eq!(posted(false).unwrap().recipient().name, "Ada");
        assert_eq!(posted(true).unwrap().recipient().name, "did:ex:1");
        assert_eq!(read(json!({"issuer": DID}), None).unwrap().recipient().name, "");
    }
}
