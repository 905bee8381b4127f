//! Settings of the signer that its rules depend on.

use crate::anomaly::WatchConfig;
use crate::public_url::PublicUrl;
use protocol::Ceilings;
use protocol::desk::DeskUrl;
use serde::Deserialize;
use std::path::PathBuf;

/// Settings of [`crate::Signer`].
#[derive(Clone, Debug)]
pub struct Settings {
    /// Settings of the rules.
    pub policy: PolicySettings,
    /// Thresholds of the anomaly detector.
    pub watch: WatchConfig,
    /// State directory. Only the signer's user may enter.
    pub directory: PathBuf,
    /// Public directory: `did.json` files and ledger tiles.
    pub public: PathBuf,
    /// Address of the desk, at which passkeys are requested.
    pub desk: DeskUrl,
    /// Do signer and web server run as one system user?
    pub isolation_off: bool,
}

/// Settings of the rules.
#[derive(Clone, Debug)]
pub struct PolicySettings {
    /// Public address of the web application; every signed id lies below it.
    pub public_url: PublicUrl,
    /// Credential types that may be signed in addition to Open Badges.
    pub other_credentials: Vec<OtherCredentials>,
    /// May people on the signer's host approve?
    pub host_approves: bool,
    /// How long a key is published before it signs, in hours.
    pub overlap_hours: u32,
    /// How far back badges may be dated.
    pub window: WindowConfig,
    /// How much may be reissued after a key was lost.
    pub reissue: ReissueConfig,
}

/// How far back badges may be dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowConfig {
    /// Days back for `validFrom` and `awardedDate`. The default allows a year's course that is issued some weeks late.
    pub days_back: u32,
}

impl Default for WindowConfig {
    fn default() -> Self {
        Self { days_back: 400 }
    }
}

/// How much may be reissued after a key was lost, apart from the ceilings for new credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReissueConfig {
    /// In any 60 seconds.
    pub per_minute: u32,
    /// In any 24 hours.
    pub per_day: u32,
}

impl Default for ReissueConfig {
    fn default() -> Self {
        Self { per_minute: 500, per_day: 20_000 }
    }
}

impl ReissueConfig {
    /// Converts to ceilings; a single request has none.
    pub(crate) fn ceilings(self) -> Ceilings {
        Ceilings { per_batch: u32::MAX, per_minute: self.per_minute, per_day: self.per_day }
    }
}

/// Types of credentials other than Open Badges that a key may sign.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherCredentials {
    /// Label of the key.
    pub key: String,
    /// Names in `type`, as written in the credential. `VerifiableCredential` need not be listed; listing it admits
    /// credentials without a further type.
    pub types: Vec<String>,
}
