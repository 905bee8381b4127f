use crate::sanitizer::ForeignText;

/// A value that the verifier can demand of a presentation's proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// The challenge.
    Challenge,
    /// The domain.
    Domain,
}

/// The results of the checks that only presentations have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PresentationReason {
    /// The verifier did not demand it.
    NotDemanded(Demand),
    /// The proof has the demanded value.
    AsDemanded(Demand),
    /// There is no proof, and so not the demanded value.
    Absent(Demand),
    /// There is no proof, and none was requested.
    NoProofAsked,
    /// There is no proof, so nobody is shown to hold it.
    NobodyHolds,
    /// A key of this holder made it.
    ByTheHolder(ForeignText),
    /// Remark: a credential is about somebody else.
    OtherSubject,
    /// It names no holder.
    NoHolder,
    /// The key of another holder made it.
    WrongHolder,
}

codes! { PresentationReason as Presentation {
    Self::NotDemanded(_) => "not-demanded",
    Self::AsDemanded(_) => "as-demanded",
    Self::Absent(Demand::Challenge) => "proof-challenge",
    Self::Absent(Demand::Domain) => "proof-domain",
    Self::NoProofAsked | Self::NobodyHolds => "no-proof-asked",
    Self::ByTheHolder(_) => "by-the-holder",
    Self::OtherSubject => "other-subject",
    Self::NoHolder => "no-holder",
    Self::WrongHolder => "wrong-holder",
} }
