//! Responses to the script of a page, which shows them as text.

use messages::Language;
use protocol::desk::DeskReply;
use protocol::{FrameError, RefusalCode};
use serde::Serialize;

/// Outcome of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// Done, and there is nothing more to do.
    Done,
    /// It counts; more people are needed.
    Counted,
    /// Continue with this.
    GoOn,
    /// Nothing was done, and repeating the request changes nothing.
    Refused,
    /// The outcome is unknown: `run` is away, or failed.
    Failed,
}

/// A response to the script.
#[derive(Debug, Serialize)]
pub(crate) struct ScriptResponse {
    pub(crate) outcome: Outcome,
    pub(crate) sentence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<RefusalCode>,
    /// For a new passkey, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) challenge: Option<String>,
    /// Fingerprint of an enrolled passkey, for a person on the signer's host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fingerprint: Option<String>,
}

impl ScriptResponse {
    /// Only a sentence.
    pub(crate) fn new(outcome: Outcome, sentence: impl Into<String>) -> Self {
        Self { outcome, sentence: sentence.into(), code: None, challenge: None, fingerprint: None }
    }

    /// `run`'s reply, in words.
    pub(crate) fn of(reply: Result<DeskReply, FrameError>) -> Self {
        match reply {
            Ok(DeskReply::Approved { done: true, .. }) => Self::new(Outcome::Done, "Approved, and in force."),
            Ok(DeskReply::Approved { given, needed, .. }) => Self::new(
                Outcome::Counted,
                format!(
                    "Your approval counts: {given} of {needed} people have approved. The change is not in force yet."
                ),
            ),
            Ok(DeskReply::Declined) => {
                Self::new(Outcome::Done, "Declined. It takes no effect, and nobody can approve it any more.")
            }
            Ok(DeskReply::Enrolled { fingerprint }) => Self {
                fingerprint: Some(fingerprint),
                ..Self::new(
                    Outcome::Done,
                    "Your passkey is enrolled. It approves nothing until somebody on the signer's host confirms its fingerprint.",
                )
            },
            Ok(DeskReply::Challenge { challenge }) => Self {
                challenge: Some(challenge),
                ..Self::new(Outcome::GoOn, "The code is valid. Your browser asks for a passkey.")
            },
            Ok(DeskReply::Refused { refusal }) => Self {
                code: Some(refusal.code),
                ..Self::new(Outcome::Refused, as_sentence(&Language::English.refusal(&refusal.reason)))
            },
            Ok(DeskReply::Failed { fault }) => {
                Self::new(Outcome::Failed, as_sentence(&Language::English.fault(&fault.reason)))
            }
            Ok(_) => Self::new(Outcome::Failed, "The signer gave an unexpected answer. Load the page again."),
            Err(_) => Self::new(
                Outcome::Failed,
                "The signer does not answer, so nothing was done. Try again once it runs.",
            ),
        }
    }
}

/// The signer's sentences begin in lower case, as the second half of a log line, and mark names with backquotes. Here
/// they become sentences of their own, in plain text.
pub(crate) fn as_sentence(text: &str) -> String {
    messages::as_sentence(&text.replace('`', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::reason::ApprovalReason;

    #[test]
    fn a_refusal_keeps_its_code_and_becomes_a_sentence() {
        let refusal = ApprovalReason::ApprovedBefore.into();
        let told = ScriptResponse::of(Ok(DeskReply::Refused { refusal }));
        assert_eq!((told.outcome, told.code), (Outcome::Refused, Some(RefusalCode::ApprovedBefore)));
        assert_eq!(told.sentence, "This person approved this change already.");
        let marked = as_sentence("this `person` approved this change already");
        assert_eq!(marked, "This person approved this change already.");
    }

    #[test]
    fn an_approval_that_is_not_the_last_one_says_that_nothing_is_in_force() {
        let told = ScriptResponse::of(Ok(DeskReply::Approved { given: 1, needed: 2, done: false }));
        assert_eq!(told.outcome, Outcome::Counted);
        assert!(told.sentence.contains("1 of 2") && told.sentence.contains("not in force"));
    }
}
