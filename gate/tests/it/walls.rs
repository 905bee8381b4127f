//! Privileges that the proxy gave up.

use crate::house::{House, ask};
use std::fs;

#[test]
fn every_thread_of_the_gate_has_its_walls_and_it_works_within_them() {
    let house = House::new();
    let web = house.clients.certify("web.internal");
    assert!(ask(&mut house.connect(Some(&web)), b"{}").is_ok());
    let mut threads = 0;
    for task in fs::read_dir(format!("/proc/{}/task", house.gate_id())).unwrap() {
        let status = fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        assert!(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp_filters:\t2"), "{status}");
        threads += 1;
    }
    assert!(threads > 16, "{threads} threads");
}
