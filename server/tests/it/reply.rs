//! A response with helpers for tests.

use axum::http::{HeaderMap, StatusCode};

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text between tags, white space collapsed.
    pub(crate) fn words(&self) -> String {
        let (mut words, mut inside) = (String::new(), false);
        for c in self.text().chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        words.join(" ")
    }

    pub(crate) fn says(&self, what: &str) -> bool {
        self.words().contains(what)
    }

    /// The target of a 303.
    #[track_caller]
    pub(crate) fn leads_to(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.words());
        self.header("location").to_owned()
    }

    /// The value of the first input with this name.
    #[track_caller]
    pub(crate) fn input(&self, name: &str) -> String {
        let text = self.text();
        let tags = text.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        let attribute = |tag: &str, name: &str| {
            tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
        };
        tags.into_iter()
            .find(|tag| attribute(tag, "name").as_deref() == Some(name))
            .and_then(|tag| attribute(tag, "value"))
            .unwrap_or_else(|| panic!("no input {name} in {}", self.words()))
    }

    /// The address of the first uploaded or frozen picture in the page.
    pub(crate) fn image_of_upload(&self) -> String {
        let text = self.text();
        let rest = text.split("\"/uploads/").nth(1).unwrap_or_else(|| panic!("{text}"));
        format!("/uploads/{}", &rest[..64])
    }
}
