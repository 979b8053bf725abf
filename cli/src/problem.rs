//! What went wrong, and the exit code that says of which kind it is.

use std::fmt::Display;
use std::path::Path;

/// A failure of a command: its exit code and its words.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Exit code.
    pub(crate) code: u8,
    /// What, where, what was expected and what to do.
    pub(crate) message: String,
}

impl Problem {
    /// A fault of the program.
    pub(crate) const FAULT: u8 = 1;
    /// Wrong input: nothing was run or written.
    pub(crate) const INPUT: u8 = 2;
    /// Finished, but some runs are failed rows.
    pub(crate) const ROWS_FAILED: u8 = 3;
    /// Stopped before the end, by a signal or the disk: safe to run again.
    pub(crate) const STOPPED: u8 = 75;

    /// Wrong input.
    pub(crate) fn input(message: impl Display) -> Self {
        Self { code: Self::INPUT, message: message.to_string() }
    }

    /// A fault of the program.
    pub(crate) fn fault(message: impl Display) -> Self {
        let message = format!("this is a fault of the program, please report it: {message}");
        Self { code: Self::FAULT, message }
    }

    /// The disk did not take what was to be written.
    pub(crate) fn disk(path: &Path, error: impl Display) -> Self {
        let message = format!(
            "cannot write {}: {error}\nnothing was left half-written; make room and run the command again",
            path.display()
        );
        Self { code: Self::STOPPED, message }
    }

    /// The user or the system asked to stop.
    pub(crate) fn stopped() -> Self {
        let message = "stopped before the end: nothing was written; run the command again".into();
        Self { code: Self::STOPPED, message }
    }
}
