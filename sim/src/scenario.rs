//! `Scenario`: one checked study input, as plain data.
//!
//! The text of a scenario file is read and checked elsewhere; whatever arrives here is in range.

use crate::agent::{Phase, Region};
use crate::catalogue::Values;
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
}

impl Default for Scenario {
    /// The baseline: England as it is, for ten years.
    fn default() -> Self {
        Self {
            name: "england".into(),
            title: "England as it is".into(),
            summary: String::new(),
            extends: Vec::new(),
            run: RunSettings { start: 2026, years: 10, replicates: 16, seed: 20_261_122 },
            population: PopulationSettings {
                source: Source::Synthetic,
                schools: 20_200,
                regions: Vec::new(),
                seed: None,
            },
            values: Values::default(),
            policies: Vec::new(),
            switched_off: Vec::new(),
        }
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
    /// Whom it reaches.
    pub reach: Reach,
    /// Catalogue positions of levers, and the value each takes.
    pub set: Vec<(usize, f64)>,
}

/// Whom a policy reaches: every school that meets all conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Only these regions; empty for all.
    pub regions: Vec<Region>,
    /// Only these phases; empty for all.
    pub phases: Vec<Phase>,
    /// Only schools with these unique reference numbers, ascending; empty for all.
    pub schools: Vec<u32>,
}

impl Reach {
    /// Whether a school of this region, phase and unique reference number is reached.
    pub fn covers(&self, region: Region, phase: Phase, urn: Option<u32>) -> bool {
        (self.regions.is_empty() || self.regions.contains(&region))
            && (self.phases.is_empty() || self.phases.contains(&phase))
            && (self.schools.is_empty()
                || urn.is_some_and(|urn| self.schools.binary_search(&urn).is_ok()))
    }

    /// Whether some school could meet both conditions.
    pub fn overlaps(&self, other: &Reach) -> bool {
        shares(&self.regions, &other.regions)
            && shares(&self.phases, &other.phases)
            && shares_sorted(&self.schools, &other.schools)
    }
}

/// Whether two lists, each standing for everything when empty, have a member in common.
fn shares<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|member| b.contains(member))
}

/// The same of two ascending lists, which may be long.
fn shares_sorted(a: &[u32], b: &[u32]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.is_empty() || short.iter().any(|member| long.binary_search(member).is_ok())
}

impl Policy {
    /// Whether the policy is in force in `term`.
    pub fn in_force(&self, term: Term) -> bool {
        self.from <= term && self.until.is_none_or(|last| term <= last)
    }
}
