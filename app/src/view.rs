//! What pages show: the answers of the backend. Facts only; words and formatting are the components'.

use credentials::verify::Report;
use domain::badge_design::Wording;
use domain::{
    Art, BadgeDesignId, Ceilings, CredentialId, CredentialState, DesignState, DidMethod, Fields, Finding,
    Institution, KeyUsage, PendingVersion, Progress, SignerEvent, SigningKey, Timestamp, Version,
    WaitingChange,
};
use serde::{Deserialize, Serialize};

/// What every page's frame needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// `public_url`, without a slash at its end.
    pub public_url: String,
    /// The institution, once it is set up.
    pub institution: Option<Institution>,
    /// Do web server and signer run as one system user? Then every page says so.
    pub isolation_off: bool,
    /// Is somebody signed in?
    pub signed_in: bool,
    /// The DID method that this address allows.
    pub did_method: DidMethod,
    /// Credentials that wait for the signer or were refused: the number beside "Today". Zero when not signed in.
    pub waiting: u32,
}

/// What a form shows: its token, what was typed, what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// Goes into the hidden field `form_token`.
    pub token: String,
    /// What was typed; empty at first.
    pub fields: Fields,
    /// What is wrong with it; empty at first.
    pub findings: Vec<Finding>,
    /// Was the form posted and refused? Then `fields` is what to show, else the stored values.
    pub posted: bool,
}

/// The first page of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Now, for the date line.
    pub now: Timestamp,
    /// What needs a person, most pressing first.
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
    /// Leaves in the signer's ledger; none when the signer does not answer.
    pub ledger_size: Option<u64>,
}

/// Something that needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "need", rename_all = "kebab-case")]
pub enum Need {
    /// No design exists yet.
    FirstDesign,
    /// A design exists, but none is published.
    Publish {
        /// The design.
        id: BadgeDesignId,
        /// Its name.
        name: String,
    },
    /// A design is published, and nobody has received it.
    FirstIssue {
        /// The design.
        id: BadgeDesignId,
        /// Its name.
        name: String,
    },
    /// The signer does not answer or cannot sign.
    Signer {
        /// What it says, for people.
        says: String,
    },
    /// People have to approve a change at the signer's desk.
    Approval(WaitingChange),
    /// The key that signs is to be replaced soon.
    ReplaceKey {
        /// By when.
        by: Timestamp,
    },
    /// The signer noticed something that somebody should look at.
    Noticed {
        /// What, oldest first.
        events: Vec<SignerEvent>,
    },
    /// The signer refused a credential.
    Refused {
        /// The credential.
        id: CredentialId,
        /// Its recipient's name.
        recipient: String,
        /// The signer's sentence.
        says: String,
    },
}

/// A line in the list of designs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignRow {
    /// The design.
    pub id: BadgeDesignId,
    /// Its name.
    pub name: String,
    /// OB3 `AchievementType`.
    pub achievement_type: String,
    /// Where it stands.
    pub state: DesignState,
    /// The next version, while people have not approved it.
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
    /// The draft's words.
    pub wording: Wording,
    /// The draft's picture.
    pub art: Art,
    /// Address of the draft's picture.
    pub image: String,
    /// Where it stands.
    pub state: DesignState,
    /// The next version, while people have not approved it.
    pub pending: Option<PendingVersion>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Address of the newest published version's public page.
    pub public_address: Option<String>,
}

/// What the issue form shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePage {
    /// The design.
    pub id: BadgeDesignId,
    /// The published version that is issued; none: publish it first.
    pub version: Option<Version>,
    /// Its words (of the published version, else of the draft).
    pub wording: Wording,
    /// Address of its picture.
    pub image: String,
    /// A fresh random identifier of this form, in its hidden field `request`: posted twice, it issues once.
    pub request: String,
}

