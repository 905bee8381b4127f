//! A test signer in a directory of its own: configuration, token, both processes, a client.

use crate::programs::{BINARY, build_others};
use messages::Language;
use protocol::{
    Change, Decision, HealthReport, Problem, Refusal, Request, SignedBatch, SignedDocument, Waiting, request,
};
use serde_json::{Value, json};
use std::fmt::Debug;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tlog::{Checkpoint, VerifierKey};

pub(crate) const MODULE: &str = "/usr/lib/softhsm/libsofthsm2.so";
/// The endpoint for commands on the signer's host.
pub(crate) const HOST: &str = "state/host.sock";
/// Origin of the signer's desk.
pub(crate) const DESK: &str = "http://localhost:3001";
pub(crate) const INSTITUTION: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

pub(crate) struct TestSigner {
    scratch: TempDir,
    pub(crate) public_url: String,
    variables: Vec<(String, PathBuf)>,
    run: Option<Child>,
    worker: Option<Child>,
}

impl TestSigner {
    /// Configured, with a token; nothing runs yet.
    pub(crate) fn built_at(public_url: &str) -> Self {
        assert!(Path::new(MODULE).is_file(), "{MODULE} is missing: apt-get install softhsm2");
        let signer = Self::bare_at(public_url);
        let made = signer.command(&["token", "init"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        signer
    }

    /// Configured, without a token.
    pub(crate) fn bare() -> Self {
        Self::bare_at("http://localhost:3000")
    }

    fn bare_at(public_url: &str) -> Self {
        build_others();
        let scratch = tempfile::Builder::new().prefix("insignia-signer-").tempdir().unwrap();
        let variables = Vec::new();
        let signer = Self { scratch, public_url: public_url.to_owned(), variables, run: None, worker: None };
        signer.configure(&[own_uid()]);
        signer
    }

    /// Uses a module other than SoftHSM, a token of it, and the directory that it writes to.
    pub(crate) fn use_module(&self, module: &Path, label: &str, settings: &str, directory: &Path) {
        let text = self.read("signer.toml");
        let (text, _) = text.split_once("[token.softhsm]").unwrap();
        let text = text
            .replace(MODULE, &module.display().to_string())
            .replace("label = \"insignia\"", &format!("label = {label:?}"));
        let directories = [directory];
        let names: Vec<&str> = self.variables.iter().map(|(name, _)| name.as_str()).collect();
        let files = self.variables.iter().map(|(_, value)| value);
        let read: Vec<&PathBuf> = files.filter(|value| value.is_absolute()).collect();
        let text = format!(
            "{text}{settings}\n[isolation]\nwrite = {directories:?}\nread = {read:?}\nenvironment = {names:?}\n"
        );
        fs::write(self.path("signer.toml"), text).unwrap();
    }

    /// Sets an environment variable for the module: the path of a file that it reads, or another text.
    pub(crate) fn set_variable(&mut self, name: &str, value: impl Into<PathBuf>) {
        self.variables.push((name.to_owned(), value.into()));
    }

    pub(crate) fn built() -> Self {
        Self::built_at("http://localhost:3000")
    }

    /// Both processes run.
    pub(crate) fn started() -> Self {
        let mut signer = Self::built();
        signer.start();
        signer
    }

    pub(crate) fn configure(&self, server_uids: &[u32]) {
        let at = |name: &str| self.path(name).display().to_string();
        let text = format!(
            "public_url = {:?}\ndirectory = {:?}\npublic = {:?}\nsocket = {:?}\nworker_socket = {:?}\n\
             host_socket = {:?}\nserver_uids = {server_uids:?}\n\
             [desk]\nurl = {DESK:?}\nlisten = \"127.0.0.1:0\"\nsocket = {:?}\nuids = [{}]\n[token]\nmodule = {MODULE:?}\nlabel = \"insignia\"\npin_file = {:?}\n\
             [token.softhsm]\ndirectory = {:?}\n",
            self.public_url,
            at("state"),
            at("public"),
            at("run/signer.sock"),
            at("worker/worker.sock"),
            at("state/host.sock"),
            at("desk/desk.sock"),
            own_uid(),
            at("pin"),
            at("softhsm"),
        );
        fs::write(self.path("signer.toml"), text).unwrap();
    }

    /// Adds settings at the end of the configuration. Running processes do not have them.
    pub(crate) fn add_settings(&self, settings: &str) {
        let text = self.read("signer.toml");
        fs::write(self.path("signer.toml"), format!("{text}{settings}\n")).unwrap();
    }

    /// Adds settings to the `[token]` part.
    pub(crate) fn add_token_settings(&self, settings: &str) {
        let text = self.read("signer.toml").replace("[token]\n", &format!("[token]\n{settings}\n"));
        fs::write(self.path("signer.toml"), text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), Permissions::from_mode(mode)).unwrap();
    }

    /// A command of the signer with this signer's configuration.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(words).arg("--config").arg(self.path("signer.toml"));
        command.envs(self.variables.iter().map(|(name, file)| (name, file)));
        command
    }

