//! Interleaved rounds, medians, and the table that is printed.

use cpu_time::ProcessTime;
use std::time::{Duration, Instant};

/// One contender: a name and what it does once.
pub(crate) struct Contender<'a> {
    pub(crate) name: &'a str,
    pub(crate) run: Box<dyn FnMut() + 'a>,
}

/// The medians of one contender.
#[derive(Clone, Copy)]
pub(crate) struct Median {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
}

/// Runs every contender `repeat` times a round, one after the other, `rounds` times; prints and gives the medians.
#[expect(clippy::print_stdout, reason = "a benchmark's report")]
pub(crate) fn compare(
    title: &str,
    rounds: usize,
    repeat: u32,
    contenders: &mut [Contender<'_>],
) -> Vec<Median> {
    let mut samples: Vec<Vec<(Duration, Duration)>> = vec![Vec::new(); contenders.len()];
    for contender in contenders.iter_mut() {
        (contender.run)();
    }
    for _ in 0..rounds {
        for (contender, samples) in contenders.iter_mut().zip(&mut samples) {
            let (wall, cpu) = (Instant::now(), ProcessTime::now());
            for _ in 0..repeat {
                (contender.run)();
            }
            samples.push((wall.elapsed() / repeat, cpu.elapsed() / repeat));
        }
    }
    let medians: Vec<Median> = samples
        .iter()
        .map(|samples| Median {
            wall: median(samples.iter().map(|sample| sample.0)),
            cpu: median(samples.iter().map(|sample| sample.1)),
        })
        .collect();
    println!("\n{title} (median of {rounds} interleaved rounds)");
    println!(
        "  {:<34} {:>10} {:>10}   {:>14}",
        "", "wall ms", "cpu ms", "first is … ×"
    );
    for (contender, median) in contenders.iter().zip(&medians) {
        println!(
            "  {:<34} {:>10.3} {:>10.3}   cpu {:.2} wall {:.2}",
            contender.name,
            median.wall.as_secs_f64() * 1e3,
            median.cpu.as_secs_f64() * 1e3,
            median.cpu.as_secs_f64() / medians[0].cpu.as_secs_f64(),
            median.wall.as_secs_f64() / medians[0].wall.as_secs_f64(),
        );
    }
    medians
}

fn median(samples: impl Iterator<Item = Duration>) -> Duration {
    let mut samples: Vec<Duration> = samples.collect();
    samples.sort();
    samples[samples.len() / 2]
}
