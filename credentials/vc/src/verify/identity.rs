//! Who is the issuer? A good signature shows only that the holder of a key signed. A key that anybody made can carry
//! any name.
//!
//! An issuer is identified in one of four ways: a domain whose document was fetched; an entry of a trust list; an
//! identifier that the reader pinned; or, for a `did:key`, a ledger. The reader pinned the ledger's checkpoint key,
//! or the ledger is that of the installation on this computer. Identity replaces no other check.

use serde::{Deserialize, Serialize};

use super::options::Options;
use super::reason::IdentityReason;
use super::report::{Check, CheckName};
use crate::did::{PublishedLedger, did_web_document_url};
use crate::sanitizer::{ForeignText, line};
use crate::web_address::WebAddress;

const NAME: CheckName = CheckName::Identity;

/// The proven identity of the issuer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Identity {
    /// Nothing: nobody vouches for the issuer.
    #[default]
    None,
    /// A domain whose document was fetched.
    Domain {
        /// In lower case, non-ASCII as punycode, with the port where it is not 443.
        host: String,
        /// The path of the identifier, with its first slash, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// The host of the program that fetched the document for the reader, unless the reader's own program did.
        #[serde(default, rename = "fetchedBy", skip_serializing_if = "Option::is_none")]
        fetched_by: Option<String>,
    },
    /// An entry of a trust list that the reader or the operator configured.
    Listed {
        /// The name of the entry.
        name: String,
        /// The owner of the list.
        owner: String,
    },
    /// An identifier that the reader pinned.
    Pinned,
    /// A key in a ledger whose checkpoint key the reader pinned.
    PinnedLedger,
    /// A key of the installation on this computer, which is a trial installation.
    OwnInstallation,
}

impl Identity {
    /// Host and path, as sentences name a proven domain; none for another identity.
    #[must_use]
    pub fn domain_name(&self) -> Option<String> {
        match self {
            Self::Domain { host, path, .. } => {
                Some(format!("{host}{}", short(path.as_deref().unwrap_or_default())))
            }
            Self::None | Self::Listed { .. } | Self::Pinned | Self::PinnedLedger | Self::OwnInstallation => {
                None
            }
        }
    }
}

/// Maximum number of characters of a path in a sentence.
const MOST_OF_A_PATH: usize = 60;

/// A path, its middle left out where it is long: its start shows the owner, and its end distinguishes two paths. A
/// host is never shortened.
fn short(path: &str) -> String {
    let characters: Vec<char> = path.chars().collect();
    if characters.len() <= MOST_OF_A_PATH {
        return path.to_owned();
    }
    let half = MOST_OF_A_PATH / 2;
    let start: String = characters.iter().take(half).collect();
    let end: String = characters.iter().rev().take(half).rev().collect();
    format!("{start}…{end}")
}

/// Host and path of an identifier under a domain: `did:web` or https. The host is in lower case and ASCII, with the
/// port where it is not 443. Punycode reveals a name that only resembles another.
fn domain(issuer: &str) -> Option<(String, Option<String>)> {
    let url = match issuer.strip_prefix("did:web:") {
        Some(_) => {
            let url = did_web_document_url(issuer).ok()?;
            let end = ["/.well-known/did.json", "/did.json"].iter().find_map(|end| url.strip_suffix(end));
            end.map(str::to_owned)?
        }
        None => issuer.to_owned(),
    };
    let address = WebAddress::parse(&url)?;
    let host = address.https_authority()?.to_owned();
    let path = address.after_authority();
    let path = Some(path.trim_end_matches('/')).filter(|path| !path.is_empty());
    Some((host, path.map(|path| line(path, 2_000))))
}

