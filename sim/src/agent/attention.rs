//! Where a head's working time goes, and what presses on it.

use bevy_ecs::prelude::Component;

use crate::units::Share;

/// Number of things that a head's time goes to.
pub const ACTIVITIES: usize = 5;
/// Position of teaching and its improvement.
pub const INSTRUCTION: usize = 0;
/// Position of being ready for inspection and tests.
pub const COMPLIANCE: usize = 1;
/// Position of keeping and winning pupils.
pub const COMPETITION: usize = 2;
/// Position of work with other schools.
pub const COLLABORATION: usize = 3;
/// Position of running the school.
pub const ADMINISTRATION: usize = 4;

/// Shares of the head's working time: instruction, compliance, competition, collaboration,
/// administration. They add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Attention(pub [Share; ACTIVITIES]);

/// Total effort of the school's leaders, where 1 is that of an average school in the base year.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Effort(pub f64);

/// What presses on a school, in units of its driver: the base year's mean is taken off where it acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Pressure {
    /// From judgements and published results: stakes times what there is to fear.
    pub accountability: f64,
    /// From other schools: empty places within reach, and what hangs on them.
    pub competition: f64,
    /// What of the first reaches the staff, against the base year's mean.
    pub staff: f64,
}

impl Default for Attention {
    fn default() -> Self {
        Self([1.0 / ACTIVITIES as f64; ACTIVITIES])
    }
}

impl Default for Effort {
    fn default() -> Self {
        Self(1.0)
    }
}
