//! Public addresses of an installation: what is signed into badges, and what the web server serves. An address never
//! changes, and has one spelling.

use std::fmt;
use std::str::FromStr;

/// A ULID in its canonical spelling: 26 characters of Crockford's base 32 in upper case, the first at most 7.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UlidText(String);

/// A SHA-256 in lower-case hex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sha256Text(String);

/// Something with a public address. Its `Display` is the path below `public_url`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicAddress {
    /// Page and profile of an institution: `/issuers/{ulid}`.
    Issuer(UlidText),
    /// The DID document of an institution: `/issuers/{ulid}/did.json`.
    DidDocument(UlidText),
    /// The logo of an institution: `/issuers/{ulid}/logo`.
    Logo(UlidText),
    /// A logo of an institution from after its set-up, by its SHA-256: `/issuers/{ulid}/logo/{sha256}`.
    LaterLogo(UlidText, Sha256Text),
    /// A published badge version, the `id` of its achievement: `/achievements/{ulid}/{version}`.
    Achievement(UlidText, u32),
    /// The picture of a badge version: `/achievements/{ulid}/{version}/image`.
    AchievementImage(UlidText, u32),
    /// A credential, its `id`: `/credentials/{ulid}`.
    Credential(UlidText),
    /// A status list, its `id`: `/status/{ulid}`.
    StatusList(UlidText),
}

/// The text is no address of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a public address of an installation")]
pub struct AddressError;

impl UlidText {
    /// The ULID with these 128 bits.
    #[must_use]
    pub fn from_bits(bits: u128) -> Self {
        const ALPHABET: [char; 32] = [
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
            'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
        ];
        let digit = |place: u32| usize::try_from((bits >> (5 * place)) & 31).ok();
        Self((0..26).rev().filter_map(|place| ALPHABET.get(digit(place)?)).collect())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UlidText {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let canonical = text.len() == 26
            && text.starts_with(|c: char| ('0'..='7').contains(&c))
            && text.bytes().all(|b| b.is_ascii_digit() || (b.is_ascii_uppercase() && !b"ILOU".contains(&b)));
        if canonical { Ok(Self(text.to_owned())) } else { Err(AddressError) }
    }
}

impl Sha256Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Sha256Text {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let canonical =
            text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if canonical { Ok(Self(text.to_owned())) } else { Err(AddressError) }
    }
}

impl fmt::Display for Sha256Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for UlidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PublicAddress {
    /// The whole address. `public_url`: without a slash at its end.
    #[must_use]
    pub fn below(&self, public_url: &str) -> String {
        format!("{public_url}{self}")
    }

    /// Parses a whole address. `None` for an address elsewhere, for one of another kind, and for another spelling.
    #[must_use]
    pub fn parse_below(url: &str, public_url: &str) -> Option<Self> {
        url.strip_prefix(public_url)?.parse().ok()
    }
}

impl fmt::Display for PublicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issuer(ulid) => write!(f, "/issuers/{ulid}"),
            Self::DidDocument(ulid) => write!(f, "/issuers/{ulid}/did.json"),
            Self::Logo(ulid) => write!(f, "/issuers/{ulid}/logo"),
            Self::LaterLogo(ulid, sha256) => write!(f, "/issuers/{ulid}/logo/{sha256}"),
            Self::Achievement(ulid, version) => write!(f, "/achievements/{ulid}/{version}"),
            Self::AchievementImage(ulid, version) => write!(f, "/achievements/{ulid}/{version}/image"),
            Self::Credential(ulid) => write!(f, "/credentials/{ulid}"),
            Self::StatusList(ulid) => write!(f, "/status/{ulid}"),
        }
    }
}

impl FromStr for PublicAddress {
    type Err = AddressError;