    fn spawn(&self, mut command: Command, log: &str) -> Child {
        let log = fs::OpenOptions::new().append(true).create(true).open(self.path(log)).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap()
    }

    pub(crate) fn start(&mut self) {
        self.start_worker();
        self.start_run();
    }

    pub(crate) fn start_run(&mut self) {
        self.start_run_as(self.command(&["run"]));
    }

    /// Starts `run` with this command, waits for its sockets, and does the checkpoint handshake.
    pub(crate) fn start_run_as(&mut self, command: Command) {
        self.spawn_run(command);
        self.greet();
    }

    /// Starts `run` without the checkpoint handshake.
    pub(crate) fn start_run_ungreeted(&mut self) {
        self.spawn_run(self.command(&["run"]));
    }

    fn spawn_run(&mut self, command: Command) {
        self.run = Some(self.spawn(command, "run.log"));
        // `run` opens this endpoint last.
        self.wait_for(HOST, "run.log");
    }

    /// Presents the public checkpoint, as a web server does.
    fn greet(&self) {
        let note = fs::read_to_string(self.path("public/checkpoint")).ok();
        // Without a worker there is no checkpoint yet.
        let _ = self.ask(&request::PresentCheckpoint { note });
    }

    pub(crate) fn start_worker(&mut self) {
        self.worker = Some(self.spawn(self.command(&["worker"]), "worker.log"));
        self.wait_for("worker/worker.sock", "worker.log");
    }

    fn wait_for(&self, socket: &str, log: &str) {
        let path = self.path(socket);
        let up = until(PATIENCE, || UnixStream::connect(&path).ok());
        assert!(up.is_some(), "{socket} does not answer: {}", self.read(log));
    }

    pub(crate) fn run_id(&self) -> u32 {
        self.run.as_ref().unwrap().id()
    }

    pub(crate) fn worker_id(&self) -> u32 {
        self.worker.as_ref().unwrap().id()
    }

    /// kill -9, and waits until the process has ended.
    pub(crate) fn kill_run(&mut self) {
        end(&mut self.run);
    }

    pub(crate) fn kill_worker(&mut self) {
        end(&mut self.worker);
    }

    /// Has the worker ended?
    pub(crate) fn worker_has_ended(&mut self) -> bool {
        self.worker.as_mut().unwrap().try_wait().unwrap().is_some()
    }

    /// Stops the worker with SIGSTOP, and returns when none of its threads runs any more.
    pub(crate) fn suspend_worker(&self) {
        let id = self.worker_id();
        signal("STOP", id);
        let is_stopped = |task: &Path| {
            let stat = fs::read_to_string(task.join("stat")).unwrap_or_default();
            stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T'))
        };
        let stopped = || {
            let tasks = fs::read_dir(format!("/proc/{id}/task")).unwrap();
            tasks.map(|task| task.unwrap().path()).all(|task| is_stopped(&task)).then_some(())
        };
        assert!(until(PATIENCE, stopped).is_some(), "the worker goes on");
    }

    /// Resumes a suspended worker.
    pub(crate) fn resume_worker(&self) {
        signal("CONT", self.worker_id());
    }

    /// Exit status of a worker that ended on its own.
    pub(crate) fn worker_s_end(&mut self) -> ExitStatus {
        let mut worker = self.worker.take().unwrap();
        until(PATIENCE, || worker.try_wait().unwrap()).expect("the worker goes on")
    }

