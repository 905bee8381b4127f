use credentials::lint::TextFault;

pub(super) const fn says(fault: TextFault) -> &'static str {
    match fault {
        TextFault::EmptyArray => "An empty array has no meaning: remove it.",
        TextFault::NotAText => "Give a text, or an object with \"@value\".",
        TextFault::ValueMissing => "\"@value\" is missing: add the text.",
        TextFault::ValueNotText => "\"@value\" must be a text.",
        TextFault::Language => "\"@language\" must be a language tag such as en or pt-BR.",
        TextFault::Direction => "\"@direction\" must be ltr or rtl.",
        TextFault::FurtherMember => "A text with a language has no other members: remove it.",
    }
}
