/// How a device protects a key, in words for people without knowledge of devices. `attributes`: as the signer reports them.
/// An attribute that is not known here is shown as it is.
pub(crate) fn protection(attributes: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for attribute in attributes {
        let line = match attribute.as_str() {
            "made inside the token" => "Made inside the device",
            "the token does not say that it was made inside" => {
                "The device does not confirm that the key was made inside it"
            }
            "sensitive" | "always sensitive" => "Never readable outside the device",
            "non-extractable" | "never extractable" => "Cannot be copied to another device",
            "for signing" => "Used for signatures only",
            "wants the PIN for each signature" => "Needs the PIN for each signature",
            other => other,
        };
        if !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::protection;

    #[test]
    fn each_fact_about_a_key_is_one_line_in_plain_words() {
        let reported =
            ["sensitive", "always sensitive", "non-extractable", "never extractable", "for signing"];
        let mut reported: Vec<String> = reported.map(str::to_owned).into();
        reported.extend(["made inside the token".to_owned(), "backed up in a vault".to_owned()]);
        let lines = [
            "Never readable outside the device",
            "Cannot be copied to another device",
            "Used for signatures only",
            "Made inside the device",
            "backed up in a vault",
        ];
        assert_eq!(protection(&reported), lines);
    }
}
