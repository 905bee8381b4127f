//! Routes requests to answers. Nothing is kept between two requests: no session, no cookie, nothing to steal.

use crate::answer::{self, Answer};
use crate::config::Config;
use crate::guard::{self, Stopped};
use crate::headers::Headers;
use crate::log;
use crate::pages::{DeskPage, EnrolPage, HistoryPage, ProblemPage};
use crate::response::{Outcome, ScriptResponse, as_sentence};
use crate::{assets, client};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::InvalidHeaderValue;
use hyper::{Method, Request, StatusCode};
use messages::Language;
use protocol::desk::{Assertion, DeskReply, DeskRequest, DeskView, ENROLMENT_CODE_FILE, Registration};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// Maximum size of a body in bytes. A passkey's answer has a few hundred.
const BODY: usize = 64 * 1024;

/// Addresses of pictures: this, and the lower-case hex SHA-256.
const PICTURES: &str = "/pictures/";

/// Answers browsers.
#[derive(Debug)]
pub(crate) struct Site {
    origin: String,
    headers: Headers,
    /// `run`'s endpoint for the desk.
    socket: PathBuf,
    /// Path of the configuration, as used in commands on this host.
    config: String,
    code_file: String,
}

/// Approves or declines.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decide {
    change: String,
    assertion: Assertion,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    name: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Enrol {
    name: String,
    code: String,
    registration: Registration,
}

impl Site {
    /// Takes the configuration, and its path.
    pub(crate) fn new(config: &Config, path: &Path) -> Result<Self, InvalidHeaderValue> {
        let origin = config.desk.url.as_str();
        Ok(Self {
            origin: origin.to_owned(),
            headers: Headers::new(origin, &config.public_url)?,
            socket: config.desk.socket.clone(),
            config: path.display().to_string(),
            code_file: config.directory.join(ENROLMENT_CODE_FILE).display().to_string(),
        })
    }

    /// Answers one request.
    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Answer {
        let mut answer = match guard::check(request.method(), request.headers(), &self.origin) {
            Ok(()) => self.route(request).await,
            Err(stopped) => self.stop(stopped),
        };
        self.headers.add(answer.headers_mut());
        answer
    }

    async fn route(&self, request: Request<Incoming>) -> Answer {
        let is_post = *request.method() == Method::POST;
        let path = request.uri().path().to_owned();
        let after = request.uri().query().and_then(|query| query.strip_prefix("after=")).map(str::to_owned);
        match (is_post, path.as_str()) {
            (false, "/") => self.desk(after).await,
            (false, "/history") => self.history().await,
            (false, "/enrol") => self.enrol_page().await,
            (true, "/code") => self.write_code().await,
            (true, "/approve") => {
                let ask = |Decide { change, assertion }| DeskRequest::Approve { change, assertion };
                self.forward(request, ask).await
            }
            (true, "/decline") => {
                let ask = |Decide { change, assertion }| DeskRequest::Decline { change, assertion };
                self.forward(request, ask).await
            }
            (true, "/enrol/begin") => {
                self.forward(request, |Begin { name, code }| DeskRequest::BeginEnrolment { name, code }).await
            }
            (true, "/enrol") => {
                let ask =
                    |Enrol { name, code, registration }| DeskRequest::Enrol { name, code, registration };
                self.forward(request, ask).await
            }
            (false, path) if path.starts_with(PICTURES) => self.picture(path).await,
            (false, path) => assets::find(path).map_or_else(nothing_here, answer::asset),
            (true, _) => nothing_here(),
        }
    }

    async fn desk(&self, after: Option<String>) -> Answer {
        match self.look(after).await {
            Ok(view) => answer::page(StatusCode::OK, &DeskPage::new(view, &self.config, &self.code_file)),
            Err(away) => away,
        }
    }

    async fn history(&self) -> Answer {
        match client::ask(&self.socket, &DeskRequest::History).await {
            Ok(DeskReply::History { changes }) => answer::page(StatusCode::OK, &HistoryPage::new(&changes)),
            other => no_view(other),
        }
    }

    /// The signer's copy of a picture. Its address is its digest.
    async fn picture(&self, path: &str) -> Answer {
        let sha256 = path.trim_start_matches(PICTURES).to_owned();
        match client::ask(&self.socket, &DeskRequest::Picture { sha256 }).await {
            Ok(DeskReply::Picture { picture: Some(picture) }) => {
                answer::picture(&picture).unwrap_or_else(nothing_here)
            }
            Ok(DeskReply::Picture { picture: None }) => nothing_here(),
            other => no_view(other),
        }
    }

    async fn enrol_page(&self) -> Answer {
        match self.look(None).await {
            Ok(view) => answer::page(StatusCode::OK, &EnrolPage::new(&view, &self.config, &self.code_file)),
            Err(away) => away,
        }
    }

