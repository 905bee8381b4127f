//! What the page asks of a verification.

use credentials::verify::{Options, TrustList};
use serde::Deserialize;

/// What the reader typed, and the settings of the installation that serves the page.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Order {
    /// The expected recipient, if the reader named one.
    #[serde(default)]
    recipient: Option<String>,
    /// Address of the page, for a printed report.
    #[serde(default)]
    pub(crate) page: String,
    #[serde(default)]
    settings: Settings,
}

/// The settings of the installation: the answer of `GET /verify/settings`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
    /// The installation's own address. On loopback its ledger identifies its keys.
    own: Option<String>,
    /// The issuers that the operator accepts.
    trust_list: Option<Accepted>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    owner: String,
    issuers: Vec<Issuer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Issuer {
    id: String,
    name: String,
}

impl Order {
    /// The options of the verification.
    pub(crate) fn options(&self, ledger_proof: Option<Vec<u8>>) -> Options {
        let mut options = Options::default();
        if let Some(recipient) = self.recipient.as_deref().filter(|typed| !typed.is_empty()) {
            options = options.for_recipient(recipient);
        }
        if let Some(proof) = ledger_proof {
            options = options.with_ledger_proof(proof);
        }
        if let Some(own) = &self.settings.own {
            options = options.with_own(own);
        }
        if let Some(list) = &self.settings.trust_list {
            let entries = list.issuers.iter().map(|issuer| (issuer.id.clone(), issuer.name.clone()));
            options = options.with_trust_list(TrustList::new(list.owner.as_str(), entries));
        }
        options
    }

    /// The path of an address below the installation's own; none for an address of another server.
    pub(crate) fn own_path<'a>(&self, address: &'a str) -> Option<&'a str> {
        let own = self.settings.own.as_deref()?.trim_end_matches('/');
        address.strip_prefix(own).filter(|path| path.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn an_order_has_a_known_form() {
        let whole = r#"{"recipient": "maren@example.edu", "page": "https://b.example/verify", "settings":
            {"own": "https://b.example/", "trustList": {"owner": "b.example", "issuers": [{"id": "did:key:z", "name": "A"}]}}}"#;
        let order: Order = serde_json::from_str(whole).unwrap();
        assert_eq!(order.own_path("https://b.example/achievements/1/image"), Some("/achievements/1/image"));
        assert_eq!(order.own_path("https://b.example.evil.example/x"), None);
        assert_eq!(order.own_path("https://b.example"), None);
        assert!(serde_json::from_str::<Order>("{}").is_ok());
        assert!(serde_json::from_str::<Order>(r#"{"trust": "everybody"}"#).is_err());
    }
}
