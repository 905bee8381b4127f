//! A badge design: its picture and texts, and its frozen versions.

use crate::approval::PendingVersion;
use crate::artwork::{Art, Artwork};
use crate::fault::{BadgeFault, FormText};
use crate::field::{Fields, Finding, bounded, text};
use crate::ids::{BadgeDesignId, InstitutionId, Version};
use credentials::model::ACHIEVEMENT_TYPES;
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The texts of a badge, both of a draft and of a published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Name of the achievement.
    pub name: String,
    /// The description: what the badge certifies about its holder.
    pub description: String,
    /// The criteria for earning it, Markdown.
    pub criteria: String,
    /// One of OB3's `AchievementType` values.
    pub achievement_type: String,
    /// Tags, in the order typed, without duplicates.
    pub tags: Vec<String>,
    /// The text alternative of the picture.
    pub caption: String,
}

impl Wording {
    /// Reads the studio's form: fields `name`, `description`, `criteria`, `achievement_type`, `tags`, `caption`.
    ///
    /// # Errors
    /// All faults, each under its field.
    pub fn read(fields: &Fields) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let wording = Self {
            name: text(fields, "name", FormText::Name, 120, &mut findings),
            description: text(fields, "description", FormText::Description, 1_000, &mut findings),
            criteria: text(fields, "criteria", FormText::Criteria, 10_000, &mut findings),
            achievement_type: kind(fields.get("achievement_type"), &mut findings),
            tags: tags(fields.get("tags"), &mut findings),
            caption: bounded(fields.get("caption"), "caption", FormText::Caption, 300, &mut findings),
        };
        if findings.is_empty() { Ok(wording) } else { Err(findings) }
    }
}

/// The most tags of a badge.
const MOST_TAGS: usize = 20;

/// The description of a picture. `shown` are the picture and the description that the form showed before the member changed
/// it: a description of another picture, or of another template, is not taken over. A template brings its own.
///
/// # Errors
/// The field `caption`: a picture of one's own needs a description.
pub fn caption(art: &Art, typed: &str, shown: (&str, &str)) -> Result<String, Finding> {
    let (shown_art, shown_caption) = shown;
    let typed = typed.trim();
    let is_of_another_picture = art.word() != shown_art && typed == shown_caption.trim();
    let own = Art::TEMPLATES.iter().find(|(template, _)| template == art).map(|(_, words)| *words);
    let is_of_a_template = Art::TEMPLATES.iter().any(|(_, words)| *words == typed);
    let given = if is_of_another_picture || is_of_a_template { "" } else { typed };
    match (given, own) {
        ("", Some(own)) => Ok(own.to_owned()),
        ("", None) => Err(Finding::new("caption", BadgeFault::NoCaption)),
        (given, _) => Ok(given.to_owned()),
    }
}

fn kind(typed: &str, findings: &mut Vec<Finding>) -> String {
    if !ACHIEVEMENT_TYPES.contains(&typed) {
        findings.push(Finding::new("achievement_type", BadgeFault::UnknownKind));
    }
    typed.to_owned()
}

fn tags(typed: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split([',', '\n']).map(str::trim).filter(|tag| !tag.is_empty()) {
        let tag = bounded(tag, "tags", FormText::Tag, 60, findings);
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS {
        findings.push(Finding::new("tags", BadgeFault::TooManyTags { count: tags.len(), most: MOST_TAGS }));
    }
    tags
}

/// The state of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DesignState {
    /// Never published.
    Draft,
    /// This version is published and frozen; the draft equals it.
    Published(Version),
    /// This version is published and frozen; the draft has changed since.
    Changed(Version),
}

/// A badge design: its draft, and its publication state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeDesign {
    /// Its identifier.
    pub id: BadgeDesignId,
    /// Its institution.
    pub institution: InstitutionId,
    /// The draft's texts.
    pub wording: Wording,
    /// The draft's picture.
    pub art: Art,
    /// Its state.
    pub state: DesignState,
    /// The next version, while it is frozen and not approved yet.
    pub pending: Option<PendingVersion>,
    /// When it was last saved.
    pub saved: Timestamp,
}

impl BadgeDesign {
    /// The draft after an edit. A published version stays unchanged.
    #[must_use]
    pub fn edit(self, wording: Wording, art: Art, now: Timestamp) -> Self {
        let changed = self.wording != wording || self.art != art;
        let state = match self.state {
            DesignState::Published(version) if changed => DesignState::Changed(version),
            state => state,
        };
        Self { wording, art, state, saved: now, ..self }
    }

    /// The number of the version that publishing the draft would create.
    pub fn next_version(&self) -> Version {
        match self.state {
            DesignState::Draft => Version(1),
            DesignState::Published(Version(n)) | DesignState::Changed(Version(n)) => Version(n + 1),
        }
    }

    /// Whether a frozen version may still be published as it is.
    pub fn is_submitted(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.approval.is_open())
    }

    /// The newest published version, if any.
    pub fn published(&self) -> Option<Version> {
        match self.state {
            DesignState::Draft => None,
            DesignState::Published(version) | DesignState::Changed(version) => Some(version),
        }
    }

    /// Freezes the draft. Takes the design by value: the returned one is published.
    ///
    /// # Errors
    /// [`NothingToPublish`] when the draft equals the published version.
    pub fn publish(self, artwork: Artwork, now: Timestamp) -> Result<(Self, BadgeVersion), NothingToPublish> {
        if let DesignState::Published(version) = self.state {
            return Err(NothingToPublish(version));
        }
        let version = self.next_version();
        let frozen = BadgeVersion {
            design: self.id.clone(),
            institution: self.institution.clone(),
            version,
            wording: self.wording.clone(),
            artwork,
            published: now,
        };
        Ok((Self { state: DesignState::Published(version), ..self }, frozen))
    }
}

