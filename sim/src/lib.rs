//! The Rising Tide model: English schools, their heads, teachers and pupils, term by term.
//!
//! The flow is short. A checked [`scenario::Scenario`] and a [`population::Population`] (synthetic or
//! from a register, settled by [`burn_in`]) make a world; [`run`] takes it through its terms in the
//! order of the [`process::TIMETABLE`] and gives back [`records::Records`].
//!
//! The crate does no input or output: no files, no text, no threads, no clock. Every random number
//! is a function of its address ([`draw`]), every number that a scenario may name is declared once
//! ([`catalogue`]), and a policy acts only through levers ([`driver`]).
//!
//! The model ranks and maps conditions. About half of its numbers are pinned by no datum, and the
//! central claims about collaboration run through them: it cannot say whether such claims are true.

pub mod agent;
mod burn_in;
pub mod catalogue;
mod concentration;
mod designation;
mod doubt;
pub mod draw;
pub mod driver;
mod groups;
mod lockstep;
mod matching;
pub mod math;
pub mod mechanism;
mod offers;
mod parameters;
mod polynomial;
pub mod population;
pub mod process;
pub mod reach;
pub mod records;
mod run;
pub mod scenario;
mod standpoint;
mod tally;
pub mod term;
pub mod units;

pub use burn_in::{burn_in, burn_in_keeping_world};
pub use lockstep::{Parting, partings};
pub use run::{Model, run};
