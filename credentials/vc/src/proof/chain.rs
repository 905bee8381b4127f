//! Sets and chains of proofs, and their dependencies (VC Data Integrity 1.0, sections 2.1.1, 2.1.2, 4.5).

use serde_json::Value;

use super::{ChainFault, ProofFailure};

const UNKNOWN: ProofFailure = ProofFailure::Chain(ChainFault::Absent);

/// The indexes of the proofs that a proof names in `previousProof`, in document order.
///
/// # Errors
/// [`ProofFailure::Member`] when it is neither text nor a list of texts; [`ProofFailure::Chain`] when a name matches
/// no proof, or two.
pub(super) fn direct(proofs: &[&Value], at: usize) -> Result<Vec<usize>, ProofFailure> {
    let named = match proofs.get(at).and_then(|proof| proof.get("previousProof")) {
        None => return Ok(Vec::new()),
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
    };
    let mut found = Vec::new();
    for name in named {
        let name = name.as_str().ok_or(ProofFailure::Member("previousProof"))?;
        let mut bearers = (0..proofs.len()).filter(|place| id(proofs, *place) == Some(name));
        let place = bearers.next().ok_or(UNKNOWN)?;
        if bearers.next().is_some() {
            return Err(ProofFailure::Chain(ChainFault::SameId));
        }
        found.push(place);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// All proofs that must hold before a proof counts: those it names, those that these name, and so on; each once, and
/// after its own dependencies.
///
/// # Errors
/// As [`direct`] for any of them; [`ProofFailure::Chain`] when the chain is circular.
pub(super) fn depends_on(proofs: &[&Value], at: usize) -> Result<Vec<usize>, ProofFailure> {
    let mut done = Vec::new();
    visit(proofs, at, &mut Vec::new(), &mut done)?;
    done.pop();
    Ok(done)
}

/// Depth first. The depth is bounded by the number of proofs, since none may occur twice on one path.
fn visit(
    proofs: &[&Value],
    at: usize,
    way: &mut Vec<usize>,
    done: &mut Vec<usize>,
) -> Result<(), ProofFailure> {
    if way.contains(&at) {
        return Err(ProofFailure::Chain(ChainFault::Circle));
    }
    way.push(at);
    for before in direct(proofs, at)? {
        if !done.contains(&before) {
            visit(proofs, before, way, done)?;
        }
    }
    way.pop();
    done.push(at);
    Ok(())
}

fn id<'a>(proofs: &[&'a Value], at: usize) -> Option<&'a str> {
    proofs.get(at).and_then(|proof| proof.get("id")).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn all(proofs: &Value, at: usize) -> Result<Vec<usize>, ProofFailure> {
        depends_on(&proofs.as_array().unwrap().iter().collect::<Vec<_>>(), at)
    }

    #[test]
    fn a_proof_depends_on_all_that_it_names_and_on_what_these_name() {
        let proofs = json!([
            {"id": "urn:c", "previousProof": ["urn:b", "urn:a"]},
            {"id": "urn:a"},
            {"id": "urn:b", "previousProof": "urn:a"},
            {}
        ]);
        assert_eq!(all(&proofs, 0), Ok(vec![1, 2]));
        assert_eq!(all(&proofs, 2), Ok(vec![1]));
        assert_eq!(all(&proofs, 3), Ok(vec![]));
    }

    #[test]
    fn circles_missing_names_and_names_borne_twice_are_refused() {
        let circle =
            json!([{"id": "urn:a", "previousProof": "urn:b"}, {"id": "urn:b", "previousProof": "urn:a"}]);
        assert!(matches!(all(&circle, 0), Err(ProofFailure::Chain(_))));
        assert!(matches!(
            all(&json!([{"id": "urn:a", "previousProof": "urn:a"}]), 0),
            Err(ProofFailure::Chain(_))
        ));
        assert_eq!(all(&json!([{"previousProof": "urn:a"}]), 0), Err(UNKNOWN));
        assert_eq!(all(&json!([{"previousProof": 1}]), 0), Err(ProofFailure::Member("previousProof")));
        let twice = json!([{"previousProof": "urn:a"}, {"id": "urn:a"}, {"id": "urn:a"}]);
        assert!(matches!(all(&twice, 0), Err(ProofFailure::Chain(_))));
    }
}
