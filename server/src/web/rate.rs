//! Rate limits per client, for requests that are expensive or could guess a secret.

use super::Web;
use super::client::{self, AddressBlock};
use super::problem::Problem;
use crate::config::Limits;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How many clients are tracked. Further clients share one allowance.
const CLIENTS: usize = 100_000;
/// How often clients with a full allowance are removed when too many are tracked, in milliseconds.
const SWEEP: i64 = 1_000;
/// The period of each limit, in milliseconds.
const MINUTE: i64 = 60_000;

/// The kinds of limited requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Checking a badge on the Verify page.
    Verify,
    /// Fetching a document for a check in a visitor's browser.
    Relay,
    /// Opening claim links.
    Claim,
    /// Pictures that the server draws: downloads of public badges, and previews.
    Drawing,
    /// Opening links that sign a user in.
    SignIn,
}

impl Kind {
    fn of(method: &Method, path: &str) -> Option<Self> {
        match (method, path.split('/').nth(1)) {
            (&Method::POST, Some("verify")) => Some(Self::Verify),
            (_, Some("fetch")) => Some(Self::Relay),
            (_, Some("claim")) => Some(Self::Claim),
            (_, Some("credentials" | "achievements")) if is_drawn(path) => Some(Self::Drawing),
            (&Method::POST, Some("owner")) => Some(Self::SignIn),
            _ => None,
        }
    }

    fn a_minute(self, limits: &Limits) -> u32 {
        match self {
            Self::Verify => limits.verify_per_minute.get(),
            Self::Relay => limits.relay_per_minute.get(),
            Self::Claim | Self::Drawing => limits.claim_per_minute.get(),
            Self::SignIn => limits.sign_in_per_minute.get(),
        }
    }
}

fn is_drawn(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "png" | "svg")))
}

/// Refuses requests above the client's limit.
pub(super) async fn limit(State(web): State<Web>, request: Request, next: Next) -> Response {
    let settings = &web.settings;
    if let Some(kind) = Kind::of(request.method(), request.uri().path())
        && let Some(address) = client::address(&request, settings.proxy.as_ref())
    {
        let most = kind.a_minute(&settings.limits);
        let key = (kind, AddressBlock::of(address));
        if let Err(seconds) = web.rates.ask(key, most, settings.clock.now()) {
            return Problem::TooOften(seconds).into_response();
        }
    }
    next.run(request).await
}

/// Per client, the time at which its allowance is full again (the generic cell rate algorithm).
#[derive(Debug, Default)]
pub(crate) struct Rates(Mutex<Clients>);

#[derive(Debug, Default)]
struct Clients {
    /// Key `None`: all clients beyond those tracked.
    whole: HashMap<Option<(Kind, AddressBlock)>, i64>,
    swept: i64,
}

impl Rates {
    /// Takes one of `a_minute`, or returns after how many seconds one is free.
    fn ask(&self, key: (Kind, AddressBlock), a_minute: u32, now: Timestamp) -> Result<(), i64> {
        let (now, cost) = (now.millis(), MINUTE / i64::from(a_minute.max(1)));
        let mut clients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.whole.len() >= CLIENTS && (now - clients.swept).abs() >= SWEEP {
            clients.whole.retain(|_, whole| *whole > now);
            clients.swept = now;
        }
        let known = clients.whole.len() < CLIENTS || clients.whole.contains_key(&Some(key));
        let whole = clients.whole.entry(known.then_some(key)).or_insert(now);
        // Never more than a minute ahead, even after the clock was set back.
        *whole = (*whole).clamp(now, now + MINUTE);
        let wait = *whole + cost - now - MINUTE;
        if wait > 0 {
            return Err(wait.div_euclid(1000) + i64::from(wait.rem_euclid(1000) > 0));
        }
        *whole += cost;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(address: &str) -> (Kind, AddressBlock) {
        (Kind::Verify, AddressBlock::of(address.parse().unwrap()))
    }

    #[test]
    fn a_client_has_its_allowance_in_every_minute_and_no_more() {
        let rates = Rates::default();
        let at = |millis: i64| Timestamp::from_millis(1_772_000_000_000 + millis);
        for _ in 0..20 {
            assert_eq!(rates.ask(key("192.0.2.1"), 20, at(0)), Ok(()));
        }
        assert_eq!(rates.ask(key("192.0.2.1"), 20, at(0)), Err(3));
        assert_eq!(rates.ask(key("192.0.2.2"), 20, at(0)), Ok(()), "another client is not concerned");
        assert_eq!(rates.ask((Kind::Claim, key("192.0.2.1").1), 20, at(0)), Ok(()));
        assert_eq!(rates.ask(key("192.0.2.1"), 20, at(3_000)), Ok(()), "a twentieth of a minute later");
        assert!(rates.ask(key("192.0.2.1"), 20, at(3_000)).is_err());
        assert!(rates.ask(key("192.0.2.1"), 20, at(120_000)).is_ok());
        // A clock that is set back does not lock clients out until it has caught up.
        let earlier = |millis: i64| at(millis - 86_400_000);
        assert_eq!(rates.ask(key("192.0.2.1"), 20, earlier(0)), Err(3));
        assert_eq!(rates.ask(key("192.0.2.1"), 20, earlier(3_000)), Ok(()));
    }

    #[test]
    fn what_the_server_draws_for_everybody_is_limited_and_documents_are_not() {
        let kind = |path| Kind::of(&Method::GET, path);
        for drawn in ["/credentials/x/badge.png", "/credentials/x/badge.svg", "/achievements/x/1/preview.png"]
        {
            assert_eq!(kind(drawn), Some(Kind::Drawing), "{drawn}");
        }
        for read in ["/credentials/x", "/credentials/x/badge.json", "/achievements/x/1/image", "/art/x.svg"] {
            assert_eq!(kind(read), None, "{read}");
        }
    }

    #[test]
    fn clients_beyond_those_remembered_share_one_allowance() {
        let rates = Rates::default();
        let now = Timestamp::from_millis(1_772_000_000_000);
        for number in 0..u32::try_from(CLIENTS).unwrap() {
            let address = std::net::Ipv4Addr::from(number);
            assert_eq!(rates.ask((Kind::Verify, AddressBlock::of(address.into())), 1, now), Ok(()));
        }
        assert_eq!(rates.ask(key("203.0.113.1"), 1, now), Ok(()));
        assert!(rates.ask(key("203.0.113.2"), 1, now).is_err());
        let later = now.plus_seconds(60);
        assert_eq!(rates.ask(key("203.0.113.2"), 1, later), Ok(()), "a minute later all are forgotten");
        assert!(rates.0.lock().unwrap().whole.len() < 10);
    }
}
