use signer_facts::reason::RequestReason;

pub(super) fn says(reason: &RequestReason) -> String {
    match reason {
        RequestReason::Unreadable => "the request cannot be understood".to_owned(),
        RequestReason::FrameLength => "the frame is empty or larger than the signer reads".to_owned(),
        RequestReason::OtherVersion { request, signer } => format!(
            "the request speaks version {request} of the protocol, this signer version {signer}. Update the older one"
        ),
        RequestReason::TooManyCredentials { most } => format!("a batch holds at most {most} credentials"),
        RequestReason::LongAnswer => {
            "the answer is larger than a frame. Request fewer credentials at a time".to_owned()
        }
        RequestReason::OtherEndpoint => "this endpoint does not answer such a request".to_owned(),
    }
}
