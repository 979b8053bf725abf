//! A headteacher.

use bevy_ecs::prelude::Component;

/// Skill as leader of learning, in SD across heads.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Skill(pub f64);

/// How a head is as a partner of other heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Collaborator {
    /// How willing to work with others, in SD across heads.
    pub disposition: f64,
    /// Skill in leading partnerships, in SD across heads.
    pub skill: f64,
}

/// Terms in the present headship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Tenure(pub u16);

/// The school that the head leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Leads(pub u32);

/// How the head came to the post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub enum Headship {
    /// Appointed, and the head of a school for the first time.
    #[default]
    FirstHeadship,
    /// Appointed, after a headship elsewhere.
    LaterHeadship,
    /// Stands in until somebody is found.
    Interim,
}

/// Who led the school in the year that ends, before anybody goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct LedBy {
    /// School years completed in the post, this one included.
    pub years: u16,
    /// How that head came to the post.
    pub headship: Headship,
    /// Whether an appointed head goes this summer.
    pub leaves: bool,
}

/// A head who leads several schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Component)]
pub struct Executive {
    /// The school whose head leads this one too: its number; none where the school has a head of its own.
    pub lead: Option<u32>,
    /// Schools that this school's own head leads, this one included.
    pub schools: u8,
}

impl Default for Executive {
    fn default() -> Self {
        Self { lead: None, schools: 1 }
    }
}
