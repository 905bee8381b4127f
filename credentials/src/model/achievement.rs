//! `Achievement`: what a badge says was done (Open Badges 3.0, section B.1.1).

use serde_json::{Map, Value, json};

use super::{image, put};

/// The values of `achievementType` that the standard names; others begin with `ext:`.
pub const ACHIEVEMENT_TYPES: &[&str] = &[
    "Achievement",
    "ApprenticeshipCertificate",
    "Assessment",
    "Assignment",
    "AssociateDegree",
    "Award",
    "Badge",
    "BachelorDegree",
    "Certificate",
    "CertificateOfCompletion",
    "Certification",
    "CommunityService",
    "Competency",
    "Course",
    "CoCurricular",
    "Degree",
    "Diploma",
    "DoctoralDegree",
    "Fieldwork",
    "GeneralEducationDevelopment",
    "JourneymanCertificate",
    "LearningProgram",
    "License",
    "Membership",
    "ProfessionalDoctorate",
    "QualityAssuranceCredential",
    "MasterCertificate",
    "MasterDegree",
    "MicroCredential",
    "ResearchDoctorate",
    "SecondarySchoolDiploma",
];

/// A published version of a badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Achievement {
    /// Absolute address of this version.
    pub id: String,
    /// Name, plain text.
    pub name: String,
    /// Description, plain text.
    pub description: String,
    /// What must be done to earn it, Markdown.
    pub criteria: String,
    /// One of [`ACHIEVEMENT_TYPES`] or `ext:` and a word.
    pub achievement_type: String,
    /// Words to find it by; none may be empty.
    pub tags: Vec<String>,
    /// Absolute address of its picture.
    pub image: String,
    /// What the picture shows, for those who do not see it.
    pub image_caption: Option<String>,
    /// The version's label.
    pub version: String,
    /// DID of the institution that designed it.
    pub creator: Option<String>,
}

impl Achievement {
    /// The `Achievement` object.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        object.insert("id".into(), self.id.as_str().into());
        object.insert("type".into(), json!(["Achievement"]));
        put(&mut object, "name", Some(&self.name));
        put(&mut object, "description", Some(&self.description));
        put(&mut object, "achievementType", Some(&self.achievement_type));
        put(&mut object, "version", Some(&self.version));
        object.insert("criteria".into(), json!({"narrative": self.criteria}));
        object.insert("image".into(), image(&self.image, self.image_caption.as_deref()));
        if let Some(creator) = &self.creator {
            // By id alone: two descriptions of one profile would merge into one node (JSON-LD has no nesting).
            object.insert("creator".into(), json!({"id": creator, "type": ["Profile"]}));
        }
        if !self.tags.is_empty() {
            object.insert("tag".into(), json!(self.tags));
        }
        object.into()
    }
}
