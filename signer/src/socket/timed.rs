//! A deadline for a whole frame: a client that sends a byte now and then does not move it.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// A stream until a deadline.
#[derive(Debug)]
pub(crate) struct Timed<'a> {
    stream: &'a UnixStream,
    deadline: Instant,
}

impl<'a> Timed<'a> {
    /// From now on, for this long.
    pub(crate) fn new(stream: &'a UnixStream, length: Duration) -> Self {
        Self { stream, deadline: Instant::now() + length }
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::Error::from(io::ErrorKind::TimedOut)) } else { Ok(left) }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_of_bytes_do_not_move_the_deadline() {
        let (mut slow, fast) = UnixStream::pair().unwrap();
        let writer = std::thread::spawn(move || {
            while slow.write_all(b"x").is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let began = Instant::now();
        let mut all = Vec::new();
        assert!(Timed::new(&fast, Duration::from_millis(150)).read_to_end(&mut all).is_err());
        assert!(!all.is_empty() && began.elapsed() < Duration::from_secs(2));
        drop(fast);
        writer.join().unwrap();
    }
}
