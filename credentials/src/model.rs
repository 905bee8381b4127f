//! What Insignia issues, built from typed parts: an unsigned `AchievementCredential` and its status list.
//!
//! Every `type` of an Open Badges class is an array, nothing is null and nothing is empty (Open Badges 3.0
//! section 3). The builders check nothing: [`crate::lint`] decides what may be signed.

mod achievement;
mod credential;

pub use achievement::{ACHIEVEMENT_TYPES, Achievement};
pub use credential::{AchievementCredential, Profile, Recipient, StatusListCredential};

use serde_json::{Map, Value};

/// An `Image` object: the address of a picture and its caption.
fn image(url: &str, caption: Option<&str>) -> Value {
    let mut image = Map::new();
    image.insert("id".into(), url.into());
    image.insert("type".into(), "Image".into());
    put(&mut image, "caption", caption);
    image.into()
}

/// Adds a text member unless it is absent or empty.
fn put(object: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        object.insert(name.into(), text.into());
    }
}
