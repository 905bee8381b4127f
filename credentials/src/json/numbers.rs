//! Which numbers every implementation prints alike.

use serde_json::Number;

/// 2^53 - 1, the largest integer that is exact in every language.
const MAX_INTEGER: u64 = 9_007_199_254_740_991;

/// Whether JavaScript, Python and Rust write this number alike after JSON-LD.
///
/// Measured against jsonld.js and two Rust implementations: above 2^53, below 1e-6 and beyond 15 significant
/// digits at least one of the three writes other digits.
pub(crate) fn is_safe(number: &Number) -> bool {
    if let Some(integer) = number.as_i64() {
        return integer.unsigned_abs() <= MAX_INTEGER;
    }
    if number.is_u64() {
        return false;
    }
    match number.as_f64() {
        Some(float) if float == 0.0 => float.is_sign_positive(),
        Some(float) if float.fract() == 0.0 => float.abs() <= 9_007_199_254_740_991.0,
        Some(float) => float.abs() >= 1e-6 && significant_digits(float) <= 15,
        None => false,
    }
}

/// A number as JSON writes it; nothing when implementations would not print it alike.
///
/// A fraction or an exponent with more than 15 significant digits is refused as written: readers take it to within a bit
/// of the nearest double, not always to the nearest. Up to 15 digits, with the sizes that [`is_safe`] allows, all agree.
pub(super) fn read(text: &str) -> Option<Number> {
    let number = match text.parse::<i64>() {
        // Minus zero is an integer here and none in JavaScript.
        Ok(0) if text.starts_with('-') => return None,
        Ok(integer) => Number::from(integer),
        Err(_) if is_too_long(text) => return None,
        Err(_) => float(text.parse().ok()?)?,
    };
    is_safe(&number).then_some(number)
}

/// A whole number from 10^14 on is kept as an integer: as a float it would be written with a `.0` behind 15 digits, and
/// refused when it is read again.
fn float(float: f64) -> Option<Number> {
    if float.fract() == 0.0 && float.abs() >= 1e14 {
        return format!("{float:.0}").parse::<i64>().ok().map(Number::from);
    }
    Number::from_f64(float)
}

fn is_too_long(number: &str) -> bool {
    let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
    let digits = mantissa.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    number.contains(['.', 'e', 'E']) && digits > 15
}

fn significant_digits(float: f64) -> usize {
    let shortest = format!("{float:e}");
    let mantissa = shortest.split('e').next().unwrap_or(&shortest);
    mantissa.bytes().filter(u8::is_ascii_digit).count()
}
