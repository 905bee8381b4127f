use domain::ReissueReport;

/// The counts in sentences.
pub(crate) fn says(report: &ReissueReport, drill: bool) -> String {
    let ReissueReport { signed, again, mails, revoked, others } = report;
    let verb = if drill { "would be" } else { "are" };
    format!(
        "Credentials under this key: {signed}. Badges that {verb} reissued under the active key: {again}. \
             Learners who {verb} informed by mail: {mails}. Revoked, and not reissued: {revoked}. Other credentials, \
             which the programs that posted them must issue again: {others}."
    )
}
