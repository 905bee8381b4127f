//! The decisions that the reader of a report, or the operator of an installation, makes before a verification.

use super::trust_list::TrustList;
use crate::contexts::FurtherContexts;
use crate::did::PublishedLedger;
use tlog::VerifierKey;

/// The options of one verification. The command line, the page and the VC API build their verifications from them.
#[derive(Clone, Debug, Default)]
pub struct Options {
    trusted: Vec<String>,
    lists: Vec<TrustList>,
    ledger_keys: Vec<VerifierKey>,
    own: Option<String>,
    strict: bool,
    without_network: bool,
    pub(super) contexts: FurtherContexts,
    pub(super) recipient: Option<String>,
    pub(super) ledger_proof: Option<Vec<u8>>,
}

impl Options {
    /// Pins an issuer by its identifier, which is compared exactly.
    #[must_use]
    pub fn trusting(mut self, issuer: impl Into<String>) -> Self {
        self.trusted.push(issuer.into());
        self
    }

    /// Adds a list of known issuers.
    #[must_use]
    pub fn with_trust_list(mut self, list: TrustList) -> Self {
        self.lists.push(list);
        self
    }

    /// Pins the checkpoint key of a ledger: a `did:key` whose badge is in that ledger counts as identified.
    #[must_use]
    pub fn with_ledger_key(mut self, key: VerifierKey) -> Self {
        self.ledger_keys.push(key);
        self
    }

    /// Sets the address of the installation on this computer, whose profiles name its ledger. An address that is not
    /// a loopback address is ignored: outside a trial an installation has a domain.
    #[must_use]
    pub fn with_own(mut self, address: &str) -> Self {
        self.own = Some(address.trim_end_matches('/').to_owned()).filter(|address| is_loopback(address));
        self
    }

    /// Adds contexts that the caller vouches for. Badges, endorsements and status lists never use them.
    #[must_use]
    pub fn with_contexts(mut self, contexts: FurtherContexts) -> Self {
        self.contexts = contexts;
        self
    }

    /// Counts each remark as a failed check.
    #[must_use]
    pub const fn strictly(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Declares that the supplied documents come from files and therefore prove no domain.
    #[must_use]
    pub const fn without_network(mut self) -> Self {
        self.without_network = true;
        self
    }

    /// Sets the expected recipient: an e-mail address, a name or an identifier. The value is compared, and not
    /// repeated in the report.
    #[must_use]
    pub fn for_recipient(mut self, identifier: impl Into<String>) -> Self {
        self.recipient = Some(identifier.into());
        self
    }

    /// Supplies a proof that the badge is in its issuer's ledger, as the issuer delivers it with the badge.
    #[must_use]
    pub fn with_ledger_proof(mut self, proof: Vec<u8>) -> Self {
        self.ledger_proof = Some(proof);
        self
    }

    /// The options for a document that the badge carries: an endorsement by another issuer.
    pub(super) fn for_another_document(&self) -> Self {
        Self { recipient: None, ledger_proof: None, ..self.clone() }
    }

    pub(super) const fn is_strict(&self) -> bool {
        self.strict
    }

    pub(super) const fn reads_network(&self) -> bool {
        !self.without_network
    }

    pub(super) fn trusts(&self, issuer: &str) -> bool {
        self.trusted.iter().any(|trusted| trusted == issuer)
    }

    /// Name of the entry, and owner, of the first list that contains this issuer.
    pub(super) fn listed(&self, issuer: &str) -> Option<(&str, &str)> {
        self.lists.iter().find_map(|list| Some((list.name_of(issuer)?, list.owner())))
    }

    /// The ledger under a pinned key that would hold a credential with this `id`: one below the ledger's own
    /// installation.
    pub(super) fn pinned_ledger(&self, credential: &str) -> Option<PublishedLedger> {
        let ledgers = self.ledger_keys.iter().flat_map(|key| {
            let at = |scheme: &str| PublishedLedger::new(&format!("{scheme}://{}", key.name()), key.clone());
            [at("https"), at("http").filter(|ledger| is_loopback(&ledger.address))]
        });
        ledgers.flatten().find(|ledger| ledger.proof_of(credential, "").is_some())
    }

    pub(super) fn pins(&self, ledger: &PublishedLedger) -> bool {
        self.ledger_keys.contains(&ledger.key)
    }

    /// Whether profiles of the installation on this computer count.
    pub(super) const fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// Whether a ledger is that of the installation on this computer.
    pub(super) fn is_own(&self, ledger: &PublishedLedger) -> bool {
        let own = self.own.as_deref();
        own.is_some_and(|own| ledger.address.strip_prefix(own) == Some("/ledger"))
    }
}

/// Whether an address points to this computer: `localhost`, `127.0.0.0/8` or `[::1]`, over http or https.
fn is_loopback(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
