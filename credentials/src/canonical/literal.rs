//! Numbers and truth values as RDF literals (JSON-LD API 1.1, section 8.2.2), and the names that RDF itself gives.

use serde_json::Number;

use super::dataset::{Dataset, Span};

pub(super) const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(super) const RDF_FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
pub(super) const RDF_REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
pub(super) const RDF_NIL: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";

const XSD_BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
const XSD_DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";

/// `true` or `false`, of the datatype that the term gives or else `xsd:boolean`.
pub(super) fn boolean(dataset: &mut Dataset, truth: bool, datatype: Option<&str>) -> Span {
    dataset.literal(if truth { "true" } else { "false" }, Some(datatype.unwrap_or(XSD_BOOLEAN)))
}

/// A number within the safe range. Integral ones in decimal, also where JSON writes 2.0; the rest, and whatever is to
/// be an `xsd:double`, as a canonical double such as `1.5E0`.
pub(super) fn number(dataset: &mut Dataset, number: &Number, datatype: Option<&str>) -> Span {
    let float = number.as_f64().unwrap_or_default();
    if datatype != Some(XSD_DOUBLE) && float.fract() == 0.0 {
        return dataset.literal(&format!("{float:.0}"), Some(datatype.unwrap_or(XSD_INTEGER)));
    }
    let shortest = format!("{float:e}");
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let point = if mantissa.contains('.') { "" } else { ".0" };
    dataset.literal(&format!("{mantissa}{point}E{exponent}"), Some(datatype.unwrap_or(XSD_DOUBLE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(json: &str, datatype: Option<&str>) -> String {
        let mut dataset = Dataset::default();
        let span = number(&mut dataset, &serde_json::from_str(json).unwrap(), datatype);
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

    #[test]
    fn what_is_to_be_a_double_is_written_as_one_even_when_integral() {
        assert_eq!(written("30", Some(XSD_DOUBLE)), format!("\"3.0E1\"^^<{XSD_DOUBLE}>"));
    }
}
