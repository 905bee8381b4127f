//! What the desk, and administration commands on the signer's host, say to `insignia-signer run`.
//!
//! These messages are not among the web server's requests, and go to endpoints that the web server's user cannot
//! open. No type here can carry a key or bytes to sign.
//!
//! They do not implement [`crate::Request`]. Each of the two enums is the closed list of what one socket accepts, and both
//! sides are of one release: there is no version to judge, no time limit for each request, and no checkpoint handshake to
//! wait for.

mod history;
mod message;
mod passkey;
mod picture;
pub mod sanitizer;
mod url;
mod view;

pub use history::{Outcome, PastChange};
pub use message::{AdminRequest, DeskReply, DeskRequest};
pub use passkey::{Assertion, Registration};
pub use picture::{PictureCopy, PictureFormat};
pub use url::{DeskUrl, DeskUrlError};
pub use view::{DeskView, EnrolledApprover, IssuerSummary, PendingChange};

/// Name of the file, in the signer's directory, that holds the code for enrolling an approver.
pub const ENROLMENT_CODE_FILE: &str = "enrolment-code";
