//! Scenario files and registers of schools: read, checked, explained.
//!
//! [`load`] turns the name of a built-in scenario or a path into a checked [`sim::scenario::Scenario`],
//! or says everything that is wrong with it. [`load_experiment`] does the same for an experiment: scenarios
//! and a design of what varies between their runs. [`read_register`] turns the government's register of
//! schools into rows for a population, with an account of what was used.

mod agree;
mod chain;
mod changes;
mod check;
mod depth;
mod diff;
mod encoding;
mod error;
mod experiment;
mod keys;
mod layer;
mod library;
mod limits;
mod load;
mod merge;
mod nearest;
mod node;
mod origin;
mod overrides;
mod reference;
mod register;
mod resolved;
mod row_line;
mod school_list;
mod set;
mod slip;
mod snippet;
mod source;
mod template;
mod terminal;
mod text;

pub use agree::{Reached, reached};
pub use changes::{
    PolicyWords, changes, changes_between, contested_in_words, policy_in_words, settings,
};
pub use diff::{Difference, differences, differences_in_words};
pub use error::{Diagnostic, Failure};
pub use experiment::{
    Design, Experiment, Factor, MAX_POINTS, MAX_SOBOL_FACTORS, MAX_SOBOL_POINTS, Over, Target,
    apply, distinct_names, load_experiment,
};
pub use library::{LibraryEntry, library};
pub use limits::{BYTES_PER_SCHOOL, MAX_POLICIES};
pub use load::{Loaded, load};
pub use origin::{Origin, Origins};
pub use overrides::Overrides;
pub use reference::{
    UnknownName, UnknownProcess, explain, language_page, parameters_page, process_named, schema,
    timetable_page,
};
pub use register::{
    Account, Emptied, GroupCount, LeftOut, LinksAccount, Means, Register, RegisterError,
    read_register,
};
pub use resolved::resolved_toml;
pub use template::starting_file;
pub use text::MAX_FILE_BYTES;
