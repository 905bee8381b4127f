//! The results, in the form of `docs/performance.md`.

use std::fs;
use std::time::Duration;

/// Speed and cost.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    /// Signatures per second.
    pub(crate) rate: f64,
    /// Processor time for each, in microseconds: hardly affected by other load on the machine.
    pub(crate) cpu: f64,
}

impl Pace {
    pub(crate) fn of(signatures: usize, took: Duration, cpu: Duration) -> Self {
        let signatures = f64::from(u32::try_from(signatures).expect("few"));
        Self { rate: signatures / took.as_secs_f64(), cpu: 1e6 * cpu.as_secs_f64() / signatures }
    }
}

/// Results of one round.
pub(crate) struct Round {
    pub(crate) bare: Pace,
    pub(crate) one: Pace,
    pub(crate) many: Pace,
}

/// Processor time that a process has used, from `/proc`, in ticks of 10 ms.
pub(crate) fn cpu(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("a process");
    let (_, after) = stat.rsplit_once(')').expect("a name");
    let ticks: u64 =
        after.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("ticks")).sum();
    Duration::from_millis(10 * ticks)
}

/// The median.
pub(crate) fn median<T: PartialOrd + Copy>(values: &mut [T]) -> T {
    values.sort_unstable_by(|a, b| a.partial_cmp(b).expect("numbers"));
    *values.get(values.len() / 2).expect("at least one")
}

pub(crate) fn say_machine() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores, load average {}", load());
}

pub(crate) fn print(
    kind: &str,
    sessions: usize,
    clients: usize,
    rounds: &[Round],
    token: Duration,
    single: Duration,
) {
    let of = |what: fn(&Round) -> f64| median(&mut rounds.iter().map(what).collect::<Vec<_>>());
    println!("{} rounds, load average {} at the end", rounds.len(), load());
    println!();
    println!(
        "| key | {sessions} sessions | a second | of the bare loop's | processor time each | bare loop's share of it |"
    );
    println!("|---|---|---|---|---|---|");
    println!("| {kind} | bare loop | {:.0} | | {:.0} µs | |", of(|r| r.bare.rate), of(|r| r.bare.cpu));
    println!(
        "| {kind} | signer, 1 client | {:.0} | {:.0} % | {:.0} µs | {:.0} % |",
        of(|r| r.one.rate),
        of(|r| 100.0 * r.one.rate / r.bare.rate),
        of(|r| r.one.cpu),
        of(|r| 100.0 * r.bare.cpu / r.one.cpu)
    );
    println!(
        "| {kind} | signer, {clients} clients | {:.0} | {:.0} % | {:.0} µs | {:.0} % |",
        of(|r| r.many.rate),
        of(|r| 100.0 * r.many.rate / r.bare.rate),
        of(|r| r.many.cpu),
        of(|r| 100.0 * r.bare.cpu / r.many.cpu)
    );
    println!();
    println!(
        "one request for one credential: {:.2} ms; the token's signature and its verification alone: {:.2} ms; added: {:.2} ms",
        milliseconds(single),
        milliseconds(token),
        milliseconds(single) - milliseconds(token)
    );
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn load() -> String {
    fs::read_to_string("/proc/loadavg")
        .map_or_else(|_| "unknown".to_owned(), |text| text.split(' ').take(3).collect::<Vec<_>>().join(" "))
}
