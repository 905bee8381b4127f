//! Filter of requests: only those to the desk's own name, and posts from its own pages, are answered. Pure rules.

use hyper::Method;
use hyper::header::{CONTENT_TYPE, HeaderMap};
use same_origin::{Foreign, Policy};

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// It names another host: a name that was made to resolve here (DNS rebinding), or a proxy that changes it.
    Host,
    /// Only `GET` and `POST` are supported.
    Method,
    /// It does not come from one of the desk's own pages.
    Origin,
}

/// May this request be answered by the desk of this origin?
pub(crate) fn check(method: &Method, headers: &HeaderMap, origin: &str) -> Result<(), Stopped> {
    let is_read = *method == Method::GET;
    match same_origin::check(Policy::BROWSERS, origin, !is_read, headers) {
        Err(Foreign::Host) => Err(Stopped::Host),
        _ if !is_read && *method != Method::POST => Err(Stopped::Method),
        Err(Foreign::Origin) => Err(Stopped::Origin),
        Ok(()) => Ok(()),
    }
}

/// Is the body JSON? Forms of other sites cannot send JSON without a preflight request.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    values.next().is_some_and(|value| value == "application/json") && values.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::{HeaderName, HeaderValue};

    const ORIGIN_OF_DESK: &str = "http://localhost:3001";

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    fn post(pairs: &[(&'static str, &'static str)]) -> Result<(), Stopped> {
        check(&Method::POST, &headers(pairs), ORIGIN_OF_DESK)
    }

    #[test]
    fn another_name_for_this_address_is_not_answered() {
        let get = |host: &'static str| check(&Method::GET, &headers(&[("host", host)]), ORIGIN_OF_DESK);
        assert_eq!(get("localhost:3001"), Ok(()));
        for host in ["127.0.0.1:3001", "evil.example:3001", "localhost", "localhost:3001.evil.example"] {
            assert_eq!(get(host), Err(Stopped::Host), "{host}");
        }
        assert_eq!(check(&Method::GET, &headers(&[]), ORIGIN_OF_DESK), Err(Stopped::Host));
        let twice = headers(&[("host", "localhost:3001"), ("host", "localhost:3001")]);
        assert_eq!(check(&Method::GET, &twice, ORIGIN_OF_DESK), Err(Stopped::Host));
    }

    #[test]
    fn only_the_desk_s_own_pages_may_post() {
        let host = ("host", "localhost:3001");
        assert_eq!(post(&[host, ("origin", ORIGIN_OF_DESK)]), Ok(()));
        assert_eq!(post(&[host, ("origin", ORIGIN_OF_DESK), ("sec-fetch-site", "same-origin")]), Ok(()));
        for wrong in [
            &[host][..],
            &[host, ("origin", "null")],
            &[host, ("origin", "http://localhost:3000")],
            &[host, ("origin", ORIGIN_OF_DESK), ("sec-fetch-site", "same-site")],
            &[host, ("origin", ORIGIN_OF_DESK), ("sec-fetch-site", "cross-site")],
            &[host, ("sec-fetch-site", "same-origin")],
        ] {
            assert_eq!(post(wrong), Err(Stopped::Origin), "{wrong:?}");
        }
    }

    #[test]
    fn other_methods_are_not_known() {
        let to_desk = headers(&[("host", "localhost:3001"), ("origin", ORIGIN_OF_DESK)]);
        for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::CONNECT] {
            assert_eq!(check(&method, &to_desk, ORIGIN_OF_DESK), Err(Stopped::Method), "{method}");
        }
    }

    #[test]
    fn a_form_is_no_json() {
        assert!(is_json(&headers(&[("content-type", "application/json")])));
        for other in ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-7"] {
            assert!(!is_json(&headers(&[("content-type", other)])), "{other}");
        }
    }
}
