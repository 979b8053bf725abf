//! Every number that a scenario may name: declared once, read by everything.
//!
//! Validation, `explain`, the reference pages and the sensitivity ranges all read these entries;
//! none of them repeats a default, a bound or a source.

use std::sync::LazyLock;

use crate::{driver, process};

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A policy control: `<driver>.<lever>`.
    Lever,
    /// How the world works: `<process>.<parameter>`.
    Parameter,
}

/// What is believed of a number before any run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Prior {
    /// Every value between the two is as likely.
    Uniform {
        /// Smallest value.
        low: f64,
        /// Largest value.
        high: f64,
    },
    /// A triangle from `low` to `high` with its peak at `mode`.
    Triangular {
        /// Smallest value.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Largest value.
        high: f64,
    },
    /// A contested mechanism: a share of the prior lies at zero exactly, the rest is a triangle.
    ZeroOrTriangular {
        /// Share of the prior at zero (0 to 1).
        zero: f64,
        /// Smallest value of the rest.
        low: f64,
        /// Most likely value of the rest.
        mode: f64,
        /// Largest value of the rest.
        high: f64,
    },
}

impl Prior {
    /// The smallest and the largest value that the prior allows.
    pub fn range(&self) -> (f64, f64) {
        match *self {
            Prior::Uniform { low, high } | Prior::Triangular { low, high, .. } => (low, high),
            Prior::ZeroOrTriangular { low, high, .. } => (low.min(0.0), high.max(0.0)),
        }
    }

    /// The value below which a share `share` (0 to 1) of the prior lies: a draw from the prior, when
    /// every share is as likely.
    pub fn quantile(&self, share: f64) -> f64 {
        match *self {
            Prior::Uniform { low, high } => low + share * (high - low),
            Prior::Triangular { low, mode, high } => triangle(low, mode, high, share),
            Prior::ZeroOrTriangular { zero, low, mode, high } => {
                if share < zero {
                    return 0.0;
                }
                triangle(low, mode, high, (share - zero) / (1.0 - zero))
            }
        }
    }

    /// The prior in words.
    pub fn in_words(&self) -> String {
        match *self {
            Prior::Uniform { low, high } => format!("anywhere from {low} to {high}"),
            Prior::Triangular { low, mode, high } => {
                format!("most likely {mode}, from {low} to {high}")
            }
            Prior::ZeroOrTriangular { zero, low, mode, high } => format!(
                "{:.0}% exactly zero, otherwise most likely {mode}, from {low} to {high}",
                zero * 100.0
            ),
        }
    }
}

/// The quantile of a triangular distribution.
fn triangle(low: f64, mode: f64, high: f64, share: f64) -> f64 {
    let rising = (mode - low) / (high - low);
    if share < rising {
        low + (share * (high - low) * (mode - low)).sqrt()
    } else {
        high - ((1.0 - share) * (high - low) * (high - mode)).sqrt()
    }
}

/// A prior whose every value is as likely.
pub(crate) const fn uniform(low: f64, high: f64) -> Prior {
    Prior::Uniform { low, high }
}

/// A triangular prior.
pub(crate) const fn triangular(low: f64, mode: f64, high: f64) -> Prior {
    Prior::Triangular { low, mode, high }
}

/// A contested prior: a share `zero` at zero, the rest a triangle.
pub(crate) const fn contested(zero: f64, low: f64, mode: f64, high: f64) -> Prior {
    Prior::ZeroOrTriangular { zero, low, mode, high }
}

/// How far a number can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// An official count, or a secure and replicated finding.
    A,
    /// One good study.
    B,
    /// Uncertain: a wide range only.
    C,
}

impl Certainty {
    /// The grade in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Certainty::A => "A: an official count, or secure and replicated",
            Certainty::B => "B: one good study",
            Certainty::C => "C: uncertain, to be read as a wide range",
        }
    }
}

/// How a lever follows the level of its driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// It rises with the level.
    Rising,
    /// It falls as the level rises.
    Falling,
}

/// The level of a driver at which every lever has its baseline value.
pub const USUAL_LEVEL: f64 = 0.5;

/// One number that a scenario, a sweep or `explain` may name.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// `<driver>.<lever>` or `<process>.<parameter>`.
    pub path: &'static str,
    /// Lever or parameter.
    pub kind: Kind,
    /// What it means, in a sentence.
    pub sentence: &'static str,
    /// Value in the baseline.
    pub default: f64,
    /// Smallest value accepted.
    pub min: f64,
    /// Largest value accepted.
    pub max: f64,
    /// Unit of the value.
    pub unit: &'static str,
    /// What is believed of it.
    pub prior: Prior,
    /// Key of `docs/evidence.toml`, or `assumption`.
    pub source: &'static str,
    /// How far the source can be trusted.
    pub certainty: Certainty,
    /// For a lever: what the literature expects of raising it. Never a requirement.
    pub expected: &'static str,
    /// How a lever follows the level of its driver; none where it stands on its own.
    pub follows: Option<Follows>,
}

