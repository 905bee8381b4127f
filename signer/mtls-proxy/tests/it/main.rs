//! The real binary, real TLS, and a stand-in for the signer that says what it was asked.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod authority;
mod refused;
mod relayed;
mod sandbox;
mod test_proxy;
