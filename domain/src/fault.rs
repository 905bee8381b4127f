//! What is wrong in a form: a closed enum for each subject, with typed facts and a code for programs. The crate `messages`
//! has the sentence and the remedy of each.
//!
//! A fault is also data: the web server sends it to the browser with the form's values.

/// The codes of a type of faults, each with the pattern of its variants.
macro_rules! fault_codes {
    ($kind:ident { $($pattern:pat => $code:literal,)+ }) => {
        impl $kind {
            /// Every code, in the order of the variants. Variants with one meaning for programs share a code.
            pub const CODES: &[&str] = &[$($code),+];

            /// The kind of the fault for programs: lower-case words with hyphens, which do not change between versions.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $($pattern => $code,)+
                }
            }
        }
    };
    ($kind:ident as $variant:ident { $($codes:tt)+ }) => {
        $crate::fault::fault_codes! { $kind { $($codes)+ } }

        impl From<$kind> for $crate::fault::Fault {
            fn from(fault: $kind) -> Self {
                Self::$variant(fault)
            }
        }
    };
}
pub(crate) use fault_codes;

mod badge;
mod form;
mod institution;
mod issuing;
mod key;
mod posted;
mod publication;
mod recipient;
mod revocation;
mod signer;
mod text;

pub use badge::BadgeFault;
pub use form::FormFault;
pub use institution::InstitutionFault;
pub use issuing::IssuingFault;
pub use key::{KeyFault, KeyField};
pub use posted::PostedFault;
pub use publication::PublicationFault;
pub use recipient::{AddressExtra, RecipientFault};
pub use revocation::RevocationFault;
pub use signer::SignerFault;
pub use text::{FormText, TextFault};

use crate::artwork::ArtworkError;
use crate::reissue::ReissueReport;
use serde::{Deserialize, Serialize};

/// What is wrong in a field, or with a form as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// About a text: missing, too long, or with characters that nobody sees.
    Text(TextFault),
    /// About an institution.
    Institution(InstitutionFault),
    /// About a recipient.
    Recipient(RecipientFault),
    /// About a badge design.
    Badge(BadgeFault),
    /// About a picture.
    Picture(ArtworkError),
    /// About publishing a design.
    Publication(PublicationFault),
    /// About issuing a badge.
    Issuing(IssuingFault),
    /// About revoking a badge.
    Revocation(RevocationFault),
    /// About the institution's keys, and those who approve.
    Key(KeyFault),
    /// About the form as a whole.
    Form(FormFault),
    /// About the signer.
    Signer(SignerFault),
    /// No fault: the counts of a drill, shown where the form's faults are.
    Drill(ReissueReport),
}

impl Fault {
    /// The kind of the fault for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(fault) => fault.code(),
            Self::Institution(fault) => fault.code(),
            Self::Recipient(fault) => fault.code(),
            Self::Badge(fault) => fault.code(),
            Self::Picture(fault) => fault.code(),
            Self::Publication(fault) => fault.code(),
            Self::Issuing(fault) => fault.code(),
            Self::Revocation(fault) => fault.code(),
            Self::Key(fault) => fault.code(),
            Self::Form(fault) => fault.code(),
            Self::Signer(fault) => fault.code(),
            Self::Drill(_) => DRILL,
        }
    }

    /// Every code, subject by subject.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let subjects = [
            TextFault::CODES,
            InstitutionFault::CODES,
            RecipientFault::CODES,
            BadgeFault::CODES,
            ArtworkError::CODES,
            PublicationFault::CODES,
            IssuingFault::CODES,
            RevocationFault::CODES,
            KeyFault::CODES,
            FormFault::CODES,
            SignerFault::CODES,
            &[DRILL],
        ];
        subjects.into_iter().flatten().copied()
    }
}

/// The code of [`Fault::Drill`].
const DRILL: &str = "drill";
