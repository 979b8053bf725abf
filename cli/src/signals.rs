//! Signals: Ctrl-C and termination stop a run between terms; a file-size limit becomes an error.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::problem::Problem;

/// Whether somebody asked the program to stop.
#[derive(Clone, Debug)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Starts to listen. A second Ctrl-C ends the program at once.
    pub(crate) fn listen() -> Result<Self, Problem> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let code = i32::from(Problem::STOPPED);
            flag::register_conditional_shutdown(signal, code, Arc::clone(&asked))
                .and_then(|_| flag::register(signal, Arc::clone(&asked)))
                .map_err(|error| Problem::fault(format!("cannot listen for signals: {error}")))?;
        }
        // Without a listener the system would end the program at a file-size limit; with one, the
        // write fails and says so.
        #[cfg(unix)]
        flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)))
            .map_err(|error| Problem::fault(format!("cannot listen for signals: {error}")))?;
        Ok(Self(asked))
    }

    /// Whether to stop now.
    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
