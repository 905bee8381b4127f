//! One suite for everything that answers the signer's protocol. [`crate::TestSigner`] passes it, and so do the real
//! programs (`signer/daemon/tests/it/contract.rs`): what tests of the web server rely on is what an installation does.

mod changes;
mod documents;
mod ledger;
mod setup;
mod signing;

use credentials::time::Timestamp;
use protocol::{FaultCode, Problem, RefusalCode, Request, Waiting};
use std::fmt::Debug;
use std::time::Duration;

/// A signer that was just started, with an empty ledger. No checkpoint was presented to it.
pub trait Installation {
    /// The answer to a request of the web server.
    ///
    /// # Errors
    /// [`Problem`]: it is refused, or the machinery failed.
    fn ask<R: Request>(&self, request: &R) -> Result<R::Answer, Problem>;

    /// A person on the signer's host approves this change.
    fn approve(&self, waiting: &Waiting);

    /// The public address, without a slash at its end. It begins with `http://localhost`.
    fn public_url(&self) -> String;

    /// The signer's time.
    fn now(&self) -> Timestamp;
}

/// Runs the suite, in order: each part continues where the one before it ended.
pub fn check(signer: &impl Installation) {
    setup::health_of_a_new_signer(signer);
    setup::nothing_is_entered_before_the_checkpoint_handshake(signer);
    setup::a_key_is_made_once(signer);
    let issuer = setup::the_first_issuer_is_bound_without_an_approval(signer);
    changes::a_badge_version_is_registered_once_people_approve(signer, &issuer);
    changes::what_the_web_server_withdrew_waits_no_more(signer, &issuer);
    let document = signing::the_same_id_is_signed_once(signer, &issuer);
    signing::what_is_not_allowed_is_refused_with_its_code(signer, &issuer);
    signing::a_status_list_only_gains_revocations(signer, &issuer);
    ledger::the_newest_checkpoint_extends_the_presented_one(signer);
    ledger::a_signed_credential_is_proven_to_be_in_the_ledger(signer, &document);
    ledger::what_a_key_signed_is_listed(signer);
    changes::a_frozen_issuer_signs_again_once_people_approve(signer, &issuer);
}

/// The answer, once what it needs is published: the real programs publish in a thread of their own.
fn published<R: Request>(signer: &impl Installation, request: &R) -> Result<R::Answer, Problem> {
    for _ in 0..600 {
        match signer.ask(request) {
            Err(Problem::Failed(fault)) if fault.code == FaultCode::NotPublished => {
                std::thread::sleep(Duration::from_millis(100));
            }
            answer => return answer,
        }
    }
    panic!("nothing is published")
}

/// Asserts that an answer is a refusal with this code.
#[track_caller]
fn assert_refused<A: Debug>(answer: Result<A, Problem>, code: RefusalCode) {
    match answer {
        Err(Problem::Refused(refusal)) => assert_eq!(refusal.code, code, "{refusal:?}"),
        other => panic!("{code:?} expected: {other:?}"),
    }
}
