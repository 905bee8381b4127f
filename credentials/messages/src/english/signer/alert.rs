use signer_facts::Alert;

pub(super) fn says(alert: &Alert) -> String {
    match alert {
        Alert::RateOverBaseline { key, count, usual } => {
            format!("the key `{key}` has signed {count} credentials within the hour; {usual} are usual")
        }
        Alert::FirstUse { badge } => {
            format!("the badge version {} is issued for the first time", short(badge))
        }
        Alert::RecipientBurst { count } => format!("one recipient got {count} badges within the hour"),
        Alert::OutOfHours { key } => format!("the key `{key}` signs outside the institution's hours"),
        Alert::RepeatedRefusals { code, count } => {
            format!("{count} requests were refused within ten minutes for one reason: {code:?}")
        }
        Alert::RetiredKey { key } => {
            format!("a signature of the key `{key}` was requested, which is no longer in use")
        }
        Alert::MassRevocation { key, count, usual } => format!(
            "status lists under the key `{key}` revoked {count} badges within the hour; {usual} are usual"
        ),
        Alert::ListCeiling { key } => format!(
            "more status lists under the key `{key}` were requested than are signed in a minute or a day"
        ),
        Alert::RevocationCeiling { key } => format!(
            "more revocations under the key `{key}` were requested than are signed in a minute or a day without an approval"
        ),
        Alert::Reissue { key } => {
            format!("badges that the revoked key `{key}` signed are being reissued")
        }
        Alert::NoCheckpoint { leaves } => format!(
            "the web server reports that it has no checkpoint of this ledger, which has {leaves} entries: it lost its database, or it hides its checkpoint"
        ),
        Alert::Backdated { badge, days } => {
            format!("a badge of the version {} is dated back by {days} days", short(badge))
        }
    }
}

fn short(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}
