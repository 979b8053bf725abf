//! A population in a file: one row a school, posts and year groups as lists, known by its hash.
//!
//! The file is Parquet, so that others can look at it with their own tools. Its columns are those of
//! [`sim::population::state`], in their order; what holds for all schools stands in its metadata. A
//! seal over all its bytes tells a damaged or changed file before anything in it is used.

mod decode;
mod error;
mod facts;
mod hash;
mod levels;
mod read;
mod schema;
mod seal;
mod write;

pub use error::PopulationError;
pub use facts::Facts;
pub use hash::population_hash;
pub use read::{Held, read_population};
pub use seal::is_population_file;
pub use write::{PopulationWriter, Written};

/// Version of the file's layout.
const FORMAT: &str = "1";
/// The table's name in the file's metadata.
const TABLE: &str = "population";
/// Schools whose values are held at a time, and the rows of one row group.
const AT_A_TIME: usize = 20_000;
