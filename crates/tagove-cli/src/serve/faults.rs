//! The flags of `tagove serve` that let requests fail.

use std::str::FromStr;
use tagove_server::{DemoOptions, Fault, Faults};

/// The name of the group is what `--replay` conflicts with.
#[derive(clap::Args)]
#[group(id = "failing", multiple = true)]
#[command(next_help_heading = "What goes wrong")]
pub(super) struct FaultFlags {
    /// Let about this share of the requests fail, 0.3 for three in ten. Which ones fail and how depends on
    /// their number and on the seed (that of the data, unless one is given)
    #[arg(long, value_name = "SHARE[,SEED]")]
    faults: Option<Seeded>,
    /// Let the request of this number fail, for example 1=503:2 or 3=reset-in-body; can be given several times, and
    /// goes before --faults. The kinds are at the end of this help
    #[arg(long, value_name = "N=KIND")]
    fault: Vec<Numbered>,
}

impl FaultFlags {
    /// The script asked for; `seed` is that of the data, if one was given.
    pub(super) fn script(self, seed: Option<u64>) -> Faults {
        let seeded = self.faults.map(|Seeded { share, seed: own }| {
            let data = || seed.unwrap_or(DemoOptions::default().seed);
            Faults::seeded(own.unwrap_or_else(data), share)
        });
        let numbered = self.fault.into_iter();
        numbered.fold(seeded.unwrap_or_default(), |script, one| {
            script.with(one.number, one.fault)
        })
    }
}

#[derive(Clone)]
struct Seeded {
    share: f64,
    seed: Option<u64>,
}

impl FromStr for Seeded {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (share, seed) = match text.split_once(',') {
            Some((share, seed)) => (share, Some(seed)),
            None => (text, None),
        };
        let share = share.parse().ok();
        let share = share.filter(|share| (0.0..=1.0).contains(share));
        let seed = seed.map(str::parse).transpose().ok();
        match (share, seed) {
            (Some(share), Some(seed)) => Ok(Self { share, seed }),
            _ => Err("give a number from 0 to 1, and a seed if you like, for example 0.3 or 0.3,7"),
        }
    }
}

#[derive(Clone)]
struct Numbered {
    number: u64,
    fault: Fault,
}

impl FromStr for Numbered {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (number, fault) = text
            .split_once('=')
            .and_then(|(number, fault)| Some((number.parse().ok()?, fault)))
            .filter(|(number, _)| *number > 0)
            .ok_or("give the number of a request, from 1 on, and a kind: 1=503:2")?;
        let fault = fault
            .parse()
            .map_err(|error: tagove_server::NoFault| error.to_string())?;
        Ok(Self { number, fault })
    }
}
