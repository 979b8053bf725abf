//! The whole numbers of a scenario, their ranges, and the words of a range.

use sim::mechanism::{LARGEST_FACTOR, LEAST_FACTOR};
use sim::reach::MAX_LOT;
use sim::scenario::{MAX_SCHOOLS, MAX_SEED};

/// Memory that a running world takes for each school, in bytes: measured, and only rough.
pub const BYTES_PER_SCHOOL: u64 = 13_000;

/// Policies that a scenario may have, those that it inherits included.
pub const MAX_POLICIES: usize = 1_000;

/// A whole number that a scenario states.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    /// Its path.
    pub(crate) path: &'static str,
    /// Smallest value.
    pub(crate) min: u64,
    /// Largest value.
    pub(crate) max: u64,
    /// What it counts; empty when the name says it.
    pub(crate) unit: &'static str,
}

pub(crate) const START: Whole = Whole {
    path: "run.start",
    min: 1990,
    max: 2100,
    unit: "the calendar year of the first autumn",
};
pub(crate) const YEARS: Whole = Whole { path: "run.years", min: 1, max: 100, unit: "school years" };
pub(crate) const REPLICATES: Whole =
    Whole { path: "run.replicates", min: 1, max: 10_000, unit: "runs with different draws" };
pub(crate) const SEED: Whole = Whole { path: "run.seed", min: 0, max: MAX_SEED, unit: "" };
pub(crate) const SCHOOLS: Whole =
    Whole { path: "population.schools", min: 1, max: MAX_SCHOOLS as u64, unit: "schools" };
pub(crate) const POPULATION_SEED: Whole =
    Whole { path: "population.seed", min: 0, max: MAX_SEED, unit: "" };

pub(crate) const RAMP: Whole =
    Whole { path: "ramp_terms", min: 0, max: 300, unit: "terms, three to a school year" };
pub(crate) const LOT: Whole =
    Whole { path: "where.lot", min: 1, max: MAX_LOT as u64, unit: "which set of lots" };

/// A number that a scenario states and that is no lever or parameter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    /// Smallest value.
    pub(crate) min: f64,
    /// Largest value.
    pub(crate) max: f64,
    /// What it measures.
    pub(crate) unit: &'static str,
}

/// The level of a driver.
pub(crate) const LEVEL: Number = Number { min: 0.0, max: 1.0, unit: "level, 0.5 is today's" };
/// A share of schools drawn by lot.
pub(crate) const SHARE: Number = Number { min: 0.0, max: 1.0, unit: "share of schools" };
/// The factor of a mechanism.
pub(crate) const FACTOR: Number =
    Number { min: LEAST_FACTOR, max: LARGEST_FACTOR, unit: "factor, 1 leaves the effect as it is" };
/// The share of a prior that lies at zero.
pub(crate) const ZERO: Number = Number { min: 0.0, max: 1.0, unit: "share of the prior" };

impl Whole {
    /// The value, or what is wrong with it: a message and, where there is more to say, advice.
    /// `name` is what the user wrote: the path or an option.
    pub(crate) fn check(&self, name: &str, value: i128) -> Result<u64, (String, Option<String>)> {
        let within = u64::try_from(value).ok().filter(|v| (self.min..=self.max).contains(v));
        within.ok_or_else(|| {
            let shown = self.shown(value);
            let message = format!("`{name}` is {shown}, but must lie between {}", self.range());
            (message, self.memory(value))
        })
    }

    /// The range and the unit in words: `1 and 100 (school years)`.
    pub(crate) fn range(&self) -> String {
        let (min, max) = (self.shown(self.min.into()), self.shown(self.max.into()));
        match self.unit {
            "" => format!("{min} and {max}"),
            unit => format!("{min} and {max} ({unit})"),
        }
    }

    /// A value as people write it: calendar years without commas.
    fn shown(&self, value: i128) -> String {
        if self.path == START.path { value.to_string() } else { grouped(value) }
    }

    /// The memory that too many schools would take.
    fn memory(&self, value: i128) -> Option<String> {
        if self.path != SCHOOLS.path || value <= i128::from(self.max) {
            return None;
        }
        let bytes = value as f64 * BYTES_PER_SCHOOL as f64;
        Some(format!("so many schools would take roughly {} of memory", memory(bytes)))
    }
}

/// Bytes in the largest fitting unit.
fn memory(bytes: f64) -> String {
    let units = [(1e15, "PB"), (1e12, "TB"), (1e9, "GB")];
    let (size, unit) = units.into_iter().find(|(size, _)| bytes >= *size).unwrap_or((1e6, "MB"));
    format!("{} {unit}", number((bytes / size).round()))
}

/// A whole number with a comma after each three digits.
pub(crate) fn grouped(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if value < 0 { format!("-{shown}") } else { shown }
}

/// A number as short as it can be written, with an exponent when it is huge or tiny.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-6) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_schools_are_refused_with_the_memory_they_would_take() {
        let (message, advice) = SCHOOLS.check("population.schools", 1_000_000_000).unwrap_err();
        assert!(message.contains("is 1,000,000,000, but must lie between 1 and 1,000,000"));
        assert!(advice.unwrap().contains("13 TB"));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(grouped(-1_234_567), "-1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(number(1e300), "1e300");
        assert_eq!(number(0.25), "0.25");
    }
}
