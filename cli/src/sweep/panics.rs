//! A run that breaks off must not end the sweep: what it said becomes its row's message.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

thread_local! {
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Catches what runs say when they break off, instead of printing it, until it is dropped.
pub(super) struct Quiet;

impl Quiet {
    /// Starts to catch.
    pub(super) fn start() -> Self {
        panic::set_hook(Box::new(|info| SAID.with(|said| *said.borrow_mut() = Some(words(info)))));
        Self
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let _ = panic::take_hook();
    }
}

/// What was said, and where in the program.
fn words(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line()));
    format!("{}{}", text.unwrap_or("broke off"), place.unwrap_or_default())
}

/// What `work` gives, or what it said when it broke off.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let said = SAID.with(|said| said.borrow_mut().take());
        said.unwrap_or_else(|| "broke off".to_owned())
    })
}
