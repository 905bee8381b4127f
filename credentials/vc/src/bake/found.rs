//! The badges found so far in a picture.

use std::borrow::Cow;

use super::{BakeError, Extracted};

/// The first badge and the first assertion of Open Badges 2. No other text is kept, whatever their number.
#[derive(Default)]
pub(super) struct Found<'a> {
    badge: Option<Cow<'a, str>>,
    is_placed: bool,
    old: Option<Cow<'a, str>>,
}

impl<'a> Found<'a> {
    /// Adds a badge in its proper place.
    ///
    /// # Errors
    /// As [`Found::add_misplaced`].
    pub(super) fn add_placed(&mut self, text: Cow<'a, str>) -> Result<(), BakeError> {
        self.is_placed = true;
        self.add_misplaced(text)
    }

    /// Adds a badge in another place. The same text may occur again.
    ///
    /// # Errors
    /// [`BakeError::SeveralCredentials`] when another badge was found before.
    pub(super) fn add_misplaced(&mut self, text: Cow<'a, str>) -> Result<(), BakeError> {
        let text = trimmed(text);
        match &self.badge {
            Some(badge) if *badge != text => Err(BakeError::SeveralCredentials),
            Some(_) => Ok(()),
            None => {
                self.badge = Some(text);
                Ok(())
            }
        }
    }

    /// Adds a text in the place of Open Badges 2 that is not a misplaced badge.
    pub(super) fn add_assertion(&mut self, text: Cow<'a, str>) {
        self.old.get_or_insert_with(|| trimmed(text));
    }

    pub(super) fn extracted(self) -> Extracted {
        match (self.badge, self.old) {
            (Some(text), _) if self.is_placed => Extracted::Credential(text.into_owned()),
            (Some(text), _) => Extracted::Misplaced(text.into_owned()),
            (None, Some(text)) => Extracted::OpenBadges2(text.into_owned()),
            (None, None) => Extracted::JustAPicture,
        }
    }
}

/// Removes a byte order mark and surrounding space, which programs may add to a text.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(bare(text)),
        Cow::Owned(text) if bare(&text).len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(bare(&text).to_owned()),
    }
}

pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_start_matches('\u{feff}').trim()
}
