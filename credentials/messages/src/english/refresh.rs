use credentials::verify::reason::RefreshReason;

use super::unavailable::why;

pub(super) fn says(reason: &RefreshReason) -> String {
    match reason {
        RefreshReason::NoRefresh => "The badge names no address for newer copies.".to_owned(),
        RefreshReason::NotAsked(Some(url)) => {
            format!("The badge names {url} for newer copies. Nothing was requested from there.")
        }
        RefreshReason::NotAsked(None) => {
            "The badge names a service for newer copies of a kind that we do not use.".to_owned()
        }
        RefreshReason::Failed { url, why: reason } => {
            format!("We cannot tell whether there is a newer copy at {url} ({}).", why(reason))
        }
        RefreshReason::NewerCopy { from, url } => {
            format!("A newer copy exists, of {}, at {url}.", from.long_date())
        }
        RefreshReason::NoNewerCopy => "The issuer has no newer copy.".to_owned(),
    }
}

pub(super) const fn next_step(reason: &RefreshReason) -> Option<&'static str> {
    match reason {
        RefreshReason::NewerCopy { .. } => {
            Some("Ask the holder for the newer copy, or download it from that address.")
        }
        RefreshReason::NoRefresh
        | RefreshReason::NotAsked(_)
        | RefreshReason::Failed { .. }
        | RefreshReason::NoNewerCopy => None,
    }
}
