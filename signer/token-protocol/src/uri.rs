//! `pkcs11:` URIs (RFC 7512): which token, which key, which module, where the PIN is.

use std::path::PathBuf;

/// The attributes of a URI. An absent attribute is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pkcs11Uri {
    /// `token`: the label of the token.
    pub token: Option<String>,
    /// `serial`: the serial number of the token.
    pub serial: Option<String>,
    /// `manufacturer` of the token.
    pub manufacturer: Option<String>,
    /// `model` of the token.
    pub model: Option<String>,
    /// `CKA_LABEL`.
    pub object: Option<String>,
    /// `CKA_ID`, any bytes.
    pub id: Option<Vec<u8>>,
    /// `module-path`: the vendor's module.
    pub module_path: Option<PathBuf>,
    /// `pin-source`: a file with the PIN.
    pub pin_source: Option<PathBuf>,
}

/// Why a text is no usable URI.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// The scheme is not `pkcs11`.
    #[error("the address does not begin with `pkcs11:`")]
    Scheme,
    /// A part is not `name=value`.
    #[error(
        "the address has a part that is not `name=value`; parts are separated by one `;`, after `?` by one `&`"
    )]
    Part,
    /// An attribute occurs twice.
    #[error("the address has `{0}` twice")]
    Twice(String),
    /// An attribute has no value.
    #[error("the address has `{0}` without a value")]
    Empty(String),
    /// A value has a character that must be escaped.
    #[error("the value of `{0}` contains a character that must be written as % and two hexadecimal digits")]
    Character(String),
    /// A value has an invalid escape.
    #[error("in the value of `{0}` % is not followed by two hexadecimal digits")]
    Percent(String),
    /// A value other than `id` is no text.
    #[error("the value of `{0}` is no text: only `id` may be any bytes")]
    Text(String),
    /// `pin-value`: the URI contains the PIN itself.
    #[error(
        "`pin-value` puts the PIN itself into the configuration, which more people read than may log in. Put it into a file of mode 0600 and name that by `pin-source=file:/…`"
    )]
    PinValue,
    /// A path is not absolute.
    #[error("`{0}` is an absolute path of a file: `{0}={1}/…`")]
    Path(String, &'static str),
    /// `type` names another class of object.
    #[error("`type` is `private`, or left out: only private keys sign")]
    Type,
    /// `module-name`: the URI names the module without a path.
    #[error("`module-name` depends on where modules are looked for. Name the file by `module-path`")]
    ModuleName,
    /// The URI names a slot.
    #[error("slot numbers change at each start. Name the token by `token` and `serial`")]
    Slot,
    /// An attribute is unknown.
    #[error(
        "the address has `{0}`, which is not known here: it would be passed over, and another key might be found"
    )]
    Unknown(String),
}

impl Pkcs11Uri {
    /// Parses a URI. Each attribute may occur once. An unknown attribute is an error, as RFC 7512 requires for the
    /// path.
    ///
    /// # Errors
    /// [`UriError`].
    pub fn parse(text: &str) -> Result<Self, UriError> {
        let (scheme, rest) = text.split_at_checked(SCHEME.len()).ok_or(UriError::Scheme)?;
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err(UriError::Scheme);
        }
        let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
        let mut uri = Self::default();
        let mut seen = Vec::new();
        if !path.is_empty() {
            for part in path.split(';') {
                let (name, value) = attribute(part, IN_PATH, &mut seen)?;
                uri.set_path(name, value)?;
            }
        }
        for part in query.iter().flat_map(|query| query.split('&')) {
            let (name, value) = attribute(part, IN_QUERY, &mut seen)?;
            uri.set_query(name, value)?;
        }
        Ok(uri)
    }

    fn set_path(&mut self, name: &str, value: Vec<u8>) -> Result<(), UriError> {
        match name {
            "token" => self.token = Some(text(name, value)?),
            "serial" => self.serial = Some(text(name, value)?),
            "manufacturer" => self.manufacturer = Some(text(name, value)?),
            "model" => self.model = Some(text(name, value)?),
            "object" => self.object = Some(text(name, value)?),
            "id" => self.id = Some(value),
            "type" if value == b"private" => {}
            "type" => return Err(UriError::Type),
            "slot-id" | "slot-description" | "slot-manufacturer" => return Err(UriError::Slot),
            _ => return Err(UriError::Unknown(name.to_owned())),
        }
        Ok(())
    }

    fn set_query(&mut self, name: &str, value: Vec<u8>) -> Result<(), UriError> {
        match name {
            "module-path" => self.module_path = Some(path(name, "", &text(name, value)?)?),
            "pin-source" => self.pin_source = Some(path(name, "file:", &text(name, value)?)?),
            "pin-value" => return Err(UriError::PinValue),
            "module-name" => return Err(UriError::ModuleName),
            _ => return Err(UriError::Unknown(name.to_owned())),
        }
        Ok(())
    }
}

const SCHEME: &str = "pkcs11:";

/// Characters allowed unescaped in the path and after `?`, besides letters, digits and `-._~` (RFC 7512, section 2.3).
const IN_PATH: &[u8] = b":[]@!$'()*+,=&";
const IN_QUERY: &[u8] = b":[]@!$'()*+,=/?|";

