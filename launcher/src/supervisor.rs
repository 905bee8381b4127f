//! The supervisor: waits for children, restarts them, stops them in order.

use crate::backoff::{SETTLED, pause};
use crate::child::{Plan, ask_to_stop};
use crate::console::{Console, LastLines};
use crate::error::UpError;
use crate::stop::Stop;
use std::process::Child;
use std::time::{Duration, Instant};

/// How long a child may take to stop, before it is killed.
const GRACE: Duration = Duration::from_secs(5);

/// How often children and stop requests are checked.
const INTERVAL: Duration = Duration::from_millis(100);

/// All children, in the order of their start. All calls must come from one thread: the kernel sends the children's
/// stop signal when the thread that started them ends.
#[derive(Debug)]
pub(crate) struct Supervisor<'a> {
    console: &'a Console,
    stop: &'a Stop,
    children: Vec<Process>,
    grace: Duration,
}

#[derive(Debug)]
struct Process {
    plan: Plan,
    state: State,
    exits: u32,
    last: LastLines,
}

#[derive(Debug)]
enum State {
    Running { child: Child, since: Instant },
    Waiting { until: Instant },
}

impl<'a> Supervisor<'a> {
    pub(crate) fn new(console: &'a Console, stop: &'a Stop) -> Self {
        Self { console, stop, children: Vec::new(), grace: GRACE }
    }

    /// Starts one more child.
    pub(crate) fn add(&mut self, plan: Plan) -> Result<(), UpError> {
        let last = LastLines::default();
        let child = plan.spawn(&last)?;
        let state = State::Running { child, since: Instant::now() };
        self.children.push(Process { plan, state, exits: 0, last });
        Ok(())
    }

    /// A child's number of exits in a row, and its last lines.
    pub(crate) fn exits_of(&self, role: &str) -> (u32, String) {
        let process = self.children.iter().find(|process| process.plan.role == role);
        process.map_or((0, String::new()), |process| (process.exits, process.last.text()))
    }

    pub(crate) fn asked_to_stop(&self) -> bool {
        self.stop.asked()
    }

    /// Keeps the children running until a stop is requested.
    pub(crate) fn watch(&mut self) {
        while !self.stop.asked() {
            self.tick(Instant::now());
            std::thread::sleep(INTERVAL);
        }
    }

    /// Detects exits, and restarts the children whose backoff is over.
    pub(crate) fn tick(&mut self, now: Instant) {
        for process in &mut self.children {
            if let Some(news) = process.tick(now) {
                self.console.say(&news);
            }
        }
    }

    /// Stops all, the last started first: the web server finishes its requests while the signer still answers.
    pub(crate) fn stop(&mut self) {
        while let Some(process) = self.children.pop() {
            let State::Running { mut child, .. } = process.state else { continue };
            ask_to_stop(&child);
            let asked = Instant::now();
            while let Ok(None) = child.try_wait() {
                if asked.elapsed() > self.grace {
                    self.console.say(&format!("{} does not stop: killing it.", process.plan.role));
                    let _ended = child.kill().and_then(|()| child.wait());
                    break;
                }
                std::thread::sleep(INTERVAL / 4);
            }
        }
    }
}

impl Process {
    /// A message, if the child's state changed.
    fn tick(&mut self, now: Instant) -> Option<String> {
        let role = self.plan.role;
        match &mut self.state {
            State::Running { child, since } => {
                let status = child.try_wait().ok().flatten()?;
                self.exits = if now.duration_since(*since) >= SETTLED { 1 } else { self.exits + 1 };
                let pause = pause(self.exits);
                self.state = State::Waiting { until: now + pause };
                Some(format!("{role} ended ({status}). Starting it again in {:.1} s.", pause.as_secs_f32()))
            }
            State::Waiting { until } if *until <= now => {
                if let Ok(child) = self.plan.spawn(&self.last) {
                    self.state = State::Running { child, since: now };
                    return None;
                }
                self.exits += 1;
                self.state = State::Waiting { until: now + pause(self.exits) };
                Some(format!("{role} cannot be started: {} is gone?", self.plan.program.display()))
            }
            State::Waiting { .. } => None,
        }
    }
}

