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
    if let Some(integer) = number.as_u64() {
        return integer <= MAX_INTEGER;
    }
    match number.as_f64() {
        Some(float) if float == 0.0 => float.is_sign_positive(),
        Some(float) if float.fract() == 0.0 => float.abs() <= 9_007_199_254_740_991.0,
        Some(float) => float.abs() >= 1e-6 && significant_digits(float) <= 15,
        None => false,
    }
}

/// The first number of a JSON text that is written with a fraction or exponent and more than 15 significant digits.
///
/// `serde_json` reads longer ones to within a bit of the nearest double, not always to the nearest; up to 15
/// digits, with the sizes that [`is_safe`] allows, it is exact.
pub(super) fn too_long(text: &str) -> Option<&str> {
    let mut outside = true;
    // Quotes are never escaped outside strings, so every second piece between unescaped quotes is a string.
    let mut escaped = false;
    let pieces = text.split(move |c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    for piece in pieces {
        if outside {
            let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
            let found = piece.split(|c| !is_part(c)).find(|number| is_too_long(number));
            if found.is_some() {
                return found;
            }
        }
        outside = !outside;
    }
    None
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
