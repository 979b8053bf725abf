//! Why a table is refused.

/// Why values do not fit a table, or a table's definition is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Two columns share a name.
    #[error("table `{table}` defines column `{column}` twice; every column needs its own name")]
    DuplicateColumn {
        /// The table.
        table: String,
        /// The repeated column.
        column: String,
    },
    /// A table has no columns.
    #[error("table `{table}` has no columns; define at least one")]
    NoColumns {
        /// The table.
        table: String,
    },
    /// A chunk has too few or too many columns.
    #[error("table `{table}` has {expected} columns, but {found} were given; pass one per column")]
    ColumnCount {
        /// The table.
        table: String,
        /// Columns in the definition.
        expected: usize,
        /// Columns in the chunk.
        found: usize,
    },
    /// Columns of one chunk differ in length.
    #[error(
        "column `{column}` of table `{table}` has {found} rows, but the first column has \
         {expected}; pass columns of one length"
    )]
    RowCount {
        /// The table.
        table: String,
        /// The column that differs.
        column: String,
        /// Rows in the first column.
        expected: usize,
        /// Rows in this column.
        found: usize,
    },
    /// A column was given values of another kind.
    #[error("column `{column}` of table `{table}` holds {expected}, but {found} were given")]
    WrongKind {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What the column holds.
        expected: &'static str,
        /// What was given.
        found: &'static str,
    },
    /// A cell is missing in a column that may not have missing cells.
    #[error(
        "column `{column}` of table `{table}` has no value in row {row} of this chunk (counted \
         from 0); give one, or define the column as nullable"
    )]
    Missing {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row within the chunk, from 0.
        row: usize,
    },
    /// A number is infinite or not a number.
    #[error(
        "column `{column}` of table `{table}` is infinite or not a number in row {row} of this \
         chunk (counted from 0); expected a finite number, or a missing cell"
    )]
    NotFinite {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The row within the chunk, from 0.
        row: usize,
    },
}
