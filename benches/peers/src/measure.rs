//! Times what engines do, in turns, so that what disturbs the machine disturbs all of them.

use std::fs;
use std::time::{Duration, Instant};

use crate::Outcome;

/// A step that is timed; it returns the number of its results.
pub type Step<'a> = Box<dyn FnMut() -> Outcome<usize> + 'a>;

const WARM: usize = 2;
/// The longest time that one step is measured.
const BUDGET: Duration = Duration::from_millis(500);
const SLOW: Duration = Duration::from_millis(50);

/// The times of one step, the shortest first.
pub struct Times(Vec<Duration>);

impl Times {
    /// The median, in milliseconds.
    pub fn p50(&self) -> f64 {
        self.at(self.0.len() / 2)
    }

    /// Returns the 99th percentile; of fewer than a hundred times, the longest.
    pub fn p99(&self) -> f64 {
        self.at((self.0.len() * 99).div_ceil(100).saturating_sub(1))
    }

    fn at(&self, place: usize) -> f64 {
        self.0.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }
}

/// Runs every step to warm it up, and then all in turns, the slow ones less often. A step finds in the
/// processor's cache what the one before it read, so that none that is compared should follow another one of
/// the same engine.
pub fn in_turns(mut steps: Vec<Step<'_>>) -> Outcome<Vec<Times>> {
    let mut rounds = Vec::new();
    for step in &mut steps {
        let mut last = Duration::ZERO;
        for _ in 0..WARM {
            last = once(step)?;
        }
        rounds.push(rounds_for(last));
    }
    let mut times: Vec<Vec<Duration>> = steps.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds.iter().copied().max().unwrap_or(0) {
        for (place, step) in steps.iter_mut().enumerate().filter(|(place, _)| round < rounds[*place]) {
            times[place].push(once(step)?);
        }
    }
    Ok(times.into_iter().map(sorted).collect())
}

fn rounds_for(time: Duration) -> usize {
    let affordable = (BUDGET.as_secs_f64() / time.as_secs_f64().max(1e-6)) as usize;
    affordable.clamp(if time > SLOW { 5 } else { 15 }, 201)
}

fn once(step: &mut Step<'_>) -> Outcome<Duration> {
    let started = Instant::now();
    let found = step()?;
    let time = started.elapsed();
    std::hint::black_box(found);
    Ok(time)
}

fn sorted(mut times: Vec<Duration>) -> Times {
    times.sort();
    Times(times)
}

/// What a piece of work took, in seconds.
#[derive(Clone, Copy)]
pub struct Took {
    pub wall: f64,
    /// The time for which its threads had a processor.
    pub processor: f64,
}

pub fn took(work: impl FnOnce() -> Outcome) -> Outcome<Took> {
    let (started, before) = (Instant::now(), processor_seconds());
    work()?;
    Ok(Took { wall: started.elapsed().as_secs_f64(), processor: processor_seconds() - before })
}

/// The time for which this process had a processor, in seconds; 0 where the system doesn't say.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which may hold blanks, the times of the program and of the system for it are the 12th and 13th, in
    // hundredths of a second.
    let (_, rest) = stat.rsplit_once(") ").unwrap_or_default();
    let ticks = rest.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

pub fn median(times: impl IntoIterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.into_iter().collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The most memory that this process has had, in bytes; 0 where the system doesn't say.
pub fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .map_or(0, |kilobytes: u64| kilobytes * 1024)
}
