//! What can go wrong with the files of a sweep.

use std::io;
use std::path::PathBuf;

use crate::export::ExportError;
use crate::table::TableError;

/// Why a part was not written, or parts were not merged.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The disk or folder refused.
    #[error("cannot write {path}: {source}", path = path.display())]
    Disk {
        /// Where to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Two computations of one part differ: the promise that runs repeat is broken.
    #[error(
        "{path} is there already and holds other values than were found now: the same runs gave two results\nplease \
         report it with the folder of the sweep; to go on, move the file away and run the command again",
        path = path.display()
    )]
    Different {
        /// The part.
        path: PathBuf,
    },
    /// A part is missing.
    #[error("{count} of {all} parts are missing; the first are runs {}", first.join(", "))]
    Missing {
        /// Parts that are missing.
        count: usize,
        /// Parts that are expected.
        all: usize,
        /// Runs of the first of them, such as `0 to 49`.
        first: Vec<String>,
    },
    /// A part cannot be read, or is not what its name says.
    #[error("{path} is damaged: {problem}\ndelete it and run `sweep resume`", path = path.display())]
    Damaged {
        /// The part.
        path: PathBuf,
        /// What was found.
        problem: String,
    },
    /// A table could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Values do not fit their table.
    #[error(transparent)]
    Table(#[from] TableError),
}
