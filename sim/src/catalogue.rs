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
}

impl Entry {
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
#[derive(Clone, Debug, PartialEq)]
pub struct Values(Vec<f64>);

impl Values {
    /// The value of entry `path`.
    ///
    /// # Panics
    /// If the catalogue has no such path: paths in code are constants.
    pub fn of(&self, path: &str) -> f64 {
        self.0[position(path).unwrap_or_else(|| panic!("no catalogue entry {path}"))]
    }

    /// The value at a catalogue position.
    pub fn at(&self, position: usize) -> f64 {
        self.0[position]
    }

    /// Puts every lever back to its baseline; parameters stay.
    pub fn reset_levers(&mut self) {
        for (value, entry) in self.0.iter_mut().zip(ALL.iter()) {
            if entry.kind == Kind::Lever {
                *value = entry.default;
            }
        }
    }

    /// Sets the value at a catalogue position.
    pub fn set(&mut self, position: usize, value: f64) {
        self.0[position] = value;
    }
}

impl Default for Values {
    /// The baseline: every entry at its default.
    fn default() -> Self {
        Self(ALL.iter().map(|entry| entry.default).collect())
    }
}
