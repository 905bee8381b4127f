use credentials::lint::EntryFault;

pub(super) fn says(fault: &EntryFault) -> String {
    let sentence = match fault {
        EntryFault::Missing(member) => return format!("\"{member}\" is missing: add it."),
        EntryFault::MessagesMissing => "\"statusMessage\" is missing: say what each value means.",
        EntryFault::Purpose => "\"statusPurpose\" must be a text.",
        EntryFault::Index => "\"statusListIndex\" must be a whole number from 0, written as a text.",
        EntryFault::Size => "\"statusSize\" must be a whole number from 1.",
        EntryFault::Messages => {
            "\"statusMessage\" must be an array with \"status\" and \"message\" for each value that the status can have."
        }
        EntryFault::References => "\"statusReference\" must be one or more URLs.",
    };
    sentence.to_owned()
}
