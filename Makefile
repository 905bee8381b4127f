# make run    installs what is missing, builds, serves on http://localhost:3000
# make test   installs what the tests need, runs every test
# make test-long   runs the tests that take hours: mutants, 200 kills, suites on a busy machine, two release builds
TARGET := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := help
.PHONY: help run build site test test-long check contexts sbom clean

help: ## This list.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

run: build site ## Install what is missing, build, and serve on http://localhost:3000. UP="--data DIR --public-url URL" changes that.
	@exec $(TARGET)/debug/insignia up $(UP)

build: ## Build all programs.
	@scripts/install-run
	@[ -x $(TARGET)/debug/insignia ] || echo "insignia: building the programs (the first time about 8 minutes on two cores)"
	@cargo build --locked

site: build ## Build what browsers load, into site/.
	@scripts/site

test: site ## Install what the tests need, and run every test, the browser journey included.
	@scripts/install-test
	@scripts/test

test-long: site ## Run what takes hours: mutants, 200 kills, the suites that wait on a busy machine, two release builds. Needs ../shared.
	@scripts/install-test
	@scripts/test-long

check: ## Format, spelling, lints, documentation and dependency rules, without running a test.
	@scripts/check

contexts: ## Fetch the JSON-LD contexts from npm and compare them with the pinned digests.
	@scripts/contexts

sbom: ## Write target/sbom: for each program the crates that it links, in CycloneDX.
	@scripts/sbom

clean: ## Remove what was built. Data stays.
	cargo clean
	rm -rf site .tools frontend/node_modules tests/e2e/node_modules tests/e2e/out tests/desk/out tests/interop/node_modules tests/interop/.venv
