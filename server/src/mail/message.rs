//! A message with a text and an HTML part (RFC 5322, RFC 2045 to 2047), built by `lettre`. No value can start another
//! header.

use domain::Timestamp;
use lettre::address::{AddressError, Envelope};
use lettre::message::header::{
    ContentTransferEncoding, ContentType, ContentTypeErr, HeaderName, HeaderValue,
};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use std::time::{Duration, SystemTime};

/// Why a mail has no message.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MessageError {
    /// A template could not be filled in.
    #[error("filling in the template of the mail")]
    Template(#[from] askama::Error),
    /// An address has a form that mail does not know.
    #[error("reading the address of the mail")]
    Address(#[from] AddressError),
    /// The picture's media type cannot be read.
    #[error("naming the media type of the picture in the mail")]
    Kind(#[from] ContentTypeErr),
    /// The parts do not make a message.
    #[error("building the message of the mail")]
    Build(#[from] lettre::error::Error),
}

/// The content of a message.
#[derive(Debug)]
pub(super) struct Content<'a> {
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
    /// A PNG that the HTML part shows as `cid:logo`. Within the mail, because a picture at a server is blocked by many
    /// programs and reports that the mail was opened.
    pub(super) logo: Option<&'a [u8]>,
}

/// The separator of the parts. Base64 has no `=_`, so no part contains it.
const BOUNDARY: &str = "=_insignia_parts";

/// The separator of the HTML part and its picture.
const INNER_BOUNDARY: &str = "=_insignia_picture";

/// The last millisecond of the year 9999: a date header has four digits for the year.
const LAST_MILLISECOND: u64 = 253_402_300_799_999;

impl Content<'_> {
    /// The message. The same content makes the same message.
    ///
    /// # Errors
    /// [`MessageError`].
    pub(super) fn message(&self) -> Result<Message, MessageError> {
        let (from, to) = (mailbox(self.from)?, mailbox(self.to)?);
        // Otherwise lettre reads the addresses again from the headers, where it does not know quotation marks.
        let envelope = Envelope::new(Some(from.email.clone()), vec![to.email.clone()])?;
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let headers = Message::builder()
            .envelope(envelope)
            .from(from)
            .to(to)
            .subject(one_line(self.subject))
            .date(date(self.date))
            .message_id(Some(format!("<{}>", one_line(self.id))))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let parts = MultiPart::alternative().boundary(BOUNDARY);
        let parts = parts.singlepart(part(ContentType::TEXT_PLAIN, self.text));
        let html = part(ContentType::TEXT_HTML, self.html);
        let parts = match self.logo {
            None => parts.singlepart(html),
            Some(logo) => {
                let kind = ContentType::parse("image/png")?;
                let logo = Attachment::new_inline("logo".to_owned()).body(logo.to_vec(), kind);
                let related = MultiPart::related().boundary(INNER_BOUNDARY);
                parts.multipart(related.singlepart(html).singlepart(logo))
            }
        };
        Ok(headers.multipart(parts)?)
    }

    /// The message as the text of an `.eml` file.
    ///
    /// # Errors
    /// [`MessageError`].
    pub(super) fn to_eml(&self) -> Result<String, MessageError> {
        Ok(String::from_utf8_lossy(&self.message()?.formatted()).into_owned())
    }
}

/// Base64, because a relay may change other encodings of long lines.
fn part(kind: ContentType, content: &str) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64).body(content.to_owned())
}

fn mailbox((name, text): (&str, &str)) -> Result<Mailbox, AddressError> {
    let name = Some(one_line(name)).filter(|name| !name.trim().is_empty());
    Ok(Mailbox::new(name, address(text)?))
}

/// Reads an address. Some providers have local parts such as `a..b`, which RFC 5322 admits in quotation marks alone.
fn address(text: &str) -> Result<Address, AddressError> {
    text.parse().or_else(|error| match text.rsplit_once('@') {
        Some((local, domain)) => Address::new(format!("\"{}\"", escaped(local)), domain),
        None => Err(error),
    })
}

fn escaped(local: &str) -> String {
    local.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Without characters that end a line or a mailbox.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !matches!(c, '<' | '>')).collect()
}

