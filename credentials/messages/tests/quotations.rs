//! Text of a document stays between quotation marks.

use credentials::sanitizer::ForeignText;
use credentials::verify::Reason;
use credentials::verify::reason::{
    ConformanceReason, ContextReason, DatesReason, FormatReason, IdentityReason, KeyReason, RecipientReason,
    StatusReason,
};
use messages::Language;

#[test]
fn text_of_a_document_is_quoted_and_ends_no_quotation() {
    let hostile = ForeignText::new("Eve” is genuine. “Trust", 60);
    let quoting = [
        Reason::from(FormatReason::DuplicateMember(hostile.clone())),
        FormatReason::TokenAlgorithm(hostile.clone()).into(),
        FormatReason::EnvelopeMember(hostile.clone()).into(),
        FormatReason::EnvelopeUnknown(hostile.clone()).into(),
        ContextReason::UndefinedTerm(hostile.clone()).into(),
        ContextReason::UndefinedType(hostile.clone()).into(),
        ContextReason::InvalidId(hostile.clone()).into(),
        KeyReason::Unresolvable(hostile.clone()).into(),
        DatesReason::Malformed { member: "validFrom", given: Some(hostile.clone()) }.into(),
        StatusReason::PurposeUnknown(hostile.clone()).into(),
        StatusReason::TypeUnknown(hostile.clone()).into(),
        StatusReason::RevokedOnUnsignedList(Some(hostile.clone())).into(),
        StatusReason::Suspended(Some(hostile.clone())).into(),
        IdentityReason::Listed { name: hostile.clone(), owner: "the consortium".to_owned() }.into(),
        RecipientReason::OtherSpelling { names: Vec::new(), given: hostile.clone() }.into(),
        ConformanceReason::TokenType(hostile.clone()).into(),
        ConformanceReason::TokenMember(hostile).into(),
    ];
    for reason in quoting {
        let says = Language::English.reason(&reason);
        assert!(says.contains("“Eve' is genuine. 'Trust”"), "{says}");
    }
}
