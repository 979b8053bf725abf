//! Results on disk: what the records of a run become, and the hashes that identify them.

mod columns;
mod hash;
mod tables;

pub use columns::{
    area_columns, draw_columns, fifth_columns, group_columns, nation_columns, policy_columns,
    reach_columns, result_columns, school_columns, school_list, tie_columns,
};
pub use hash::{Digest, Digests, ResultHash, digest_of_rows, sha256_of_file, sha256_of_text};
pub(crate) use hash::{MISSING, hex, push_text};
pub use tables::{Run, RunTables, draw_rows, run_tables};
