//! The encoded bits of a status list.

use credentials::status::StatusList;

/// What is decoded is encoded and decoded again as the same list, and its bits are the list's.
pub fn status_list(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(list) = StatusList::decode(text) else { return };
    let encoded = list.encode();
    assert_eq!(StatusList::decode(&encoded).as_ref(), Ok(&list));
    assert!(list.only_gains(&list));
    assert!(list.ones().take(1000).all(|index| list.get(index) == Some(true)));
    assert_eq!(u32::try_from(list.len()).ok().and_then(|length| list.get(length)), None);
}
