//! What was found, as it stands in `docs/performance.md`.

use std::fs;
use std::time::Duration;

/// Rates a second of one round.
pub(crate) struct Round {
    pub(crate) bare: f64,
    pub(crate) one: f64,
    pub(crate) many: f64,
}

/// The middle one.
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
    let (bare, one, many) = (of(|r| r.bare), of(|r| r.one), of(|r| r.many));
    let (share_one, share_many) = (of(|r| r.one / r.bare), of(|r| r.many / r.bare));
    println!("{} rounds, load average {} at the end", rounds.len(), load());
    println!();
    println!(
        "| key | sessions | bare loop | signer, 1 client | signer, {clients} clients | ratio, 1 | ratio, {clients} |"
    );
    println!("|---|---|---|---|---|---|---|");
    println!(
        "| {kind} | {sessions} | {bare:.0}/s | {one:.0}/s | {many:.0}/s | {:.0} % | {:.0} % |",
        100.0 * share_one,
        100.0 * share_many
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
