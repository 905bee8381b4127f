//! Credential entries that the database does not know, per key, and their explanation.

use crate::Finding;
use audit_facts::{Account, AccountFact};

/// The credential entries under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// The numbers.
    pub(super) account: Account,
    /// How many credentials were reissued because this key was revoked; `None` while it is not revoked.
    pub(super) superseded: Option<u64>,
}

/// One finding per key. A reissued credential has one more entry under the revoked key. Credentials that wait for the
/// signer may be in the ledger already; each of them explains one entry, under any key.
pub(super) fn explain(accounts: Vec<Counted>, waiting: u64) -> Vec<Finding> {
    let mut waiting = waiting;
    let finding = |Counted { account, superseded }: Counted| {
        let surplus = account.leaves.saturating_sub(account.known);
        match superseded {
            _ if surplus == 0 => Finding::good(AccountFact::Good(account)),
            Some(superseded) if surplus <= superseded => {
                Finding::note(AccountFact::Reissued(account, superseded))
            }
            None if surplus <= waiting => {
                waiting -= surplus;
                Finding::unchecked(AccountFact::Waiting(account, surplus))
            }
            _ => Finding::wrong(AccountFact::Unexplained(account, surplus)),
        }
    };
    accounts.into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;

    fn outcomes(accounts: &[(u64, u64, Option<u64>)], waiting: u64) -> Vec<Outcome> {
        let account = |(leaves, known, superseded): &(u64, u64, Option<u64>)| Counted {
            account: Account { key: "z6Mk".to_owned(), leaves: *leaves, known: *known },
            superseded: *superseded,
        };
        let found = explain(accounts.iter().map(account).collect(), waiting);
        found.into_iter().map(|finding| finding.outcome).collect()
    }

    #[test]
    fn entries_that_the_database_does_not_know_are_wrong_unless_they_are_explained() {
        use Outcome::{Good, Note, Unchecked, Wrong};
        for (account, waiting, expected) in [
            ((5, 5, None), 0, Good),
            ((5, 5, Some(0)), 0, Good),
            ((6, 5, None), 0, Wrong),
            ((6, 5, None), 1, Unchecked),
            ((7, 5, None), 1, Wrong),
            ((9, 5, Some(4)), 0, Note),
            ((9, 5, Some(3)), 0, Wrong),
            ((6, 5, Some(0)), 9, Wrong),
        ] {
            assert_eq!(outcomes(&[account], waiting), [expected], "{account:?} {waiting}");
        }
    }

    #[test]
    fn another_key_s_revocation_explains_nothing_and_a_waiting_credential_explains_one_entry() {
        use Outcome::{Note, Unchecked, Wrong};
        assert_eq!(outcomes(&[(9, 5, Some(4)), (9, 5, None)], 0), [Note, Wrong]);
        assert_eq!(outcomes(&[(6, 5, None), (6, 5, None)], 1), [Unchecked, Wrong]);
        assert_eq!(outcomes(&[(6, 5, None), (6, 5, None)], 2), [Unchecked, Unchecked]);
    }
}
