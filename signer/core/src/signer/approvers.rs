//! Approvers: enrolment codes, enrolment, confirmation.

mod confirm;
mod enrol;
mod enrolment_codes;
mod write_code;

pub(super) use confirm::{confirm_approver, reject_approver};
pub(super) use enrol::Enrol;
pub(super) use enrolment_codes::EnrolmentCodes;
pub(super) use write_code::WriteCode;
