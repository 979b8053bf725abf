//! Tables in, files out: Parquet and CSV, written in chunks, and our own Parquet files read back.

pub(crate) mod arrow;
mod csv;
pub(crate) mod parquet;
mod read;
pub(crate) mod sink;

use std::io;

pub use self::csv::CsvWriter;
pub use self::parquet::ParquetWriter;
pub use self::read::read_parquet;
use crate::table::TableError;

/// Why a table could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The values do not fit the table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The disk or folder refused; check free space, quotas and permissions.
    #[error("cannot write `{path}`: {source}; check free space and write permission")]
    Write {
        /// Where to.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The Parquet encoder refused; nothing was left at the path.
    #[error("cannot encode table `{table}` for `{path}`: {problem}")]
    Encode {
        /// Where to.
        path: String,
        /// The table.
        table: String,
        /// What the encoder said.
        problem: String,
    },
    /// The writer was used again after an error.
    #[error("`{path}` was given up after an earlier error; write the table again from the start")]
    GivenUp {
        /// Where to.
        path: String,
    },
    /// A file could not be opened or read.
    #[error("cannot read `{path}`: {source}")]
    Read {
        /// Where from.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not a table of ours.
    #[error("`{path}` is not a table written by risingtide: {problem}")]
    NotOurs {
        /// Where from.
        path: String,
        /// What was found.
        problem: String,
    },
}
