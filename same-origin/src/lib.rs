//! Which requests come from a program's own pages: one rule over the headers of a request, for the web server and the
//! desk. The reasons: `docs/decisions/0021-libraries.md`.

use http::header::{COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};

#[cfg(test)]
mod tests;

/// Set by browsers: the relation between the page that causes a request and its target (Fetch Metadata).
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The differences between the programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Values of `Sec-Fetch-Site` that a change may have. A change without this header has to satisfy the other rules.
    pub sites: &'static [&'static str],
    /// Serves clients that are no browsers. Such a client sends no `Origin` and no cookie, and writes the host in any
    /// letter case.
    pub other_clients: bool,
}

impl Policy {
    /// Serves browsers alone, and changes from their own pages alone.
    pub const BROWSERS: Self = Self { sites: &["same-origin"], other_clients: false };

    /// Also serves other clients, and changes that a person started without a page (`none`).
    pub const ALL_CLIENTS: Self = Self { sites: &["same-origin", "none"], other_clients: true };
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// It names another host: a name that was made to resolve here (DNS rebinding), or a proxy that changes it.
    Host,
    /// It changes something, and may come from a page of another origin.
    Origin,
}

/// May the program with this origin, such as `https://badges.example`, answer a request with these headers? `changes`:
/// whether the request may change something.
///
/// Browsers send `Origin` with every change, current ones `Sec-Fetch-Site` too. So a change with neither comes from no
/// browser, unless it has a cookie.
///
/// # Errors
/// [`Foreign`]. `Host` is checked first.
pub fn check(policy: Policy, origin: &str, changes: bool, headers: &HeaderMap) -> Result<(), Foreign> {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    let own_host = match Value::of(headers, &HOST) {
        Value::Once(host) if policy.other_clients => host.eq_ignore_ascii_case(authority),
        Value::Once(host) => host == authority,
        Value::Absent | Value::Unusable => false,
    };
    if !own_host {
        return Err(Foreign::Host);
    }
    if !changes {
        return Ok(());
    }
    let has_site = match Value::of(headers, &FETCH_SITE) {
        Value::Absent => false,
        Value::Once(site) if policy.sites.contains(&site) => true,
        Value::Once(_) | Value::Unusable => return Err(Foreign::Origin),
    };
    let permitted = match Value::of(headers, &ORIGIN) {
        Value::Once(named) => named == origin,
        Value::Absent => policy.other_clients && (has_site || !headers.contains_key(COOKIE)),
        Value::Unusable => false,
    };
    if permitted { Ok(()) } else { Err(Foreign::Origin) }
}

/// The value of a header.
enum Value<'a> {
    Absent,
    Once(&'a str),
    /// It occurs more than once, or is not visible ASCII.
    Unusable,
}

impl<'a> Value<'a> {
    fn of(headers: &'a HeaderMap, name: &HeaderName) -> Self {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Self::Absent,
            (Some(value), None) => value.to_str().map_or(Self::Unusable, Self::Once),
            (Some(_), Some(_)) => Self::Unusable,
        }
    }
}
