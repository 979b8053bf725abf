//! Virtual trials: which schools are brought together, and which are left as they are.
//!
//! Schools are found on the settled population, by a seed of the trial's own; what they are to do is an
//! [`Agreement`](sim::population::Agreement) between each two of them on the eve of the first term.

mod clusters;
mod learned;
mod matched;
mod pairs;

pub use clusters::{Arms, arms, brought_together, clusters};
pub use learned::{learned, measured};
pub use matched::Matching;
pub use pairs::{StrongAndWeak, paired, strong_and_weak};
