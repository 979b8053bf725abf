//! What inspectors and parents know of a school.

use bevy_ecs::prelude::Component;

/// The inspections of a school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Visits {
    /// Terms since the last graded visit.
    pub terms: u16,
    /// Visits in a row that ended with Requires improvement or worse.
    pub low: u8,
    /// Grade of this school year's visit, from 1 (best) to 4; 0 without one.
    pub this_year: u8,
    /// Whether the last visit made the school change hands.
    pub transferred: bool,
    /// The score that the school could expect if it were visited now, in SD.
    pub expected: f64,
}

/// What published results of some years say of a school, in SD of schools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct TrackRecord {
    /// Progress.
    pub progress: f64,
    /// Raw attainment.
    pub raw: f64,
}

/// What inspectors see of a school and results do not show, in SD of schools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Unseen(pub f64);
