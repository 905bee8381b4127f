//! Start barrier: all threads of a process exist before its sandbox is sealed, and no client is served before that.

use crate::Endpoint;
use std::sync::OnceLock;

/// Starts the endpoints' threads and `workers` more, then calls `seal`. After that it serves clients in an endless
/// loop, while each worker thread runs `work` with its number.
///
/// # Errors
/// The error of `seal`; then no client was served.
pub fn serve<E>(
    endpoints: &[Endpoint<'_>],
    seal: impl FnOnce() -> Result<(), E>,
    workers: usize,
    work: impl Fn(usize) + Sync,
) -> Result<(), E> {
    // Set once: may the threads begin?
    let sealed_well = OnceLock::new();
    std::thread::scope(|threads| {
        let (sealed_well, work) = (&sealed_well, &work);
        for endpoint in endpoints {
            for _ in 0..endpoint.slots() {
                threads.spawn(move || {
                    if *sealed_well.wait() {
                        endpoint.run();
                    }
                });
            }
        }
        for worker in 0..workers {
            threads.spawn(move || {
                if *sealed_well.wait() {
                    work(worker);
                }
            });
        }
        let sealed = seal();
        // No other thread sets it.
        let _ = sealed_well.set(sealed.is_ok());
        sealed
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Service, listen};
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    struct Mute;

    impl Service for Mute {
        type Answer = ();

        fn answer(&self, _: &[u8], _: u32) {}

        fn wrong_length(&self) {}

        fn too_long(&self) {}

        fn busy(&self) {}

        fn log(&self, _: &str) {}
    }

    #[test]
    fn nobody_is_answered_where_the_sandbox_could_not_be_sealed() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("run/s");
        let listener = listen(&path, 0o600).unwrap();
        let endpoints = [Endpoint::new(listener, Vec::new(), Limits::default(), &Mute)];
        let mut client = UnixStream::connect(&path).unwrap();
        let served = serve(&endpoints, || Err("no seccomp"), 1, |_| panic!("it went on"));
        assert_eq!(served, Err("no seccomp"));
        drop(endpoints);
        assert!(client.read(&mut [0]).is_err(), "somebody took the connection");
    }
}
