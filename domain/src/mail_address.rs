//! Mail addresses as people type them: an allow-list for the part before the `@`, and the domain in the form for DNS.
//!
//! The part before the `@` may have the characters of `atext` (RFC 5322, section 3.2.3) and dots. Some providers have
//! addresses with a dot at the end or two in a row: these are sent in quotation marks.

use crate::fault::{AddressExtra, RecipientFault};
use credentials::identity::{ascii_email, normalise_email};
use credentials::sanitizer::is_hidden;

/// Maximum length of an address (RFC 5321, section 4.5.3.1.3: a path of 256 with its brackets).
pub(crate) const MAX_ADDRESS: usize = 254;
/// Maximum length of the part before the `@` (RFC 5321, section 4.5.3.1.1).
const MAX_LOCAL_PART: usize = 64;
/// Maximum length of a label (RFC 1035, section 2.3.4).
const MAX_LABEL: usize = 63;
/// The joiners, which only labels that are not ASCII can contain (RFC 5892, appendices A.1 and A.2).
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Reads an address. Invisible characters are removed, and it is put in lower case. The domain may have U-labels:
/// [`with_ascii_domain`] decides whether these exist.
///
/// # Errors
/// What is wrong with it, and the address alone where more was typed.
pub(crate) fn read(typed: &str) -> Result<String, RecipientFault> {
    let visible: String = typed.chars().filter(|c| !is_hidden(*c)).collect();
    let text = visible.trim_matches(|c: char| c.is_whitespace() || JOINERS.contains(&c));
    if text.chars().count() > MAX_ADDRESS {
        return Err(RecipientFault::NotAMailAddress);
    }
    let alone = |extra, address: &str| match read(address) {
        Ok(address) => RecipientFault::MoreThanAnAddress { extra, address },
        Err(fault) => fault,
    };
    let scheme = text.get(.."mailto:".len()).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    if let Some(address) = scheme.and_then(|scheme| text.get(scheme.len()..)) {
        let address = address.split('?').next().unwrap_or_default();
        return Err(alone(AddressExtra::Mailto, address));
    }
    if text.matches('@').count() > 1 && text.contains([',', ';']) {
        return Err(RecipientFault::SeveralAddresses);
    }
    if let Some((before, rest)) = text.split_once('<') {
        let extra = if before.trim().is_empty() { AddressExtra::Brackets } else { AddressExtra::Name };
        let address = rest.split('>').next().unwrap_or_default();
        return Err(alone(extra, address));
    }
    if text.contains('"') {
        return Err(RecipientFault::Quoted);
    }
    if let Some(address) = without_comments(text) {
        return Err(alone(AddressExtra::Comment, &address));
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(RecipientFault::NotAMailAddress);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(RecipientFault::NotAMailAddress)?;
    Ok(normalise_email(&format!("{}@{}", local_part(local)?, read_domain(domain)?)))
}

/// The address with its domain as A-labels (RFC 5890; Unicode Technical Standard 46). It brings large tables: the
/// browser leaves it to the server.
///
/// # Errors
/// The domain has no such form, or is too long in it.
pub(crate) fn with_ascii_domain(address: &str) -> Result<String, RecipientFault> {
    let ascii = ascii_email(address).ok_or(RecipientFault::NoSuchDomain)?;
    let (_, domain) = ascii.rsplit_once('@').ok_or(RecipientFault::NotAMailAddress)?;
    read_domain(domain)?;
    if ascii.len() > MAX_ADDRESS {
        return Err(RecipientFault::NotAMailAddress);
    }
    Ok(ascii)
}

/// The text without its comments; none when it has none.
fn without_comments(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    text.contains(['(', ')']).then_some(kept)
}

fn local_part(typed: &str) -> Result<String, RecipientFault> {
    let local = typed.replace(JOINERS, "");
    if local.is_empty() || local.chars().count() > MAX_LOCAL_PART || local.contains('@') {
        return Err(RecipientFault::NotAMailAddress);
    }
    if let Some(character) = local.chars().find(|c| !c.is_ascii()) {
        return Err(RecipientFault::LocalPartNotAscii(character));
    }
    match local.chars().find(|c| !is_atext(*c) && *c != '.') {
        Some(character) => Err(RecipientFault::NotAllowed(character)),
        None => Ok(local),
    }
}

/// RFC 5322, section 3.2.3.
const fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '!' | '#'
                | '$'
                | '%'
                | '&'
                | '\''
                | '*'
                | '+'
                | '-'
                | '/'
                | '='
                | '?'
                | '^'
                | '_'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        )
}

