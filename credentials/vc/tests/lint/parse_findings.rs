//! Texts that cannot be read: the finding and its place.

use credentials::lint::{UnsignedCredential, parse_finding};
use messages::Language;

fn found(text: &str) -> (String, &'static str, &'static str) {
    let error = UnsignedCredential::parse(text.as_bytes()).unwrap_err();
    let finding = parse_finding(text.as_bytes(), &error);
    let says = Language::English.lint_fault(&finding.fault);
    assert!(says.ends_with('.') && says.starts_with(char::is_uppercase), "{says}");
    let problem = finding.problem_type();
    let code = finding.code();
    (finding.pointer, code, problem)
}

#[test]
fn two_members_of_one_name_and_unsafe_numbers_are_found_where_they_stand() {
    let parsing = "https://www.w3.org/TR/vc-data-model#PARSING_ERROR";
    for (text, place, code) in [
        (r#"{"a": 1, "a": 2}"#, "/a", "duplicate-member"),
        (r#"{"a": {"a": [{}, {"x/y": "\"", "b": "x", "x\u002fy": 2}]}}"#, "/a/a/1/x~1y", "duplicate-member"),
        (r#"[{"a": "9007199254740993", "b": [1, 9007199254740993]}]"#, "/0/b/1", "unsafe-number"),
        (r#"{"a": [-0.0]}"#, "/a/0", "unsafe-number"),
        ("{\"a\": \n x}", "", "json"),
        ("", "", "json"),
    ] {
        assert_eq!(found(text), (place.to_owned(), code, parsing), "{text}");
    }
    let deep = format!("{{\"a\": {}", "[".repeat(100));
    assert_eq!(found(&deep), (format!("/a{}", "/0".repeat(63)), "too-deep", parsing));
}
