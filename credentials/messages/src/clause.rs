//! Clauses, such as those of the signer, as sentences of their own.

/// The clause with a capital, and with a full stop where it does not end as a sentence.
#[must_use]
pub fn as_sentence(clause: &str) -> String {
    let mut sentence = capitalised(clause);
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// The clause as the start of a sentence.
pub(crate) fn capitalised(clause: &str) -> String {
    let mut rest = clause.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::as_sentence;

    #[test]
    fn a_clause_gets_a_capital_and_an_end_where_it_has_none() {
        for (clause, sentence) in [
            ("the key is frozen", "The key is frozen."),
            ("élan stops. Wait", "Élan stops. Wait."),
            ("is it so?", "Is it so?"),
            ("it is so.", "It is so."),
            ("", "."),
        ] {
            assert_eq!(as_sentence(clause), sentence);
        }
    }
}
