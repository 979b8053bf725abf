//! A table: named columns with units, and chunks of values that fit them.

mod error;
mod values;

use std::collections::BTreeSet;

pub use error::TableError;
pub use values::Values;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers, 64 bits.
    Int,
    /// Finite real numbers, 64 bits.
    Real,
    /// UTF-8 text.
    Text,
    /// True or false.
    Flag,
}

impl Kind {
    /// The name used in error messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Int => "whole numbers",
            Kind::Real => "real numbers",
            Kind::Text => "text",
            Kind::Flag => "flags",
        }
    }
}

/// One column: its name, what it is measured in, and one sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnDef {
    /// The column's name, as in the file's header.
    pub name: String,
    /// What the values are measured in, such as `SD` or `months`; empty when they have no unit.
    pub unit: String,
    /// One plain sentence for a reader who has only the file.
    pub description: String,
    /// What the cells hold.
    pub kind: Kind,
    /// Whether cells may be missing.
    pub nullable: bool,
}

impl ColumnDef {
    /// A column whose cells are all present.
    pub fn new(name: &str, kind: Kind, unit: &str, description: &str) -> Self {
        Self {
            name: name.to_owned(),
            unit: unit.to_owned(),
            description: description.to_owned(),
            kind,
            nullable: false,
        }
    }

    /// The same column, with cells that may be missing.
    pub fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }
}

/// A table's name and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The table's name, used in error messages.
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<ColumnDef>,
}

impl TableSpec {
    /// A table of these columns; an error when there are none or two share a name.
    pub fn new(name: &str, columns: Vec<ColumnDef>) -> Result<Self, TableError> {
        let spec = Self { name: name.to_owned(), columns };
        spec.check_columns()?;
        Ok(spec)
    }

    /// An error when there are no columns or two share a name.
    pub(crate) fn check_columns(&self) -> Result<(), TableError> {
        if self.columns.is_empty() {
            return Err(TableError::NoColumns { table: self.name.clone() });
        }
        let mut seen = BTreeSet::new();
        match self.columns.iter().find(|column| !seen.insert(&column.name)) {
            None => Ok(()),
            Some(column) => Err(TableError::DuplicateColumn {
                table: self.name.clone(),
                column: column.name.clone(),
            }),
        }
    }

    /// Checks that a chunk fits the columns, and gives its number of rows.
    pub fn check(&self, chunk: &[Values]) -> Result<usize, TableError> {
        if chunk.len() != self.columns.len() {
            return Err(TableError::ColumnCount {
                table: self.name.clone(),
                expected: self.columns.len(),
                found: chunk.len(),
            });
        }
        let rows = chunk.first().map_or(0, Values::len);
        for (column, values) in self.columns.iter().zip(chunk) {
            self.check_column(column, values, rows)?;
        }
        Ok(rows)
    }

    fn check_column(
        &self,
        column: &ColumnDef,
        values: &Values,
        rows: usize,
    ) -> Result<(), TableError> {
        let (table, name) = (self.name.clone(), column.name.clone());
        if values.kind() != column.kind {
            let (expected, found) = (column.kind.name(), values.kind().name());
            return Err(TableError::WrongKind { table, column: name, expected, found });
        }
        if values.len() != rows {
            let found = values.len();
            return Err(TableError::RowCount { table, column: name, expected: rows, found });
        }
        if !column.nullable
            && let Some(row) = values.first_missing()
        {
            return Err(TableError::Missing { table, column: name, row });
        }
        match values.first_not_finite() {
            Some(row) => Err(TableError::NotFinite { table, column: name, row }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec() -> TableSpec {
        let columns = vec![
            ColumnDef::new("year", Kind::Int, "school year", "First calendar year."),
            ColumnDef::new("gap", Kind::Real, "months", "Gap.").nullable(),
        ];
        TableSpec::new("nation", columns).unwrap()
    }

    #[test]
    fn a_chunk_that_fits_gives_its_rows() {
        let chunk = [Values::Int(vec![1, 2]), Values::OptReal(vec![None, Some(1.5)])];
        assert_eq!(spec().check(&chunk), Ok(2));
        assert_eq!(spec().check(&[Values::Int(vec![]), Values::Real(vec![])]), Ok(0));
    }

    #[test]
    fn a_number_that_is_not_finite_is_refused_by_table_and_column() {
        let chunk = [Values::Int(vec![1]), Values::Real(vec![f64::NAN])];
        let message = spec().check(&chunk).unwrap_err().to_string();
        assert!(message.contains("`gap`") && message.contains("`nation`"), "{message}");
    }

    #[test]
    fn a_chunk_that_does_not_fit_is_refused() {
        let reals = || Values::Real(vec![0.0]);
        let cases: [&[Values]; 4] = [
            &[reals()],
            &[reals(), reals()],
            &[Values::Int(vec![1, 2]), reals()],
            &[Values::OptInt(vec![None]), reals()],
        ];
        for chunk in cases {
            assert!(spec().check(chunk).is_err(), "{chunk:?}");
        }
    }

    #[test]
    fn a_repeated_column_is_refused() {
        let twice = vec![ColumnDef::new("a", Kind::Int, "", ""); 2];
        assert!(TableSpec::new("t", twice).is_err());
        assert!(TableSpec::new("t", vec![]).is_err());
    }
}
