use credentials::time::MONTHS;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words that may break anywhere.
    Words(String),
    /// A date such as "19 November 2026", which never breaks.
    Date(String),
}

/// Finds the dates in a sentence.
#[must_use]
pub fn pieces(sentence: &str) -> Vec<Piece> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = words.as_slice();
    while let [first, tail @ ..] = rest {
        if let [day, month, year, after @ ..] = rest
            && is_date(day, month, year)
        {
            push_space(&mut out);
            out.push(Piece::Date(format!("{day} {month} {}", digits(year))));
            out.push(Piece::Words(year.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()));
            rest = after;
        } else {
            push_space(&mut out);
            match out.last_mut() {
                Some(Piece::Words(words)) => words.push_str(first),
                _ => out.push(Piece::Words((*first).to_owned())),
            }
            rest = tail;
        }
    }
    out.retain(|piece| *piece != Piece::Words(String::new()));
    out
}

fn push_space(out: &mut [Piece]) {
    if let Some(Piece::Words(words)) = out.last_mut() {
        words.push(' ');
    }
}

fn is_date(day: &str, month: &str, year: &str) -> bool {
    let number = |text: &str, least, most| {
        (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    number(day, 1, 2) && MONTHS.contains(&month) && number(digits(year), 4, 4)
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end).0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(pieces: &[Piece]) -> String {
        pieces.iter().map(|(Piece::Words(text) | Piece::Date(text))| text.as_str()).collect()
    }

    #[test]
    fn a_date_is_kept_together_and_no_word_is_lost() {
        let sentence = "Issued to May 19 on 19 November 2026. Valid from 1 March 2026 to 2 May 2027";
        let found = pieces(sentence);
        assert_eq!(joined(&found), sentence);
        let dates: Vec<_> = found.iter().filter(|piece| matches!(piece, Piece::Date(_))).collect();
        assert_eq!(dates.len(), 3, "{found:?}");
        assert!(found.contains(&Piece::Date("19 November 2026".to_owned())));
    }

    #[test]
    fn a_sentence_without_dates_is_one_piece() {
        assert_eq!(pieces("Do not rely on it."), [Piece::Words("Do not rely on it.".to_owned())]);
        assert_eq!(joined(&pieces("on 2026-01-01 and 7 things")), "on 2026-01-01 and 7 things");
    }
}
