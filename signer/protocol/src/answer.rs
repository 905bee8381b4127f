//! Answers of the signer: `{"answer": "result", …}` with the members of [`crate::Request::Answer`], or
//! `{"answer": "problem", …}` with those of [`Problem`].

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use signer_facts::{Fault, FaultReason, Problem};

/// An answer as a client reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Reply<A> {
    /// What was asked for.
    Result(A),
    /// Nothing was done.
    Problem(Problem),
}

impl<A> From<Reply<A>> for Result<A, Problem> {
    fn from(reply: Reply<A>) -> Self {
        match reply {
            Reply::Result(answer) => Ok(answer),
            Reply::Problem(problem) => Err(problem),
        }
    }
}

/// An answer to any request, as the signer sends it.
#[derive(Clone, Debug)]
pub enum RawReply {
    /// The text of a [`Reply::Result`].
    Result(Box<RawValue>),
    /// Nothing was done.
    Problem(Problem),
}

impl RawReply {
    /// What was asked for.
    ///
    /// # Errors
    /// A fault, if it cannot be written as JSON.
    pub fn result(answer: &impl Serialize) -> Result<Self, Problem> {
        let text = to_raw_value(&Reply::Result(answer));
        text.map(Self::Result).map_err(|_| Fault::new(FaultReason::SelfCheck).into())
    }

    /// The answer, as a client reads it.
    ///
    /// # Errors
    /// When it is the answer to another request.
    pub fn read<A: DeserializeOwned>(&self) -> Result<Result<A, Problem>, serde_json::Error> {
        match self {
            Self::Result(text) => serde_json::from_str::<Reply<A>>(text.get()).map(Into::into),
            Self::Problem(problem) => Ok(Err(problem.clone())),
        }
    }
}

impl Serialize for RawReply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Result(text) => text.serialize(serializer),
            Self::Problem(problem) => Reply::<()>::Problem(problem.clone()).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::RequestReason;
    use crate::{Decision, PublicKeys, Refusal};

    fn text(reply: &RawReply) -> String {
        serde_json::to_string(reply).unwrap()
    }

    #[test]
    fn an_answer_comes_back_as_it_went() {
        let keys = RawReply::result(&PublicKeys { keys: Vec::new() }).unwrap();
        assert_eq!(text(&keys), r#"{"answer":"result","keys":[]}"#);
        assert!(keys.read::<PublicKeys>().unwrap().unwrap().keys.is_empty());
        assert!(keys.read::<Decision>().is_err());
        let nothing = RawReply::result(&()).unwrap();
        assert_eq!(text(&nothing), r#"{"answer":"result"}"#);
        assert_eq!(nothing.read::<()>().unwrap(), Ok(()));
        let done = Decision::Done { leaf: Some(7) };
        assert_eq!(RawReply::result(&done).unwrap().read::<Decision>().unwrap(), Ok(done));
    }

    #[test]
    fn a_problem_is_read_by_every_client() {
        let problem = Problem::from(Refusal::new(RequestReason::OtherVersion { request: 9, signer: 5 }));
        let raw = text(&RawReply::Problem(problem.clone()));
        let reason = r#"{"request":{"other-version":{"request":9,"signer":5}}}"#;
        let written = r#"{"answer":"problem","kind":"refused","code":"wrong-version","reason":"#;
        assert_eq!(raw, format!("{written}{reason}}}"));
        let read: Reply<PublicKeys> = serde_json::from_str(&raw).unwrap();
        assert_eq!(Result::from(read).err(), Some(problem));
    }
}
