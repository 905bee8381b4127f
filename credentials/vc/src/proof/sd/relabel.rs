//! Canonical statements with the issuer's names for blank nodes in place of the canonical ones (VC DI ECDSA 1.0,
//! section 3.4.3).

use std::collections::BTreeMap;

/// The statements, each with its line end, sorted by their new texts. `labels` has the new name for `c14n0` under 0,
/// and so on. `None` when a blank node has no new name.
pub(super) fn statements(canonical: &str, labels: &BTreeMap<u64, String>) -> Option<Vec<String>> {
    let mut statements: Vec<String> =
        canonical.split_inclusive('\n').map(|line| statement(line, labels)).collect::<Option<_>>()?;
    statements.sort_unstable();
    Some(statements)
}

/// Subject, predicate, object and rest are separated by one space; only a literal contains a space.
fn statement(line: &str, labels: &BTreeMap<u64, String>) -> Option<String> {
    let (subject, rest) = line.split_once(' ')?;
    let (predicate, rest) = rest.split_once(' ')?;
    let (object, rest) = rest.split_at_checked(object_length(rest)?)?;
    let graph = rest.strip_suffix(" .\n")?;
    let graph = match graph.strip_prefix(' ') {
        Some(graph) => format!(" {}", term(graph, labels)?),
        None => String::new(),
    };
    Some(format!("{} {predicate} {}{graph} .\n", term(subject, labels)?, term(object, labels)?))
}

/// Length of the term at the start of a text: a literal ends with the space after its closing quote.
fn object_length(text: &str) -> Option<usize> {
    let mut closing = 0;
    if text.starts_with('"') {
        let mut escaped = false;
        closing = text.char_indices().skip(1).find_map(|(at, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends.then_some(at)
        })?;
    }
    text.get(closing..)?.find(' ').map(|space| closing + space)
}

fn term(term: &str, labels: &BTreeMap<u64, String>) -> Option<String> {
    let Some(label) = term.strip_prefix("_:") else { return Some(term.to_owned()) };
    let number = label.strip_prefix("c14n")?.parse().ok()?;
    labels.get(&number).map(|label| format!("_:{label}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blank_nodes_get_new_names_and_the_order_is_that_of_the_new_texts() {
        let labels = BTreeMap::from([(0, "uB".to_owned()), (1, "uA".to_owned())]);
        let canonical = "<a:b> <a:p> \"say \\\"_:c14n0 .\\\" \\\\\"@en _:c14n1 .\n\
                         _:c14n0 <a:p> _:c14n1 .\n_:c14n1 <a:p> \"\" <a:g> .\n";
        let expected = [
            "<a:b> <a:p> \"say \\\"_:c14n0 .\\\" \\\\\"@en _:uA .\n",
            "_:uA <a:p> \"\" <a:g> .\n",
            "_:uB <a:p> _:uA .\n",
        ];
        assert_eq!(statements(canonical, &labels).unwrap(), expected);
        assert_eq!(statements("_:c14n2 <a:p> <a:b> .\n", &labels), None);
    }
}
