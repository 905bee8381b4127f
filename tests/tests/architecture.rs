//! The boundaries between the crates: the permitted dependencies, and what must not reach the browser or the signer.

#[cfg(test)]
mod architecture {
    mod cargo;
    mod sources;

    use cargo::{browser_crates, crates_of, metadata, verifier_crates};
    use sources::{lines, rust_files};
    use std::collections::BTreeSet;

    /// Permitted dependencies among our crates. The test fails for a crate without a row: each new crate needs a
    /// decision record in `docs/decisions/`.
    const MAY_USE: &[(&str, &[&str])] = &[
        ("rdf", &[]),
        ("tlog", &[]),
        ("jsonld", &["rdf"]),
        ("credentials", &["rdf", "tlog"]),
        ("domain", &["credentials"]),
        ("messages", &["audit-facts", "credentials", "domain", "signer-facts"]),
        ("fetch", &[]),
        ("same-origin", &[]),
        ("launcher", &["domain", "messages"]),
        ("audit-facts", &["credentials", "tlog"]),
        ("auditor", &["audit-facts", "credentials", "fetch", "jsonld", "messages", "tlog"]),
        ("host-files", &[]),
        ("ipc", &["host-files"]),
        ("protocol", &["ipc", "rdf", "signer-facts"]),
        ("signer-facts", &[]),
        ("sandbox", &[]),
        ("mtls-proxy", &["ipc", "protocol", "sandbox"]),
        ("token-protocol", &["host-files"]),
        ("pkcs11", &[]),
        ("token", &["host-files", "ipc", "pkcs11", "sandbox", "token-protocol"]),
        ("desk", &["credentials", "host-files", "messages", "protocol", "same-origin", "sandbox"]),
        ("journal", &["host-files", "tlog"]),
        ("signer-core", &["credentials", "host-files", "journal", "protocol", "tlog"]),
        (
            "daemon",
            &[
                "credentials",
                "host-files",
                "ipc",
                "messages",
                "protocol",
                "sandbox",
                "signer-core",
                "token-protocol",
            ],
        ),
        ("report-html", &["credentials", "messages"]),
        ("app", &["domain", "credentials", "messages", "report-html"]),
        ("frontend", &["app"]),
        ("verifier", &["credentials", "jsonld", "messages", "report-html"]),
        (
            "server",
            &[
                "app",
                "auditor",
                "domain",
                "credentials",
                "fetch",
                "jsonld",
                "messages",
                "protocol",
                "same-origin",
                "tlog",
            ],
        ),
        ("insignia-tests", &["credentials", "domain", "protocol", "app", "frontend", "verifier"]),
        ("insignia-answers", &["credentials", "jsonld", "messages"]),
        ("insignia-oracles", &["credentials"]),
        ("insignia-peers", &["credentials", "jsonld"]),
        ("insignia-test-signer", &["credentials", "protocol", "signer-core", "tlog"]),
        ("insignia-fuzz", &["credentials", "insignia-oracles", "jsonld"]),
    ];

    /// Further dependencies, permitted only for tests, examples and benchmarks.
    const MAY_USE_IN_TESTS: &[(&str, &[&str])] = &[
        ("credentials", &["jsonld", "messages"]),
        ("messages", &["messages"]),
        ("daemon", &["insignia-test-signer", "messages", "tlog"]),
        ("server", &["insignia-test-signer"]),
    ];

