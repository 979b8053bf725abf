//! Scenarios held against a first one under the same seeds: what differs, for whom, and how sure that is.
//!
//! [`Comparison`] keeps every metric of every scenario, replicate by replicate; the first scenario is the
//! one that the others are held against. [`before`] checks that nothing differs before it can, and
//! [`BySchool`] adds up what differs school by school.

pub mod before;
mod charts;
mod comparison;
mod schools;
mod tables;
mod words;

pub use charts::comparison_charts;
pub use comparison::{Comparison, Measurements};
pub use schools::{BySchool, Differences, school_difference_columns};
pub use tables::{comparison_columns, comparison_rows, measured_columns, measured_rows};
pub use words::{Told, cost, headline_table, html_tables, sentences, who_gains};
