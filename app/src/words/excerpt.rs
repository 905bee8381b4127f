/// The beginning of a text as one line: whole words, at most so many characters and a mark of omission.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(length > 0);
        if length + more > most {
            // One word alone may be longer than the line.
            let rest: String = word.chars().take(if length == 0 { most } else { 0 }).collect();
            return line + &rest + "…";
        }
        if length > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += more;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_after_a_word_and_shows_that_more_follows() {
        assert_eq!(excerpt("Builds a\n model.", 40), "Builds a model.");
        assert_eq!(excerpt("Builds a model.", 10), "Builds a…");
        assert_eq!(excerpt("Überflutungsmodellierung", 4), "Über…");
        assert_eq!(excerpt(" ", 4), "");
    }
}
