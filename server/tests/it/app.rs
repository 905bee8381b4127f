//! The application under test: the real router and use cases, a fixed clock, predictable random numbers, the core of the real signer.

use crate::clock::TestClock;
use crate::reply::Reply;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use domain::Timestamp;
use insignia_server::application::Application;
use insignia_server::config::{Config, Keys, Limits, Proxy, PublicUrl, VcApi};
use insignia_server::fetcher::{Fetcher, PublicOnly};
use insignia_server::storage::Storage;
use insignia_server::web::{self, Site};
use insignia_test_signer::{Options, TestSigner};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub(crate) const BASE: &str = "http://localhost:3000";

/// Time of both clocks at the start of a test.
const BEGIN: Timestamp = Timestamp::from_millis(1_772_000_000_000);

/// How long an answer may take before a test fails instead of waiting indefinitely.
const PATIENCE: Duration = Duration::from_mins(5);

pub(crate) struct TestApp {
    pub(crate) signer: TestSigner,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) application: Arc<Application>,
    router: Router,
    config: Config,
    cookie: Mutex<Option<String>>,
    directory: TempDir,
    base: &'static str,
}

impl TestApp {
    /// Nothing is set up, no member is signed in.
    pub(crate) async fn new() -> Self {
        Self::over(None).await
    }

    /// The same under another address than [`BASE`].
    pub(crate) async fn at(base: &'static str) -> Self {
        Self::with(None, base).await
    }

    /// The same with another database than a new SQLite file.
    pub(crate) async fn over(database: Option<String>) -> Self {
        Self::with(database, BASE).await
    }