/// Name and decoded value of an attribute.
fn attribute<'a>(
    part: &'a str,
    plain: &[u8],
    seen: &mut Vec<&'a str>,
) -> Result<(&'a str, Vec<u8>), UriError> {
    let (name, value) = part.split_once('=').ok_or(UriError::Part)?;
    if seen.contains(&name) {
        return Err(UriError::Twice(name.to_owned()));
    }
    seen.push(name);
    let value = decode(name, value, plain)?;
    if value.is_empty() {
        return Err(UriError::Empty(name.to_owned()));
    }
    Ok((name, value))
}

fn decode(name: &str, value: &str, plain: &[u8]) -> Result<Vec<u8>, UriError> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
            let (Some(high), Some(low)) = (digit(), digit()) else {
                return Err(UriError::Percent(name.to_owned()));
            };
            bytes.extend(u8::try_from(high << 4 | low));
        } else if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || plain.contains(&byte) {
            bytes.push(byte);
        } else {
            return Err(UriError::Character(name.to_owned()));
        }
    }
    Ok(bytes)
}

fn text(name: &str, value: Vec<u8>) -> Result<String, UriError> {
    String::from_utf8(value)
        .ok()
        .filter(|text| !text.chars().any(char::is_control))
        .ok_or_else(|| UriError::Text(name.to_owned()))
}

/// The absolute path that follows the prefix `before`.
fn path(name: &str, before: &'static str, value: &str) -> Result<PathBuf, UriError> {
    let path = value.strip_prefix(before).map(PathBuf::from);
    path.filter(|path| path.is_absolute()).ok_or_else(|| UriError::Path(name.to_owned(), before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attribute_is_read() {
        let read = Pkcs11Uri::parse(
            "pkcs11:token=Nitrokey%20HSM%202;manufacturer=www.CardContact.de;serial=DENK0100001;model=PKCS%2315%20emulated;\
             object=badges;type=private;id=%01%ff?module-path=/usr/lib/opensc-pkcs11.so&pin-source=file:/etc/insignia/pin",
        )
        .unwrap();
        let some = |text: &str| Some(text.to_owned());
        let wanted = Pkcs11Uri {
            token: some("Nitrokey HSM 2"),
            serial: some("DENK0100001"),
            manufacturer: some("www.CardContact.de"),
            model: some("PKCS#15 emulated"),
            object: some("badges"),
            id: Some(vec![1, 255]),
            module_path: Some("/usr/lib/opensc-pkcs11.so".into()),
            pin_source: Some("/etc/insignia/pin".into()),
        };
        assert_eq!(read, wanted);
        assert_eq!(Pkcs11Uri::parse("PKCS11:").unwrap(), Pkcs11Uri::default());
    }

    #[test]
    fn decoding_is_exact() {
        let id = |text: &str| Pkcs11Uri::parse(&format!("pkcs11:id={text}")).map(|uri| uri.id.unwrap());
        assert_eq!(id("%00%0a%0A%25%3b%3F").unwrap(), b"\0\n\n%;?");
        assert_eq!(id("a+b").unwrap(), b"a+b", "a plus is a plus");
        assert_eq!(id("%2525").unwrap(), b"%25", "decoded once");
        assert_eq!(id("a=b&c").unwrap(), b"a=b&c");
        for bad in ["%", "%0", "%0g", "%+1", "%%30"] {
            assert_eq!(id(bad), Err(UriError::Percent("id".into())), "{bad}");
        }
        for bad in ["a b", "a/b", "ä", "a\"b", "a#b", "a|b"] {
            assert_eq!(id(bad), Err(UriError::Character("id".into())), "{bad}");
        }
    }

    #[test]
    fn each_refusal_has_its_reason() {
        let twice = |name: &str| UriError::Twice(name.to_owned());
        let unknown = |name: &str| UriError::Unknown(name.to_owned());
        for (text, reason) in [
            ("", UriError::Scheme),
            ("pkcs11", UriError::Scheme),
            ("https:token=a", UriError::Scheme),
            ("pkcs11:token", UriError::Part),
            ("pkcs11:token=a;", UriError::Part),
            ("pkcs11:;token=a", UriError::Part),
            ("pkcs11:token=a?", UriError::Part),
            ("pkcs11:token=", UriError::Empty("token".into())),
            ("pkcs11:token=a;token=a", twice("token")),
            ("pkcs11:?module-path=/a&module-path=/b", twice("module-path")),
            ("pkcs11:token=%ff", UriError::Text("token".into())),
            ("pkcs11:token=a%00", UriError::Text("token".into())),
            ("pkcs11:token=a?pin-value=1234", UriError::PinValue),
            ("pkcs11:token=a?pin-source=/etc/pin", UriError::Path("pin-source".into(), "file:")),
            ("pkcs11:token=a?pin-source=file:pin", UriError::Path("pin-source".into(), "file:")),
            ("pkcs11:token=a?pin-source=|cat%20/etc/pin", UriError::Path("pin-source".into(), "file:")),
            ("pkcs11:token=a?module-path=a.so", UriError::Path("module-path".into(), "")),
            ("pkcs11:type=public", UriError::Type),
            ("pkcs11:token=a?module-name=opensc", UriError::ModuleName),
            ("pkcs11:slot-id=1", UriError::Slot),
            ("pkcs11:Token=a", unknown("Token")),
            ("pkcs11:x-vendor=a", unknown("x-vendor")),
            ("pkcs11:library-version=3", unknown("library-version")),
            ("pkcs11:module-path=a", unknown("module-path")),
            ("pkcs11:?token=a", unknown("token")),
        ] {
            assert_eq!(Pkcs11Uri::parse(text), Err(reason), "{text}");
        }
    }
}
