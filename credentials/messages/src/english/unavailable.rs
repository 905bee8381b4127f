use credentials::verify::reason::Unavailable;

/// Why an item is not available, in a few words.
pub(super) fn why(why: &Unavailable) -> &str {
    match why {
        Unavailable::Stated(why) => why.as_line(),
        Unavailable::NotAskedFor => "it was not requested",
        Unavailable::LargerThan256KiB => "larger than 256 KiB",
        Unavailable::ProfileForKeys => "a profile is no DID document",
        Unavailable::Profile => "a profile came instead",
        Unavailable::SomethingElse => "the answer is something else",
        Unavailable::CopyNotGood => "the copy there is not valid",
        Unavailable::OtherBadge => "it is another badge",
        Unavailable::NoCredential => "it is no credential",
    }
}