impl Entry {
    /// The table in which it stands: a driver or a process.
    pub fn table(&self) -> &'static str {
        self.path.split('.').next().unwrap_or(self.path)
    }

    /// Values of a lever at level 0 and at level 1 of its driver: the ends of its prior.
    pub fn ends(&self) -> Option<(f64, f64)> {
        let (low, high) = self.prior.range();
        match self.follows? {
            Follows::Rising => Some((low, high)),
            Follows::Falling => Some((high, low)),
        }
    }

    /// The value of a lever at a level (0 to 1) of its driver: straight from one end to the baseline's
    /// value at [`USUAL_LEVEL`], and from there to the other end.
    pub fn at_level(&self, level: f64) -> Option<f64> {
        let (bottom, top) = self.ends()?;
        // Rounded, so that nobody reads the dust of binary fractions.
        let between =
            |from: f64, to: f64, part: f64| ((from * (1.0 - part) + to * part) * 1e9).round() / 1e9;
        Some(if level < USUAL_LEVEL {
            between(bottom, self.default, level / USUAL_LEVEL)
        } else {
            between(self.default, top, (level - USUAL_LEVEL) / (1.0 - USUAL_LEVEL))
        })
    }

    /// Names of the processes that read the number.
    pub fn readers(&self) -> Vec<&'static str> {
        process::readers(self)
    }
}

static ALL: LazyLock<Vec<Entry>> =
    LazyLock::new(|| driver::levers().chain(process::parameters()).collect());

/// Every lever and parameter: levers by driver, then parameters in the order of the timetable.
pub fn catalogue() -> &'static [Entry] {
    &ALL
}

/// Position of `path` in the catalogue.
pub fn position(path: &str) -> Option<usize> {
    ALL.iter().position(|entry| entry.path == path)
}

/// A value for every entry of the catalogue, in its order.
///
/// A mechanism that a scenario scales multiplies what is stated; everything in the model reads the
/// product.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    stated: Vec<f64>,
    factors: Vec<f64>,
}

impl Values {
    /// The value of entry `path`.
    ///
    /// # Panics
    /// If the catalogue has no such path: paths in code are constants.
    pub fn of(&self, path: &str) -> f64 {
        self.at(position(path).unwrap_or_else(|| panic!("no catalogue entry {path}")))
    }

    /// The value at a catalogue position.
    pub fn at(&self, position: usize) -> f64 {
        self.stated[position] * self.factors[position]
    }

    /// The value at a catalogue position before any mechanism is scaled.
    pub fn stated(&self, position: usize) -> f64 {
        self.stated[position]
    }

    /// Puts every lever back to its baseline; parameters stay.
    pub fn reset_levers(&mut self) {
        for (value, entry) in self.stated.iter_mut().zip(ALL.iter()) {
            if entry.kind == Kind::Lever {
                *value = entry.default;
            }
        }
    }

    /// States the value at a catalogue position.
    pub fn set(&mut self, position: usize, value: f64) {
        self.stated[position] = value;
    }

    /// Scales the value at a catalogue position, whatever is stated there.
    pub fn scale(&mut self, position: usize, factor: f64) {
        self.factors[position] = factor;
    }
}

impl Default for Values {
    /// The baseline: every entry at its default.
    fn default() -> Self {
        let stated: Vec<f64> = ALL.iter().map(|entry| entry.default).collect();
        Self { factors: vec![1.0; stated.len()], stated }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_takes_a_lever_from_one_end_of_its_prior_over_the_baseline_to_the_other() {
        for entry in catalogue() {
            let Some((bottom, top)) = entry.ends() else { continue };
            let at = |level: f64| entry.at_level(level).unwrap();
            assert_eq!((at(0.0), at(1.0)), (bottom, top), "{}", entry.path);
            assert_eq!(at(USUAL_LEVEL), entry.default, "{}", entry.path);
            assert!((at(0.25) - (bottom + entry.default) / 2.0).abs() < 1e-9, "{}", entry.path);
            let bounds = entry.min..=entry.max;
            assert!((0..=100).all(|step| bounds.contains(&at(f64::from(step) / 100.0))));
        }
    }

    #[test]
    fn quantiles_share_a_prior_out() {
        let wedge = triangular(0.0, 0.0, 1.0);
        assert!((wedge.quantile(0.75) - 0.5).abs() < 1e-12);
        assert!((triangular(1.0, 2.0, 3.0).quantile(0.5) - 2.0).abs() < 1e-12);
        assert_eq!(uniform(2.0, 4.0).quantile(0.25), 2.5);
        let doubted = contested(0.4, -1.0, 0.0, 1.0);
        assert_eq!((doubted.quantile(0.0), doubted.quantile(0.39)), (0.0, 0.0));
        assert!((doubted.quantile(0.7) - 0.0).abs() < 1e-12);
        for prior in [wedge, doubted, triangular(-3.0, 2.0, 2.0)] {
            let (low, high) = prior.range();
            let inside = |step: u32| (low..=high).contains(&prior.quantile(f64::from(step) / 1e3));
            assert!((0..1000).all(inside), "{prior:?}");
        }
    }

    #[test]
    fn a_scaled_value_is_the_product_and_what_is_stated_stays() {
        let mut values = Values::default();
        let at = position("learning.decay").unwrap();
        values.set(at, 0.2);
        values.scale(at, -1.0);
        assert_eq!((values.at(at), values.stated(at)), (-0.2, 0.2));
    }
}
