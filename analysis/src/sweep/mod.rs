//! A sweep: scenarios times points of a design times replicates, run part by part.
//!
//! A [`Plan`] says which runs there are, in which order, and how they are cut into parts. Each part
//! becomes one file whose name carries a hash of everything that its rows depend on ([`Identity`]), so
//! that a part that is there is done, and nothing stale can be taken for it. [`publish`] writes a part
//! whole or not at all; [`merge()`] puts the parts together in the order of the plan. Neither knows how
//! many machines or threads there were, nor how often they were killed.

mod columns;
mod error;
mod identity;
mod merge;
mod part;
mod plan;
mod store;

pub use columns::{Outcome, Status, outcome_columns, outcome_rows};
pub use error::SweepError;
pub use identity::{Identity, model_hash};
pub use merge::{Merged, merge, missing};
pub use part::{Part, Published, publish};
pub use plan::{Axis, Plan, PlannedRun};
pub use store::{read_points, write_plan, write_points};
