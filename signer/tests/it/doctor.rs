//! `doctor` says what is wrong, and only that.

use crate::house::House;
use std::fs;

fn examine(house: &House) -> (bool, String) {
    let output = house.command(&["doctor"]).output().unwrap();
    (
        output.status.success(),
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn a_good_set_up_passes() {
    let house = House::started();
    let (well, says) = examine(&house);
    assert!(well && !says.contains("BAD"), "{says}");
    assert!(says.contains("isolation is off") && says.contains("setup-code"), "{says}");
}

#[test]
fn each_fault_is_named_with_its_way_out() {
    let mut house = House::started();
    house.set_mode("pin", 0o644);
    house.set_mode("state", 0o755);
    house.set_mode("public", 0o775);
    fs::write(house.path("state/worker/login-in-progress"), "").unwrap();
    fs::remove_file(house.path("softhsm/softhsm2.conf")).unwrap();
    let journal = house.read("state/journal.jsonl");
    fs::write(house.path("state/journal.jsonl"), format!("broken\n{journal}")).unwrap();
    house.kill_run();
    let (well, says) = examine(&house);
    assert!(!well);
    for way_out in [
        "chmod 0600",
        "chmod 0700",
        "chmod 0755",
        "pin retry",
        "token init",
        "the ledger cannot be relied on",
        "does not answer",
    ] {
        assert!(says.contains(way_out), "{way_out} in {says}");
    }
}

#[test]
fn a_missing_module_names_the_package_and_a_setting_that_is_none_is_told() {
    let house = House::built();
    let text = house.read("signer.toml");
    fs::write(house.path("signer.toml"), text.replace("libsofthsm2.so", "libnone.so")).unwrap();
    let (well, says) = examine(&house);
    assert!(!well && says.contains("apt-get install softhsm2"), "{says}");
    let worker = house.command(&["worker"]).output().unwrap();
    assert_eq!(worker.status.code(), Some(78));
    fs::write(house.path("signer.toml"), format!("pin = \"1234\"\n{text}")).unwrap();
    let (well, says) = examine(&house);
    assert!(!well && says.contains("unknown field `pin`"), "{says}");
}
