//! How a school sees itself, and what it is working on.

use bevy_ecs::prelude::Component;

use crate::units::{PupilSd, Share};

/// Domain of practice that counts most in the school's own context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct CountsMost(pub u8);

/// How firmly the governing board challenges the head (0 to 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Board(pub Share);

/// What a school makes of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct SelfEvaluation {
    /// How well it tells its needs apart (0 to 1).
    pub diagnosis: Share,
    /// What it has learned to see beyond what its head brings, fading (share).
    pub insight: f64,
    /// How much better it thinks of itself than it is, in SD of schools.
    pub bias: f64,
    /// How good it says it is, in SD of schools.
    pub reported: f64,
}

/// What a school is working on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Priorities {
    /// One bit a domain of practice.
    pub chosen: u8,
    /// Logarithm of what comes of the work in each domain chosen, where 0 is usual.
    pub push: f64,
}

/// What a school has done for its results and not for its pupils, in pupil SD of measured results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct TestPreparation {
    /// Tricks learned, fading within a year or two.
    pub tips: PupilSd,
    /// This year's preparation for the tests: gone with them.
    pub tuning: PupilSd,
}
