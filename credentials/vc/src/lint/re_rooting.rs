//! Checks the statements against re-rooting: the holder could fold them into another JSON text.
//!
//! An `rdfc` proof covers statements, not the text. Statements have no root. The holder of a signed document can
//! begin the text at another node, or restore the usual name of a type; the proof stays good. So the statements
//! themselves must hold one credential of this issuer, of the judged kind, and for a badge one subject and one
//! achievement.

use super::Kind;
use super::fault::StatementsFault;
use super::finding::{Finding, Findings};

const TYPE: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
const ISSUER: &str = "<https://www.w3.org/2018/credentials#issuer>";
const CREDENTIAL: &str = "<https://www.w3.org/2018/credentials#VerifiableCredential>";
const PRESENTATION: &str = "<https://www.w3.org/2018/credentials#VerifiablePresentation>";
const BADGE: &str = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential>";
const SUBJECT: &str = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject>";
const ACHIEVEMENT: &str = "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement>";
const LIST_CREDENTIAL: &str = "<https://www.w3.org/ns/credentials/status#BitstringStatusListCredential>";
const LIST: &str = "<https://www.w3.org/ns/credentials/status#BitstringStatusList>";

/// Adds findings about the canonical N-Quads of a document that was judged as of this kind; `id` and `issuer` are its
/// own.
pub(super) fn check(canonical: &str, kind: Kind, id: &str, issuer: &str, findings: &mut Findings) {
    let statements = Statements(canonical.lines().filter_map(parts).collect());
    let (root, issuer) = (format!("<{id}>"), format!("<{issuer}>"));
    // A credential that names another issuer is not mistaken for ours: our key is not that issuer's.
    let is_ours = |other: &str| {
        let mut issuers = statements.objects(other, ISSUER).peekable();
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

/// Subject, predicate and object of each statement of the default graph. A proof's graph describes only the proof.
struct Statements<'a>(Vec<[&'a str; 3]>);

impl<'a> Statements<'a> {
    fn objects(&self, subject: &str, predicate: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |[s, p, _]| *s == subject && *p == predicate).map(|[_, _, object]| *object)
    }

    fn of_type(&self, kind: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |[_, p, object]| *p == TYPE && *object == kind)
            .map(|[subject, _, _]| *subject)
    }

    fn with_predicate(&self, predicate: &str) -> usize {
        self.0.iter().filter(|[_, p, _]| *p == predicate).count()
    }
}

/// The parts of a line with a relevant predicate.
fn parts(line: &str) -> Option<[&str; 3]> {
    let (subject, rest) = line.split_once(' ')?;
    let (predicate, rest) = rest.split_once(' ').filter(|(p, _)| [TYPE, ISSUER, ACHIEVEMENT].contains(p))?;
    let object = rest.strip_suffix(" .")?;
    (!object.contains(' ')).then_some([subject, predicate, object])
}