impl Drop for Supervisor<'_> {
    /// Children are stopped on every exit path of the launcher.
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;
    use crate::ready::Ready;
    use rustix::process::{getegid, geteuid};
    use std::fs;
    use std::path::Path;

    fn shell(script: &str) -> Plan {
        let account = Account { name: "me".into(), uid: geteuid().as_raw(), gid: getegid().as_raw() };
        Plan {
            prefix: "test",
            role: "the script",
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            account,
            ready: Ready::Socket("/nonexistent".into()),
        }
    }

    fn until(what: impl Fn() -> bool, mut meanwhile: impl FnMut()) {
        let began = Instant::now();
        while !what() {
            assert!(began.elapsed() < Duration::from_mins(5), "nothing happened");
            meanwhile();
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn lines(path: &Path) -> usize {
        fs::read_to_string(path).map_or(0, |text| text.lines().count())
    }

    #[test]
    fn a_child_that_dies_is_started_again_and_its_exits_are_counted() {
        let top = tempfile::tempdir().unwrap();
        let file = top.path().join("starts");
        let (console, stop) = (Console::new(), Stop::default());
        let mut supervisor = Supervisor::new(&console, &stop);
        supervisor
            .add(shell(&format!("echo start >> {}; echo why it died >&2; exit 7", file.display())))
            .unwrap();
        until(|| lines(&file) >= 3, || supervisor.tick(Instant::now()));
        until(|| supervisor.exits_of("the script").1.contains("why it died"), || ());
        let (exits, _) = supervisor.exits_of("the script");
        assert!(exits >= 2, "{exits}");
    }

    #[test]
    fn a_child_asked_to_stop_may_end_its_work() {
        let top = tempfile::tempdir().unwrap();
        let (started, ended) = (top.path().join("started"), top.path().join("ended"));
        let script = format!(
            "trap 'echo end > {}; exit 0' TERM; echo start > {}; while :; do sleep 0.05; done",
            ended.display(),
            started.display()
        );
        let (console, stop) = (Console::new(), Stop::default());
        let mut supervisor = Supervisor::new(&console, &stop);
        supervisor.grace = Duration::from_mins(5);
        supervisor.add(shell(&script)).unwrap();
        until(|| lines(&started) == 1, || ());
        supervisor.stop();
        assert_eq!(lines(&ended), 1);
    }

    #[test]
    fn a_child_that_ignores_the_request_is_killed() {
        let top = tempfile::tempdir().unwrap();
        let pid = top.path().join("pid");
        let (console, stop) = (Console::new(), Stop::default());
        let mut supervisor = Supervisor::new(&console, &stop);
        supervisor.grace = Duration::from_millis(200);
        let script = format!("trap '' TERM; echo $$ > {}; while :; do sleep 0.05; done", pid.display());
        supervisor.add(shell(&script)).unwrap();
        until(|| lines(&pid) == 1, || ());
        supervisor.stop();
        let process = fs::read_to_string(&pid).unwrap();
        assert!(!Path::new("/proc").join(process.trim()).exists());
    }

    #[test]
    fn children_do_not_see_our_environment() {
        let top = tempfile::tempdir().unwrap();
        let file = top.path().join("environment");
        let (console, stop) = (Console::new(), Stop::default());
        let mut supervisor = Supervisor::new(&console, &stop);
        supervisor.add(shell(&format!("env > {0}.new; mv {0}.new {0}; sleep 60", file.display()))).unwrap();
        until(|| file.exists(), || ());
        let environment = fs::read_to_string(&file).unwrap();
        assert!(environment.contains("PATH="), "{environment}");
        assert!(!environment.contains("CARGO"), "{environment}");
    }
}
