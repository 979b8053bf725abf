//! Experiment files: scenarios, a design of what varies between runs, and how often each is run.

mod design;
mod load;
mod points;
mod sobol;
mod table;
mod target;

pub use design::{Design, Factor, Over};
pub(crate) use load::beside;
pub use load::{Experiment, distinct_names, load_experiment};
pub use points::MAX_POINTS;
pub(crate) use points::grid_size;
pub use sobol::{MAX_SOBOL_FACTORS, MAX_SOBOL_POINTS};
pub(crate) use table::read as read_table;
pub use target::{Target, apply};
