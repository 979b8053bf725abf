//! Why a population file cannot be used.

use std::io;

use sim::population::state::Wrong;

/// Why a file did not give a population.
#[derive(Debug, thiserror::Error)]
pub enum PopulationError {
    /// The system could not read it.
    #[error("cannot read {path}: {source}; give the path of a file of `risingtide population`")]
    Read {
        /// Which file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is something else.
    #[error(
        "{path} is no population file: {found}; expected a file written by `risingtide population`"
    )]
    Foreign {
        /// Which file.
        path: String,
        /// What was found.
        found: String,
    },
    /// Its layout is another version's.
    #[error(
        "{path} has format {found}, and this version of risingtide reads format {expected}; write it \
         anew with `risingtide population` of this version"
    )]
    Version {
        /// Which file.
        path: String,
        /// Its format.
        found: String,
        /// The format that can be read.
        expected: &'static str,
    },
    /// Its bytes are not those that were written.
    #[error(
        "{path} was changed or damaged after it was written: its seal does not fit its contents; copy \
         it again, or write it anew with `risingtide population`"
    )]
    Changed {
        /// Which file.
        path: String,
    },
    /// Its values do not make a population.
    #[error(
        "{path} holds no usable population: {problem}; write it anew with `risingtide population`"
    )]
    Contents {
        /// Which file.
        path: String,
        /// What is wrong.
        problem: String,
    },
}

/// What is wrong with a file's contents, before the file is named.
#[derive(Debug)]
pub(super) struct Problem(pub(super) String);

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Self {
        Self(wrong.to_string())
    }
}

impl From<parquet::errors::ParquetError> for Problem {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self(error.to_string())
    }
}
