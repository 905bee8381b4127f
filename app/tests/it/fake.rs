//! A backend with invented data: one institution, a few designs and badges, each in another state.

use crate::fake_keys::{events, issuer_key, usage};
pub(crate) use crate::fake_register::row;
use app::ApiError;
use app::backend::{Backend, Session};
use app::view::{
    AchievementPage, AlertsPage, ClaimPage, CredentialPage, Decided, DesignPage, DesignRow, FormState, Front,
    InstitutionPage, IssuePage, IssuePick, IssuerPage, KeyPage, Need, PublicBadge, PublicCredentialPage,
    RegisterRow, ReissueProgress, Sent, Today,
};
use async_trait::async_trait;
use domain::badge_design::Wording;
use domain::{
    Approval, ApprovalEnd, Art, BadgeDesignId, Ceilings, ClaimToken, CredentialId, DesignState, DidMethod,
    Institution, InstitutionId, InstitutionProfile, KeyLife, Member, NumberedProfile, PendingProfile,
    PendingVersion, Timestamp, Version, WaitingApproval, WaitingChange,
};

pub(crate) const PUBLIC_URL: &str = "https://badges.vrijhaven.example";

/// The differences between installations.
#[derive(Clone)]
pub(crate) struct Fake {
    pub(crate) set_up: bool,
    pub(crate) isolation_off: bool,
    pub(crate) did_method: DidMethod,
    pub(crate) needs: Vec<Need>,
    pub(crate) decided: Option<Decided>,
    /// The institution's profile that people have not approved yet.
    pub(crate) profile: Option<Approval>,
    /// The institution's address for messages.
    pub(crate) email: Option<String>,
    /// The name of the badge on its public pages.
    pub(crate) badge: String,
}

impl Default for Fake {
    fn default() -> Self {
        Self {
            set_up: true,
            isolation_off: false,
            did_method: DidMethod::Web,
            needs: Vec::new(),
            decided: None,
            profile: None,
            email: None,
            badge: wording().name,
        }
    }
}

pub(crate) fn now() -> Timestamp {
    Timestamp::parse("2026-11-22T09:12:00Z").unwrap()
}

pub(crate) fn earlier(days: i64) -> Timestamp {
    now().plus_seconds(-86_400 * days)
}

pub(crate) fn institution() -> Institution {
    let did = "did:web:badges.vrijhaven.example:issuers:01KAM000000000000000000001";
    Institution {
        id: InstitutionId::new(earlier(300), 1),
        name: "Vrijhaven University of Applied Sciences".to_owned(),
        url: "https://www.vrijhaven.example".to_owned(),
        description:
            "Badges for what our students and neighbours can do. Each says what was asked of its holder, \
                      and anyone can check it."
                .to_owned(),
        email: None,
        logo: Some("0a".repeat(32)),
        first_logo: Some("0a".repeat(32)),
        did: did.to_owned(),
        verification_method: format!("{did}#z6MkqRYqQiSgvZQdnBytw86Qbs2ZWUkGv22od935YF4s8M7V"),
    }
}

pub(crate) fn member() -> Member {
    Member {
        id: domain::MemberId::new(earlier(300), 9),
        institution: Some(institution().id),
        role: domain::Role::Owner,
    }
}

pub(crate) fn wording() -> Wording {
    Wording {
        name: "Coastal Flood Modelling, Level 2".to_owned(),
        description:
            "Builds, calibrates and defends a two-dimensional flood model of a real stretch of coast, and \
                      explains its uncertainty to people who have to decide."
                .to_owned(),
        criteria:
            "1. Calibrate a model against at least **two** recorded storm surges.\n2. Present it to the \
                   water board panel.\n3. Write two pages for a reader who is not an engineer."
                .to_owned(),
        achievement_type: "MicroCredential".to_owned(),
        tags: vec!["water".to_owned(), "coast".to_owned()],
        caption: "Green octagon with a bridge of arches over waves".to_owned(),
    }
}

pub(crate) fn design_id(number: u128) -> BadgeDesignId {
    BadgeDesignId::new(earlier(100), number)
}

pub(crate) fn credential_id(number: u128) -> CredentialId {
    CredentialId::new(earlier(3), number)
}

pub(crate) fn achievement() -> AchievementPage {
    AchievementPage {
        address: format!("{PUBLIC_URL}/achievements/{}/2", design_id(2)),
        version: Version(2),
        newer: None,
        wording: wording(),
        image: "/art/badge-bridge.svg".to_owned(),
        preview: format!("{PUBLIC_URL}/achievements/{}/2/preview.png", design_id(2)),
        published: earlier(50),
        institution: institution(),
        issuer_address: format!("{PUBLIC_URL}/issuers/{}", institution().id),
    }
}

impl Fake {
    /// The institution, by a bare key where there is no web address.
    fn institution(&self) -> Institution {
        let did = match self.did_method {
            DidMethod::Web => institution().did,
            DidMethod::Key => "did:key:z6MkqRYqQiSgvZQdnBytw86Qbs2ZWUkGv22od935YF4s8M7V".to_owned(),
        };
        Institution { did, email: self.email.clone(), ..institution() }
    }