    /// Parses a path below `public_url`.
    fn from_str(path: &str) -> Result<Self, AddressError> {
        let mut parts = path.strip_prefix('/').ok_or(AddressError)?.split('/');
        let (folder, ulid) = (parts.next(), parts.next().ok_or(AddressError)?.parse()?);
        let (first, second) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return Err(AddressError);
        }
        match (folder, first, second) {
            (Some("issuers"), None, None) => Ok(Self::Issuer(ulid)),
            (Some("issuers"), Some("did.json"), None) => Ok(Self::DidDocument(ulid)),
            (Some("issuers"), Some("logo"), None) => Ok(Self::Logo(ulid)),
            (Some("issuers"), Some("logo"), Some(sha256)) => Ok(Self::LaterLogo(ulid, sha256.parse()?)),
            (Some("achievements"), Some(version), None) => Ok(Self::Achievement(ulid, number(version)?)),
            (Some("achievements"), Some(version), Some("image")) => {
                Ok(Self::AchievementImage(ulid, number(version)?))
            }
            (Some("credentials"), None, None) => Ok(Self::Credential(ulid)),
            (Some("status"), None, None) => Ok(Self::StatusList(ulid)),
            _ => Err(AddressError),
        }
    }
}

/// The number of a version: 1 to 999,999,999, digits only, without leading zeros.
fn number(text: &str) -> Result<u32, AddressError> {
    let plain =
        (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().map_err(|_| AddressError) } else { Err(AddressError) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ULID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    const BASE: &str = "https://b.example";

    fn parse(url: &str) -> Option<PublicAddress> {
        PublicAddress::parse_below(url, BASE)
    }

    #[test]
    fn every_address_comes_back() {
        let ulid = || ULID.parse::<UlidText>().unwrap();
        for address in [
            PublicAddress::Issuer(ulid()),
            PublicAddress::DidDocument(ulid()),
            PublicAddress::Logo(ulid()),
            PublicAddress::LaterLogo(ulid(), "0a".repeat(32).parse().unwrap()),
            PublicAddress::Achievement(ulid(), 1),
            PublicAddress::AchievementImage(ulid(), 999_999_999),
            PublicAddress::Credential(ulid()),
            PublicAddress::StatusList(ulid()),
        ] {
            assert_eq!(parse(&address.below(BASE)), Some(address));
        }
    }

    #[test]
    fn every_number_of_128_bits_has_one_spelling() {
        assert_eq!(UlidText::from_bits(0).as_str(), "00000000000000000000000000");
        assert_eq!(UlidText::from_bits(31).as_str(), "0000000000000000000000000Z");
        assert_eq!(UlidText::from_bits(u128::MAX).as_str(), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        for shift in 0..128 {
            let ulid = UlidText::from_bits(1 << shift);
            assert_eq!(ulid.as_str().parse(), Ok(ulid));
        }
    }

    #[test]
    fn another_spelling_is_no_address() {
        for foreign in [
            "credentials/".to_owned(),
            "credentials/1".to_owned(),
            format!("credentials/{}", ULID.to_lowercase()),
            format!("credentials/{}", ULID.replace('0', "8")),
            format!("credentials/{}", ULID.replace('Z', "I")),
            format!("credentials/{ULID}0"),
            format!("credentials/{ULID}/1"),
            format!("credentials/a/../{ULID}"),
            format!("credentials/{ULID}?b"),
            format!("credentials/{ULID}#b"),
            format!("credentials/%30{}", &ULID[1..]),
            format!("achievements/{ULID}"),
            format!("achievements/{ULID}/1/image/"),
            format!("issuers/{ULID}/did"),
            format!("issuers/{ULID}/logo/"),
            format!("issuers/{ULID}/logo/{}", "0A".repeat(32)),
            format!("issuers/{ULID}/logo/{}", "0a".repeat(31)),
            format!("claim/{ULID}"),
        ] {
            assert_eq!(parse(&format!("{BASE}/{foreign}")), None, "{foreign}");
        }
        for version in ["", "0", "01", "-1", "+1", "1/2", "4294967296"] {
            assert_eq!(parse(&format!("{BASE}/achievements/{ULID}/{version}")), None, "{version}");
        }
        for elsewhere in ["https://b.example.evil", "http://b.example"] {
            assert_eq!(parse(&format!("{elsewhere}/credentials/{ULID}")), None, "{elsewhere}");
        }
    }
}
