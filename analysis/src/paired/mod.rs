//! The effect of a change: the same replicates with it and without it.
//!
//! An [`Arm`] is a scenario on a population, and a [`Pair`] is two of them: usually two scenarios on one
//! population, or one scenario on two populations that differ on the eve of the first term. Both arms of
//! a replicate have one seed, so that chance is the same wherever the change does not reach, and each
//! school is compared with itself.
//!
//! [`replicate`] runs both arms of one replicate and hands their records to a closure that measures them;
//! nothing else stays in memory, and different replicates may run on different threads. [`contrast`]
//! compares the schools that got the change within a replicate, [`effect`] gathers the contrasts of all
//! replicates. [`Outcome`] is a quantity of schools in a school year.
//!
//! The interval is over replicates: the chance of a run with one population and one set of parameters.
//! The error over schools says how far schools differ in what the change does to them; it takes schools
//! as independent of each other, which neighbours who compete for pupils and staff are not quite.

mod contrast;
mod effect;
mod outcome;
mod run;

pub use contrast::{Contrast, contrast};
pub use effect::{Effect, effect};
pub use outcome::{
    ATTAINMENT_11, ATTAINMENT_16, MEASURED_11, MEASURED_16, MEASURED_16_DISADVANTAGED,
    MEASURED_16_OTHER, OUTCOMES, Outcome, PROGRESS_11, PROGRESS_16, nation, outcome, school_year,
};
pub use run::{Arm, Both, Pair, records, replicate, run};
