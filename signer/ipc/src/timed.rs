//! A deadline for a whole step, such as a frame. A client that sends single bytes does not extend the deadline.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// A connection with time limits for single reads and writes.
pub trait Patient {
    /// Sets the time limit for the next read.
    ///
    /// # Errors
    /// The error of the system call.
    fn read_within(&self, time: Duration) -> io::Result<()>;

    /// Sets the time limit for the next write.
    ///
    /// # Errors
    /// The error of the system call.
    fn write_within(&self, time: Duration) -> io::Result<()>;
}

impl Patient for UnixStream {
    fn read_within(&self, time: Duration) -> io::Result<()> {
        self.set_read_timeout(Some(time))
    }

    fn write_within(&self, time: Duration) -> io::Result<()> {
        self.set_write_timeout(Some(time))
    }
}

impl Patient for TcpStream {
    fn read_within(&self, time: Duration) -> io::Result<()> {
        self.set_read_timeout(Some(time))
    }

    fn write_within(&self, time: Duration) -> io::Result<()> {
        self.set_write_timeout(Some(time))
    }
}

/// A stream with a deadline.
#[derive(Debug)]
pub struct Timed<'a, S> {
    stream: &'a S,
    deadline: Instant,
}

impl<'a, S: Patient> Timed<'a, S> {
    /// A stream whose deadline is `length` from now.
    #[must_use]
    pub fn new(stream: &'a S, length: Duration) -> Self {
        Self { stream, deadline: Instant::now() + length }
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::Error::from(io::ErrorKind::TimedOut)) } else { Ok(left) }
    }
}

impl<'a, S: Patient> Read for Timed<'a, S>
where
    &'a S: Read,
{
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read_within(self.left()?)?;
        self.stream.read(buffer)
    }
}

impl<'a, S: Patient> Write for Timed<'a, S>
where
    &'a S: Write,
{
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write_within(self.left()?)?;
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
