use std::fmt::Write as _;

/// A text in which only unreserved characters stay as they are (RFC 3986, 2.3).
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a `String` does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The address of a mail to this recipient (RFC 6068).
pub(crate) fn mail_address(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    format!("mailto:{}@{}", percent_encoded(local), percent_encoded(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_byte_is_encoded() {
        assert_eq!(percent_encoded("a-Z_0.~"), "a-Z_0.~");
        assert_eq!(percent_encoded("ü &/\n"), "%C3%BC%20%26%2F%0A");
    }
}
