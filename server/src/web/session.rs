//! The visitor: the session behind the cookie.

use super::Web;
use super::problem::Problem;
use crate::config::PublicUrl;
use crate::log::chain;
use crate::secret::Secret;
use app::backend::Session;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Member;

/// The visitor, if signed in.
#[derive(Clone, Debug)]
pub(super) struct Visitor(pub(super) Option<(Member, Session)>);

/// Looks up the visitor for the handlers.
pub(super) async fn visitor(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let cookie = cookie(request.headers(), name(web.settings.addresses.base()));
    let session = match cookie {
        None => Ok(None),
        Some(cookie) => web.application.people.find_session.find(&cookie).await,
    };
    match session {
        Ok(session) => {
            let visitor = Visitor(session.map(|(member, name)| (member, Session(name))));
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(error) => {
            tracing::error!(error = chain(&error), "looking up a session");
            Problem::Internal.into_response()
        }
    }
}

/// On https the prefix makes browsers insist on `Secure`, `Path=/` and no `Domain` (RFC 6265bis, section 4.1.3).
fn name(base: &PublicUrl) -> &'static str {
    if base.is_https() { "__Host-insignia" } else { "insignia" }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

/// The header that starts a session in the browser; `seconds` is its lifetime, 0 ends it.
pub(super) fn set_cookie(base: &PublicUrl, session: Option<&Secret>, seconds: i64) -> Option<HeaderValue> {
    let value = session.map_or("", Secret::reveal);
    let secure = if base.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", name(base));
    HeaderValue::from_str(&cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_https_the_cookie_goes_nowhere_but_back_over_tls() {
        let https = PublicUrl::try_from("https://badges.example.edu".to_owned()).unwrap();
        let cookie = set_cookie(&https, Some(&Secret::new(1)), 60).unwrap();
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-insignia=0") && cookie.ends_with("; Secure"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1; insignia=xyz; b=2"))]);
        assert_eq!(cookie(&headers, "insignia").as_deref(), Some("xyz"));
        assert_eq!(cookie(&headers, "nsignia"), None);
    }
}
