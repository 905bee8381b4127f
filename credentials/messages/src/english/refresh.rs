use credentials::verify::reason::RefreshReason;

use super::unavailable::why;

pub(super) fn says(reason: &RefreshReason) -> String {
    match reason {
        RefreshReason::NoRefresh => "It names no place for newer copies.".to_owned(),
        RefreshReason::NotAsked(Some(url)) => {
            format!("It says that a newer copy may be had at {url}, which was not asked.")
        }
        RefreshReason::NotAsked(None) => {
            "It names a place for newer copies of a kind that we do not ask.".to_owned()
        }
        RefreshReason::Failed { url, why: reason } => {
            format!("Whether there is a newer copy at {url} is unknown ({}).", why(reason))
        }
        RefreshReason::NewerCopy { from, url } => {
            format!("A newer copy exists, of {}, at {url}.", from.long_date())
        }
        RefreshReason::NoNewerCopy => "Its issuer has no newer copy.".to_owned(),
    }
}

pub(super) const fn next_step(reason: &RefreshReason) -> Option<&'static str> {
    match reason {
        RefreshReason::NewerCopy { .. } => Some("Ask the holder for the newer copy, or get it there."),
        RefreshReason::NoRefresh
        | RefreshReason::NotAsked(_)
        | RefreshReason::Failed { .. }
        | RefreshReason::NoNewerCopy => None,
    }
}
