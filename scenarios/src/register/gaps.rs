//! What a kept row lacks.

use super::plausible::Measure;

/// What a cell lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Missing,
    /// The cell states this, which cannot be.
    Implausible(String),
}

/// What a kept row lacks.
#[derive(Default)]
pub(super) struct Gaps {
    /// Columns that are empty after all.
    pub(super) empty: Vec<(&'static str, Gap)>,
    /// The ages were filled from the phase.
    pub(super) ages_filled: bool,
}

impl Gaps {
    /// A number, or nothing with a note of why.
    pub(super) fn number(&mut self, measure: &Measure, cell: &str) -> Option<f64> {
        let number = measure.number(cell);
        if number.is_none() {
            self.without(measure.column, cell);
        }
        number
    }

    /// Notes that a cell gives nothing.
    pub(super) fn without(&mut self, column: &'static str, cell: &str) {
        if cell.is_empty() {
            self.empty.push((column, Gap::Missing));
        } else {
            self.implausible(column, cell);
        }
    }

    /// Notes that a cell states what cannot be.
    pub(super) fn implausible(&mut self, column: &'static str, cell: &str) {
        // Only an example of a column is ever shown.
        self.empty.push((column, Gap::Implausible(cell.chars().take(60).collect())));
    }
}
