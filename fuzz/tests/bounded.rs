//! A run of seconds: every target, over the corpus and some thousand seeded mutations of it. Without libFuzzer and
//! its coverage; `fuzz/run` has both.

#[cfg(test)]
mod bounded {
    mod mutate;

    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use insignia_fuzz::{TARGETS, Target};
    use insignia_oracles::Chance;

    /// Time for the mutations of one target.
    const BUDGET: Duration = Duration::from_secs(4);

    /// Maximum time for one input, on a busy machine and without optimisation.
    const SLOWEST: Duration = Duration::from_secs(5);

    fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }

    /// Runs one input; a failing input is saved where `fuzz/run` would look for it.
    fn run(name: &str, target: Target, input: &[u8], from: &str) {
        let begun = Instant::now();
        let ended = std::panic::catch_unwind(|| target(input));
        let slow = begun.elapsed() > SLOWEST;
        if ended.is_ok() && !slow {
            return;
        }
        let kept = std::env::temp_dir().join(format!("insignia-fuzz-{name}"));
        fs::write(&kept, input).unwrap();
        let what = if slow { "took too long" } else { "panicked" };
        panic!("{name} {what} on {from}; the input is in {}", kept.display());
    }

    fn target(name: &str) -> Target {
        TARGETS.iter().find(|(own, _)| *own == name).unwrap().1
    }

    fn bounded(name: &str) {
        let target = target(name);
        let corpus = corpus(name);
        assert!(!corpus.is_empty(), "{name} has no corpus");
        for (path, input) in &corpus {
            run(name, target, input, &path.display().to_string());
        }
        let mut chance = Chance::new(1);
        let begun = Instant::now();
        let mut runs = 0;
        while begun.elapsed() < BUDGET {
            let input = mutate::mutated(&corpus, &mut chance);
            run(name, target, &input, &format!("mutation {runs}"));
            runs += 1;
        }
        println!("{name}: {} files, {runs} mutations", corpus.len());
        assert!(runs >= 100, "{name} ran only {runs} mutations");
    }

    #[test]
    fn every_target_has_a_test_a_corpus_and_a_program() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let own = fs::read_to_string(root.join("tests/bounded.rs")).unwrap();
        for (name, _) in TARGETS {
            assert!(own.contains(&format!("bounded(\"{name}\")")), "{name} has no test");
            assert!(root.join("corpus").join(name).is_dir(), "{name} has no corpus");
            assert!(
                root.join(format!("libfuzzer/fuzz_targets/{name}.rs")).is_file(),
                "{name} has no program"
            );
        }
    }

    #[test]
    fn canonical_forms_never_panic() {
        bounded("canonical");
    }

    #[test]
    fn the_verification_of_credentials_never_panics() {
        bounded("credential");
    }

    #[test]
    fn did_documents_never_panic() {
        bounded("did_document");
    }

    #[test]
    fn strict_json_never_panics() {
        bounded("json");
    }

    #[test]
    fn keys_never_panic() {
        bounded("multikey");
    }

    #[test]
    fn png_pictures_never_panic() {
        bounded("png");
    }

    #[test]
    fn status_lists_never_panic() {
        bounded("status_list");
    }

    #[test]
    fn svg_pictures_never_panic() {
        bounded("svg");
    }

    #[test]
    fn tokens_never_panic() {
        bounded("token");
    }
}