    fn achievement(&self) -> AchievementPage {
        let wording = Wording { name: self.badge.clone(), ..wording() };
        AchievementPage { wording, institution: self.institution(), ..achievement() }
    }
}

fn number_of<T: PartialEq>(id: &T, make: fn(u128) -> T) -> Result<u128, ApiError> {
    (1..=8).find(|number| make(*number) == *id).ok_or(ApiError::NotFound)
}

/// A version that needs two approvals and has one.
pub(crate) fn waiting() -> WaitingApproval {
    WaitingApproval {
        digest: "3f9a1c07d2".repeat(7).chars().take(64).collect(),
        desk: "https://approve.vrijhaven.example".to_owned(),
        given: 1,
        needed: 2,
        asked: earlier(1),
        expires: now().plus_seconds(6 * 86_400),
    }
}

/// Version 1 of the first design waits, version 2 of the third was declined.
fn pending(number: u128) -> Option<PendingVersion> {
    let (version, approval) = match number {
        1 => (1, Approval::Waiting(waiting())),
        2 => return None,
        _ => (2, Approval::Ended { how: ApprovalEnd::Declined, at: earlier(1) }),
    };
    Some(PendingVersion { version: Version(version), approval })
}

/// Profile 1 is of the set-up, profile 3 is not in force.
fn profile(number: u32) -> NumberedProfile {
    let name = format!("Vrijhaven, profile {number}");
    let profile = InstitutionProfile { name, ..institution().profile() };
    NumberedProfile {
        number: Version(number),
        profile,
        member: (number > 1).then(|| member().id),
        asked: earlier(20),
        in_force: (number < 3).then(|| earlier(19)),
    }
}

fn design_row(number: u128) -> DesignRow {
    let (name, kind, state, art) = match number {
        1 => ("Tidal Field Survey", "Course", DesignState::Draft, "compass"),
        2 => (
            "Coastal Flood Modelling, Level 2",
            "MicroCredential",
            DesignState::Published(Version(2)),
            "bridge",
        ),
        _ => (
            "Safe Laboratory Practice",
            "CertificateOfCompletion",
            DesignState::Changed(Version(1)),
            "chevron",
        ),
    };
    DesignRow {
        id: design_id(number),
        name: name.to_owned(),
        achievement_type: kind.to_owned(),
        state,
        pending: pending(number),
        saved: earlier(4),
        issued: if number == 1 { 0 } else { 312 },
        image: format!("/art/badge-{art}.svg"),
    }
}

#[async_trait]
impl Backend for Fake {
    async fn front(&self, caller: Option<&Member>) -> Result<Front, ApiError> {
        Ok(Front {
            public_url: if self.did_method == DidMethod::Web { PUBLIC_URL } else { "http://localhost:3000" }
                .to_owned(),
            institution: self.set_up.then(institution),
            isolation_off: self.isolation_off,
            signed_in: caller.is_some(),
            did_method: self.did_method,
            waiting: u32::try_from(self.needs.len()).unwrap(),
        })
    }

    async fn form(&self, _: Option<&Member>, _: Option<&Session>) -> Result<FormState, ApiError> {
        Ok(FormState { token: "the-form-token".to_owned(), ..FormState::default() })
    }

    async fn today(&self, _: &Member) -> Result<Today, ApiError> {
        if !self.set_up {
            return Err(ApiError::NotSetUp);
        }
        Ok(Today {
            now: now(),
            needs: self.needs.clone(),
            published_designs: 2,
            issued: 3_190,
            claimed: 2_361,
            revoked: 9,
            recent: (1..=8).map(row).collect(),
            ledger_size: Some(10_412),
        })
    }

    async fn designs(&self, _: &Member) -> Result<Vec<DesignRow>, ApiError> {
        Ok((1..=3).map(design_row).collect())
    }

    async fn design(&self, _: &Member, id: BadgeDesignId) -> Result<DesignPage, ApiError> {
        let row = design_row(number_of(&id, design_id)?);
        Ok(DesignPage {
            id: row.id,
            wording: Wording { name: row.name, achievement_type: row.achievement_type, ..wording() },
            art: Art::Bridge,
            image: row.image,
            state: row.state,
            sent: row.pending.as_ref().filter(|pending| pending.is_waiting()).map(|_| Sent {
                wording: Wording { name: "Tidal Field Survey, as sent".to_owned(), ..wording() },
                image: "/uploads/0".to_owned(),
            }),
            pending: row.pending,
            decided: self.decided.clone(),
            saved: row.saved,
            public_address: Some(achievement().address),
        })
    }

    async fn issue_pick(&self, _: &Member) -> Result<IssuePick, ApiError> {
        Ok(IssuePick { designs: (1..=3).map(design_row).collect(), notices: self.needs.clone() })
    }