    async fn with(database: Option<String>, base: &'static str) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        let config = Config {
            public_url: PublicUrl::try_from(base.to_owned()).unwrap(),
            listen: "127.0.0.1:3000".parse().unwrap(),
            metrics_listen: None,
            database: database
                .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", at("insignia.db").display())),
            signer_socket: at("signer.sock"),
            signer_proxy: None,
            public_directory: at("public"),
            mail_directory: at("mail"),
            site_directory: at("site"),
            isolation: true,
            vc_api: VcApi::default(),
            per_recipient: Vec::new(),
            keys: Keys::default(),
            verify: insignia_server::config::Verify::default(),
            limits: Limits::default(),
            proxy: None,
            context: Vec::new(),
        };
        write_manifest(&config.site_directory);
        let signer = TestSigner::start(Options {
            directory: at("signer"),
            public: config.public_directory.clone(),
            socket: config.signer_socket.clone(),
            public_url: base.to_owned(),
            now: BEGIN,
        });
        let clock = Arc::new(TestClock::at(BEGIN));
        let (application, router) = start(&config, &clock, None).await;
        Self { signer, clock, application, router, config, cookie: Mutex::new(None), directory, base }
    }

    /// The same with an owner signed in and an institution.
    pub(crate) async fn set_up() -> Self {
        let app = Self::new().await;
        app.found().await;
        app
    }

    /// The owner signs in and creates the institution; its first list is signed.
    pub(crate) async fn found(&self) {
        self.found_without_working().await;
        self.work().await;
    }

    /// The same, before any job has run.
    pub(crate) async fn found_without_working(&self) {
        let app = self;
        app.sign_in().await;
        let token = app.get("/setup").await.input("form_token");
        let fields = [("form_token", &*token), ("name", "Vrijhaven"), ("url", "www.vrijhaven.example")];
        let reply = app.post_files("/setup", &fields, &[]).await;
        assert_eq!(reply.leads_to(), "/designs/new?founded");
    }

    /// The same with a published design; returns its identifier.
    pub(crate) async fn with_design() -> (Self, String) {
        let app = Self::set_up().await;
        let id = app.publish_a_design().await;
        (app, id)
    }

    /// Publishes a design: people approve it, and a member looks again.
    pub(crate) async fn publish_a_design(&self) -> String {
        let id = self.submit_a_design().await;
        self.approve(&id).await;
        id
    }

    /// People approve everything that waits, and a member looks again.
    pub(crate) async fn approve(&self, design: &str) {
        self.signer.approve();
        self.look_again(design).await;
    }

    /// Submits a design for publication; it waits for approval.
    pub(crate) async fn submit_a_design(&self) -> String {
        let reply = self.post_design("/designs/new", "Coastal Flood Modelling", "publish", &[]).await;
        reply.leads_to().strip_prefix("/designs/").unwrap().strip_suffix("?submitted").unwrap().to_owned()
    }

    /// The same with one badge issued and signed; returns its page in the register and its learner's path.
    pub(crate) async fn with_credential() -> (Self, String, String) {
        let (app, design) = Self::with_design().await;
        let register = app.issue(&design).await;
        app.work().await;
        let claim = app.claim_path();
        (app, register, claim)
    }

    /// The process ends, and another starts with the same files. Sessions remain.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    /// Restarts with another configuration.
    pub(crate) async fn restart_with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self.application.close().await;
        let (application, router) = start(&self.config, &self.clock, None).await;
        application.jobs.reclaim_leases().await.unwrap();
        Self { application, router, ..self }
    }

    /// Restarts with another configuration and another fetcher of other servers' documents.
    pub(crate) async fn restart_fetching(
        mut self,
        fetcher: Arc<dyn Fetcher>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        change(&mut self.config);
        self.application.close().await;
        let (application, router) = start(&self.config, &self.clock, Some(fetcher)).await;
        Self { application, router, ..self }
    }

    /// Serves on a socket, until the test ends.
    pub(crate) async fn listen(&self) -> SocketAddr {
        listen(self.router.clone(), &self.config.limits, self.config.proxy.as_ref()).await
    }

    pub(crate) async fn sign_in(&self) {
        let link = self.application.people.make_owner_link.make().await.unwrap();
        let reply = self.post(link.strip_prefix(self.base).unwrap(), &[]).await;
        reply.leads_to();
        self.keep_cookie(&reply);
    }

    pub(crate) fn keep_cookie(&self, reply: &Reply) {
        let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
        *self.cookie.lock().unwrap() = Some(cookie);
    }

    pub(crate) fn forget_cookie(&self) {
        *self.cookie.lock().unwrap() = None;
    }

    pub(crate) async fn post_design(
        &self,
        path: &str,
        name: &str,
        action: &str,
        files: &[(&str, &[u8])],
    ) -> Reply {
        let token = self.get("/designs/new").await.input("form_token");
        let fields = [
            ("form_token", &*token),
            ("name", name),
            ("description", "Builds a model."),
            ("criteria", "1. Calibrate it."),
            ("achievement_type", "MicroCredential"),
            ("tags", "water, coast"),
            ("caption", if files.is_empty() { "" } else { "A picture of the tests" }),
            ("art", "bridge"),
            ("action", action),
        ];
        self.post_files(path, &fields, files).await
    }

    /// Issues to Maren and returns the page in the register.
    pub(crate) async fn issue(&self, design: &str) -> String {
        let form = self.get(&format!("/issue/{design}")).await;
        let (token, request) = (form.input("form_token"), form.input("request"));
        let fields = [
            ("form_token", &*token),
            ("request", &*request),
            ("name", "Maren"),
            ("email", "maren@example.edu"),
        ];
        self.post(&format!("/issue/{design}"), &fields).await.leads_to()
    }

    pub(crate) async fn revoke(&self, register: &str, reason: &str) -> Reply {
        let token = self.get("/designs/new").await.input("form_token");
        let fields = [("form_token", &*token), ("reason", reason), ("sure", "yes")];
        self.post(&format!("{register}/revoke"), &fields).await
    }

    /// Runs due jobs until none is left.
    pub(crate) async fn work(&self) {
        while self.application.jobs.run_due().await.unwrap() > 0 {}
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.advance(seconds);
        self.signer.pass(seconds);
    }

    /// The institution's identifier, as the signer received it.
    pub(crate) fn institution(&self) -> String {
        self.signer.institution()
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn mails(&self) -> Vec<PathBuf> {
        let Ok(files) = std::fs::read_dir(self.directory.path().join("mail")) else { return Vec::new() };
        files.map(|file| file.unwrap().path()).collect()
    }

    /// A mail's text part.
    pub(crate) fn text_of(mail: &Path) -> String {
        use base64::{Engine as _, engine::general_purpose::STANDARD};
        let eml = std::fs::read_to_string(mail).unwrap();
        let part =
            eml.split("base64\r\n\r\n").nth(1).unwrap().split("\r\n--").next().unwrap().replace("\r\n", "");
        String::from_utf8(STANDARD.decode(part).unwrap()).unwrap()
    }

    /// The path of the learner's page, from the only mail.
    pub(crate) fn claim_path(&self) -> String {
        let [mail] = self.mails().try_into().unwrap();
        let text = Self::text_of(&mail);
        let line = text.lines().find(|line| line.starts_with(&format!("{}/claim/", self.base))).unwrap();
        line.trim().strip_prefix(self.base).unwrap().to_owned()
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.get_as(path, "text/html").await
    }

    pub(crate) async fn get_as(&self, path: &str, accept: &str) -> Reply {
        self.send(self.request("GET", path).header("accept", accept).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.request("POST", path).header("origin", self.base);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Reply {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, bytes) in files {
            let head =
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"\r\n\r\n");
            body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
        }
        body.extend(b"--x--\r\n");
        let request = self.request("POST", path).header("origin", self.base);
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A request for our own host, with the session's cookie.
    pub(crate) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let path = path.strip_prefix(self.base).unwrap_or(path);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.base.split_once("://").unwrap().1);
        match &*self.cookie.lock().unwrap() {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Reply { status: parts.status, headers: parts.headers, body }
        };
        tokio::time::timeout(PATIENCE, answer).await.unwrap_or_else(|_| panic!("no answer to {what}"))
    }
}

