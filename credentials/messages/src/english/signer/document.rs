use signer_facts::reason::DocumentReason;

pub(super) fn says(reason: &DocumentReason) -> String {
    let says = match reason {
        DocumentReason::AchievementSyntax { error } => {
            return format!("the achievement is not JSON that may be signed: {error}");
        }
        DocumentReason::PerRecipient { error } => {
            return format!("what may differ for each recipient: {error}");
        }
        DocumentReason::ProfileSyntax { error } => {
            return format!("the profile is not JSON that may be signed: {error}");
        }
        DocumentReason::ProfileLength { kib } => return format!("the profile is longer than {kib} KiB"),
        DocumentReason::Lint => "the document may not be signed as it is; see what was found",
        DocumentReason::OtherKind => "this request does not sign documents of this kind",
        DocumentReason::LintAchievement => {
            "no badge with this achievement could be signed; see what was found"
        }
        DocumentReason::LintProfile => {
            "the profile may not be in badges as it is: it needs a name; see what was found"
        }
        DocumentReason::ProfileId => "the profile's `id` is not the issuer's DID",
        DocumentReason::Picture { mib } => {
            return format!(
                "the badge's picture is not a PNG or SVG of at most {mib} MiB; upload another one"
            );
        }
        DocumentReason::EncodedList => "`encodedList` cannot be read as a Bitstring Status List",
    };
    says.to_owned()
}
