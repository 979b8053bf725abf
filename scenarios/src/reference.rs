//! What the model's numbers mean and when its processes run: reference pages and `explain`.
//!
//! Every word comes from the catalogue and the timetable, so the pages cannot fall behind the code.

mod explain;
mod language;
mod page;
mod process;
mod schema;

pub use explain::{UnknownName, explain};
pub use language::language_page;
pub use page::{parameters_page, timetable_page};
pub use process::{UnknownProcess, process_named};
pub use schema::schema;

use sim::catalogue::{Entry, Kind};
use sim::process::Process;

/// How a page and `explain` name the source that is none.
const ASSUMPTION: &str = "assumption";

/// The source of a number, in words.
fn source(entry: &Entry) -> String {
    if entry.source == ASSUMPTION {
        "an assumption".to_owned()
    } else {
        format!("`{}` in docs/evidence.toml", entry.source)
    }
}

/// The processes that read a number, as a list; what else does when none does.
fn readers(entry: &Entry) -> String {
    let names = entry.readers();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// The number of a process's parameters, in words.
fn parameter_count(process: &Process) -> String {
    match process.parameters.len() {
        0 => "none".to_owned(),
        count => count.to_string(),
    }
}

/// Paths of the levers that a process reads.
fn levers_read(process: &Process) -> Vec<&'static str> {
    process.levers.iter().map(|lever| lever.path).collect()
}

/// What a number is for, in a word.
fn kind(entry: &Entry) -> &'static str {
    match entry.kind {
        Kind::Lever => "lever",
        Kind::Parameter => "parameter",
    }
}
