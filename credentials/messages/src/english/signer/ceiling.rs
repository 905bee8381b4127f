use signer_facts::reason::{CeilingReason, CeilingWindow};

pub(super) fn says(reason: &CeilingReason) -> String {
    match reason {
        CeilingReason::Request { asked, most } => format!(
            "{asked} credentials in one request are more than the {most} that are signed at once without an approval. Request fewer at a time, or have the batch approved"
        ),
        CeilingReason::Credentials { most, window } => format!(
            "the issuer's ceiling of {most} credentials a {} is reached. Wait, have the batch approved, or have the ceiling raised",
            words(*window)
        ),
        CeilingReason::Reissued => {
            "the issuer's ceiling for reissued credentials is reached (`[reissue]` in the signer's configuration). Wait"
                .to_owned()
        }
        CeilingReason::StatusLists { most, window } => {
            format!("the issuer's ceiling of {most} status lists a {} is reached. Wait", words(*window))
        }
        CeilingReason::Revocations { more, most, window } => format!(
            "{more} more revocations are above the issuer's ceiling of {most} a {}. Revoke fewer at a time, or have the number approved (`allow-revocations`)",
            words(*window)
        ),
    }
}

const fn words(window: CeilingWindow) -> &'static str {
    match window {
        CeilingWindow::Minute => "minute",
        CeilingWindow::Day => "day",
    }
}
