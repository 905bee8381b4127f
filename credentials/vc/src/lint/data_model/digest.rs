//! Digests of related resources are compared with those of the embedded contexts (VC Data Model 2.0, section 5.3: a
//! verifier must refuse a digest that does not match the resource it has).

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};

use crate::contexts;
use crate::multikey::decode_multibase;

/// SHA-256 and SHA-384 of the contexts as their publishers serve them. Our own files have other line breaks. The
/// context of Open Badges 3.0.3 was changed in place in June 2026: both texts are published under its address. So was
/// the base context before it became final; its second SHA-384 is the one in the standard's own example (section
/// 5.3).
const PUBLISHED: &[(&str, &str)] = &[
    (contexts::V2, "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    (
        contexts::V2,
        "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614",
    ),
    (
        contexts::V2,
        "9472831e1d26b1cea9471f0f84338c90db5223c6ce7eca7882235b52bc3bd675d72dfd779d3a8d268469dcdc7e02b54a",
    ),
    (contexts::OB_3_0_3, "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
    (contexts::OB_3_0_3, "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    (
        contexts::OB_3_0_3,
        "c859f6c00a1e0013ee79c1e5cc7566b6dfa6c28971c46ce1ab3221cdfba2b6c6d86e630e567d03c0c780bc2f9ad517a4",
    ),
    (
        contexts::OB_3_0_3,
        "c58d73edcd2c17e701985f918cc8c684485f2c5399ffbddcacb3de5744f090000f244e5f87292c353298accfb0d894e3",
    ),
];

/// Whether a digest is known not to match the resource.
pub(super) fn is_other(resource: &str, digest: &[u8]) -> bool {
    let given = hex::encode(digest);
    let known = || PUBLISHED.iter().filter(|(url, hex)| *url == resource && hex.len() == given.len());
    known().next().is_some() && !known().any(|(_, hex)| *hex == given)
}

/// The hashes of a `digestSRI` that can be decoded.
pub(super) fn of_sri(text: &str) -> Vec<Vec<u8>> {
    let value = |hash: &str| {
        let (_, rest) = hash.split_once('-')?;
        let digits = rest.split('?').next()?.trim_end_matches('=');
        STANDARD_NO_PAD.decode(digits).ok()
    };
    text.split_ascii_whitespace().filter_map(value).collect()
}

/// The hash in a `digestMultibase`, which is a multihash: `sha2-256` is `12 20`, `sha2-384` is `20 30`, `sha2-512` is `13 40`.
pub(super) fn of_multibase(text: &str) -> Option<Vec<u8>> {
    let bytes = decode_multibase(text).ok()?;
    match bytes.split_first_chunk() {
        Some(([0x12, 0x20], hash)) if hash.len() == 32 => Some(hash.to_vec()),
        Some(([0x20, 0x30], hash)) if hash.len() == 48 => Some(hash.to_vec()),
        Some(([0x13, 0x40], hash)) if hash.len() == 64 => Some(hash.to_vec()),
        _ => None,
    }
}

/// Whether a `digestMultibase` is the bare hash of a known resource, without the header of a multihash. The test
/// suite of VC Data Model 2.0 uses this form; for any other resource the hash algorithm would be unknown.
pub(super) fn is_bare(resource: &str, text: &str) -> bool {
    let bytes = decode_multibase(text).map(hex::encode);
    bytes.is_ok_and(|given| PUBLISHED.iter().any(|(url, hex)| *url == resource && *hex == given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_compared_where_the_published_one_is_known() {
        for sri in [
            "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
            "sha384-lHKDHh0msc6pRx8PhDOMkNtSI8bOfsp4giNbUrw71nXXLf13nTqNJoRp3Nx+ArVK",
        ] {
            assert!(!is_other(contexts::V2, &of_sri(sri)[0]), "{sri}");
        }
        let v2 = of_sri("sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU");
        assert!(is_other(contexts::OB_3_0_3, &v2[0]));
        assert!(!is_other("https://a.example/x", &v2[0]));
        let multihash = of_multibase("uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA").unwrap();
        assert!(!is_other(contexts::V2, &multihash));
        let one_bit = of_multibase("uEiBZlVztZpfWHgPyslVv6uUwirFoQoRvW1htfx963sknNA").unwrap();
        assert!(is_other(contexts::V2, &one_bit));
    }

    #[test]
    fn a_bare_hash_is_known_by_its_resource_alone() {
        let hash = "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ";
        assert!(is_bare(contexts::V2, hash));
        assert!(!is_bare(contexts::OB_3_0_3, hash));
        assert!(!is_bare(contexts::V2, "uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzA"));
    }

    #[test]
    fn a_multibase_digest_is_a_multihash() {
        // Forms that the test suite of VC Data Model 2.0 requires to be refused, and one that is a byte too long.
        for text in [
            "uZTQ0MjM1NiAgcmVwb3J0cc5jZWxhdGVkLXJlc291cmNlLmpzb24K",
            "uEiBZlVztZpfWHgPyslv-6UwirvMoQrvRvW1htfx963sknNA",
            "z",
            "u",
        ] {
            assert_eq!(of_multibase(text), None, "{text}");
        }
        assert!(of_multibase("uEiAjCHMnK5-ayOIZLWo_TBoKYVvSAprlkYEjRlm19Cj0uw").is_some());
    }
}
