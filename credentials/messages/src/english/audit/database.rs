use audit_facts::DatabaseFact;

pub(super) fn says(fact: &DatabaseFact) -> String {
    match fact {
        DatabaseFact::Good { rows, opened } => format!(
            "{rows} signed credentials of the database have their entries; {opened} of these were opened by salt and document"
        ),
        DatabaseFact::Document { id } => format!("the signed document of credential {id} cannot be read"),
        DatabaseFact::SameEntry { id, entry } => {
            format!("credential {id} names entry {entry}, which another credential names too")
        }
        DatabaseFact::OtherEntry { id, entry } => {
            format!("credential {id} names entry {entry}, which is of something else or under another key")
        }
        DatabaseFact::OtherContent { id, entry } => {
            format!("credential {id} is not what entry {entry} was made of")
        }
        DatabaseFact::More(count) => {
            format!("and {count} further credentials are wrong in such a way")
        }
        DatabaseFact::NoProof(count) => {
            format!("{count} credentials have no proof kept yet, so that their entries could not be opened")
        }
        DatabaseFact::TooNew(count) => {
            format!("{count} credentials are newer than the checkpoint. Look again in a moment")
        }
        DatabaseFact::DeviceCount => {
            "the device's own number of signatures is not compared: this kind of device does not report it"
                .to_owned()
        }
        DatabaseFact::Failed { error } => error.clone(),
    }
}
