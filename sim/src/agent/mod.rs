//! Who lives in the world: components and nothing else.

mod cohort;
mod leader;
mod school;
mod teacher;

pub use cohort::*;
pub use leader::*;
pub use school::*;
pub use teacher::*;
