use credentials::json::JsonError;

/// Why a text is not read, as a clause without a full stop.
pub(super) fn clause(error: &JsonError) -> String {
    match error {
        JsonError::TooLarge => "the text is larger than 8 MiB".to_owned(),
        JsonError::NotUtf8 => "the text is not UTF-8".to_owned(),
        JsonError::TooDeep => "the text is nested deeper than 64 levels".to_owned(),
        JsonError::TooMuchWork => "the text is too complex to be read".to_owned(),
        JsonError::DuplicateMember(name) => format!("an object has two members called \"{name}\""),
        JsonError::UnsafeNumber(number) => {
            format!("the number {number} is outside what every implementation reads alike")
        }
        JsonError::Syntax { line, column } => format!("not valid JSON at line {line}, column {column}"),
    }
}

/// What to do about it.
pub(super) const fn remedy(error: &JsonError) -> &'static str {
    match error {
        JsonError::TooLarge | JsonError::TooMuchWork => "Leave out what need not be in it",
        JsonError::NotUtf8 => "Write it in UTF-8",
        JsonError::TooDeep => "Nest less",
        JsonError::DuplicateMember(_) => "Keep one of them",
        JsonError::UnsafeNumber(_) => "Write it as a text, or with fewer digits",
        JsonError::Syntax { .. } => "Correct it",
    }
}
