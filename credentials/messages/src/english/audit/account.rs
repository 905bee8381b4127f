use audit_facts::{Account, AccountFact};

pub(super) fn says(fact: &AccountFact) -> String {
    match fact {
        AccountFact::Good(account) => counted(account),
        AccountFact::Reissued(account, superseded) => format!(
            "{}. The key was revoked, and {superseded} credentials were issued again under another key",
            counted(account)
        ),
        AccountFact::Waiting(account, surplus) => format!(
            "{}. {surplus} may belong to credentials that wait to be signed. Look again in a moment",
            counted(account)
        ),
        AccountFact::Unexplained(account, surplus) => format!(
            "{}: {surplus} were entered for credentials that this database does not know. Somebody else asked the signer, or \
             rows were deleted",
            counted(account)
        ),
    }
}

fn counted(Account { key, leaves, known }: &Account) -> String {
    format!("key {key}: {leaves} entries of credentials, {known} credentials in the database")
}
