use audit_facts::KeyFact;

pub(super) const fn says(fact: KeyFact) -> &'static str {
    match fact {
        KeyFact::FromSeen => {
            "the ledger's key was taken from the file of what was seen before. Give it with --key, as the institution \
             publishes it"
        }
        KeyFact::FromDatabase => {
            "the ledger's key was taken from the application's database, which an attacker who controls the web server can change. The signer's log shows the key: give it with --key"
        }
        KeyFact::NotStored => "the application has not seen a checkpoint yet",
    }
}
