//! Documents from files in place of the network: `--documents MAP`.

use super::{BadgeError, open};
use credentials::verify::Supply;
use std::path::{Path, PathBuf};

/// Documents by address.
pub(super) struct Documents(Vec<Document>);

struct Document {
    url: String,
    file: PathBuf,
    bytes: Vec<u8>,
    used: bool,
}

impl Documents {
    /// Reads a map and the files that it names. Each line is a URL, white space and a file, whose path is relative to
    /// the map's own folder. Empty lines are skipped.
    ///
    /// # Errors
    /// A line of another form, a URL listed twice, or a file that cannot be opened.
    pub(super) fn read(map: &Path) -> Result<Self, BadgeError> {
        let text = String::from_utf8(open(map)?).map_err(|_| BadgeError::MapText(map.to_owned()))?;
        let folder = map.parent().unwrap_or_else(|| Path::new(""));
        let mut documents: Vec<Document> = Vec::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = |why: String| BadgeError::MapLine { map: map.to_owned(), line: number, why };
            let (url, file) = line.trim().split_once(char::is_whitespace).ok_or_else(|| {
                wrong(
                    "a line is a URL, a space and a file, such as https://a.example/did.json did.json"
                        .to_owned(),
                )
            })?;
            if documents.iter().any(|document| document.url == url) {
                return Err(wrong(format!("{url} is listed twice")));
            }
            let file = folder.join(file.trim_start());
            let missing =
                |error| BadgeError::MapFile { map: map.to_owned(), line: number, source: Box::new(error) };
            let bytes = open(&file).map_err(missing)?;
            documents.push(Document { url: url.to_owned(), file, bytes, used: false });
        }
        Ok(Self(documents))
    }

    /// The document at an address. A fragment is not part of a request (RFC 9110, section 7.1).
    pub(super) fn supply(&mut self, url: &str) -> Supply {
        let asked = url.split('#').next().unwrap_or_default();
        match self.0.iter_mut().find(|document| document.url == url || document.url == asked) {
            Some(document) => {
                document.used = true;
                Supply::Found(document.bytes.clone())
            }
            None => Supply::Unavailable(format!("{url} is not among the documents that were given")),
        }
    }

    /// The requested documents, each with its file.
    pub(super) fn used(&self) -> Vec<(&str, &Path)> {
        let used = self.0.iter().filter(|document| document.used);
        used.map(|document| (document.url.as_str(), document.file.as_path())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(map: &str) -> Result<Documents, BadgeError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("keys of the issuer.json"), "{}").unwrap();
        let path = folder.path().join("world.txt");
        std::fs::write(&path, map).unwrap();
        Documents::read(&path)
    }

    #[test]
    fn a_document_is_found_under_its_address_and_named_with_its_file() {
        let line = "https://a.example/did.json keys of the issuer.json\n\n";
        let mut documents = read(line).unwrap();
        assert!(documents.used().is_empty());
        assert_eq!(documents.supply("https://a.example/did.json"), Supply::Found(b"{}".to_vec()));
        assert_eq!(documents.supply("https://a.example/did.json#key"), Supply::Found(b"{}".to_vec()));
        assert!(matches!(documents.supply("https://a.example/other"), Supply::Unavailable(_)));
        let used = documents.used();
        assert!(used.len() == 1 && used[0].1.ends_with("keys of the issuer.json"), "{used:?}");
    }

    #[test]
    fn an_address_listed_twice_a_line_without_a_file_and_a_file_that_is_not_there_are_refused() {
        let line = "https://a.example/did.json keys of the issuer.json\n";
        assert!(
            read(&format!("{line}{line}"))
                .err()
                .unwrap()
                .to_string()
                .contains("line 2: https://a.example/did.json is listed twice")
        );
        assert!(read("https://a.example/did.json").is_err());
        assert!(read("https://a.example/did.json missing.json").is_err());
        assert!(Documents::read(Path::new("/nonexistent/map")).is_err());
    }
}
