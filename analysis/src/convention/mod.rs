//! How schools, pupils and years are counted, for real data and for a run alike.
//!
//! | id | convention | where |
//! | --- | --- | --- |
//! | K1 | baseline levers, a long burn-in, statistics over the last years, a mean over replicates | [`mod@window`] |
//! | K2 | attainment in pupil SD of the base year, base-year mean 0, never standardised again | [`mod@unit`] |
//! | K3 | progress of a school, by the official method, in SD of pupils' progress | [`mod@progress`] |
//! | K4 | which schools count | [`mod@counted`] |
//! | K5 | free meals today and disadvantage in six years | [`mod@group`] |
//! | K6 | what chance adds to the variance of schools' progress | [`mod@noise`] |
//! | K7 | a year is named by its summer; rates run from November to November | [`mod@window`] |
//! | K8 | how a virtual trial is laid out | [`mod@trial`] |
//!
//! All are pure functions over plain numbers: nothing here knows where a number came from.

pub mod counted;
pub mod group;
pub mod noise;
pub mod progress;
pub mod trial;
pub mod unit;
pub mod window;

pub use counted::{Selection, Stage, plausible_occupancy};
pub use progress::{Cell, progress};
