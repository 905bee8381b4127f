use credentials::lint::ResourceFault;

pub(super) const fn says(fault: ResourceFault) -> &'static str {
    match fault {
        ResourceFault::NotAnObject => "A related resource must be an object with \"id\" and a digest.",
        ResourceFault::IdMissing => "\"id\" is missing: add the resource's URL.",
        ResourceFault::Twice => "This resource is listed twice: keep one.",
        ResourceFault::NoDigest => "The resource has no digest: add \"digestSRI\" or \"digestMultibase\".",
        ResourceFault::NotSri => "\"digestSRI\" must be a hash such as sha384-… (Subresource Integrity).",
        ResourceFault::NotMultihash => {
            "\"digestMultibase\" must be a multihash (SHA-256, SHA-384 or SHA-512) as multibase, which begins with u or z."
        }
        ResourceFault::OtherDigest => "This is not the digest of the resource at that address.",
    }
}
