//! The domain model of Insignia: institutions, members, badge designs, issued credentials.
//!
//! Everything here is pure: time and randomness are arguments, and there is no I/O. The same rules run in the browser
//! (live findings), in the server's services and in its jobs.

pub mod api_token;
pub mod approval;
pub mod artwork;
pub mod badge_design;
pub mod fault;
pub mod field;
pub mod ids;
pub mod institution;
pub mod institution_profile;
pub mod issued_credential;
pub mod issuer_key;
pub mod key_usage;
mod mail_address;
pub mod markdown;
pub mod member;
pub mod public_url;
pub mod recipient;
pub mod reissue;
pub mod revocation;
pub mod rotation;
pub mod signer_event;

pub use api_token::{ApiToken, Scope, Scopes, ScopesError};
pub use approval::{Approval, ApprovalEnd, PendingVersion, WaitingApproval, WaitingChange};
pub use artwork::{ActiveContent, Art, Artwork, ArtworkError, CheckedUpload, PngFault};
pub use badge_design::{BadgeDesign, BadgeVersion, DesignState};
pub use credentials::time::Timestamp;
pub use fault::Fault;
pub use field::{Fields, Finding};
pub use ids::{
    ApiTokenId, BadgeDesignId, ClaimToken, CredentialId, InstitutionId, MemberId, StatusListId, Version,
};
pub use institution::{DidMethod, Institution, NewInstitution};
pub use institution_profile::{InstitutionProfile, NumberedProfile, PendingProfile};
pub use issued_credential::{BadgeVersionId, CredentialState, IssuedCredential, Progress, StatusPlace};
pub use issuer_key::{Ceilings, IssuerKey, KeyLife};
pub use key_usage::{DayUsage, KeyUsage};
pub use member::{Actor, Designer, Forbidden, Issuer, KeyKeeper, MayRevoke, Member, Revoker, Role};
pub use public_url::{NotAPublicUrl, PublicUrl};
pub use recipient::Recipient;
pub use reissue::ReissueReport;
pub use revocation::{PublicRevocation, ReasonReaders, Revocation, RevocationReason};
pub use signer_event::{EventGroup, EventKind, EventMark, SignerEvent};
