//! Every combination of headers, for both policies.

use super::*;
use http::HeaderValue;

const OWN: &str = "http://localhost:3001";

/// The values of one header. Two values: the header occurs twice.
type Values = &'static [&'static str];

const HOSTS: [Values; 8] = [
    &[],
    &["localhost:3001"],
    &["LocalHost:3001"],
    &["localhost"],
    &["127.0.0.1:3001"],
    &["localhost:3001.evil.example"],
    &["localhost:3001", "localhost:3001"],
    &["\u{e9}"],
];
const ORIGINS: [Values; 8] = [
    &[],
    &[OWN],
    &["http://LocalHost:3001"],
    &["http://localhost:3000"],
    &["https://localhost:3001"],
    &["null"],
    &[OWN, OWN],
    &["\u{e9}"],
];
const SITES: [Values; 7] = [
    &[],
    &["same-origin"],
    &["none"],
    &["same-site"],
    &["cross-site"],
    &["same-origin", "same-origin"],
    &["\u{e9}"],
];
const COOKIES: [Values; 2] = [&[], &["session=1"]];

/// Hosts of requests that are answered.
const OWN_HOSTS: [(Policy, &[Values]); 2] = [
    (Policy::BROWSERS, &[&["localhost:3001"]]),
    (Policy::ALL_CLIENTS, &[&["localhost:3001"], &["LocalHost:3001"]]),
];

/// `Origin`, `Sec-Fetch-Site` and `Cookie` of changes that are answered. All others are refused.
const OWN_CHANGES: [(Policy, &[[Values; 3]]); 2] = [
    (
        Policy::BROWSERS,
        &[
            [&[OWN], &[], &[]],
            [&[OWN], &[], &["session=1"]],
            [&[OWN], &["same-origin"], &[]],
            [&[OWN], &["same-origin"], &["session=1"]],
        ],
    ),
    (
        Policy::ALL_CLIENTS,
        &[
            [&[OWN], &[], &[]],
            [&[OWN], &[], &["session=1"]],
            [&[OWN], &["same-origin"], &[]],
            [&[OWN], &["same-origin"], &["session=1"]],
            [&[OWN], &["none"], &[]],
            [&[OWN], &["none"], &["session=1"]],
            [&[], &["same-origin"], &[]],
            [&[], &["same-origin"], &["session=1"]],
            [&[], &["none"], &[]],
            [&[], &["none"], &["session=1"]],
            // Another client.
            [&[], &[], &[]],
        ],
    ),
];

fn headers(values: [(&'static str, Values); 4]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, values) in values {
        for value in values {
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
    }
    headers
}

#[test]
fn every_combination_of_headers_has_the_verdict_of_the_table() {
    let mut answered = 0;
    for ((policy, hosts), (_, changes)) in OWN_HOSTS.into_iter().zip(OWN_CHANGES) {
        for host in HOSTS {
            for origin in ORIGINS {
                for site in SITES {
                    for cookie in COOKIES {
                        let headers = headers([
                            ("host", host),
                            ("origin", origin),
                            ("sec-fetch-site", site),
                            ("cookie", cookie),
                        ]);
                        let case = format!("{policy:?} {headers:?}");
                        let own_host = hosts.contains(&host);
                        let read = if own_host { Ok(()) } else { Err(Foreign::Host) };
                        assert_eq!(check(policy, OWN, false, &headers), read, "{case}");
                        let change = match read {
                            Ok(()) if !changes.contains(&[origin, site, cookie]) => Err(Foreign::Origin),
                            read => read,
                        };
                        assert_eq!(check(policy, OWN, true, &headers), change, "{case}");
                        answered += usize::from(change.is_ok());
                    }
                }
            }
        }
    }
    assert_eq!(answered, 4 + 2 * 11);
}