    async fn issue_page(&self, _: &Member, id: BadgeDesignId) -> Result<IssuePage, ApiError> {
        let number = number_of(&id, design_id)?;
        Ok(IssuePage {
            id,
            version: (number != 1).then_some(Version(2)),
            wording: wording(),
            image: "/art/badge-bridge.svg".to_owned(),
            notices: self.needs.clone(),
            request: "4f1d2c".to_owned(),
        })
    }

    async fn register(&self, _: &Member) -> Result<Vec<RegisterRow>, ApiError> {
        Ok((1..=8).map(row).collect())
    }

    async fn credential(&self, _: &Member, id: CredentialId) -> Result<CredentialPage, ApiError> {
        let number = number_of(&id, credential_id)?;
        Ok(CredentialPage {
            row: row(number),
            address: format!("{PUBLIC_URL}/credentials/{id}"),
            status_published: (number == 8).then(|| earlier(1)),
            document: (number > 3)
                .then(|| "{\n  \"@context\": [\"https://www.w3.org/ns/credentials/v2\"]\n}".to_owned()),
        })
    }

    async fn key(&self, _: &Member) -> Result<KeyPage, ApiError> {
        Ok(KeyPage {
            did: institution().did,
            verification_method: institution().verification_method,
            key: issuer_key("key-2025", KeyLife::Active),
            others: vec![
                issuer_key("key-2026", KeyLife::Published { from: now().plus_seconds(86_400) }),
                issuer_key("key-2024", KeyLife::Retired),
            ],
            replace_by: Some(now().plus_seconds(20 * 86_400)),
            replace_in: Some(20),
            usage: vec![usage("key-2025", 1), usage("key-2024", 7)],
            alerts: 3,
            asks_from: Some(now().plus_seconds(5 * 86_400)),
            no_rotation: None,
            frozen: None,
            ceilings: Ceilings { per_batch: 100, per_minute: 300, per_day: 2_000 },
            unsigned: 84,
            reissue: Some(ReissueProgress { asked: 312, done: 300, refused: 2, last_problem: None }),
            waiting: vec![WaitingChange { title: "Let another key sign".to_owned(), waiting: waiting() }],
            token: "SoftHSM2, token “insignia”, through PKCS#11".to_owned(),
            ledger_size: 10_412,
            credentials: 10_391,
            isolation_off: self.isolation_off,
            did_document: format!("{PUBLIC_URL}/issuers/{}/did.json", institution().id),
        })
    }

    async fn alerts(&self, _: &Member) -> Result<AlertsPage, ApiError> {
        let events = events();
        Ok(AlertsPage { events, unseen: 3, mail: Some("keys@vrijhaven.example".to_owned()) })
    }

    async fn institution(&self, caller: &Member) -> Result<InstitutionPage, ApiError> {
        let first = profile(1);
        Ok(InstitutionPage {
            front: self.front(Some(caller)).await?,
            institution: self.institution(),
            pending: self.profile.clone().map(|approval| PendingProfile { new: profile(3), approval }),
            decided: self.decided.clone(),
            history: vec![profile(2), first],
        })
    }

    async fn issuer(&self, _: InstitutionId) -> Result<IssuerPage, ApiError> {
        let badge = |row: DesignRow| PublicBadge {
            address: format!("{PUBLIC_URL}/achievements/{}/2", row.id),
            name: row.name,
            description: wording().description,
            achievement_type: row.achievement_type,
            image: row.image,
        };
        Ok(IssuerPage {
            institution: self.institution(),
            badges: (1..=3).map(design_row).map(badge).collect(),
            address: format!("{PUBLIC_URL}/issuers/{}", institution().id),
            did_document: format!("{PUBLIC_URL}/issuers/{}/did.json", institution().id),
        })
    }

    async fn achievement(&self, _: BadgeDesignId, version: Version) -> Result<AchievementPage, ApiError> {
        match version {
            Version(2) => Ok(self.achievement()),
            Version(1) => Ok(AchievementPage { version, newer: Some(Version(2)), ..self.achievement() }),
            Version(_) => Err(ApiError::NotFound),
        }
    }

    /// The last digit of the token chooses the badge, as in [`row`]; a token of 9 is public.
    async fn claim(&self, token: ClaimToken) -> Result<ClaimPage, ApiError> {
        let digit = token.as_str().chars().last().and_then(|c| c.to_digit(10)).ok_or(ApiError::NotFound)?;
        let row = row(if digit == 9 { 6 } else { digit.into() });
        Ok(ClaimPage {
            badge: self.achievement(),
            recipient: row.recipient,
            issued: row.issued,
            progress: row.progress,
            revocation: row.state.public_revocation(),
            public: digit == 9,
            address: format!("{PUBLIC_URL}/credentials/{}", row.id),
            path: format!("/claim/{}", token.as_str()),
        })
    }

    async fn public_credential(&self, id: CredentialId) -> Result<PublicCredentialPage, ApiError> {
        let row = row(number_of(&id, credential_id)?);
        Ok(PublicCredentialPage {
            badge: self.achievement(),
            recipient: row.recipient,
            issued: row.issued,
            revocation: row.state.public_revocation(),
            address: format!("{PUBLIC_URL}/credentials/{id}"),
        })
    }
}
