//! The supervisor: waits for children, restarts them, stops them in order.

use super::back_off::{SETTLED, pause};
use super::child::{Plan, ask_to_stop};
use super::console::{Console, LastLines};
use super::error::UpError;
use super::stop::Stop;
use std::process::Child;
use std::time::{Duration, Instant};

/// How long a child may take to stop, before it is killed.
const GRACE: Duration = Duration::from_secs(5);

const LOOK: Duration = Duration::from_millis(100);

/// All children, in the order of their start. All calls must come from one thread: the kernel sends the children's
/// death signal when the thread that started them ends.
#[derive(Debug)]
pub(super) struct Family<'a> {
    console: &'a Console,
    stop: &'a Stop,
    members: Vec<Member>,
    grace: Duration,
}

#[derive(Debug)]
struct Member {
    plan: Plan,
    life: Life,
    deaths: u32,
    last: LastLines,
}

#[derive(Debug)]
enum Life {
    Running { child: Child, since: Instant },
    Waiting { until: Instant },
}

impl<'a> Family<'a> {
    pub(super) fn new(console: &'a Console, stop: &'a Stop) -> Self {
        Self { console, stop, members: Vec::new(), grace: GRACE }
    }

    /// Starts one more child.
    pub(super) fn add(&mut self, plan: Plan) -> Result<(), UpError> {
        let last = LastLines::default();
        let child = plan.spawn(&last)?;
        let life = Life::Running { child, since: Instant::now() };
        self.members.push(Member { plan, life, deaths: 0, last });
        Ok(())
    }

    /// A child's number of exits in a row, and its last lines.
    pub(super) fn state_of(&self, role: &str) -> (u32, String) {
        let member = self.members.iter().find(|member| member.plan.role == role);
        member.map_or((0, String::new()), |member| (member.deaths, member.last.text()))
    }

    pub(super) fn asked_to_stop(&self) -> bool {
        self.stop.asked()
    }

    /// Keeps the children running until a stop is requested.
    pub(super) fn watch(&mut self) {
        while !self.stop.asked() {
            self.tick(Instant::now());
            std::thread::sleep(LOOK);
        }
    }

    /// Detects exits, and restarts the children whose backoff is over.
    pub(super) fn tick(&mut self, now: Instant) {
        for member in &mut self.members {
            if let Some(news) = member.tick(now) {
                self.console.say(&news);
            }
        }
    }

    /// Stops all, the last started first: the web server finishes its requests while the signer still answers.
    pub(super) fn stop(&mut self) {
        while let Some(member) = self.members.pop() {
            let Life::Running { mut child, .. } = member.life else { continue };
            ask_to_stop(&child);
            let asked = Instant::now();
            while let Ok(None) = child.try_wait() {
                if asked.elapsed() > self.grace {
                    self.console.say(&format!("{} does not stop: killing it.", member.plan.role));
                    let _ended = child.kill().and_then(|()| child.wait());
                    break;
                }
                std::thread::sleep(LOOK / 4);
            }
        }
    }
}

impl Member {
    /// A message, if the child's state changed.
    fn tick(&mut self, now: Instant) -> Option<String> {
        let role = self.plan.role;
        match &mut self.life {
            Life::Running { child, since } => {
                let status = child.try_wait().ok().flatten()?;
                self.deaths = if now.duration_since(*since) >= SETTLED { 1 } else { self.deaths + 1 };
                let pause = pause(self.deaths);
                self.life = Life::Waiting { until: now + pause };
                Some(format!("{role} ended ({status}). Starting it again in {:.1} s.", pause.as_secs_f32()))
            }
            Life::Waiting { until } if *until <= now => {
                if let Ok(child) = self.plan.spawn(&self.last) {
                    self.life = Life::Running { child, since: now };
                    return None;
                }
                self.deaths += 1;
                self.life = Life::Waiting { until: now + pause(self.deaths) };
                Some(format!("{role} cannot be started: {} is gone?", self.plan.program.display()))
            }
            Life::Waiting { .. } => None,
        }
    }
}

impl Drop for Family<'_> {
    /// Children are stopped on every exit path of the launcher.
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::super::account::Account;
    use super::super::ready::Ready;
    use super::*;
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
    fn a_child_that_dies_is_started_again_and_its_deaths_are_counted() {
        let top = tempfile::tempdir().unwrap();
        let file = top.path().join("starts");
        let (console, stop) = (Console::new(), Stop::default());
        let mut family = Family::new(&console, &stop);
        family
            .add(shell(&format!("echo start >> {}; echo why it died >&2; exit 7", file.display())))
            .unwrap();
        until(|| lines(&file) >= 3, || family.tick(Instant::now()));
        until(|| family.state_of("the script").1.contains("why it died"), || ());
        let (deaths, _) = family.state_of("the script");
        assert!(deaths >= 2, "{deaths}");
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
        let mut family = Family::new(&console, &stop);
        family.grace = Duration::from_mins(5);
        family.add(shell(&script)).unwrap();
        until(|| lines(&started) == 1, || ());
        family.stop();
        assert_eq!(lines(&ended), 1);
    }

    #[test]
    fn a_child_that_ignores_the_request_is_killed() {
        let top = tempfile::tempdir().unwrap();
        let pid = top.path().join("pid");
        let (console, stop) = (Console::new(), Stop::default());
        let mut family = Family::new(&console, &stop);
        family.grace = Duration::from_millis(200);
        let script = format!("trap '' TERM; echo $$ > {}; while :; do sleep 0.05; done", pid.display());
        family.add(shell(&script)).unwrap();
        until(|| lines(&pid) == 1, || ());
        family.stop();
        let process = fs::read_to_string(&pid).unwrap();
        assert!(!Path::new("/proc").join(process.trim()).exists());
    }

    #[test]
    fn children_do_not_see_our_environment() {
        let top = tempfile::tempdir().unwrap();
        let file = top.path().join("environment");
        let (console, stop) = (Console::new(), Stop::default());
        let mut family = Family::new(&console, &stop);
        family.add(shell(&format!("env > {0}.new; mv {0}.new {0}; sleep 60", file.display()))).unwrap();
        until(|| file.exists(), || ());
        let environment = fs::read_to_string(&file).unwrap();
        assert!(environment.contains("PATH="), "{environment}");
        assert!(!environment.contains("CARGO"), "{environment}");
    }
}
