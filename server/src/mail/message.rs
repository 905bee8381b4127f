//! A message with a text and an HTML part (RFC 5322, RFC 2045 to 2047). No value can start another header.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::Timestamp;
use std::fmt::Write as _;

/// A message.
#[derive(Debug)]
pub(super) struct Message<'a> {
    /// Name and address.
    pub(super) from: (&'a str, &'a str),
    /// Name and address.
    pub(super) to: (&'a str, &'a str),
    pub(super) subject: &'a str,
    /// Without angle brackets.
    pub(super) id: &'a str,
    pub(super) date: Timestamp,
    pub(super) text: &'a str,
    pub(super) html: &'a str,
}

/// The separator of the parts. Base64 has no `=_`, so no part contains it.
const BOUNDARY: &str = "=_insignia_parts";

impl Message<'_> {
    pub(super) fn to_eml(&self) -> String {
        let mut eml = String::new();
        let mut header = |name: &str, value: &str| {
            // Writing to a String cannot fail.
            let _ = write!(eml, "{name}: {value}\r\n");
        };
        header("From", &mailbox(self.from));
        header("To", &mailbox(self.to));
        header("Subject", &words(self.subject));
        header("Date", &date(self.date));
        header("Message-ID", &format!("<{}>", one_line(self.id)));
        header("Auto-Submitted", "auto-generated");
        header("MIME-Version", "1.0");
        header("Content-Type", &format!("multipart/alternative; boundary=\"{BOUNDARY}\""));
        for (kind, content) in [("plain", self.text), ("html", self.html)] {
            let _ = write!(
                eml,
                "\r\n--{BOUNDARY}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                lines(content)
            );
        }
        let _ = write!(eml, "\r\n--{BOUNDARY}--\r\n");
        eml
    }
}

fn mailbox((name, address): (&str, &str)) -> String {
    format!("{} <{}>", words(name), one_line(address))
}

/// Encoded words (RFC 2047) of at most 75 characters, folded, for any text.
fn words(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut chunk = String::new();
    for c in one_line(text).chars() {
        if chunk.len() + c.len_utf8() > 42 {
            words.push(format!("=?utf-8?B?{}?=", STANDARD.encode(&chunk)));
            chunk.clear();
        }
        chunk.push(c);
    }
    words.push(format!("=?utf-8?B?{}?=", STANDARD.encode(&chunk)));
    words.join("\r\n ")
}

/// Without characters that end a line or a mailbox.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !matches!(c, '<' | '>')).collect()
}

/// Base64 in lines of 76 characters.
fn lines(content: &str) -> String {
    let encoded = STANDARD.encode(content.replace("\r\n", "\n").replace('\n', "\r\n"));
    let mut out = String::new();
    for (at, c) in encoded.chars().enumerate() {
        if at > 0 && at % 76 == 0 {
            out.push_str("\r\n");
        }
        out.push(c);
    }
    out.push_str("\r\n");
    out
}

/// `1 Mar 2026 09:00:00 +0000` (RFC 5322, section 3.3; the day's name is optional).
fn date(at: Timestamp) -> String {
    let long = at.long_date();
    let mut parts = long.split(' ');
    let (day, month, year) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let month: String = month.chars().take(3).collect();
    let rfc3339 = at.rfc3339();
    let clock = rfc3339.split_once('T').map_or("", |(_, clock)| clock.trim_end_matches('Z'));
    format!("{day} {month} {year} {clock} +0000")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(name: &str, address: &str, subject: &str) -> String {
        Message {
            from: ("Vrijhaven", "badges@localhost"),
            to: (name, address),
            subject,
            id: "1@localhost",
            date: Timestamp::parse("2026-03-01T09:00:00Z").unwrap(),
            text: "Hello",
            html: "<p>Hello</p>",
        }
        .to_eml()
    }

    #[test]
    fn nothing_typed_can_begin_a_header() {
        let eml =
            message("Eve\r\nBcc: all@example.edu", "e@example.edu>\r\nBcc: <x@example.edu", "A\nX-Evil: 1");
        let headers = eml.split("\r\n\r\n").next().unwrap();
        let names: Vec<_> = headers
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let want =
            ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"];
        assert_eq!(names, want);
    }

    #[test]
    fn names_in_other_scripts_arrive_whole_in_short_lines() {
        let name = "王小明 Óskarsdóttir-Vandenbroucke van der Meer-Łukasiewicz";
        let eml = message(name, "m@example.edu", "Badge");
        assert!(eml.lines().all(|line| line.len() <= 120), "{eml}");
        let to: String = eml.split("To: ").nth(1).unwrap().split(" <").next().unwrap().replace("\r\n ", "");
        let decoded: Vec<u8> = to
            .split("=?utf-8?B?")
            .filter_map(|word| word.strip_suffix("?="))
            .flat_map(|word| STANDARD.decode(word).unwrap())
            .collect();
        assert_eq!(String::from_utf8(decoded).unwrap(), name);
    }

    #[test]
    fn the_date_is_as_mail_wants_it() {
        assert!(message("a", "a@b.example", "c").contains("Date: 1 Mar 2026 09:00:00 +0000\r\n"));
    }
}
