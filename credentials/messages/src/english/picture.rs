use credentials::bake::{BakeError, ChunkFault};

/// Why a picture is not read or not used, as a clause without a full stop.
pub(super) fn clause(error: &BakeError) -> String {
    let clause = match error {
        BakeError::NotACredential => {
            "what should be baked in is neither the JSON of a credential nor a signed token"
        }
        BakeError::NotPng => "this is not a PNG picture",
        BakeError::Truncated => "the PNG picture is cut off",
        BakeError::Damaged(fault) => return format!("the PNG picture is damaged: {}", chunk(fault)),
        BakeError::NotPlainText => "the badge in the picture is not stored as plain text",
        BakeError::NotSvg => "this is not a well-formed SVG picture",
        BakeError::Entities => "the SVG picture defines entities, which are not accepted",
        BakeError::SeveralCredentials => "the picture holds more than one badge",
        BakeError::TooLarge => "the picture is larger than 8 MiB",
        BakeError::TooComplex => "the picture is too complex to check",
    };
    clause.to_owned()
}

fn chunk(fault: &ChunkFault) -> String {
    match fault {
        ChunkFault::NoName => "a chunk has no valid name".to_owned(),
        ChunkFault::CheckSum(name) => format!("the check sum of {name} is wrong"),
        ChunkFault::NoHeader => "it does not begin with its header".to_owned(),
    }
}
