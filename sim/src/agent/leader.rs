//! A headteacher.

use bevy_ecs::prelude::Component;

/// Skill as leader of learning, in SD across heads.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Skill(pub f64);

/// Terms in the present headship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Tenure(pub u16);

/// The school that the head leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Leads(pub u32);
