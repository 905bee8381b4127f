//! Numbers that every implementation prints alike.

use serde_json::Number;

/// 2^53 - 1, the largest integer that is exact in every language.
const MAX_INTEGER: u64 = 9_007_199_254_740_991;

/// Whether JavaScript, Python and Rust write this number alike after JSON-LD processing.
///
/// Measured against jsonld.js and two Rust implementations: above 2^53 and below 1e-6 at least one of the three writes other
/// digits. In between, a JSON-LD double has 16 digits, whatever the text had (JSON-LD API 1.1, section 8.2.2).
#[must_use]
pub fn is_safe(number: &Number) -> bool {
    if let Some(integer) = number.as_i64() {
        return integer.unsigned_abs() <= MAX_INTEGER;
    }
    if number.is_u64() {
        return false;
    }
    match number.as_f64() {
        Some(float) if float == 0.0 => float.is_sign_positive(),
        Some(float) if float.fract() == 0.0 => float.abs() <= 9_007_199_254_740_991.0,
        Some(float) => float.abs() >= 1e-6,
        None => false,
    }
}

/// A number in JSON notation; none when implementations would not print it alike.
///
/// A fraction or an exponent with more than 17 significant digits is refused. 17 digits identify one double, and
/// programs write no more; some readers do not round longer texts to the nearest double.
pub(super) fn read(text: &str) -> Option<Number> {
    let number = match text.parse::<i64>() {
        // Minus zero is an integer here but not in JavaScript.
        Ok(0) if text.starts_with('-') => return None,
        Ok(integer) => Number::from(integer),
        Err(_) if is_too_long(text) => return None,
        Err(_) => float(text.parse().ok()?)?,
    };
    is_safe(&number).then_some(number)
}

/// The number that a text names: an integer, or the nearest double.
#[must_use]
pub fn nearest(text: &str) -> Option<Number> {
    match text.parse::<i64>() {
        Ok(integer) => Some(Number::from(integer)),
        Err(_) => Number::from_f64(text.parse().ok()?),
    }
}

/// A whole number from 10^14 on is kept as an integer: a float would be written with `.0`.
fn float(float: f64) -> Option<Number> {
    if float.fract() == 0.0 && float.abs() >= 1e14 {
        return format!("{float:.0}").parse::<i64>().ok().map(Number::from);
    }
    Number::from_f64(float)
}

fn is_too_long(number: &str) -> bool {
    let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
    let digits = mantissa.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    number.contains(['.', 'e', 'E']) && digits > 17
}