/// The address of the DID document of the `did:web` with the host and path of an https issuer, and that DID. A reader
/// sees the same host and path for both. None for other issuers.
pub(super) fn matching_did(issuer: &str) -> Option<(String, String)> {
    let address = WebAddress::parse(issuer)?;
    let host = address.https_authority()?;
    let path = address.path().trim_end_matches('/');
    let document = if path.is_empty() { "/.well-known/did.json" } else { "/did.json" };
    let did = format!("did:web:{}{}", host.replace(':', "%3A"), path.replace('/', ":"));
    Some((format!("https://{host}{path}{document}"), did))
}

/// Host and path of an identifier as sentences name them.
pub(super) fn domain_name(issuer: &str) -> Option<String> {
    let (host, path) = domain(issuer)?;
    Identity::Domain { host, path, fetched_by: None }.domain_name()
}

/// Identifies the issuer of a document whose proof is good and whose key is the issuer's. `ledger` is the ledger that
/// was shown to hold the document, if any; `relay` is the program that fetched the issuer's keys for the reader, if any.
pub(super) fn identify(
    issuer: &str,
    ledger: Option<&PublishedLedger>,
    relay: Option<&str>,
    options: &Options,
) -> Identity {
    if options.reads_network()
        && let Some((host, path)) = domain(issuer)
    {
        return Identity::Domain { host, path, fetched_by: relay.map(|by| line(by, 300)) };
    }
    if let Some((name, owner)) = options.listed(issuer) {
        return Identity::Listed { name: line(name, 200), owner: line(owner, 200) };
    }
    if options.trusts(issuer) {
        return Identity::Pinned;
    }
    match ledger.filter(|_| issuer.starts_with("did:key:")) {
        Some(ledger) if options.pins(ledger) => Identity::PinnedLedger,
        Some(ledger) if options.is_own(ledger) => Identity::OwnInstallation,
        _ => Identity::None,
    }
}

/// The check for a proven identity.
pub(super) fn check(identity: &Identity) -> Check {
    let passed = |reason| Check::passed(NAME, reason);
    match identity {
        Identity::None => Check::not_checked(NAME, IdentityReason::NobodyVouches),
        Identity::Domain { fetched_by, .. } => {
            let host = identity.domain_name().unwrap_or_default();
            passed(IdentityReason::Domain { host, fetched_by: fetched_by.clone() })
        }
        Identity::Listed { name, owner } => {
            passed(IdentityReason::Listed { name: ForeignText::new(name, 200), owner: owner.clone() })
        }
        Identity::Pinned => passed(IdentityReason::Pinned),
        Identity::PinnedLedger => passed(IdentityReason::PinnedLedger),
        Identity::OwnInstallation => passed(IdentityReason::OwnInstallation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(issuer: &str) -> Option<String> {
        identify(issuer, None, None, &Options::default()).domain_name()
    }

    #[test]
    fn a_domain_is_named_in_one_spelling() {
        for (issuer, name) in [
            ("did:web:Badges.Uni.Example", "badges.uni.example"),
            ("did:web:uni.example%3A8443:a:b", "uni.example:8443/a/b"),
            ("https://UNI.example:443/", "uni.example"),
            ("https://uni.example:8443/issuers/1", "uni.example:8443/issuers/1"),
            ("https://b\u{fc}cher.example/x", "xn--bcher-kva.example/x"),
            // A Cyrillic letter replaces the first one.
            ("https://\u{443}ni.example", "xn--ni-tmc.example"),
        ] {
            assert_eq!(named(issuer).as_deref(), Some(name), "{issuer}");
        }
    }

    #[test]
    fn other_identifiers_name_no_domain() {
        for issuer in
            ["did:key:z6Mk", "did:jwk:e30", "http://uni.example", "urn:uuid:1", "did:web:", "https://", ""]
        {
            assert_eq!(named(issuer), None, "{issuer}");
        }
    }

    #[test]
    fn only_the_middle_of_a_path_is_left_out() {
        let path = format!("/{}", "0123456789".repeat(9));
        let named = named(&format!("https://uni.example{path}")).unwrap();
        assert_eq!(named, format!("uni.example{}…{}", &path[..30], &path[path.len() - 30..]));
    }
}
