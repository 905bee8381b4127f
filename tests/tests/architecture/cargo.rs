//! Cargo's metadata of the workspace.

use super::sources::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The output of `cargo metadata` with all features.
pub(super) struct Metadata(Value);

/// One of our packages.
pub(super) struct Package {
    pub(super) name: String,
    /// Our packages that its programs, libraries and build scripts depend on.
    pub(super) ours: Vec<String>,
    /// Our packages that its tests, examples and benchmarks depend on.
    pub(super) in_tests: Vec<String>,
    /// Kinds of its targets: `bin`, `lib`, `test`…
    pub(super) targets: Vec<String>,
}

pub(super) fn metadata() -> Metadata {
    Metadata(serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--all-features"])).unwrap())
}

impl Metadata {
    pub(super) fn ours(&self) -> Vec<Package> {
        let ours = |package: &Value| package["source"].is_null();
        let packages = self.0["packages"].as_array().unwrap().iter().filter(|package| ours(package));
        packages
            .map(|package| {
                let dependencies = package["dependencies"].as_array().unwrap().iter().filter(|d| ours(d));
                let (in_tests, linked): (Vec<_>, Vec<_>) = dependencies.partition(|d| d["kind"] == "dev");
                let targets = package["targets"].as_array().unwrap().iter();
                Package {
                    name: text(&package["name"]),
                    ours: linked.into_iter().map(|d| text(&d["name"])).collect(),
                    in_tests: in_tests.into_iter().map(|d| text(&d["name"])).collect(),
                    targets: targets.flat_map(|t| t["kind"].as_array().unwrap()).map(text).collect(),
                }
            })
            .collect()
    }

    /// The packages that depend on `name` directly.
    pub(super) fn users_of(&self, name: &str) -> BTreeSet<String> {
        let packages = self.0["packages"].as_array().unwrap().iter();
        let names: BTreeMap<_, _> =
            packages.map(|package| (text(&package["id"]), text(&package["name"]))).collect();
        let nodes = self.0["resolve"]["nodes"].as_array().unwrap().iter();
        nodes
            .filter(|node| node["dependencies"].as_array().unwrap().iter().any(|id| names[&text(id)] == name))
            .map(|node| names[&text(&node["id"])].clone())
            .collect()
    }
}

/// Every crate in the programs of a package.
pub(super) fn crates_of(package: &str) -> BTreeSet<String> {
    linked(&["-p", package])
}

/// Every crate in the browser's bundle.
pub(super) fn browser_crates() -> BTreeSet<String> {
    linked(&["-p", "frontend", "--target", "wasm32-unknown-unknown"])
}

/// The crates of the larger build of the verifier.
pub(super) fn verifier_crates() -> BTreeSet<String> {
    linked(&["-p", "verifier", "--features", "general", "--target", "wasm32-unknown-unknown"])
}

fn linked(package: &[&str]) -> BTreeSet<String> {
    let tree = cargo(&[&["tree", "-e", "normal", "--prefix", "none"], package].concat());
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

fn cargo(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).args(arguments).arg("--locked").current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