/// A line in the register.
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
    /// When it was asked for.
    pub issued: Timestamp,
    /// How far it has come.
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
    /// Since when the public status list tells the revocation; none while that is on its way.
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
    /// The key that signs, or the one that signed last.
    pub key: SigningKey,
    /// `<did>#<key>`.
    pub verification_method: String,
    /// All others, the newest first.
    pub others: Vec<SigningKey>,
    /// By when it is to be replaced; none where it cannot be, or its successor is published.
    pub replace_by: Option<Timestamp>,
    /// How many days are left until then, once somebody is to be told.
    pub replace_in: Option<u32>,
    /// From when on Insignia asks for the next key by itself; none where it is never, or not to be.
    pub asks_from: Option<Timestamp>,
    /// Why a key cannot be replaced, if it cannot.
    pub no_rotation: Option<String>,
    /// Why nothing is signed, if it was stopped.
    pub frozen: Option<String>,
    /// How much is signed without an approval of its own.
    pub ceilings: Ceilings,
    /// What waits for people, oldest first.
    pub waiting: Vec<WaitingChange>,
    /// Badges that wait for the signer.
    pub unsigned: u32,
    /// How far what a lost key signed was issued again; none where nothing was.
    pub reissue: Option<ReissueProgress>,
    /// What each key signed on the last days, the one that signs first.
    pub usage: Vec<KeyUsage>,
    /// How many things the signer noticed that press, and nobody looked at yet.
    pub noticed: u32,
    /// Module and token, in words.
    pub token: String,
    /// Leaves in the signer's ledger.
    pub ledger_size: u64,
    /// Signed credentials in our storage.
    pub credentials: u32,
    /// Do web server and signer run as one system user?
    pub isolation_off: bool,
}

/// What the signer noticed that is unusual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticedPage {
    /// The newest events, oldest first.
    pub events: Vec<SignerEvent>,
    /// How many of them, the newest, nobody looked at yet.
    pub unseen: u32,
    /// Who is told by mail.
    pub mail: Option<String>,
}

/// How far what a lost key signed was issued again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReissueProgress {
    /// Badges that were to be issued again.
    pub asked: u32,
    /// Of those, done.
    pub done: u32,
    /// Of those, refused by the signer.
    pub refused: u32,
    /// Why one is not done yet.
    pub last_problem: Option<String>,
}

/// The public page of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuerPage {
    /// The institution.
    pub institution: Institution,
    /// Its published badges, newest version each.
    pub badges: Vec<PublicBadge>,
    /// Address of its DID document.
    pub did_document: String,
}

/// A published badge in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicBadge {
    /// Address of its public page.
    pub address: String,
    /// Its name.
    pub name: String,
    /// What it says about its holder.
    pub description: String,
    /// OB3 `AchievementType`.
    pub achievement_type: String,
    /// Address of its picture.
    pub image: String,
}

/// The public page of a published badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AchievementPage {
    /// Its address: the achievement's `id`.
    pub address: String,
    /// Its version.
    pub version: Version,
    /// The newest version, when there is a newer one.
    pub newer: Option<Version>,
    /// Its words.
    pub wording: Wording,
    /// Address of its picture.
    pub image: String,
    /// When it was published.
    pub published: Timestamp,
    /// Its institution.
    pub institution: Institution,
    /// Address of the institution's public page.
    pub issuer_address: String,
}

/// The first page of all: what anybody sees at the bare address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontDoor {
    /// What every page's frame needs.
    pub front: Front,
    /// The institution's public face, once it is set up.
    pub issuer: Option<IssuerPage>,
}

/// The learner's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimPage {
    /// The badge. Its picture's address is public.
    pub badge: AchievementPage,
    /// The learner's name.
    pub recipient: String,
    /// When it was issued.
    pub issued: Timestamp,
    /// How far it has come: nothing can be downloaded before it is signed.
    pub progress: Progress,
    /// Is it in force?
    pub state: CredentialState,
    /// Did the learner make it public?
    pub public: bool,
    /// Its address, where it can be seen when public.
    pub address: String,
    /// Path of this page, `/claim/{token}`: downloads lie below it as `badge.json`, `badge.png`, `badge.svg`.
    pub path: String,
}

/// A credential that its learner made public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicCredentialPage {
    /// The badge.
    pub badge: AchievementPage,
    /// The learner's name.
    pub recipient: String,
    /// When it was issued.
    pub issued: Timestamp,
    /// Is it in force?
    pub state: CredentialState,
    /// Its address.
    pub address: String,
}

/// What the page of /verify shows after a check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VerifyPage {
    /// What was found; none before anything was given.
    pub report: Option<Report>,
    /// Why what was given could not even be read: one sentence with what to do.
    pub unreadable: Option<String>,
    /// What was typed (`credential`, `recipient`), shown again when it could not be read; else empty.
    pub fields: Fields,
    /// The picture of the badge, when it is one of ours: its address here.
    pub image: Option<String>,
}
