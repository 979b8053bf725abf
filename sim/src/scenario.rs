//! `Scenario`: one checked study input, as plain data.
//!
//! The text of a scenario file is read and checked elsewhere; whatever arrives here is in range.

use crate::agent::Region;
use crate::catalogue::{Prior, Values, catalogue};
use crate::mechanism::MECHANISMS;
use crate::reach::Reach;
use crate::term::{TERMS_PER_YEAR, Term};

/// The most schools that a population may have.
pub const MAX_SCHOOLS: u32 = 1_000_000;

/// The largest seed: every seed survives a round trip through a double.
pub const MAX_SEED: u64 = (1 << 53) - 1;

/// A checked study input.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Short name: the file's stem, or the name in the library.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// What the scenario is, in a sentence or two.
    pub summary: String,
    /// What it extends, nearest first; empty for a scenario that stands alone.
    pub extends: Vec<String>,
    /// When, how long and how often.
    pub run: RunSettings,
    /// Which schools.
    pub population: PopulationSettings,
    /// A value for every lever and parameter.
    pub values: Values,
    /// The timeline, in the order of the file.
    pub policies: Vec<Policy>,
    /// Processes left out of the schedule, by name.
    pub switched_off: Vec<&'static str>,
    /// Positions of mechanisms that are scaled, and their factors, as [`Self::values`] has them.
    pub mechanisms: Vec<(usize, f64)>,
    /// What is not known of the values.
    pub doubt: Doubt,
}

/// What a scenario says of the values that nobody knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doubt {
    /// Whether each replicate draws its own values from the priors.
    pub draw: bool,
    /// Catalogue positions whose prior the scenario states, and that prior.
    pub priors: Vec<(usize, Prior)>,
    /// Catalogue positions of parameters that the scenario states, and that are therefore not drawn.
    pub held: Vec<usize>,
}

impl Default for Scenario {
    /// The baseline: England as it is, for ten years.
    fn default() -> Self {
        Self {
            name: "england".into(),
            title: "England as it is".into(),
            summary: String::new(),
            extends: Vec::new(),
            run: RunSettings {
                start: 2026,
                years: 10,
                replicates: 16,
                seed: 20_261_122,
                ties: false,
            },
            population: PopulationSettings {
                source: Source::Synthetic,
                schools: 20_200,
                regions: Vec::new(),
                seed: None,
            },
            values: Values::default(),
            policies: Vec::new(),
            switched_off: Vec::new(),
            mechanisms: Vec::new(),
            doubt: Doubt::default(),
        }
    }
}

impl Scenario {
    /// Scales a mechanism by its position in [`MECHANISMS`].
    pub fn scale(&mut self, mechanism: usize, factor: f64) {
        self.mechanisms.retain(|(at, _)| *at != mechanism);
        self.mechanisms.push((mechanism, factor));
        for at in MECHANISMS[mechanism].positions() {
            self.values.scale(at, factor);
        }
    }

    /// What is believed of the value at a catalogue position: the scenario's own prior, or the
    /// catalogue's.
    pub fn prior(&self, position: usize) -> Prior {
        let own = self.doubt.priors.iter().find(|(at, _)| *at == position);
        own.map_or(catalogue()[position].prior, |(_, prior)| *prior)
    }
}

/// When the first term falls, how long a run lasts, how many runs there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSettings {
    /// Calendar year of the first autumn.
    pub start: u16,
    /// School years.
    pub years: u32,
    /// Runs of the same scenario with different draws.
    pub replicates: u32,
    /// Root seed; the replicates' seeds are derived from it.
    pub seed: u64,
    /// Whether ties are recorded, tie by tie; nothing else depends on it.
    pub ties: bool,
}

impl RunSettings {
    /// The first term.
    pub fn first_term(&self) -> Term {
        Term::autumn(self.start)
    }

    /// Number of terms.
    pub fn terms(&self) -> u32 {
        self.years * TERMS_PER_YEAR
    }
}

/// Which schools take part.
#[derive(Clone, Debug, PartialEq)]
pub struct PopulationSettings {
    /// Where the schools come from.
    pub source: Source,
    /// Number of synthetic schools.
    pub schools: u32,
    /// Only these regions; empty for all.
    pub regions: Vec<Region>,
    /// Seed of the population; the run's seed when absent.
    pub seed: Option<u64>,
}

/// Where the schools come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Drawn from fitted distributions.
    Synthetic,
    /// The government's register of schools, at this path, and the file that says which trusts its
    /// academies belong to, where there is one.
    Register {
        /// Path of the register.
        path: String,
        /// Path of the file of groups and their schools.
        group_links: Option<String>,
    },
    /// A population written to a file before, at this path.
    File(String),
}

/// One dated, targeted change of levers.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Name for people; never read by a process.
    pub name: String,
    /// First term in force.
    pub from: Term,
    /// Last term in force; the end of the run when absent.
    pub until: Option<Term>,
    /// Terms over which each lever goes from the value in force before to its new one, in equal steps;
    /// with 0 or 1 it is there at once.
    pub ramp_terms: u32,
    /// Whether its schools are looked for again each autumn, or stay those of its first term.
    pub follow: bool,
    /// Whom it reaches.
    pub reach: Reach,
    /// Catalogue positions of levers, and the value each takes.
    pub set: Vec<(usize, f64)>,
}

impl Policy {
    /// Whether the policy is in force in `term`.
    pub fn in_force(&self, term: Term) -> bool {
        self.from <= term && self.until.is_none_or(|last| term <= last)
    }

    /// Part of the way from the value in force before to the new one, in the term that is `elapsed`
    /// terms after the first (0 to 1).
    pub fn ramp(&self, elapsed: u32) -> f64 {
        let steps = self.ramp_terms.max(1);
        f64::from((elapsed + 1).min(steps)) / f64::from(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ramp_reaches_the_new_value_in_equal_steps() {
        let policy = |ramp_terms| Policy {
            name: String::new(),
            from: Term::autumn(2026),
            until: None,
            ramp_terms,
            follow: false,
            reach: Reach::default(),
            set: Vec::new(),
        };
        let parts: Vec<f64> = (0..5).map(|elapsed| policy(4).ramp(elapsed)).collect();
        assert_eq!(parts, [0.25, 0.5, 0.75, 1.0, 1.0]);
        assert_eq!((policy(0).ramp(0), policy(1).ramp(0)), (1.0, 1.0));
    }
}