fn date(at: Timestamp) -> SystemTime {
    let millis = u64::try_from(at.millis()).unwrap_or(0).min(LAST_MILLISECOND);
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    fn content<'a>(name: &'a str, address: &'a str, subject: &'a str) -> Content<'a> {
        Content {
            from: ("Vrijhaven", "badges@localhost"),
            to: (name, address),
            subject,
            id: "1@localhost",
            date: Timestamp::parse("2026-03-01T09:00:00Z").unwrap(),
            text: "Hello",
            html: "<p>Hello</p>",
            logo: None,
        }
    }

    fn message(name: &str, address: &str, subject: &str) -> String {
        content(name, address, subject).to_eml().unwrap()
    }

    #[test]
    fn nothing_typed_can_begin_a_header() {
        let eml = message("Eve\r\nBcc: all@example.edu", "e@example.edu", "A\nX-Evil: 1");
        let headers = eml.split("\r\n\r\n").next().unwrap();
        let names: Vec<_> = headers
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let want =
            ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"];
        assert_eq!(names, want);
        for evil in
            ["e@example.edu>\r\nBcc: <x@example.edu", "e\r\n@example.edu", "e@example.edu\r\n", "e@x>", "e"]
        {
            let refused = content("Eve", evil, "A").to_eml();
            assert!(matches!(refused, Err(MessageError::Address(_))), "{evil}: {refused:?}");
        }
    }

    #[test]
    fn names_in_other_scripts_arrive_whole_in_short_lines() {
        let name = "王小明 Óskarsdóttir-Vandenbroucke van der Meer-Łukasiewicz";
        let eml = message(name, "m@example.edu", "Badge");
        assert!(eml.lines().all(|line| line.len() <= 120), "{eml}");
        let to: String = eml.split("To: ").nth(1).unwrap().split(" <").next().unwrap().replace("\r\n ", "");
        let decoded: Vec<u8> = to
            .split("=?utf-8?b?")
            .filter_map(|word| word.strip_suffix("?="))
            .flat_map(|word| STANDARD.decode(word).unwrap())
            .collect();
        assert_eq!(String::from_utf8(decoded).unwrap(), name);
    }

    #[test]
    fn any_name_of_an_institution_and_of_a_learner_makes_the_same_message_twice() {
        let long = "Vrijhaven ".repeat(30);
        let names = [
            "",
            " ",
            "A",
            "\"",
            "\\",
            "a \"b\" \\c",
            "O'Brien, Ann (she/her); x",
            "@",
            "a@b.example",
            "(",
            ")",
            ":",
            "=?utf-8?q?x?=",
            "\u{202e}x",
            "\u{0}\u{7f}\u{85}",
            "Škola — „Přístav“",
            "👩🏽‍🎓",
            "<b>",
            long.trim(),
        ];
        for name in names {
            let content =
                Content { from: (name, "badges@localhost"), ..content(name, "m@example.edu", name) };
            let message = content.message().unwrap_or_else(|error| panic!("{name:?}: {error:?}"));
            assert_eq!(message.envelope().to(), ["m@example.edu".parse::<Address>().unwrap()], "{name:?}");
            let eml = content.to_eml().unwrap();
            assert!(eml.lines().all(|line| line.len() <= 120), "{eml}");
            assert!(eml.chars().all(|c| c.is_ascii_graphic() || matches!(c, ' ' | '\r' | '\n')), "{eml}");
            assert_eq!(eml, content.to_eml().unwrap());
        }
    }

    #[test]
    fn an_address_that_needs_quotation_marks_gets_them() {
        let eml = message("Maren", "a..b@example.edu", "Badge");
        assert!(eml.contains("<\"a..b\"@example.edu>\r\n"), "{eml}");
        for good in [
            "maren+x@example.edu",
            "m@sub.example.edu",
            "o'neill@example.edu",
            "m@münchen.example",
            "王@b.example",
        ] {
            assert!(message("Maren", good, "Badge").contains(&format!("<{good}>\r\n")), "{good}");
        }
    }

    #[test]
    fn the_date_is_as_mail_wants_it() {
        let eml = message("a", "a@b.example", "c");
        assert!(eml.contains("Date: Sun, 01 Mar 2026 09:00:00 +0000\r\n"), "{eml}");
        for (millis, year) in [(i64::MIN, " 1970 "), (i64::MAX, " 9999 ")] {
            let content =
                Content { date: Timestamp::from_millis(millis), ..content("a", "a@b.example", "c") };
            assert!(content.to_eml().unwrap().contains(year));
        }
    }

    #[test]
    fn a_logo_is_within_the_mail_and_belongs_to_its_html_part() {
        let logo = [137, 80, 78, 71].repeat(200);
        let content = Content { logo: Some(&logo), ..content("a", "a@b.example", "c") };
        let eml = content.to_eml().unwrap();
        assert_eq!(eml, content.to_eml().unwrap());
        let related = eml.split("--=_insignia_parts").nth(2).unwrap();
        assert!(related.contains("multipart/related"), "{eml}");
        let picture = related.split("--=_insignia_picture").nth(2).unwrap();
        let (head, body) = picture.split_once("\r\n\r\n").unwrap();
        for header in ["Content-ID: <logo>", "Content-Type: image/png", "Content-Disposition: inline"] {
            assert!(head.contains(header), "{head}");
        }
        assert_eq!(STANDARD.decode(body.replace("\r\n", "")).unwrap(), logo);
    }

    #[test]
    fn both_parts_arrive_whole() {
        let text = "Grüße\nein = Zeichen\n".repeat(60);
        let eml = Content { text: &text, ..content("a", "a@b.example", "c") }.to_eml().unwrap();
        let parts: Vec<_> = eml.split("--=_insignia_parts").skip(1).collect();
        let [plain, html, "--\r\n"] = parts[..] else { panic!("{eml}") };
        for (part, kind, want) in [
            (plain, "text/plain", text.replace('\n', "\r\n")),
            (html, "text/html", "<p>Hello</p>".to_owned()),
        ] {
            let (head, body) = part.split_once("\r\n\r\n").unwrap();
            assert!(head.contains(&format!("Content-Type: {kind}; charset=utf-8\r\n")), "{head}");
            let decoded = STANDARD.decode(body.replace("\r\n", "")).unwrap();
            assert_eq!(String::from_utf8(decoded).unwrap(), want);
        }
    }
}
