//! The suite that the real programs pass too.

use credentials::time::Timestamp;
use insignia_test_signer::contract::{Installation, check};
use insignia_test_signer::{Options, TestSigner};
use protocol::{Problem, Request, Waiting};

const NOW: Timestamp = Timestamp::from_millis(1_772_000_000_000);
const URL: &str = "http://localhost:3000";

struct InThisProcess(TestSigner);

impl Installation for InThisProcess {
    fn ask<R: Request>(&self, request: &R) -> Result<R::Answer, Problem> {
        self.0.ask(request)
    }

    fn approve(&self, waiting: &Waiting) {
        assert_eq!(self.0.waiting(), std::slice::from_ref(waiting));
        self.0.approve();
    }

    fn public_url(&self) -> String {
        URL.to_owned()
    }

    fn now(&self) -> Timestamp {
        NOW
    }
}

#[test]
fn the_test_signer_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let signer = TestSigner::start(Options {
        directory: at("signer"),
        public: at("public"),
        socket: at("signer.sock"),
        public_url: URL.to_owned(),
        now: NOW,
    });
    check(&InThisProcess(signer));
}
