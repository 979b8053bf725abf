//! The program as its users meet it: commands, files, messages and exit codes.

mod answers;
mod asked;
mod comparisons;
mod folders;
mod hashes;
mod populations;
mod python;
mod refused;
mod registers;
mod reports;
mod results;
mod scenarios;
#[cfg(target_os = "linux")]
mod stopped;
mod sweeps;
mod targets;
