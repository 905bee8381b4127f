use credentials::verify::reason::Unavailable;

/// Why an item is not available, in a few words.
pub(super) fn why(why: &Unavailable) -> &str {
    match why {
        Unavailable::Stated(why) => why.as_line(),
        Unavailable::NotAskedFor => "it was not asked for",
        Unavailable::LargerThan256KiB => "larger than 256 KiB",
        Unavailable::ProfileForKeys => "a profile is no DID document",
        Unavailable::Profile => "a profile came instead",
        Unavailable::SomethingElse => "what came is something else",
        Unavailable::CopyNotGood => "the copy there is not good",
        Unavailable::OtherBadge => "what is there is another badge",
        Unavailable::NoCredential => "what is there is no credential",
    }
}
