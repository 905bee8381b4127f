/// A number with its noun: "1 badge", "3 badges", "10,412 badges".
pub(crate) fn count(number: u32, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(number.into()))
}

/// A number with thousands separators: "10,412".
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_all_else_is_plural() {
        assert_eq!(count(0, "badge"), "0 badges");
        assert_eq!(count(1, "badge"), "1 badge");
        assert_eq!(count(10_412, "badge"), "10,412 badges");
    }

    #[test]
    fn thousands_stand_apart() {
        for (number, says) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), says);
        }
    }
}
