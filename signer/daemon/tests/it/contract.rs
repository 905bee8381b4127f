//! The contract suite of the tests' signer, run against the real programs with SoftHSM: no test of the web server relies on
//! what an installation would not do.

use crate::documents::now;
use crate::test_signer::TestSigner;
use credentials::time::Timestamp;
use insignia_test_signer::contract::{Installation, check};
use protocol::{Problem, Request, Waiting};

impl Installation for TestSigner {
    fn ask<R: Request>(&self, request: &R) -> Result<R::Answer, Problem> {
        Self::ask(self, request)
    }

    fn approve(&self, waiting: &Waiting) {
        self.decide(waiting);
    }

    fn public_url(&self) -> String {
        self.public_url.clone()
    }

    fn now(&self) -> Timestamp {
        now()
    }
}

#[test]
fn the_real_programs_keep_the_contract() {
    let mut signer = TestSigner::built();
    signer.start_worker();
    signer.start_run_ungreeted();
    check(&signer);
}
