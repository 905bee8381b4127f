use leptos::prelude::*;

/// Where artwork is served if the page names no other place.
const UNNAMED: &str = "/art";

/// The folder of the artwork. Its name has a digest of the content, so that browsers keep the files.
#[derive(Clone, Debug)]
pub(crate) struct ArtFolder(pub(crate) String);

/// Address of a file of the artwork.
pub(crate) fn art(file: &str) -> String {
    match use_context::<ArtFolder>() {
        Some(ArtFolder(folder)) => format!("{folder}/{file}"),
        None => format!("{UNNAMED}/{file}"),
    }
}

/// Address of a badge's picture. The server names a template below `/art/`.
pub(crate) fn picture(address: &str) -> String {
    address.strip_prefix("/art/").map_or_else(|| address.to_owned(), art)
}
