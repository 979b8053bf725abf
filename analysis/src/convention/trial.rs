//! K8: how a virtual trial is laid out. The numbers stand here; the trials themselves come later.
//!
//! Schools are drawn at random within blocks (phase × half of the free-meal share), as many treated as
//! not. The outcome is measured with noise: the difference in mean progress, in SD of pupils'
//! progress, turned into pupil SD by [`super::unit::progress_sd`], without covariates unless a target
//! says so. The *estimate* is the mean over many such trials of the stated size; the *truth* is the
//! same schools with and without the treatment, under the same draws of chance.

/// Fewest trials of which an estimate is the mean.
pub const TRIALS: usize = 200;

/// Blocks by free-meal share within a phase.
pub const FREE_MEAL_HALVES: usize = 2;

/// Control schools for each treated school.
pub const CONTROLS_PER_TREATED: usize = 1;
