//! What the scenarios of the library do, in the schools that they reach, against the baseline.
//!
//! Every scenario runs under the same seeds as the baseline ([`effects`]); what is measured is the mean
//! over the schools that it reaches ([`Reached`]), in a school year counted from its first policy.

mod effect;
mod page;
mod reached;

pub use effect::{Asked, Effects, Moved, effects};
pub use page::{Line, Section, page};
pub use reached::{Reached, Span, span};
