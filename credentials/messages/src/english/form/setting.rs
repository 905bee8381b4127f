use domain::api_token::UnknownScope;
use domain::{NotAPublicUrl, Scope, ScopesError};

/// Why a text is not a list of scopes, as a clause without a full stop.
pub(crate) fn scopes_error(error: &ScopesError) -> String {
    match error {
        ScopesError::None => "a token without a scope could do nothing: name at least one".to_owned(),
        ScopesError::Unknown(UnknownScope(word)) => {
            let [first, second, third, last] = Scope::ALL.map(Scope::word);
            format!("there is no scope “{word}”; there are {first}, {second}, {third} and {last}")
        }
    }
}

/// Why a text is not the address of an installation, as a clause without a full stop.
pub(crate) const fn not_a_public_url(_: NotAPublicUrl) -> &'static str {
    "public_url must be http:// or https:// and a host name, with a port if needed and nothing after it, \
     such as https://badges.example.edu; never an IP address, because did:web and passkeys refuse those"
}
