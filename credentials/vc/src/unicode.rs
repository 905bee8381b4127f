//! Forms of Unicode text. The tables come with the feature `names`. Without it, text that is not ASCII has no form
//! here, and checks that depend on one do not recognise it.

/// Normalization Form C (Unicode Standard Annex 15). Without the feature `names`, the text unchanged.
#[cfg(feature = "names")]
pub(crate) fn nfc(text: &str) -> String {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

#[cfg(not(feature = "names"))]
pub(crate) fn nfc(text: &str) -> String {
    text.to_owned()
}

/// Whether a character changes the reading direction: embeddings, overrides, isolates and marks (Unicode Standard
/// Annex 9).
pub(crate) const fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Unicode's format characters (general category Cf), without the joiners U+200C and U+200D and those that belong to
/// the digits and texts of a script. The Hangul fillers, letters without a shape, are included.
pub(crate) const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The ASCII form of a host name, in lower case, as DNS looks it up (Unicode Technical Standard 46, `ToASCII`). None
/// for a name that has no such form, and without the feature `names` for a name that is not ASCII.
#[cfg(feature = "names")]
pub(crate) fn ascii_host(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok().filter(|name| !name.is_empty())
}

#[cfg(not(feature = "names"))]
pub(crate) fn ascii_host(name: &str) -> Option<String> {
    (name.is_ascii() && !name.is_empty()).then(|| name.to_ascii_lowercase())
}

/// MD5 as lower-case hex. None without the feature `names`.
#[cfg(feature = "names")]
#[expect(clippy::unnecessary_wraps, reason = "the feature decides whether there is one")]
pub(crate) fn md5_hex(text: &str) -> Option<String> {
    Some(hex::encode(<md5::Md5 as md5::Digest>::digest(text)))
}

#[cfg(not(feature = "names"))]
pub(crate) fn md5_hex(_text: &str) -> Option<String> {
    None
}
