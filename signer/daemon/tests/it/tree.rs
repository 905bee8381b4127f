//! Structure of the signer: its dependencies, and where modules are called.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_signer_s_dependency_tree_is_the_one_that_was_reviewed() {
    compare("daemon", 0);
}

#[test]
fn the_token_process_s_dependency_tree_is_the_one_that_was_reviewed() {
    compare("token", 1);
}

#[test]
fn the_desk_s_dependency_tree_is_the_one_that_was_reviewed() {
    compare("desk", 2);
}

/// With the list that is at this place in the decision.
fn compare(package: &str, place: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", package, "--edges", "normal", "--prefix", "none"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let found: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let decision = fs::read_to_string(root.join("docs/decisions/0003-signer-processes.md")).unwrap();
    let after = decision.split("```text\n").nth(place + 1).expect("the decision holds the reviewed list");
    let (list, _) = after.split_once("```").unwrap();
    let reviewed: BTreeSet<&str> = list.split_whitespace().collect();
    let grown: Vec<_> = found.difference(&reviewed).collect();
    let gone: Vec<_> = reviewed.difference(&found).collect();
    assert!(
        grown.is_empty(),
        "not reviewed: {grown:?}. Review them and put them on the list of 0003-signer-processes.md"
    );
    assert!(gone.is_empty(), "on the list but not in the tree: {gone:?}");
    assert!(
        decision.contains(&format!("**{} crates**", found.len())),
        "the decision names another number than {}",
        found.len()
    );
}

#[test]
fn the_module_is_called_from_one_folder_only() {
    fn walk(folder: &Path, with: &mut BTreeSet<String>, krate: &str) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, with, krate);
            } else if fs::read_to_string(&path).unwrap().contains("cryptoki::") {
                with.insert(krate.to_owned());
            }
        }
    }
    let mut crates = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = if name == "src" { path } else { path.join("src") };
        if source.is_dir() {
            walk(&source, &mut crates, &name);
        }
    }
    assert_eq!(crates, BTreeSet::from(["pkcs11".to_owned()]));
}

#[test]
fn a_process_that_runs_has_not_loaded_the_module() {
    let signer = crate::test_signer::TestSigner::started();
    let maps = |id: u32| fs::read_to_string(format!("/proc/{id}/maps")).unwrap_or_default();
    // /proc/<pid>/maps of a process that is not dumpable is readable by root only; then the worker's shows the module.
    if maps(signer.worker_id()).is_empty() {
        return;
    }
    assert!(maps(signer.worker_id()).contains("libsofthsm2"));
    assert!(!maps(signer.run_id()).contains("libsofthsm2"));
}
