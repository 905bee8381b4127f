//! The encoded bits of a status list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::status::StatusList;

/// A decoded list encodes and decodes to the same list, with the same bits. The input is tried as the text, and as
/// the compressed bytes that the text encodes.
pub fn status_list(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        list(text);
    }
    list(&format!("u{}", URL_SAFE_NO_PAD.encode(data)));
}

fn list(text: &str) {
    let Ok(list) = StatusList::decode(text) else { return };
    let encoded = list.encode();
    assert_eq!(StatusList::decode(&encoded).as_ref(), Ok(&list));
    assert!(list.only_gains(&list));
    assert!(list.ones().take(1000).all(|index| list.get(index) == Some(true)));
    assert_eq!(u32::try_from(list.len()).ok().and_then(|length| list.get(length)), None);
}