/// The draft equals the version that is already published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the draft equals version {0}, which is published")]
pub struct NothingToPublish(pub Version);

/// A published version, which never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeVersion {
    /// The design it was made from.
    pub design: BadgeDesignId,
    /// Its institution.
    pub institution: InstitutionId,
    /// Its number.
    pub version: Version,
    /// Its texts.
    pub wording: Wording,
    /// Its picture.
    pub artwork: Artwork,
    /// When it was published.
    pub published: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::Approval;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in pairs {
            fields.set(name, *value);
        }
        fields
    }

    fn wording() -> Wording {
        Wording::read(&fields(&[
            ("name", "Coastal Flood Modelling"),
            ("description", "Builds a model."),
            ("criteria", "1. Calibrate it."),
            ("achievement_type", "MicroCredential"),
            ("tags", "water, coast, water"),
        ]))
        .unwrap()
    }

    fn design() -> BadgeDesign {
        let now = Timestamp::from_millis(0);
        BadgeDesign {
            id: BadgeDesignId::new(now, 1),
            institution: InstitutionId::new(now, 2),
            wording: wording(),
            art: Art::Bridge,
            state: DesignState::Draft,
            pending: None,
            saved: now,
        }
    }

    #[test]
    fn a_tag_given_twice_stands_once() {
        assert_eq!(wording().tags, ["water", "coast"]);
    }

    #[test]
    fn an_uploaded_picture_needs_a_description_of_its_own() {
        let (one, other) = (Art::Uploaded("1".repeat(64)), Art::Uploaded("2".repeat(64)));
        let (bridge, words) = &Art::TEMPLATES[0];
        assert_eq!(caption(&one, "", ("", "")).unwrap_err().field, "caption");
        assert!(caption(&one, words, (&bridge.word(), words)).is_err(), "the template's description stayed");
        assert!(
            caption(&other, "Our crest", (&one.word(), "Our crest")).is_err(),
            "that of the picture before"
        );
        assert_eq!(caption(&one, " Our crest ", (&bridge.word(), words)).as_deref(), Ok("Our crest"));
        assert_eq!(caption(&other, "Our crest", (&other.word(), "")).as_deref(), Ok("Our crest"));
        assert_eq!(caption(&one, "Our crest", (&one.word(), "Our crest")).as_deref(), Ok("Our crest"));
    }

    #[test]
    fn each_template_brings_its_own_description() {
        let upload = Art::Uploaded("1".repeat(64));
        for (art, words) in Art::TEMPLATES {
            assert_eq!(caption(&art, "", ("", "")).as_deref(), Ok(words));
            assert_eq!(caption(&art, "Our crest", (&upload.word(), "Our crest")).as_deref(), Ok(words));
            assert_eq!(caption(&art, Art::TEMPLATES[3].1, ("", "")).as_deref(), Ok(words));
            assert_eq!(caption(&art, "Eine Brücke", (&art.word(), words)).as_deref(), Ok("Eine Brücke"));
        }
    }

    #[test]
    fn publishing_the_same_draft_twice_is_refused() {
        let artwork = Artwork::Svg("<svg/>".to_owned());
        let (design, version) = design().publish(artwork.clone(), Timestamp::from_millis(1)).unwrap();
        assert_eq!(version.version, Version(1));
        assert_eq!(design.publish(artwork, Timestamp::from_millis(2)), Err(NothingToPublish(Version(1))));
    }

    #[test]
    fn an_edit_after_publishing_leads_to_the_next_version() {
        let artwork = Artwork::Svg("<svg/>".to_owned());
        let (design, _) = design().publish(artwork, Timestamp::from_millis(1)).unwrap();
        let same = design.clone().edit(wording(), Art::Bridge, Timestamp::from_millis(2));
        assert_eq!(same.state, DesignState::Published(Version(1)));
        let other = design.edit(wording(), Art::Lamp, Timestamp::from_millis(2));
        assert_eq!(other.state, DesignState::Changed(Version(1)));
        assert_eq!(other.next_version(), Version(2));
    }

    #[test]
    fn a_version_that_was_declined_is_not_submitted_any_more() {
        let pending = |approval| Some(PendingVersion { version: Version(1), approval });
        assert!(!design().is_submitted());
        let asking = BadgeDesign { pending: pending(Approval::Asking { last_problem: None }), ..design() };
        assert!(asking.is_submitted());
        let how = crate::approval::ApprovalEnd::Declined;
        let at = Timestamp::from_millis(1);
        assert!(!BadgeDesign { pending: pending(Approval::Ended { how, at }), ..design() }.is_submitted());
    }

    #[test]
    fn an_unknown_kind_of_achievement_is_told_under_its_field() {
        let mut typed = fields(&[("name", "a"), ("description", "b"), ("criteria", "c")]);
        typed.set("achievement_type", "Sticker");
        assert_eq!(Wording::read(&typed).unwrap_err()[0].field, "achievement_type");
    }
}
