//! Numbers and booleans as RDF literals (JSON-LD API 1.1, section 8.2.2), and the names that RDF itself defines.

use serde_json::Number;

use super::dataset::{Dataset, Span};

/// `rdf:type`.
pub const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// `rdf:first`.
pub const RDF_FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
/// `rdf:rest`.
pub const RDF_REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
/// `rdf:nil`.
pub const RDF_NIL: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";

const XSD_BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
const XSD_DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";

/// `true` or `false`, with the datatype of the term or else `xsd:boolean`.
pub fn boolean(dataset: &mut Dataset, truth: bool, datatype: Option<&str>) -> Span {
    dataset.literal(if truth { "true" } else { "false" }, Some(datatype.unwrap_or(XSD_BOOLEAN)))
}

/// A number within the safe range. Integral ones in decimal, also where JSON has 2.0. Other numbers, and all with the
/// datatype `xsd:double`, as a canonical double such as `1.5E0`.
pub fn number(dataset: &mut Dataset, number: &Number, datatype: Option<&str>) -> Span {
    let float = number.as_f64().unwrap_or_default();
    if datatype != Some(XSD_DOUBLE) && float.fract() == 0.0 {
        return dataset.literal(&format!("{float:.0}"), Some(datatype.unwrap_or(XSD_INTEGER)));
    }
    dataset.literal(&double(float), Some(datatype.unwrap_or(XSD_DOUBLE)))
}

/// The canonical form of a double: `%1.15E`, without trailing zeros in the fraction except one (JSON-LD API 1.1,
/// section 8.2.2). These are 16 digits, which is not the shortest text: 9.2 is written `9.199999999999999E0`.
fn double(float: f64) -> String {
    let text = format!("{float:.15e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    // Halfway between two texts, JavaScript takes the greater and Rust the even one (ECMA-262, section 21.1.3.2).
    if let Some((digits, exponent)) = halfway(float) {
        let sign = if float < 0.0 { "-" } else { "" };
        let digits = (digits + 1).to_string();
        let exponent = exponent + i32::from(digits.len() == 17);
        let (first, rest) = digits.split_at(1);
        return format!("{sign}{first}.{}E{exponent}", fraction(rest));
    }
    let (first, rest) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    format!("{first}.{}E{exponent}", fraction(rest))
}

fn fraction(digits: &str) -> &str {
    match digits.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    }
}

/// The first 16 digits and the exponent of a double whose exact value has 17 digits, the last of them a five.
fn halfway(float: f64) -> Option<(u64, i32)> {
    let seventeen = format!("{:.16e}", float.abs());
    if !seventeen.split('e').next()?.ends_with('5') {
        return None;
    }
    // No double has more digits than this.
    let exact = format!("{:.800e}", float.abs());
    let (mantissa, exponent) = exact.split_once('e')?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let (sixteen, rest) = digits.split_at_checked(16)?;
    let is_halfway = rest.trim_end_matches('0') == "5";
    is_halfway.then_some((sixteen.parse().ok()?, exponent.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(json: &str, datatype: Option<&str>) -> String {
        let mut dataset = Dataset::default();
        let span = number(&mut dataset, &crate::json::nearest_number(json).unwrap(), datatype);
        dataset.get(span).to_owned()
    }

    #[test]
    fn integral_numbers_have_no_fraction_and_others_are_canonical_doubles() {
        let integer = format!("\"2\"^^<{XSD_INTEGER}>");
        assert_eq!((written("2", None), written("2.0", None)), (integer.clone(), integer));
        assert_eq!(written("48.25", None), format!("\"4.825E1\"^^<{XSD_DOUBLE}>"));
        assert_eq!(written("0.000001", Some("urn:t")), "\"1.0E-6\"^^<urn:t>");
        assert_eq!(written("-9007199254740991", Some("urn:t")), "\"-9007199254740991\"^^<urn:t>");
    }

    /// Computed with `toExponential(15)` of Node 20, as in jsonld.js 9.0.0.
    #[test]
    fn doubles_have_the_sixteen_digits_of_jsonld_js() {
        for (json, expected) in [
            ("51.50735089999999", "5.150735089999999E1"),
            ("-0.12775829999998223", "-1.277582999999822E-1"),
            ("0.30000000000000004", "3.0E-1"),
            ("9.2", "9.199999999999999E0"),
            ("-9.2", "-9.199999999999999E0"),
            ("90.1", "9.009999999999999E1"),
            ("13.377704123456789", "1.337770412345679E1"),
            // Exact values of 17 digits that end in five: rounded to the greater, never to the even one.
            ("4.00000000000000045", "4.000000000000001E0"),
            ("1125899906842624.25", "1.125899906842624E15"),
            ("1125899906842624.5", "1.125899906842625E15"),
            ("-1125899906842624.5", "-1.125899906842625E15"),
            ("2251799813685248.5", "2.251799813685249E15"),
            ("2251799813685249.5", "2.25179981368525E15"),
        ] {
            assert_eq!(written(json, None), format!("\"{expected}\"^^<{XSD_DOUBLE}>"), "{json}");
        }
    }

    #[test]
    fn what_is_to_be_a_double_is_written_as_one_even_when_integral() {
        assert_eq!(written("30", Some(XSD_DOUBLE)), format!("\"3.0E1\"^^<{XSD_DOUBLE}>"));
    }
}
