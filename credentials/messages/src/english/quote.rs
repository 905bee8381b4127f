use credentials::sanitizer::ForeignText;

/// Text of a document between English quotation marks.
pub(super) fn quoted(text: &ForeignText) -> String {
    text.in_marks('“', '”')
}
