//! Format of an error in the log of every Insignia process.

use std::error::Error;

/// An error and its causes, in one line.
#[must_use]
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        // A transparent error repeats its cause.
        if !text.ends_with(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::chain;

    #[derive(Debug, thiserror::Error)]
    #[error("opening the drawer")]
    struct Outer(#[source] std::num::ParseIntError);

    #[test]
    fn causes_follow_in_one_line() {
        let error = Outer("x".parse::<u8>().unwrap_err());
        assert_eq!(chain(&error), "opening the drawer: invalid digit found in string");
    }
}
