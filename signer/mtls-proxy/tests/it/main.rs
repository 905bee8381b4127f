//! Tests with the real binary, real TLS, and a fake signer that repeats each request.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod authority;
mod refused;
mod relayed;
mod sandbox;
mod test_proxy;
