//! A tie: two schools that work together.
//!
//! Every school has a fixed number of rows for the ties that it entered into first; a row without a tie
//! has the kind [`TieKind::Vacant`]. A tie stands once, with the school that began it, and serves both.

use bevy_ecs::prelude::Component;

use super::school::named;
use crate::units::{HoursPerTerm, Kilometres, PupilSd, Share};

/// Ties that one school can begin: rows that it has for them.
pub const TIE_ROWS: usize = 8;

named! {
    /// What two schools do together.
    pub enum TieKind {
        /// No tie.
        Vacant = "none",
        /// They meet and exchange what they do; each takes what it likes.
        Network = "loose network",
        /// Their teachers work on practice together.
        JointPractice = "joint practice",
        /// They review one another.
        PeerReview = "peer review",
        /// One helps the other, brought together by a broker.
        Support = "brokered support",
        /// They belong to one trust or federation.
        Group = "same group",
        /// One is a hub, and the other its partner.
        Hub = "hub",
    }
}

named! {
    /// Why a school entered into a tie.
    pub enum Motive {
        /// To get better.
        Improve = "improve",
        /// Not to be taken over, or judged alone.
        Defend = "defend",
        /// To save money.
        Save = "save",
    }
}

/// Who works with whom, on what, since when.
#[derive(Clone, Copy, Debug, PartialEq, Component)]
pub struct Tie {
    /// What they do together.
    pub kind: TieKind,
    /// Number of the partner school.
    pub with: u32,
    /// Why the school began it.
    pub motive: Motive,
    /// Domain of practice on which they work this year.
    pub domain: u8,
    /// Whether they meet from afar.
    pub remote: bool,
    /// Terms since it began.
    pub age: u16,
    /// Terms for which it is still agreed, whatever the partners feel.
    pub agreed: u16,
    /// Hours a term that a helper is sent for; 0 where the two give the hours that they have.
    pub sent: f32,
}

impl Default for Tie {
    fn default() -> Self {
        Self {
            kind: TieKind::Vacant,
            with: 0,
            motive: Motive::Improve,
            domain: 0,
            remote: false,
            age: 0,
            agreed: 0,
            sent: 0.0,
        }
    }
}

/// How close a tie is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Bond {
    /// Trust between the two schools (0 to 1).
    pub trust: f32,
    /// Depth, from tips (0) to joint work on practice (1).
    pub depth: f32,
    /// Rigour with which they challenge one another (0 to 1).
    pub rigour: f32,
    /// Hours a term that each gives to it.
    pub hours: f32,
    /// What the school that began it gives less what it takes, from −1 to 1.
    pub balance: f32,
}

/// How the two schools of a tie stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Fit {
    /// Kilometres between them.
    pub km: f32,
    /// Likeness of what they have to deal with (0 to 1).
    pub likeness: f32,
    /// How far they live on the same families (0 to 1).
    pub rivalry: f32,
    /// Share of the domains in which one needs to improve that the other is clearly better at (0 to 1).
    pub complement: f32,
}

/// The partners that a school has this year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Partners {
    /// Its ties.
    pub ties: u16,
    /// Ties that work: with hours and trust enough.
    pub working: u16,
    /// One bit for each kind of tie.
    pub kinds: u8,
    /// Whether a broker brought it a partner who helps it.
    pub brokered: bool,
    /// Hours a term that it has for partners, beyond what holding its ties together takes.
    pub room: HoursPerTerm,
    /// Hours a term that all its ties would take.
    pub wanted: HoursPerTerm,
    /// Hours a term that it gives to all its ties.
    pub hours: HoursPerTerm,
    /// Sum over its working ties of their trust.
    pub trust: f64,
    /// Sum over its working ties of their depth.
    pub depth: f64,
    /// Sum over its working ties of the kilometres between.
    pub km: Kilometres,
}

/// What a school has from its partners this term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Component)]
pub struct Exchange {
    /// Practice that its teachers learn with partners.
    pub learned: PupilSd,
    /// Practice that its teachers learn from the centre of its trust or federation.
    pub from_centre: PupilSd,
    /// Challenge by partners (0 to 1).
    pub challenge: Share,
    /// Share of its teachers who are paired with a partner's stronger ones (0 to 1).
    pub pairing: Share,
    /// Expertise of the staff with whom they are paired, in pupil SD a year.
    pub paired_with: PupilSd,
    /// How far reviews without training bring it to do as all do (0 to 1).
    pub conformity: Share,
    /// Hours a term that it gives to partners who take more than they give.
    pub helping: HoursPerTerm,
    /// The same for each of its teachers.
    pub burden: HoursPerTerm,
}
