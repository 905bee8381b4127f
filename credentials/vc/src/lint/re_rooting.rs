//! Checks the statements against re-rooting: the holder could fold them into another JSON text.
//!
//! An `rdfc` proof covers statements, not the text. Statements have no root. The holder of a signed document can
//! begin the text at another node, or restore the usual name of a type; the proof stays good. So the statements
//! themselves must hold one credential of this issuer, of the judged kind, and for a badge one subject and one
//! achievement.

use super::Kind;
use super::fault::StatementsFault;
use super::finding::{Finding, Findings};
use crate::canonical::dataset::{Dataset, Part};

const TYPE: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
const ISSUER: &str = "<https://www.w3.org/2018/credentials#issuer>";
const CREDENTIAL: &str = "<https://www.w3.org/2018/credentials#VerifiableCredential>";
const PRESENTATION: &str = "<https://www.w3.org/2018/credentials#VerifiablePresentation>";
const BADGE: &str = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential>";
const SUBJECT: &str = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject>";
const ACHIEVEMENT: &str = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement>";
const LIST_CREDENTIAL: &str = "<https://www.w3.org/ns/credentials/status#BitstringStatusListCredential>";
const LIST: &str = "<https://www.w3.org/ns/credentials/status#BitstringStatusList>";

/// Adds findings about the statements of a document that was judged as of this kind; `id` and `issuer` are its own.
pub(super) fn check(statements: &Dataset, kind: Kind, id: &str, issuer: &str, findings: &mut Findings) {
    let statements = Statements::of(statements);
    let (root, issuer) = (format!("<{id}>"), format!("<{issuer}>"));
    let (root, issuer) = (Part::Text(&root), Part::Text(&issuer));
    // A credential that names another issuer is not mistaken for ours: our key is not that issuer's. A literal names
    // nobody.
    let is_ours = |other| {
        let mut issuers = statements.objects(other, ISSUER).filter(|one| !one.is_literal()).peekable();
        issuers.peek().is_none() || issuers.any(|one| one == issuer)
    };
    let second = statements.of_type(CREDENTIAL).any(|other| other != root && is_ours(other));
    if second || statements.of_type(PRESENTATION).next().is_some() {
        findings.add_if_new(Finding::new("", StatementsFault::SecondCredential));
    }
    let once_if = |holds: bool, count: usize| count == usize::from(holds);
    let is_badge = kind == Kind::OpenBadge;
    let fits = [BADGE, SUBJECT].iter().all(|name| once_if(is_badge, statements.of_type(name).count()))
        && once_if(is_badge, statements.with_predicate(ACHIEVEMENT))
        && [LIST_CREDENTIAL, LIST]
            .iter()
            .all(|name| once_if(kind == Kind::StatusList, statements.of_type(name).count()));
    if !fits {
        findings.add_if_new(Finding::new("/type", StatementsFault::OtherKind));
    }
}

/// Subject, predicate and object of each statement of the default graph with a relevant predicate. A proof's graph
/// describes only the proof.
struct Statements<'a>(Vec<(Part<'a>, &'a str, Part<'a>)>);

impl<'a> Statements<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let of_default_graph = dataset.quads().iter().filter(|quad| quad.graph.is_none());
        let relevant = of_default_graph.filter_map(|quad| {
            let predicate = dataset.get(quad.predicate);
            let is_relevant = [TYPE, ISSUER, ACHIEVEMENT].contains(&predicate);
            is_relevant.then(|| (dataset.part(quad.subject), predicate, dataset.part(quad.object)))
        });
        Self(relevant.collect())
    }

    fn objects(&self, subject: Part<'a>, predicate: &str) -> impl Iterator<Item = Part<'a>> {
        let of_subject = self.0.iter().filter(move |(s, p, _)| *s == subject && *p == predicate);
        of_subject.map(|(_, _, object)| *object)
    }

    fn of_type(&self, kind: &str) -> impl Iterator<Item = Part<'a>> {
        let of_kind = self.0.iter().filter(move |(_, p, object)| *p == TYPE && *object == Part::Text(kind));
        of_kind.map(|(subject, _, _)| *subject)
    }

    fn with_predicate(&self, predicate: &str) -> usize {
        self.0.iter().filter(|(_, p, _)| *p == predicate).count()
    }
}
