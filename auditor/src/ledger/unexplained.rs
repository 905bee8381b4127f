//! Credential entries that the database does not know, per key, and their explanation.

use crate::Finding;

/// The credential entries under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    /// Multikey.
    pub(super) key: String,
    /// Entries in the ledger.
    pub(super) leaves: u64,
    /// Distinct entries that rows of the database refer to.
    pub(super) known: u64,
    /// How many credentials were reissued because this key was revoked; `None` while it is not revoked.
    pub(super) superseded: Option<u64>,
}

/// One finding per key. A reissued credential has one more entry under the revoked key. Credentials that wait for the
/// signer may be in the ledger already; each of them explains one entry, under any key.
pub(super) fn explain(accounts: Vec<Account>, waiting: u64) -> Vec<Finding> {
    let mut waiting = waiting;
    let finding = |account: Account| {
        let Account { key, leaves, known, superseded } = account;
        let surplus = leaves.saturating_sub(known);
        let says = format!("key {key}: {leaves} entries of credentials, {known} credentials in the database");
        match superseded {
            _ if surplus == 0 => Finding::good(says),
            Some(superseded) if surplus <= superseded => Finding::note(format!(
                "{says}. The key was revoked, and {superseded} credentials were issued again under another key"
            )),
            None if surplus <= waiting => {
                waiting -= surplus;
                Finding::unchecked(format!(
                    "{says}. {surplus} may belong to credentials that wait to be signed. Look again in a moment"
                ))
            }
            _ => Finding::wrong(format!(
                "{says}: {surplus} were entered for credentials that this database does not know. Somebody else asked the signer, or rows were deleted"
            )),
        }
    };
    accounts.into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;

    fn outcomes(accounts: &[(u64, u64, Option<u64>)], waiting: u64) -> Vec<Outcome> {
        let account = |(leaves, known, superseded): &(u64, u64, Option<u64>)| Account {
            key: "z6Mk".to_owned(),
            leaves: *leaves,
            known: *known,
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
