//! `Assertion` of Open Badges 2.0: the award of a badge.

use serde_json::Value;

use super::fields::{address, part, text, values};
use super::{BadgeClass, Issuer, Part};

/// The award of a badge. All texts are the issuer's own and untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Its address, or a `urn:uuid:` of a signed one.
    pub id: Option<String>,
    /// The recipient.
    pub recipient: Option<Recipient>,
    /// The awarded badge.
    pub badge: Option<Part<BadgeClass>>,
    /// The date as written: 2.0 requires ISO 8601, 1.x allowed Unix times too.
    pub issued_on: Option<String>,
    /// The expiry date as written.
    pub expires: Option<String>,
    /// Address or `data:` URL of the baked picture.
    pub image: Option<String>,
    /// The narrative of the award (Markdown).
    pub narrative: Option<String>,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// Whether the assertion itself states that it was revoked.
    pub revoked: bool,
    /// The reason for the revocation.
    pub revocation_reason: Option<String>,
    /// The way to verify it.
    pub verification: Verification,
}

/// The recipient of a badge, by an `IdentityObject` of Open Badges 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The kind of identity: `email`, `url` or `telephone`.
    pub kind: String,
    /// The identity in clear, or `sha256$` (or `md5$`) and the hex hash of identity and salt.
    pub identity: String,
    /// Whether `identity` is a hash.
    pub hashed: bool,
    /// The text appended to the identity before hashing.
    pub salt: Option<String>,
}

/// Evidence that a badge was earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its address.
    pub url: Option<String>,
    /// Its description.
    pub narrative: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

/// The way to verify an assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// By fetching it from its address.
    Hosted,
    /// By a JWS under the key at this address.
    Signed(Option<String>),
    /// Not stated; 2.0 takes it for hosted.
    Unsaid,
}

impl Assertion {
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let badge = part(value, "badge", BadgeClass::of);
        let called = values(value, "type").iter().any(|kind| kind.as_str() == Some("Assertion"));
        // Open Badges 1 has no `type`, but a badge and a recipient.
        let awarded = badge.is_some() && value.get("recipient").is_some();
        if !(called || awarded) {
            return None;
        }
        // 1.x names the member `verify` and puts the assertion's own address there.
        let verify = value.get("verification").or_else(|| value.get("verify")).unwrap_or(&Value::Null);
        let hosted_at = text(verify, "url").filter(|_| is_hosted(verify));
        Some(Self {
            id: text(value, "id").or(hosted_at),
            recipient: value.get("recipient").and_then(recipient),
            badge,
            issued_on: moment(value, "issuedOn"),
            expires: moment(value, "expires"),
            image: address(value, "image"),
            narrative: text(value, "narrative"),
            evidence: values(value, "evidence").iter().filter_map(evidence).collect(),
            revoked: value.get("revoked").and_then(Value::as_bool).unwrap_or(false),
            revocation_reason: text(value, "revocationReason"),
            verification: verification(verify),
        })
    }

    /// The addresses that a verifier would have to fetch, in order: the hosted assertion or the key, the badge class,
    /// the issuer. An embedded part names the next one; addresses that are not known yet are not listed.
    #[must_use]
    pub fn needed(&self) -> Vec<String> {
        let own = match &self.verification {
            Verification::Signed(key) => key.clone(),
            Verification::Hosted | Verification::Unsaid => self.id.clone(),
        };
        let badge = self.badge_class().map_or_else(|| at(self.badge.as_ref()), |badge| badge.id.clone());
        let issuer = self.badge_class().and_then(|badge| badge.issuer.as_ref());
        let issuer = match issuer {
            Some(Part::Embedded(issuer)) => issuer.id.clone(),
            other => at(other),
        };
        let is_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        [own, badge, issuer].into_iter().flatten().filter(is_web).collect()
    }

    /// The badge class, if embedded.
    #[must_use]
    pub fn badge_class(&self) -> Option<&BadgeClass> {
        match self.badge.as_ref()? {
            Part::Embedded(badge) => Some(badge),
            Part::At(_) => None,
        }
    }

    /// The issuer, if embedded.
    #[must_use]
    pub fn issuer(&self) -> Option<&Issuer> {
        match self.badge_class()?.issuer.as_ref()? {
            Part::Embedded(issuer) => Some(issuer),
            Part::At(_) => None,
        }
    }
}

fn at<T>(part: Option<&Part<T>>) -> Option<String> {
    match part? {
        Part::At(url) => Some(url.clone()),
        Part::Embedded(_) => None,
    }
}

fn recipient(value: &Value) -> Option<Recipient> {
    Some(Recipient {
        kind: text(value, "type").unwrap_or_else(|| "email".to_owned()),
        identity: text(value, "identity")?,
        hashed: value.get("hashed").and_then(Value::as_bool).unwrap_or(false),
        salt: text(value, "salt"),
    })
}

/// An address, or an object with one.
fn evidence(value: &Value) -> Option<Evidence> {
    match value {
        Value::String(url) => Some(Evidence { url: Some(url.clone()), narrative: None, name: None }),
        Value::Object(_) => Some(Evidence {
            url: text(value, "id"),
            narrative: text(value, "narrative"),
            name: text(value, "name"),
        }),
        _ => None,
    }
}

/// A date as text, or the number of seconds that 1.x allows.
fn moment(value: &Value, name: &str) -> Option<String> {
    text(value, name).or_else(|| value.get(name)?.as_i64().map(|seconds| seconds.to_string()))
}

fn is_hosted(verify: &Value) -> bool {
    values(verify, "type").iter().any(|kind| matches!(kind.as_str(), Some("HostedBadge" | "hosted")))
}

fn verification(verify: &Value) -> Verification {
    let kinds = values(verify, "type");
    if is_hosted(verify) {
        Verification::Hosted
    } else if kinds.iter().any(|kind| matches!(kind.as_str(), Some("SignedBadge" | "signed"))) {
        Verification::Signed(text(verify, "creator").or_else(|| text(verify, "url")))
    } else {
        Verification::Unsaid
    }
}
