use signer_facts::reason::StatusEntryReason;

pub(super) const fn says(reason: &StatusEntryReason) -> &'static str {
    match reason {
        StatusEntryReason::Missing => "the credential has no single status entry for revocation",
        StatusEntryReason::ForeignList => "the status list does not lie below this installation's `/status/`",
        StatusEntryReason::OtherIssuer => "the status list is another issuer's",
        StatusEntryReason::OutsideList => "the status index lies outside its list",
        StatusEntryReason::OtherEntries => {
            "an entry in a list of this installation is the only one, and for revocation"
        }
        StatusEntryReason::NoSuchPlace => "there is no such place in a status list of this issuer",
        StatusEntryReason::Taken => "this index of the status list belongs to another credential",
        StatusEntryReason::SecondList => {
            "another credential of this request opens another status list. One is opened at a time"
        }
    }
}
