//! Each summer a school's own senior staff are more or less ready to lead it.
//!
//! Qualifications for headship, middle leaders who lead and deputies who work across schools make a bench
//! from which heads can come. Schools short of money send fewer people to qualifications whose fees they pay
//! themselves. Whoever is ready grows out of it again, or goes.
//! Evidence: none that measures it; every gain may be nothing.
//! Limits: a bench is one number a school; nobody on it is a person.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::rows;
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{capacity, collaboration};
use crate::parameters::parameters;
use crate::units::Share;

/// What makes senior staff ready.
pub(crate) const READS: &[Entry] = &[
    capacity::QUALIFICATIONS,
    capacity::BURSARIES,
    capacity::MIDDLE_LEADERS,
    collaboration::DEPUTIES,
];

parameters! {
    /// How a bench of future heads is made.
    pub struct Parameters of "pipeline" {
        #[doc = "Share of its bench that a school keeps from one year to the next."]
        kept: 0.7 in 0.0..=0.99, "share a year", triangular(0.5, 0.7, 0.9), "assumption", C;
        #[doc = "Readiness on which a bench settles when all senior staff take a qualification, against none."]
        qualification_gain: 0.4 in -1.0..=3.0, "SD of heads", contested(0.35, -0.1, 0.4, 1.0), "assumption", C;
        #[doc = "Readiness on which a bench settles where middle leaders lead everywhere."]
        middle_leaders_gain: 0.3 in -1.0..=3.0, "SD of heads", contested(0.35, -0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Readiness on which a bench settles where all deputies work across schools."]
        deputies_gain: 0.2 in -1.0..=3.0, "SD of heads", contested(0.35, -0.1, 0.2, 0.6), "assumption", C;
    }
}

/// One summer of every bench.
pub(super) fn run(
    p: Res<Parameters>,
    levers: Res<Levers>,
    mut schools: Query<(&Finance, &mut Bench)>,
) {
    let Some((finances, mut benches)) = rows(schools.contiguous_iter_mut()) else { return };
    let benches = benches.bypass_change_detection();
    let (taken, paid) = (levers.of(&capacity::QUALIFICATIONS), levers.of(&capacity::BURSARIES));
    let (middle, deputies) =
        (levers.of(&capacity::MIDDLE_LEADERS), levers.of(&collaboration::DEPUTIES));
    for (school, bench) in benches.iter_mut().enumerate() {
        let qualified = taking(taken[school], paid[school], finances[school].development);
        let towards = p.qualification_gain * (qualified - capacity::QUALIFICATIONS.default)
            + p.middle_leaders_gain * middle[school]
            + p.deputies_gain * deputies[school];
        bench.0 = p.kept * bench.0 + (1.0 - p.kept) * towards;
    }
}

/// Share of senior staff who take a qualification where so much of the fees is paid for; `development` is
/// what the school can buy, where 1 is the base year's.
fn taking(offered: Share, paid: Share, development: f64) -> Share {
    offered * (paid + (1.0 - paid) * development.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_that_can_pay_sends_all_whom_it_means_to_and_a_poor_one_those_who_are_paid_for() {
        assert_eq!(taking(0.4, 0.0, 1.0), 0.4);
        assert_eq!(taking(0.4, 0.0, 0.5), 0.2);
        assert_eq!(taking(0.4, 1.0, 0.0), 0.4);
        assert!((taking(0.4, 0.5, 0.0) - 0.2).abs() < 1e-12);
    }
}
