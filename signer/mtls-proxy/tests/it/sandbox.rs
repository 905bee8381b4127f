//! The sandbox of the mTLS proxy.

use crate::test_proxy::{TestProxy, ask};
use std::fs;

#[test]
fn every_thread_of_the_proxy_has_its_walls_and_it_works_within_them() {
    let proxy = TestProxy::new();
    let web = proxy.clients.certify("web.internal");
    assert!(ask(&mut proxy.connect(Some(&web)), b"{}").is_ok());
    let mut threads = 0;
    for task in fs::read_dir(format!("/proc/{}/task", proxy.process_id())).unwrap() {
        let status = fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        assert!(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp_filters:\t2"), "{status}");
        threads += 1;
    }
    assert!(threads > 16, "{threads} threads");
}