    #[test]
    fn crates_use_only_whom_they_may() {
        let mut wrong = Vec::new();
        for package in metadata().ours() {
            let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == package.name) else {
                wrong.push(format!("{} has no row in this table", package.name));
                continue;
            };
            let used = package.ours.iter().filter(|used| !allowed.contains(&used.as_str()));
            wrong.extend(used.map(|used| format!("{} may not use {used}", package.name)));
            let more = MAY_USE_IN_TESTS.iter().find(|(name, _)| *name == package.name);
            let more = more.map_or(&[][..], |(_, more)| *more);
            let used = package.in_tests.iter().map(String::as_str);
            let used = used.filter(|used| !allowed.contains(used) && !more.contains(used));
            wrong.extend(used.map(|used| format!("the tests of {} may not use {used}", package.name)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn nobody_can_import_a_program() {
        let metadata = metadata();
        let programs = ["launcher", "daemon", "token", "desk", "mtls-proxy"];
        let packages =
            metadata.ours().into_iter().filter(|package| programs.contains(&package.name.as_str()));
        let mut found = 0;
        for package in packages {
            found += 1;
            let libraries: Vec<_> = package
                .targets
                .iter()
                .filter(|kind| !["bin", "test", "bench", "custom-build"].contains(&kind.as_str()))
                .collect();
            assert!(package.targets.iter().any(|kind| kind == "bin"));
            assert!(
                libraries.is_empty(),
                "{} has a target that others can depend on: {libraries:?}",
                package.name
            );
        }
        assert_eq!(found, programs.len());
    }

    #[test]
    fn only_pkcs11_speaks_pkcs11() {
        let users = metadata().users_of("cryptoki");
        assert_eq!(users, BTreeSet::from(["pkcs11".to_owned()]));
    }

    #[test]
    fn the_daemon_links_no_vendor_code() {
        let crates = crates_of("daemon");
        assert!(crates.contains("token-protocol"), "this is not the daemon's tree: {crates:?}");
        let vendor = ["cryptoki", "cryptoki-sys", "libloading", "pkcs11"];
        let found: Vec<_> = vendor.iter().filter(|name| crates.contains(**name)).collect();
        assert!(found.is_empty(), "insignia-signer holds {found:?}");
    }

    /// The log engine stores lines and publishes entries. What they mean is the core's.
    #[test]
    fn the_journal_knows_no_policy_no_people_and_no_credentials() {
        let crates = crates_of("journal");
        assert!(crates.contains("tlog"), "this is not the journal's tree: {crates:?}");
        let known = ["signer-core", "credentials", "rdf", "domain", "protocol", "token-protocol", "p256"];
        let found: Vec<_> = known.iter().filter(|name| crates.contains(**name)).collect();
        assert!(found.is_empty(), "journal holds {found:?}");
    }

    /// Outside `signer/` and the tests, nothing decides, signs or writes the ledger.
    #[test]
    fn nothing_outside_the_signer_depends_on_its_core() {
        let metadata = metadata();
        for name in ["signer-core", "journal"] {
            let users = metadata.users_of(name);
            let inside = ["daemon", "signer-core", "insignia-test-signer"];
            assert!(users.iter().all(|user| inside.contains(&user.as_str())), "{name}: {users:?}");
        }
    }

    /// Pages are the desk's. The daemon has no HTTP server, no template engine and no font.
    #[test]
    fn the_daemon_serves_no_pages() {
        let crates = crates_of("daemon");
        assert!(crates.contains("protocol"), "this is not the daemon's tree: {crates:?}");
        let serving = ["hyper", "hyper-util", "axum", "http", "tokio", "askama", "desk"];
        let found: Vec<_> = serving.iter().filter(|name| crates.contains(**name)).collect();
        assert!(found.is_empty(), "insignia-signer holds {found:?}");
        let files = rust_files().into_iter().filter(|file| file.starts_with("signer/"));
        let fonts: Vec<_> =
            files.filter(|file| lines(file).iter().any(|line| line.contains(".woff2"))).collect();
        assert_eq!(fonts, ["signer/desk/src/assets.rs"]);
        let desk = crates_of("desk");
        assert!(desk.contains("hyper") && desk.contains("askama"), "this is not the desk's tree: {desk:?}");
    }

    /// The desk shows and forwards. What decides is not in its process.
    #[test]
    fn the_desk_decides_nothing() {
        let crates = crates_of("desk");
        let deciding =
            ["signer-core", "journal", "token-protocol", "pkcs11", "cryptoki", "domain", "json-ld"];
        let found: Vec<_> = deciding.iter().filter(|name| crates.contains(**name)).collect();
        assert!(found.is_empty(), "insignia-desk holds {found:?}");
    }

    #[test]
    fn the_token_process_knows_neither_journal_nor_core() {
        let crates = crates_of("token");
        assert!(crates.contains("cryptoki"), "this is not the token process's tree: {crates:?}");
        // Crates that implement a journal or a policy, and crates that depend on one.
        let deciding = ["signer-core", "journal", "tlog", "credentials", "protocol", "domain", "json-ld"];
        let found: Vec<_> = deciding.iter().filter(|name| crates.contains(**name)).collect();
        assert!(found.is_empty(), "insignia-token holds {found:?}");
    }

    /// The signer converts documents only on the fast path. A JSON-LD library would bring some fifty crates, and known
    /// advisories with them, into the process that decides what is signed.
    #[test]
    fn the_signer_links_no_json_ld_library() {
        let crates = crates_of("daemon");
        assert!(crates.contains("rdf"), "this is not the signer's tree: {crates:?}");
        let found: Vec<_> = crates
            .iter()
            .filter(|name| {
                *name == "jsonld" || ["json-ld", "json-syntax", "ssi"].iter().any(|one| name.starts_with(one))
            })
            .collect();
        assert!(found.is_empty(), "the signer links {found:?}");
    }

    /// The launcher runs as root.
    #[test]
    fn the_launcher_links_nothing_of_the_web_server() {
        let crates = crates_of("launcher");
        assert!(crates.contains("signal-hook"), "this is not the launcher's tree: {crates:?}");
        let found: Vec<_> = crates.iter().filter(|name| is_of_the_web_server(name)).collect();
        assert!(found.is_empty(), "insignia-up links {found:?}");
    }

    /// The auditor fetches with `ureq`, as the web server's checks do.
    #[test]
    fn the_auditor_links_nothing_of_the_web_server() {
        let crates = crates_of("auditor");
        assert!(crates.contains("json-ld"), "this is not the auditor's tree: {crates:?}");
        let found: Vec<_> =
            crates.iter().filter(|name| *name != "ureq" && is_of_the_web_server(name)).collect();
        assert!(found.is_empty(), "insignia-audit links {found:?}");
    }

    /// HTTP server, database, pages, and the crates that bring them.
    fn is_of_the_web_server(name: &str) -> bool {
        let whole =
            ["server", "app", "protocol", "hyper", "hyper-util", "tokio", "tower", "askama", "resvg", "ureq"];
        let families = ["axum", "sqlx", "leptos", "tower-", "reactive_"];
        whole.contains(&name) || families.iter().any(|family| name.starts_with(family))
    }

    #[test]
    fn the_browser_gets_no_server() {
        let (pages, verifier) = (browser_crates(), verifier_crates());
        assert!(pages.contains("wasm-bindgen"), "this is not the browser's tree: {pages:?}");
        assert!(verifier.contains("json-ld"), "this is not the verifier's tree: {verifier:?}");
        let crates: BTreeSet<_> = pages.union(&verifier).cloned().collect();
        let servers = [
            "tokio",
            "sqlx",
            "axum",
            "leptos_axum",
            "hyper",
            "ring",
            "openssl",
            "openssl-sys",
            "cryptoki",
            "protocol",
        ];
        let found: Vec<_> = servers.iter().filter(|name| crates.contains(**name)).collect();
        assert!(found.is_empty(), "the browser's bundle holds {found:?}");
    }

    #[test]
    fn the_app_has_one_door_to_the_server() {
        let mut wrong = Vec::new();
        for file in rust_files().iter().filter(|file| file.starts_with("app/src/")) {
            let lines = lines(file);
            for (number, _) in lines.iter().enumerate().filter(|(_, line)| is_server_side(line)) {
                let behind = lines.get(number + 1).map_or("", String::as_str);
                if file != "app/src/lib.rs" || !behind.contains("backend") {
                    wrong.push(format!("{file}:{}", number + 1));
                }
            }
        }
        assert!(wrong.is_empty(), "the server's side of app is `backend` alone: {wrong:#?}");
    }

    /// Does the line contain `cfg(feature = "ssr")` in any form (`not`, `all`, `cfg_attr`)?
    fn is_server_side(line: &str) -> bool {
        line.contains("cfg") && line.replace(' ', "").contains("feature=\"ssr\"")
    }

    #[test]
    fn pages_carry_no_inline_styles() {
        // `style-src 'self'` blocks inline styles. `style:width=…` is a style, `style: String` a field.
        let is_style = |line: &str| {
            let directive = |rest: &str| rest.starts_with(|c: char| !c.is_whitespace());
            line.contains("style=") || line.split("style:").skip(1).any(directive)
        };
        let styled: Vec<_> = rust_files()
            .into_iter()
            .filter(|file| file.starts_with("app/src/"))
            .filter(|file| lines(file).iter().any(|line| is_style(line)))
            .collect();
        assert!(styled.is_empty(), "{styled:#?}");
    }

    #[test]
    fn files_are_named_for_one_thing_and_stay_short() {
        let files = rust_files();
        assert!(files.len() > 50, "found only {} files", files.len());
        let modules: Vec<_> = files.iter().filter(|file| file.ends_with("/mod.rs")).collect();
        assert!(modules.is_empty(), "name.rs beside name/, not mod.rs: {modules:#?}");
        let long: Vec<_> = files.iter().filter(|file| lines(file).len() > 400).collect();
        assert!(long.is_empty(), "over 400 lines: {long:#?}");
    }
}
