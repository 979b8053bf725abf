//! A teacher's post and whoever holds it.
//!
//! Posts are fixed rows, grouped by school: the row is the post's stable number; when a teacher goes, the post's next holder takes over
//! the row and the row's draws. What is kept of a teacher is kept in single precision: its rounding,
//! about one part in ten million, lies far below anything known of teachers, and half the memory has
//! to be moved.

use bevy_ecs::prelude::Component;

/// What a teacher brings: lasting differences between teachers, in pupil SD a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Talent(pub f32);

/// Terms taught since qualifying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct Experience(pub u16);

/// Practice learned and not yet faded, in pupil SD a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Learned(pub f32);

/// What a class gains in a year with this teacher, in pupil SD: talent, returns to experience and
/// learned practice together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Expertise(pub f32);

/// Strain, from none (0) to the limit (1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Strain(pub f32);

/// Commitment to the school and the work (0 to 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Commitment(pub f32);

/// Whether a post has a teacher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub enum Holder {
    /// A teacher of the school.
    #[default]
    Teacher,
    /// Nobody applied: a supply teacher covers the post for the year.
    Supply,
    /// Kept empty for want of money: colleagues take the lessons over.
    Frozen,
}

/// Year groups that one post can reach.
pub const LESSON_SPAN: usize = 5;

/// Which year groups a post teaches this year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Lessons {
    /// Position of the post among the class teachers of its school; class teachers only.
    pub class: u16,
    /// First year group taught, counted from the school's lowest.
    pub first: u8,
    /// Share of each year group's teaching that is this post's; over a school's posts each year
    /// group's shares add up to 1.
    pub share: [f32; LESSON_SPAN],
}