    pub(crate) fn connect(&self) -> UnixStream {
        let stream = UnixStream::connect(self.path("run/signer.sock")).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub(crate) fn ask<R: Request>(&self, request: &R) -> Result<R::Answer, Problem> {
        protocol::ask(&mut self.connect(), request).unwrap()
    }

    /// Sends a request to another endpoint, `state/host.sock` or `desk/desk.sock`, in the signer's private protocol.
    pub(crate) fn ask_at(&self, endpoint: &str, ask: &Value) -> Value {
        let mut stream = UnixStream::connect(self.path(endpoint)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        protocol::write_message(&mut stream, ask).unwrap();
        protocol::read_message(&mut stream).unwrap()
    }

    /// Approves a pending change as a person on the signer's host.
    pub(crate) fn approve_on_host(&self, waiting: &Waiting) -> Value {
        let typed = &waiting.digest[..8];
        self.ask_at(HOST, &json!({"ask": "approve", "change": waiting.digest, "typed": typed}))
    }

    /// Approves a change, and checks that it is in force.
    pub(crate) fn decide(&self, waiting: &Waiting) {
        let reply = self.approve_on_host(waiting);
        assert_eq!(reply.get("done"), Some(&Value::Bool(true)), "{reply}");
    }

    /// Proposes a change, and returns the pending one.
    pub(crate) fn propose(&self, change: Change) -> Waiting {
        match self.ask(&request::Propose { change }) {
            Ok(Decision::Waiting(waiting)) => waiting,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn health(&self) -> HealthReport {
        match self.ask(&request::Health) {
            Ok(health) => health,
            other => panic!("{other:?}"),
        }
    }

    /// The checkpoint, once it covers the whole ledger, in the signer's answer and in the public file.
    pub(crate) fn published(&self) -> Checkpoint {
        let size = self.health().ledger_size;
        let told = || {
            let Ok(newest) = self.ask(&request::Checkpoint) else { return None };
            let checkpoint = Checkpoint::verified(&newest.note, &self.log_key()?).unwrap();
            (checkpoint.size == size).then_some((checkpoint, newest.note))
        };
        let told = until(PATIENCE, told);
        let (checkpoint, note) = told.unwrap_or_else(|| panic!("{}", self.read("run.log")));
        assert_eq!(self.read("public/checkpoint"), note);
        checkpoint
    }

    /// The key of the ledger's checkpoints, from the log of `run`.
    pub(crate) fn log_key(&self) -> Option<VerifierKey> {
        let log = self.read("run.log");
        let (_, key) = log.rsplit_once("its checkpoints are signed by ")?;
        Some(VerifierKey::parse(key.lines().next()?).unwrap())
    }

    /// Signs one credential.
    pub(crate) fn sign(&self, credential: &Value) -> Result<SignedDocument, Refusal> {
        let results = self.sign_all(std::slice::from_ref(credential));
        results.into_iter().next().unwrap()
    }

    pub(crate) fn sign_all(&self, credentials: &[Value]) -> Vec<Result<SignedDocument, Refusal>> {
        let credentials = credentials.iter().map(ToString::to_string).collect();
        match self.ask(&request::SignCredentials { credentials }) {
            Ok(SignedBatch { results }) => results,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn sign_list(&self, list: &Value) -> Result<SignedDocument, Problem> {
        self.ask(&request::SignStatusList { credential: list.to_string() })
    }
}

impl Drop for TestSigner {
    fn drop(&mut self) {
        end(&mut self.run);
        end(&mut self.worker);
    }
}

fn signal(name: &str, id: u32) {
    assert!(Command::new("kill").args([format!("-{name}"), id.to_string()]).status().unwrap().success());
}

fn end(child: &mut Option<Child>) {
    if let Some(mut child) = child.take() {
        let _ = child.kill();
        child.wait().unwrap();
    }
}

pub(crate) fn own_uid() -> u32 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").unwrap().uid()
}

/// How long a test waits for an event: a limit for what never happens, also on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(5);

/// Tries until there is a result, or the time is up.
pub(crate) fn until<T>(limit: Duration, mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    loop {
        if let Some(found) = attempt() {
            return Some(found);
        }
        if began.elapsed() > limit {
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The refusal in an answer.
pub(crate) fn refusal<A: Debug>(answer: Result<A, Problem>) -> Refusal {
    match answer {
        Err(Problem::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// The sentences of a refusal's findings.
pub(crate) fn sentences(refusal: &Refusal) -> impl Iterator<Item = String> + use<'_> {
    let sentence = |found: &protocol::Finding| Language::English.carried_fault(&found.code, &found.fault);
    refusal.findings.iter().map(sentence)
}

/// The fault in an answer.
pub(crate) fn fault<A: Debug>(answer: Result<A, Problem>) -> protocol::Fault {
    match answer {
        Err(Problem::Failed(fault)) => fault,
        other => panic!("no fault: {other:?}"),
    }
}

/// The sentence that people see.
pub(crate) fn says(problem: &(impl Clone + Into<Problem>)) -> String {
    Language::English.problem(&problem.clone().into())
}
