//! Certificates for keys: the request that a certification authority is given (PKCS#10), and the chain that it gives back.

pub(crate) mod chain;
mod pem;
pub(crate) mod request;
