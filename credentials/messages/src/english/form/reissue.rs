use domain::ReissueReport;

/// The counts in sentences.
pub(crate) fn says(report: &ReissueReport, drill: bool) -> String {
    let ReissueReport { signed, again, mails, revoked, others } = report;
    let verb = if drill { "would be" } else { "are" };
    format!(
        "Credentials under this key: {signed}. Badges that {verb} issued again under the key that signs: {again}; \
         learners who {verb} told by mail: {mails}. Revoked, and staying so: {revoked}. No badges of this installation, \
         to be issued by whoever posted them: {others}."
    )
}