/// Labels with dots between them. A label that is not ASCII may have any visible character here.
fn read_domain(typed: &str) -> Result<String, RecipientFault> {
    if typed.starts_with('[') {
        return Err(RecipientFault::NumberedHost);
    }
    // UTS 46 reads the dots of East Asian keyboards as label separators, too.
    let labels: Vec<String> =
        typed.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).map(read_label).collect::<Result<_, _>>()?;
    let last = labels.last().filter(|_| labels.len() > 1).ok_or(RecipientFault::NotAMailAddress)?;
    if last.bytes().all(|b| b.is_ascii_digit()) {
        return Err(RecipientFault::NumberedHost);
    }
    Ok(labels.join("."))
}

fn read_label(typed: &str) -> Result<String, RecipientFault> {
    let bare = typed.replace(JOINERS, "");
    let label = if bare.is_ascii() { bare } else { typed.to_owned() };
    if let Some(character) = label.chars().find(|c| c.is_ascii() && !c.is_ascii_alphanumeric() && *c != '-') {
        return Err(RecipientFault::NotAllowed(character));
    }
    let is_bounded = !label.is_empty() && label.chars().count() <= MAX_LABEL;
    if is_bounded && !label.starts_with('-') && !label.ends_with('-') {
        Ok(label)
    } else {
        Err(RecipientFault::NotAMailAddress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: &str = "ada@school.example";

    fn whole(typed: &str) -> Result<String, RecipientFault> {
        read(typed).and_then(|address| with_ascii_domain(&address))
    }

    #[test]
    fn what_nobody_sees_is_removed_from_an_address() {
        for unseen in [
            '\u{200b}',
            '\u{feff}',
            '\u{ad}',
            '\u{2060}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{61c}',
            '\u{202a}',
            '\u{202c}',
            '\u{202d}',
            '\u{202e}',
            '\u{2066}',
            '\u{2069}',
            '\u{180e}',
            '\u{3164}',
            '\u{e0041}',
        ] {
            let typed = format!("{unseen}a{unseen}da{unseen}@{unseen}sch{unseen}ool.exam{unseen}ple{unseen}");
            assert_eq!(whole(&typed), Ok(ADA.to_owned()), "{unseen:?}");
        }
        for around in ["\u{a0}", " ", "\u{3000}", "\u{2003}", "\u{a0}\u{200b} "] {
            assert_eq!(whole(&format!("{around}{ADA}{around}")), Ok(ADA.to_owned()), "{around:?}");
        }
        assert_eq!(whole("ada\u{a0}@school.example"), Err(RecipientFault::NotAMailAddress));
    }

    #[test]
    fn what_is_more_than_an_address_is_named_with_the_address_alone() {
        for (typed, extra) in [
            ("mailto:ada@school.example", AddressExtra::Mailto),
            ("MailTo: ada@school.example?subject=x", AddressExtra::Mailto),
            ("Ada Lovelace <ada@school.example>", AddressExtra::Name),
            ("\"Lovelace, Ada\" <ada@school.example>", AddressExtra::Name),
            ("<ada@school.example>", AddressExtra::Brackets),
            ("ada(work)@school.example", AddressExtra::Comment),
            ("ada@school.example (Ada (at work))", AddressExtra::Comment),
        ] {
            assert_eq!(whole(typed), Err(RecipientFault::more_than_an_address(extra, ADA)), "{typed}");
        }
        assert_eq!(whole("mailto:a:b@school.example"), Err(RecipientFault::NotAllowed(':')));
        assert_eq!(whole("\"ada lovelace\"@school.example"), Err(RecipientFault::Quoted));
        for several in
            ["a@b.example, c@d.example", "a@b.example;c@d.example", "A <a@b.example>, C <c@d.example>"]
        {
            assert_eq!(whole(several), Err(RecipientFault::SeveralAddresses), "{several}");
        }
    }

    #[test]
    fn before_the_at_sign_is_what_rfc_5322_allows_and_nothing_else() {
        let allowed = "abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.";
        for byte in 0x21..0x7f_u8 {
            let c = char::from(byte);
            let is_allowed = allowed.contains(c.to_ascii_lowercase());
            assert_eq!(whole(&format!("a{c}b@school.example")).is_ok(), is_allowed, "{c}");
        }
        for (typed, character) in
            [("a:b@school.example", ':'), ("[ada]@school.example", '['), ("a\\b@school.example", '\\')]
        {
            assert_eq!(whole(typed), Err(RecipientFault::NotAllowed(character)), "{typed}");
        }
        for (typed, character) in
            [("josé@school.example", 'é'), ("王@b.example", '王'), ("аda@school.example", 'а')]
        {
            assert_eq!(whole(typed), Err(RecipientFault::LocalPartNotAscii(character)), "{typed}");
        }
    }

    #[test]
    fn a_domain_becomes_its_a_labels() {
        for (typed, ascii) in [
            ("ada@münchen.example", "ada@xn--mnchen-3ya.example"),
            ("Ada@MÜNCHEN.Example", "ada@xn--mnchen-3ya.example"),
            ("ada@xn--mnchen-3ya.example", "ada@xn--mnchen-3ya.example"),
            ("ada@学校。example", "ada@xn--48s290a.example"),
            ("ada@हिन्दी.example", "ada@xn--j2bd4cyah0f.example"),
            ("ada@faß.example", "ada@xn--fa-hia.example"),
        ] {
            assert_eq!(whole(typed).as_deref(), Ok(ascii), "{typed}");
        }
        for typed in ["ada@xn--a.example", "ada@\u{301}a.example", "ada@a\u{ffff}.example"] {
            assert_eq!(whole(typed), Err(RecipientFault::NoSuchDomain), "{typed}");
        }
        let long = format!("ada@{}.example", "ü".repeat(63));
        assert!(read(&long).is_ok() && whole(&long).is_err());
    }

    #[test]
    fn after_the_at_sign_is_a_domain() {
        for typed in ["ada@1.2.3.4", "ada@[1.2.3.4]", "ada@[IPv6:::1]", "ada@１.２.３.４"] {
            assert_eq!(whole(typed), Err(RecipientFault::NumberedHost), "{typed}");
        }
        for (typed, character) in
            [("ada@a_b.example", '_'), ("ada@school:25.example", ':'), ("ada@b/c.example", '/')]
        {
            assert_eq!(whole(typed), Err(RecipientFault::NotAllowed(character)), "{typed}");
        }
        for typed in [
            "ada",
            "ada@",
            "@school.example",
            "ada@school",
            "ada@.example",
            "ada@school.example.",
            "ada@-a.example",
        ] {
            assert_eq!(whole(typed), Err(RecipientFault::NotAMailAddress), "{typed}");
        }
        for good in ["o'neill+x@school.example", "a..b@school.example", "ada.@school.example", "a@1a.example"]
        {
            assert_eq!(whole(good).as_deref(), Ok(good));
        }
    }

    #[test]
    fn a_long_text_is_refused_before_it_is_read() {
        for typed in ["mailto:".repeat(100_000), "<".repeat(100_000), format!("{}@b.example", "a".repeat(65))]
        {
            assert_eq!(read(&typed), Err(RecipientFault::NotAMailAddress));
        }
    }
}
