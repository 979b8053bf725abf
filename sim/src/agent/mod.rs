//! Who lives in the world: components and nothing else.

mod attention;
mod cohort;
mod improvement;
mod inspection;
mod leader;
mod school;
mod standing;
mod teacher;
mod tie;

pub use attention::*;
pub use cohort::*;
pub use improvement::*;
pub use inspection::*;
pub use leader::*;
pub use school::*;
pub use standing::*;
pub use teacher::*;
pub use tie::*;
