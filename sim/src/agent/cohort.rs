//! A year group of a school: how many pupils, how far they are.
//!
//! True mean attainment of a group is the sum of three stocks that both groups share (what the
//! pupils brought when they entered, the lasting gain at this school, the passing gain of the year)
//! and of the group's own place, moved by life outside school. Year groups are
//! fixed rows, grouped by school, youngest first; each September their contents move up a row.

use bevy_ecs::prelude::Component;

use crate::units::PupilSd;

/// Number of groups of pupils: disadvantaged first, all others second.
pub const GROUPS: usize = 2;
/// Position of disadvantaged pupils in an array by group.
pub const DISADVANTAGED: usize = 0;
/// Position of all other pupils in an array by group.
pub const OTHER: usize = 1;

/// Number of year groups from reception to year 11.
pub const YEAR_GROUPS: usize = 12;

/// Year group: 0 is reception, 6 ends with the tests at 11, 11 with the examinations at 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct YearGroup(pub u8);

/// Last year group before the tests at 7.
pub const YEAR_OF_7: u8 = 2;
/// Last year group before the tests at 11.
pub const YEAR_OF_11: u8 = 6;
/// Last year group before the examinations at 16.
pub const YEAR_OF_16: u8 = 11;

/// Pupils by group.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Pupils(pub [f64; GROUPS]);

/// What both groups of pupils had in common when they entered this school, beyond the places of
/// their groups in the nation: what earlier schools gave is in it.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Intake(pub PupilSd);

/// Where each group stands beyond what both share: on entry to school its place in the nation,
/// against the mean of all pupils of that age in the base year, and from then on moved by life
/// outside school.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Outside(pub [PupilSd; GROUPS]);

/// Gain at this school that stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Lasting(pub PupilSd);

/// Gain of the present year that is gone by September.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Passing(pub PupilSd);

/// What the tests of the earlier stage (at 7, then at 11) said of these pupils, by group, in pupil SD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Prior {
    /// Measured mean.
    pub measured: [PupilSd; GROUPS],
    /// The part of it that is chance: who these pupils happen to be.
    pub luck: [PupilSd; GROUPS],
}
