/// A kind of achievement as displayed: "`CertificateOfCompletion`" is "Certificate of completion".
#[must_use]
pub fn kind(achievement_type: &str) -> String {
    match achievement_type {
        "MicroCredential" => return "Micro-credential".to_owned(),
        "CoCurricular" => return "Co-curricular".to_owned(),
        _ => {}
    }
    let mut words = String::new();
    for (place, letter) in achievement_type.chars().enumerate() {
        if place > 0 && letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_names_become_words() {
        assert_eq!(kind("Badge"), "Badge");
        assert_eq!(kind("CertificateOfCompletion"), "Certificate of completion");
        assert_eq!(kind("MicroCredential"), "Micro-credential");
    }
}
