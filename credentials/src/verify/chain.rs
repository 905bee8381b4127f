//! A proof that stands on earlier ones counts only when these do (VC Data Integrity 1.0, section 2.1.2).

use super::binding::Keys;
use super::proof::{Candidate, refusal};
use super::report::{Check, CheckName};
use crate::did::DidError;
use crate::proof::Expected;

const NAME: CheckName = CheckName::Proof;

/// The first reason why a proof does not count for what stands before it. Earlier proofs may be by others than the
/// issuer; each must be by the key that it names, as that key's own controller lists it.
pub(super) fn objection<'k>(
    candidate: &Candidate<'_, '_>,
    keys: &impl Fn(&str) -> Option<&'k Keys>,
    expected: &Expected<'_>,
) -> Option<Check> {
    match candidate.earlier(expected) {
        Ok(earlier) => earlier.iter().find_map(|one| earlier_objection(one, keys, expected)),
        Err(failure) => Some(refusal(&failure)),
    }
}

fn earlier_objection<'k>(
    earlier: &Candidate<'_, '_>,
    keys: &impl Fn(&str) -> Option<&'k Keys>,
    expected: &Expected<'_>,
) -> Option<Check> {
    let Some(Keys::Known(document)) = keys(earlier.controller()) else {
        let says =
            "The key of a proof that it builds on could not be had, so whether that proof holds is unknown.";
        return Some(
            Check::not_checked(NAME, "earlier-proof-no-key", says).with_next_step("Try again later."),
        );
    };
    match document.key_for(&earlier.method, earlier.purpose, expected.now) {
        Ok(key) => earlier.covers(&key).err().map(|failure| refusal(&failure)),
        Err(DidError::KeyType | DidError::Malformed(_)) => {
            let says = "A proof that it builds on is by a key that this version cannot read.";
            Some(Check::not_checked(NAME, "earlier-proof-no-key", says))
        }
        Err(_) => {
            let says = "A proof that it builds on is by a key that its owner does not list, or withdrew.";
            Some(Check::failed(NAME, "earlier-proof", says))
        }
    }
}
