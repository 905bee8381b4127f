//! `insignia verify`: the same verification as the web's, the same sentence.

use super::USAGE;
use super::arguments::VerifyOptions;
use super::print::{complain, say};
use crate::clock::{Clock as _, SystemClock};
use crate::fetch::{Guard, get};
use credentials::verify::{Need, Report, Supply, Verification};
use std::io::Read as _;
use std::process::ExitCode;
use url::{Host, Url};

/// The longest input that is read: what `credentials` looks at, and one byte to see that there is more.
const MOST: u64 = 20 * 1024 * 1024 + 1;

pub(super) fn verify(options: &VerifyOptions) -> ExitCode {
    let own = match options.own.as_deref().map(own_address).transpose() {
        Ok(own) => own,
        Err(why) => {
            complain(why);
            return ExitCode::from(USAGE);
        }
    };
    let input = match read(options) {
        Ok(input) => input,
        Err(error) => {
            let file =
                options.file.as_ref().map_or("standard input".into(), |file| file.display().to_string());
            complain(&format!("{file} cannot be read: {error}"));
            return ExitCode::from(USAGE);
        }
    };
    let mut verification = Verification::begin(&input, SystemClock.now());
    if let Some(recipient) = &options.recipient {
        verification.compare_recipient(recipient);
    }
    while let Some(need) = verification.next_need() {
        verification.supply(supply(&need, own.as_deref()));
    }
    let report = verification.report();
    let code = ExitCode::from(report.verdict.exit_code());
    if options.json {
        match serde_json::to_string_pretty(&report) {
            Ok(json) => say(&json),
            Err(error) => {
                complain(&format!("the report could not be written: {error}"));
                return ExitCode::from(USAGE);
            }
        }
    } else {
        tell(&report);
    }
    code
}

fn read(options: &VerifyOptions) -> std::io::Result<Vec<u8>> {
    let mut input = Vec::new();
    match &options.file {
        Some(file) => std::fs::File::open(file)?.take(MOST).read_to_end(&mut input)?,
        None => std::io::stdin().lock().take(MOST).read_to_end(&mut input)?,
    };
    Ok(input)
}

/// https anywhere; http on this machine only.
fn own_address(text: &str) -> Result<String, &'static str> {
    const WHY: &str = "--own must be the address of an installation: https://…, or http:// on this machine, \
                       such as http://localhost:3000";
    let url = Url::parse(text).map_err(|_| WHY)?;
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let good = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    if good && url.path() == "/" { Ok(text.trim_end_matches('/').to_owned()) } else { Err(WHY) }
}

fn supply(need: &Need, own: Option<&str>) -> Supply {
    let guard = own.map_or(Guard::Public, |own| Guard::Own(own.to_owned()));
    let url = match (need, own) {
        (Need::IssuerProfile { did }, Some(own)) => format!(
            "{own}/api/v1/issuers?id={}",
            url::form_urlencoded::byte_serialize(did.as_bytes()).collect::<String>()
        ),
        (Need::IssuerProfile { .. }, None) => {
            return Supply::Unavailable("no installation of one's own was named (--own)".to_owned());
        }
        (other, _) => other.url().unwrap_or_default().to_owned(),
    };
    match (get(&url, &guard), need, own) {
        (Ok(document), Need::IssuerProfile { .. }, Some(own)) => {
            Supply::Profile { document, by: own.to_owned() }
        }
        (Ok(bytes), ..) => Supply::Found(bytes),
        // Whoever tries Insignia out on their own machine meets this first.
        (Err(why), ..)
            if own.is_none() && own_address(origin(&url)).is_ok_and(|own| own.starts_with("http:")) =>
        {
            Supply::Unavailable(format!(
                "{why}; if {} is your own installation, name it with --own",
                origin(&url)
            ))
        }
        (Err(why), ..) => Supply::Unavailable(why),
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
        for more in [&check.warning, &check.next_step].into_iter().flatten() {
            say(&format!("  {:<33} {more}", ""));
        }
    }
    for endorsement in &report.endorsements {
        say(&format!("  Endorsement by {}: {}", endorsement.issuer_id, endorsement.sentence));
    }
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
