//! One line of progress on the error stream; silent when that is not a terminal.

use std::io::{IsTerminal, Write};
use std::time::Duration;

/// The progress of a number of runs.
pub(crate) struct Progress {
    shown: bool,
    all: u32,
}

impl Progress {
    /// Progress towards `all` runs.
    pub(crate) fn of(all: u32, quiet: bool) -> Self {
        Self { shown: !quiet && std::io::stderr().is_terminal(), all }
    }

    /// Says what is being done.
    pub(crate) fn doing(&self, what: &str) {
        self.line(what);
    }

    /// Says how far the runs are after `elapsed`.
    pub(crate) fn runs(&self, done: u32, elapsed: Duration) {
        let left = elapsed.as_secs_f64() / f64::from(done.max(1)) * f64::from(self.all - done);
        self.line(&format!("{done} of {} replicates, about {left:.0} s left", self.all));
    }

    fn line(&self, text: &str) {
        if self.shown {
            let mut stream = std::io::stderr().lock();
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(stream, "\r\x1b[2K{text}").and_then(|()| stream.flush());
        }
    }
}

impl Drop for Progress {
    /// Clears the line, whatever comes next: a summary or an error.
    fn drop(&mut self) {
        self.line("");
    }
}
