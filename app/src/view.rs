//! The view models of pages: the backend's answers. Facts only; the components add words and formatting.

mod institution;
mod need;
mod public;

pub use institution::InstitutionPage;
pub use need::{Need, SignerFact};
pub use public::{
    AchievementPage, ClaimPage, Contact, FrontDoor, IssuerPage, PublicBadge, PublicCredentialPage, VerifyPage,
};

use domain::badge_design::Wording;
use domain::{
    ApprovalEnd, Art, BadgeDesignId, Ceilings, CredentialId, CredentialState, DesignState, DidMethod, Fields,
    Finding, Institution, IssuerKey, KeyUsage, PendingVersion, Progress, SignerEvent, Timestamp, Version,
    WaitingChange,
};
use messages::Language;
use messages::form::FindingWords;
use serde::{Deserialize, Serialize};

/// The data for every page's frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// `public_url`, without a trailing slash.
    pub public_url: String,
    /// The institution, once it is set up.
    pub institution: Option<Institution>,
    /// Do web server and signer run as one system user? Then every page shows it.
    pub isolation_off: bool,
    /// Is a member signed in?
    pub signed_in: bool,
    /// The DID method that this address allows.
    pub did_method: DidMethod,
    /// Credentials that wait for the signer or were refused: the number next to "Today". Zero when not signed in.
    pub waiting: u32,
}

/// An error in a form, with its texts. An island gets it as data, so that the browser reads no fault of the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFinding {
    /// Name of the field; empty for the form as a whole.
    pub field: String,
    /// What is wrong.
    pub says: String,
    /// What to do about it; may be empty.
    pub next: String,
}

impl From<&Finding> for ShownFinding {
    fn from(finding: &Finding) -> Self {
        let FindingWords { says, next } = Language::English.finding(&finding.fault);
        Self { field: finding.field.clone(), says: says.into_owned(), next: next.into_owned() }
    }
}

/// A form's state: its token, the user's input, its errors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// Value of the hidden field `form_token`.
    pub token: String,
    /// The user's input; empty at first.
    pub fields: Fields,
    /// Errors in the input; empty at first.
    pub findings: Vec<ShownFinding>,
    /// Was the form posted and refused? Then the form shows `fields`, else the stored values.
    pub posted: bool,
}

/// The first page of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Now, for the date line.
    pub now: Timestamp,
    /// What needs a person, most urgent first.
    pub needs: Vec<Need>,
    /// Published designs.
    pub published_designs: u32,
    /// Credentials signed so far.
    pub issued: u32,
    /// Of those, opened by their learner.
    pub claimed: u32,
    /// Of those, revoked.
    pub revoked: u32,
    /// The newest few credentials.
    pub recent: Vec<RegisterRow>,
    /// Leaves in the signer's ledger; `None` if the signer does not answer.
    pub ledger_size: Option<u64>,
}

/// The choice of a badge to issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePick {
    /// All designs, newest change first.
    pub designs: Vec<DesignRow>,
    /// What the signer reports that a person should know before issuing, most urgent first.
    pub notices: Vec<Need>,
}

/// A row in the list of designs: the newest published version, else the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignRow {
    /// The design.
    pub id: BadgeDesignId,
    /// Its name.
    pub name: String,
    /// OB3 `AchievementType`.
    pub achievement_type: String,
    /// Its state.
    pub state: DesignState,
    /// The next version, until people have approved it.
    pub pending: Option<PendingVersion>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// How many credentials of it were issued, all versions.
    pub issued: u32,
    /// Address of its picture.
    pub image: String,
}

/// One design in the studio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignPage {
    /// The design.
    pub id: BadgeDesignId,
    /// The draft's text.
    pub wording: Wording,
    /// The draft's picture.
    pub art: Art,
    /// Address of the draft's picture.
    pub image: String,
    /// Its state.
    pub state: DesignState,
    /// The next version, until people have approved it.
    pub pending: Option<PendingVersion>,
    /// The next version as it was sent, while it waits for approval: nothing can be edited.
    pub sent: Option<Sent>,
    /// What the signer reports about the waiting version, if that is not stored yet.
    pub decided: Option<Decided>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Address of the newest published version's public page.
    pub public_address: Option<String>,
}