    async fn write_code(&self) -> Answer {
        match client::ask(&self.socket, &DeskRequest::WriteCode).await {
            Ok(DeskReply::CodeWritten { .. }) => answer::see("/enrol"),
            Ok(DeskReply::Refused { refusal }) => say(
                StatusCode::UNPROCESSABLE_ENTITY,
                "No code was written",
                &as_sentence(&Language::English.refusal(&refusal.reason)),
            ),
            Ok(DeskReply::Failed { fault }) => say(
                StatusCode::SERVICE_UNAVAILABLE,
                "No code was written",
                &as_sentence(&Language::English.fault(&fault.reason)),
            ),
            Ok(_) => confused(),
            Err(e) => away(&e),
        }
    }

    /// Parses JSON, sends the request to `run`, and returns the outcome to the script.
    async fn forward<T: DeserializeOwned>(
        &self,
        request: Request<Incoming>,
        ask: impl FnOnce(T) -> DeskRequest,
    ) -> Answer {
        let refused =
            |sentence: &str| answer::script_response(&ScriptResponse::new(Outcome::Refused, sentence));
        if !guard::is_json(request.headers()) {
            return refused("This needs JavaScript. Turn it on, or approve on the signer's host.");
        }
        let Ok(body) = Limited::new(request.into_body(), BODY).collect().await else {
            return refused(
                "The approval desk could not read the browser's request, or it was too long. Load the \
                 page again.",
            );
        };
        match serde_json::from_slice(&body.to_bytes()) {
            Ok(asked) => {
                answer::script_response(&ScriptResponse::of(client::ask(&self.socket, &ask(asked)).await))
            }
            Err(_) => {
                refused("The approval desk does not understand the browser's request. Load the page again.")
            }
        }
    }

    async fn look(&self, after: Option<String>) -> Result<DeskView, Answer> {
        match client::ask(&self.socket, &DeskRequest::Look { after }).await {
            Ok(DeskReply::View(view)) => Ok(*view),
            other => Err(no_view(other)),
        }
    }

    fn stop(&self, stopped: Stopped) -> Answer {
        match stopped {
            Stopped::Host => problem(
                StatusCode::MISDIRECTED_REQUEST,
                "This is not the address of the approval desk",
                &format!(
                    "The approval desk answers only at {}, because passkeys are bound to that name.",
                    self.origin
                ),
                "If there is a reverse proxy, it must pass the Host header on unchanged.",
                &self.origin,
            ),
            Stopped::Method => problem(
                StatusCode::METHOD_NOT_ALLOWED,
                "The approval desk does not accept this method",
                "Pages are read with GET and answered with POST.",
                "",
                "/",
            ),
            Stopped::Origin => problem(
                StatusCode::FORBIDDEN,
                "This did not come from the approval desk",
                "The approval desk accepts approvals and enrolments only from its own pages.",
                "Open the approval desk at its own address.",
                &self.origin,
            ),
        }
    }
}

/// The page in place of what `run` did not show.
fn no_view(reply: Result<DeskReply, protocol::FrameError>) -> Answer {
    let unshown = |sentence: String| {
        say(StatusCode::SERVICE_UNAVAILABLE, "The signer shows no changes", &as_sentence(&sentence))
    };
    match reply {
        Ok(DeskReply::Refused { refusal }) => unshown(Language::English.refusal(&refusal.reason)),
        Ok(DeskReply::Failed { fault }) => unshown(Language::English.fault(&fault.reason)),
        Ok(_) => confused(),
        Err(e) => away(&e),
    }
}

fn away(error: &protocol::FrameError) -> Answer {
    log::say(&format!("`run` does not answer: {}", log::chain(error)));
    let why = "Nothing is signed and nothing can be approved until its main process, insignia-signer run, answers \
         again. Nothing is lost: waiting changes are kept.";
    say(StatusCode::SERVICE_UNAVAILABLE, "The signer does not answer", why)
}

fn confused() -> Answer {
    let why =
        "The signer gave an unexpected answer. The approval desk and the signer may have different versions.";
    say(StatusCode::SERVICE_UNAVAILABLE, "The answer of the signer cannot be read", why)
}

fn say(status: StatusCode, title: &str, why: &str) -> Answer {
    problem(status, title, why, "Check the signer's host, then load this page again.", "/")
}

fn nothing_here() -> Answer {
    problem(
        StatusCode::NOT_FOUND,
        "There is no such page",
        "The approval desk has only a few pages.",
        "",
        "/",
    )
}

fn problem(status: StatusCode, title: &str, why: &str, next: &str, link: &str) -> Answer {
    let problem = ProblemPage {
        title: title.to_owned(),
        why: why.to_owned(),
        next: next.to_owned(),
        link: Some((link.to_owned(), "Open the approval desk")),
    };
    answer::problem(status, &problem)
}
