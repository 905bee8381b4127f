//! Certificates for keys: the request to a certification authority (PKCS#10), and the chain that it returns.

pub(crate) mod chain;
mod pem;
pub(crate) mod request;
pub(crate) mod store;
