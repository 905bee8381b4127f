//! Start barrier: all threads of a process exist before its sandbox is sealed, and no client is served before that.

use super::Door;
use std::sync::OnceLock;

/// Starts the endpoints' threads and `hands` more, then calls `seal`. After that it serves clients in an endless
/// loop, while each of the further threads runs `work` with its number. Returns the error of `seal`; then no
/// client was served.
pub(crate) fn serve<E>(
    doors: &[Door<'_>],
    seal: impl FnOnce() -> Result<(), E>,
    hands: usize,
    work: impl Fn(usize) + Sync,
) -> Result<(), E> {
    // Set once: may the threads begin?
    let gate = OnceLock::new();
    std::thread::scope(|threads| {
        let (gate, work) = (&gate, &work);
        for door in doors {
            for _ in 0..door.slots() {
                threads.spawn(move || {
                    if *gate.wait() {
                        door.keep();
                    }
                });
            }
        }
        for hand in 0..hands {
            threads.spawn(move || {
                if *gate.wait() {
                    work(hand);
                }
            });
        }
        let sealed = seal();
        // No other thread sets it.
        let _ = gate.set(sealed.is_ok());
        sealed
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, Service, listen};
    use super::*;
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    struct Mute;

    impl Service for Mute {
        type Answer = ();

        fn answer(&self, _: &[u8], _: u32) {}

        fn wrong_length(&self) {}

        fn too_long(&self) {}

        fn busy(&self) {}
    }

    #[test]
    fn nobody_is_heard_where_the_last_wall_could_not_be_raised() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("run/s");
        let listener = listen(&path, 0o600).unwrap();
        let doors = [Door::new(listener, Vec::new(), Limits::default(), &Mute)];
        let mut client = UnixStream::connect(&path).unwrap();
        let served = serve(&doors, || Err("no seccomp"), 1, |_| panic!("it went on"));
        assert_eq!(served, Err("no seccomp"));
        drop(doors);
        assert!(client.read(&mut [0]).is_err(), "somebody took the connection");
    }
}