/// A site without files: only their names.
pub(crate) fn write_manifest(site: &Path) {
    std::fs::create_dir_all(site).unwrap();
    let manifest = serde_json::json!({
        "style": "/pkg/style-0123456789.css",
        "script": "/pkg/page-0123456789.js",
        "islands": "/pkg/insignia-0123456789.js",
        "islands_wasm": "/pkg/insignia-0123456789.wasm",
        "fonts": ["/fonts/besley-latin-0123456789.woff2"],
        "art": "/art/0123456789",
    });
    std::fs::write(site.join("manifest.json"), manifest.to_string()).unwrap();
}

async fn start(
    config: &Config,
    clock: &Arc<TestClock>,
    fetcher: Option<Arc<dyn Fetcher>>,
) -> (Arc<Application>, Router) {
    let storage = Storage::open(&config.database).await.unwrap();
    let fetcher = fetcher.unwrap_or_else(|| Arc::new(PublicOnly));
    let application = Arc::new(Application::start(config, storage, clock.clone(), fetcher).await.unwrap());
    let router = web::router(application.clone(), Site::open(&config.site_directory).unwrap());
    (application, router)
}

/// Serves a router on a socket of this machine, until the test ends.
pub(crate) async fn listen(router: Router, limits: &Limits, proxy: Option<&Proxy>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (limits, proxy) = (limits.clone(), proxy.cloned());
    tokio::spawn(async move {
        web::serve(listener, router, &limits, proxy.as_ref(), std::future::pending()).await;
    });
    address
}

/// The JSON of a document.
pub(crate) fn json(reply: &Reply) -> serde_json::Value {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    serde_json::from_slice(&reply.body).unwrap()
}
