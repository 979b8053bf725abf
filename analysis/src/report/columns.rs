//! A table read by the names of its columns.

use crate::table::{TableSpec, Values};

/// A table's definition and its rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'a> {
    spec: &'a TableSpec,
    rows: &'a [Values],
}

impl<'a> Columns<'a> {
    /// A table and its rows, one [`Values`] a column in the order of the definition.
    pub(super) fn of(spec: &'a TableSpec, rows: &'a [Values]) -> Self {
        Self { spec, rows }
    }

    fn column(&self, name: &str) -> Option<&'a Values> {
        self.rows.get(self.spec.columns.iter().position(|def| def.name == name)?)
    }

    /// A column of whole numbers; none when the table has no such column.
    pub(super) fn whole(&self, name: &str) -> Option<&'a [i64]> {
        match self.column(name)? {
            Values::Int(values) => Some(values),
            _ => None,
        }
    }

    /// A column of text.
    pub(super) fn text(&self, name: &str) -> Option<&'a [String]> {
        match self.column(name)? {
            Values::Text(values) => Some(values),
            _ => None,
        }
    }

    /// A column of numbers read where it lies, by row: none where a number is missing.
    pub(super) fn reader(&self, name: &str) -> Option<impl Fn(usize) -> Option<f64> + use<'a>> {
        let column = self.column(name)?;
        matches!(column, Values::Int(_) | Values::Real(_) | Values::OptReal(_)).then_some(
            move |row: usize| match column {
                Values::Int(values) => Some(values[row] as f64),
                Values::Real(values) => Some(values[row]),
                Values::OptReal(values) => values[row],
                _ => None,
            },
        )
    }

    /// A column of numbers, whole or not, some of them perhaps missing.
    pub(super) fn numbers(&self, name: &str) -> Option<Vec<Option<f64>>> {
        match self.column(name)? {
            Values::Int(values) => Some(values.iter().map(|value| Some(*value as f64)).collect()),
            Values::Real(values) => Some(values.iter().map(|value| Some(*value)).collect()),
            Values::OptReal(values) => Some(values.clone()),
            _ => None,
        }
    }
}
