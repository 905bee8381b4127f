//! The status keeper, who may sign an issuer's status lists as well as the issuer. The DID document names it
//! after an approval.

use super::change::{ChangeAsked, asked};
use super::{Policy, refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::did::did_web_document_url;
use credentials::time::Timestamp;
use protocol::reason::ChangeReason;
use protocol::summary::{ChangeTitle, Consequence, Fact};
use protocol::{Refusal, StatusKeeper};

impl Policy {
    /// May this keeper be named or replace the current one, or may the current one be removed?
    pub(super) fn ask_status_keeper(
        &self,
        state: &State,
        did: &str,
        keeper: Option<&StatusKeeper>,
        now: Timestamp,
    ) -> Result<ChangeAsked, Refusal> {
        let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
        if !did.starts_with("did:web:") {
            return refuse(ChangeReason::KeeperOfDidKey);
        }
        if let Some(keeper) = keeper {
            let is_another = keeper.did != did && did_web_document_url(&keeper.did).is_ok();
            if !is_another || !is_prefix(&keeper.lists) {
                return refuse(ChangeReason::Keeper);
            }
            if self.signs_below(&keeper.lists) {
                return refuse(ChangeReason::KeeperOfOwnLists);
            }
        }
        let title = match keeper {
            Some(_) => ChangeTitle::NameStatusKeeper,
            None => ChangeTitle::RemoveStatusKeeper,
        };
        let facts = vec![
            Fact::Issuer { did: did.to_owned() },
            Fact::StatusKeeper { keeper: keeper.cloned() },
            Fact::StatusKeeperNow { keeper: issuer.keeper.clone() },
            Fact::Consequence { of: Consequence::StatusKeeper },
        ];
        let statement = Statement::StatusKeeper {
            issuer: did.to_owned(),
            key: issuer.active(now).to_owned(),
            keeper: keeper.cloned(),
        };
        let mut asked = asked(statement, title, facts);
        asked.statement = asked.statement.filter(|_| issuer.keeper.as_ref() != keeper);
        Ok(asked)
    }

    /// Would a keeper with this prefix sign at addresses of this signer's own lists? The comparison ignores case and
    /// the default port.
    fn signs_below(&self, prefix: &str) -> bool {
        let plain = |url: &str| url.to_ascii_lowercase().replacen(":443/", "/", 1);
        let (own, prefix) = (plain(&format!("{}/status/", self.public_url())), plain(prefix));
        own.starts_with(&prefix) || prefix.starts_with(&own)
    }
}

/// An https address that ends with `/`, in the one spelling that every verifier reads alike. Its host is in lower case,
/// and it has a port only if that is not the default. Its segments have unreserved characters (RFC 3986, 2.3), and none
/// is empty or names a parent.
fn is_prefix(url: &str) -> bool {
    let Some((authority, path)) = url.strip_prefix("https://").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let is_host = !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
    let is_port = port
        .is_none_or(|port| port.parse::<u16>().is_ok_and(|n| n.to_string() == port && n != 443 && n != 0));
    let is_plain = |segment: &str| {
        !matches!(segment, "" | "." | "..")
            && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
    };
    let segments = path.strip_suffix('/').map_or(path.is_empty(), |path| path.split('/').all(is_plain));
    is_host && is_port && segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_has_one_spelling() {
        for good in ["https://a.example/", "https://a.example/status/", "https://a.example:8443/a/b-1/"] {
            assert!(is_prefix(good), "{good}");
        }
        for bad in [
            "https://a.example",
            "https://a.example/status",
            "http://a.example/status/",
            "https://A.example/status/",
            "https://a.example:443/status/",
            "https://a.example:0443/status/",
            "https://a.example/../status/",
            "https://a.example//",
            "https://a.example/%2e%2e/",
            "https://a.example/status/?x",
            "https://a.example/status/?/",
            "https://a.example/#/",
            "https://u@a.example/",
            "https:///",
        ] {
            assert!(!is_prefix(bad), "{bad}");
        }
    }
}
