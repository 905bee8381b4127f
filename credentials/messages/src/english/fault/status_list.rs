use credentials::lint::StatusListFault;

pub(super) fn says(fault: &StatusListFault) -> String {
    let sentence = match fault {
        StatusListFault::Id => "\"id\" must be the web address of the list.",
        StatusListFault::Type => "\"type\" must be VerifiableCredential and BitstringStatusListCredential.",
        StatusListFault::IssuerNotDid => "\"issuer\" must be the DID of the issuer.",
        StatusListFault::ValidUntil => {
            "\"validUntil\" must be a date and time with zone: a list must be renewed."
        }
        StatusListFault::ListId => "The list's \"id\" must be that of the credential and #list.",
        StatusListFault::Purpose => "The list must be for revocation.",
        StatusListFault::Bits => {
            "\"encodedList\" must be u and base64url of the gzipped bits, 131072 or more."
        }
        StatusListFault::Ttl => "\"ttl\" must be a number of milliseconds above 0.",
        StatusListFault::Closed(member) => {
            return format!("A status list has no \"{member}\": remove it.");
        }
    };
    sentence.to_owned()
}
