//! `insignia verify`: the same verification and the same sentence as on the web.

mod documents;

use super::USAGE;
use super::print::{complain, say};
use super::verify_order::VerifyOrder;
use crate::clock::{Clock as _, SystemClock};
use credentials::contexts::FurtherContexts;
use credentials::verify::{Need, Options, Report, Supply, TrustList, Verification};
use documents::Documents;
use fetch::{Guard, get};
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;
use tlog::VerifierKey;
use url::{Host, Url};

/// The longest input that is read: the limit of `credentials`, and one byte to detect more.
const MOST: u64 = 20 * 1024 * 1024 + 1;

/// Where a verification gets its documents.
enum Source {
    /// The network.
    Network,
    /// The network, and the caller's own installation at this address.
    Own(String),
    /// Only files.
    Files(Documents),
}

pub(super) fn verify(order: &VerifyOrder) -> ExitCode {
    match checked(order) {
        Ok((report, source)) => {
            if order.json {
                say(&as_json(&report, &source));
            } else {
                tell(&report);
                tell_files(&source);
            }
            ExitCode::from(report.verdict.exit_code())
        }
        Err(why) => {
            complain(&why);
            ExitCode::from(USAGE)
        }
    }
}

/// The report, and the source of its documents. The error is wrong usage, or a file that cannot be opened.
fn checked(order: &VerifyOrder) -> Result<(Report, Source), String> {
    let own = order.own.as_deref().map(own_address).transpose()?;
    let options = options(order, own.as_deref())?;
    let mut source = match (own, &order.documents) {
        (_, Some(map)) => Source::Files(Documents::read(map)?),
        (Some(own), None) => Source::Own(own),
        (None, None) => Source::Network,
    };
    let input = if let Some(file) = &order.file {
        open(file)?
    } else {
        let mut input = Vec::new();
        let read = std::io::stdin().lock().take(MOST).read_to_end(&mut input);
        read.map_err(|error| format!("standard input cannot be read: {error}"))?;
        input
    };
    let now = order.now.unwrap_or_else(|| SystemClock.now());
    let mut verification = Verification::begin_under(&input, &options, now);
    while let Some(need) = verification.next_need() {
        verification.supply(supply(&need, &mut source));
    }
    Ok((verification.report(), source))
}

/// The caller's trust settings.
fn options(order: &VerifyOrder, own: Option<&str>) -> Result<Options, String> {
    let general = FurtherContexts::default().with_general_path(jsonld::statements);
    let options = Options::default().with_contexts(general);
    let mut options = order.trust.iter().fold(options, Options::trusting);
    for (name, file) in &order.trust_lists {
        let list = TrustList::parse(name, &open(file)?)
            .map_err(|error| format!("{} is no list of issuers: {error}", file.display()))?;
        options = options.with_trust_list(list);
    }
    for key in &order.ledger_keys {
        let key = VerifierKey::parse(key).map_err(|error| {
            format!("--ledger-key takes a checkpoint key, as the issuer publishes it: {error}")
        })?;
        options = options.with_ledger_key(key);
    }
    if let Some(file) = &order.ledger_proof {
        options = options.with_ledger_proof(open(file)?);
    }
    if let Some(recipient) = &order.recipient {
        options = options.for_recipient(recipient);
    }
    if let Some(own) = own {
        options = options.with_own(own);
    }
    if order.documents.is_some() {
        options = options.without_network();
    }
    Ok(if order.strict { options.strictly() } else { options })
}

fn open(file: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
    read.map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    Ok(bytes)
}

/// https anywhere; http on this machine only.
fn own_address(text: &str) -> Result<String, String> {
    const WHY: &str = "--own must be the address of an installation: https://…, or http:// on this machine, \
                       such as http://localhost:3000";
    let url = Url::parse(text).map_err(|_| WHY.to_owned())?;
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let good = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    if good && url.path() == "/" { Ok(text.trim_end_matches('/').to_owned()) } else { Err(WHY.to_owned()) }
}

fn supply(need: &Need, source: &mut Source) -> Supply {
    let own = match source {
        Source::Files(documents) => return documents.supply(need.url().unwrap_or_default()),
        Source::Own(own) => Some(own.as_str()),
        Source::Network => None,
    };
    let guard = own.map_or(Guard::Public, |own| Guard::Own(own.to_owned()));
    let url = match (need, own) {
        (Need::IssuerProfile { did }, Some(own)) => format!(
            "{own}/api/v1/issuers?id={}",
            url::form_urlencoded::byte_serialize(did.as_bytes()).collect::<String>()
        ),
        (other, _) => other.url().unwrap_or_default().to_owned(),
    };
    match (get(&url, &guard), need, own) {
        (Ok(document), Need::IssuerProfile { .. }, Some(own)) => {
            Supply::Profile { document, by: own.to_owned() }
        }
        (Ok(bytes), ..) => Supply::Found(bytes),
        // A user who tries Insignia on their own machine meets this case first.
        (Err(why), ..)
            if own.is_none() && own_address(origin(&url)).is_ok_and(|own| own.starts_with("http:")) =>
        {
            Supply::Unavailable(format!(
                "{why}; if {} is your own installation, name it with --own",
                origin(&url)
            ))
        }
        (Err(why), ..) => Supply::Unavailable(why.to_string()),
    }
}

/// Scheme, host and port of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    url.get(..end).unwrap_or(url)
}

fn tell(report: &Report) {
    say(format!("{} {}", report.headline, report.sentence).trim());
    if let Some(detail) = &report.detail {
        say(detail);
    }
    say("");
    for check in &report.checks {
        say(&format!("  {:<20} {:<12} {}", check.outcome.label(), check.name.label(), check.says));
        for more in check.remarks.iter().map(|remark| &remark.says).chain(&check.next_step) {
            say(&format!("  {:<33} {more}", ""));
        }
    }
    for endorsement in &report.endorsements {
        say(&format!("  Endorsement by {}: {}", endorsement.issuer_id, endorsement.sentence));
    }
}

/// Prints which documents came from which files.
fn tell_files(source: &Source) {
    let Source::Files(documents) = source else { return };
    say("");
    for (url, file) in documents.used() {
        say(&format!("  Read from a file: {url} from {}", file.display()));
    }
}

fn as_json(report: &Report, source: &Source) -> String {
    let mut report = json!(report);
    if let (Source::Files(documents), Value::Object(members)) = (source, &mut report) {
        let used = documents.used();
        let used =
            used.iter().map(|(url, file)| json!({"url": url, "file": file.display().to_string()})).collect();
        members.insert("documents".to_owned(), used);
    }
    format!("{report:#}")
}

#[cfg(test)]
mod tests {
    use super::{origin, own_address};

    #[test]
    fn the_origin_ends_before_the_path() {
        assert_eq!(origin("http://localhost:3000/status/1"), "http://localhost:3000");
        assert_eq!(origin("https://a.example"), "https://a.example");
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert_eq!(own_address("http://localhost:3000/").as_deref(), Ok("http://localhost:3000"));
        assert!(own_address("https://badges.example.edu").is_ok());
        assert!(own_address("http://badges.example.edu").is_err());
        assert!(own_address("http://localhost.evil.example").is_err());
        assert!(own_address("file:///etc").is_err());
    }
}
