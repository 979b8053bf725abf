//! What a school is to others beside its ties: a hub, one of a cluster, a place from which heads come.

use bevy_ecs::prelude::Component;

use crate::units::HoursPerTerm;

/// Whether the school has a religious character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct Religious(pub bool);

/// The cluster of neighbours in which the school works: number of the school that it is named after;
/// none where it is in no cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Component)]
pub struct InCluster(pub Option<u32>);

/// What the school, or its head, is designated as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Designated {
    /// Whether it is a hub.
    pub hub: bool,
    /// Whether its head is a system leader.
    pub leader: bool,
    /// Published progress of earlier years, which fades slowly, in SD of schools: what improvement is
    /// measured against.
    pub past: f64,
}

/// The hub that the school belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct ServedBy {
    /// Number of a school.
    pub hub: Option<u32>,
    /// Hours a term that the hub has for the school.
    pub hours: HoursPerTerm,
}

/// How ready the school's own senior staff are to lead it, in SD of heads beyond the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Bench(pub f64);

/// The helper that the school has been brought this autumn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Introduced {
    /// Number of a school.
    pub helper: Option<u32>,
    /// Hours a term that a system leader is sent for; 0 where a broker only brings two schools together.
    pub sent: HoursPerTerm,
}