/// A frozen version that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its text.
    pub wording: Wording,
    /// Address of its picture.
    pub image: String,
}

/// What the signer reports about a waiting version at the time of a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decided", content = "how", rename_all = "kebab-case")]
pub enum Decided {
    /// People approved it: it is being published.
    Approved,
    /// It ended without approval.
    Ended(ApprovalEnd),
    /// The signer gave no answer: the page shows what is stored.
    NoAnswer,
}

/// The data for the issue form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePage {
    /// The design.
    pub id: BadgeDesignId,
    /// The published version to issue; `None`: publish it first.
    pub version: Option<Version>,
    /// Its text (of the published version, else of the draft).
    pub wording: Wording,
    /// Address of its picture.
    pub image: String,
    /// What the signer reports that a person should know before issuing, most urgent first.
    pub notices: Vec<Need>,
    /// A fresh random identifier of this form, in its hidden field `request`: posted twice, it issues once.
    pub request: String,
}

/// A row in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// The credential.
    pub id: CredentialId,
    /// Recipient's name.
    pub recipient: String,
    /// Recipient's e-mail address.
    pub email: String,
    /// Name of the badge.
    pub badge: String,
    /// Its version.
    pub version: Version,
    /// Address of its picture.
    pub image: String,
    /// When the badge was issued.
    pub issued: Timestamp,
    /// Its progress.
    pub progress: Progress,
    /// Is it in force?
    pub state: CredentialState,
    /// When its learner first opened it.
    pub claimed: Option<Timestamp>,
}

/// One issued credential in the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialPage {
    /// As in the register.
    pub row: RegisterRow,
    /// Its address: the credential's `id`.
    pub address: String,
    /// When the public status list first showed the revocation; `None` before that.
    pub status_published: Option<Timestamp>,
    /// The signed document, once there is one.
    pub document: Option<String>,
}

/// The institution's keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPage {
    /// The issuer's DID.
    pub did: String,
    /// Address of the DID document.
    pub did_document: String,
    /// The active key, or the one that signed last.
    pub key: IssuerKey,
    /// `<did>#<key>`.
    pub verification_method: String,
    /// All others, the newest first.
    pub others: Vec<IssuerKey>,
    /// The day by which it is to be replaced; `None` if it cannot be, or its successor is published.
    pub replace_by: Option<Timestamp>,
    /// Days left until then, once a notice is due.
    pub replace_in: Option<u32>,
    /// When Insignia requests the next key automatically; `None` if never, or if there is nothing to request.
    pub asks_from: Option<Timestamp>,
    /// Why a key cannot be replaced, if it cannot.
    pub no_rotation: Option<String>,
    /// Why nothing is signed, if the issuer is frozen.
    pub frozen: Option<String>,
    /// The ceilings for signatures without approval.
    pub ceilings: Ceilings,
    /// The changes that wait for approval, oldest first.
    pub waiting: Vec<WaitingChange>,
    /// Badges that wait for the signer.
    pub unsigned: u32,
    /// Progress of the reissue after a compromised key; `None` if there was none.
    pub reissue: Option<ReissueProgress>,
    /// What each key signed on the last days, the active one first.
    pub usage: Vec<KeyUsage>,
    /// How many urgent alerts nobody has viewed yet.
    pub alerts: u32,
    /// Module and token, as text.
    pub token: String,
    /// Leaves in the signer's ledger.
    pub ledger_size: u64,
    /// Signed credentials in our storage.
    pub credentials: u32,
    /// Do web server and signer run as one system user?
    pub isolation_off: bool,
}

/// The signer's alerts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertsPage {
    /// The newest events, oldest first.
    pub events: Vec<SignerEvent>,
    /// How many of them, the newest, nobody has viewed yet.
    pub unseen: u32,
    /// The mail address that gets alerts.
    pub mail: Option<String>,
}

/// Progress of the reissue after a compromised key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReissueProgress {
    /// Badges to be reissued.
    pub asked: u32,
    /// Of those, done.
    pub done: u32,
    /// Of those, refused by the signer.
    pub refused: u32,
    /// Why one is not done yet.
    pub last_problem: Option<String>,
}
