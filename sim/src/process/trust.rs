//! Trust between partners grows with work done together, and falls with rivalry, blame and taking.
//!
//! It grows with the work in a tie, more where both sides give and where schools share a purpose. It
//! falls where two schools live on the same families and places stay empty, where much hangs on
//! judgements and one of them fears its own, and where one side only takes. When a head leaves, a share
//! of what there was leaves too. Nobody can order it: a binding agreement changes what is done, and
//! trust follows what is done.
//! Evidence: `trust-growth` for two to four years; all else is assumed.
//! Limits: trust is between schools, not between their teachers; gossip is left out.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{accountability, collaboration};
use crate::parameters::parameters;
use crate::population::Layout;
use crate::term::Season;
use crate::units::Share;

/// What makes schools rivals or puts them in one boat.
pub(crate) const READS: &[Entry] = &[
    accountability::GROUP_UNIT,
    accountability::AREA_UNIT,
    accountability::CLUSTER_UNIT,
    collaboration::RECIPROCITY,
    collaboration::SHARED_PURPOSE,
];

parameters! {
    /// How trust grows and falls.
    pub struct Parameters of "trust" {
        #[doc = "Share of the trust that is lacking that a year of full work between equals adds."]
        growth: 0.8 in 0.0..=3.0, "share a year", triangular(0.3, 0.8, 1.5), "trust-growth", C;
        #[doc = "Growth of that with full shared purpose."]
        purpose_gain: 0.5 in -1.0..=3.0, "ratio", contested(0.3, -0.2, 0.5, 1.0), "assumption", C;
        #[doc = "Hours a term that make half of full work."]
        half_hours: 10.0 in 0.5..=200.0, "hours a term", triangular(5.0, 10.0, 30.0), "assumption", C;
        #[doc = "Share of trust lost in a year between full rivals where every place near by is empty."]
        rivalry: 0.6 in -1.0..=3.0, "share a year", contested(0.3, -0.1, 0.6, 1.5), "assumption", C;
        #[doc = "Share of trust lost in a year with each unit of pressure on the two."]
        blame: 0.2 in -1.0..=3.0, "share a year per unit", contested(0.3, -0.1, 0.2, 0.6), "assumption", C;
        #[doc = "Share of trust lost in a year where one side only gives."]
        one_sided: 0.2 in -1.0..=3.0, "share a year", contested(0.3, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Share of trust that goes with a head."]
        head_change: 0.4 in 0.0..=1.0, "share", triangular(0.1, 0.4, 0.7), "assumption", C;
    }
}

/// One term of trust in every tie.
pub(super) fn run(
    now: Res<Now>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    schools: Query<(&Pressure, &Admissions)>,
    heads: Query<&Tenure>,
    mut ties: Query<(&mut Tie, &mut Bond, &Fit)>,
) {
    let Some((pressures, admissions)) = rows(schools.contiguous_iter()) else { return };
    let Some(tenures) = rows(heads.contiguous_iter()) else { return };
    let Some((mut ties, mut bonds, fits)) = rows(ties.contiguous_iter_mut()) else { return };
    let (ties, bonds) = (ties.bypass_change_detection(), bonds.bypass_change_detection());
    let (group, area) =
        (levers.of(&accountability::GROUP_UNIT), levers.of(&accountability::AREA_UNIT));
    let cluster = levers.of(&accountability::CLUSTER_UNIT);
    let (back, purpose) =
        (levers.of(&collaboration::RECIPROCITY), levers.of(&collaboration::SHARED_PURPOSE));
    let autumn = now.term.season() == Season::Autumn;
    for school in 0..layout.schools() {
        for row in layout.ties(school) {
            let tie = &mut ties[row];
            if tie.kind == TieKind::Vacant {
                continue;
            }
            let other = tie.with as usize;
            // Who has led for no term in autumn came in September, to a tie that is older.
            let new_head = |school: usize| autumn && tie.age > 0 && tenures[school].0 == 0;
            let together = (group[school] + area[school] + cluster[school]).min(1.0);
            let moves = Moves {
                hours: f64::from(bonds[row].hours),
                balance: f64::from(bonds[row].balance) * (1.0 - back[school]),
                purpose: purpose[school],
                rivalry: f64::from(fits[row].rivalry)
                    * 0.5
                    * (admissions[school].empty_nearby + admissions[other].empty_nearby),
                blame: 0.5
                    * (pressures[school].accountability + pressures[other].accountability)
                    * (1.0 - together),
                new_heads: u32::from(new_head(school)) + u32::from(new_head(other)),
            };
            let trust = &mut bonds[row].trust;
            *trust = term(&p, f64::from(*trust), &moves) as f32;
            tie.age = tie.age.saturating_add(1);
            tie.agreed = tie.agreed.saturating_sub(1);
        }
    }
}

/// What moves trust in a term.
#[derive(Clone, Copy, Debug, Default)]
struct Moves {
    /// Hours a term.
    hours: f64,
    /// What the one gives less what it takes, from −1 to 1, as far as nothing comes back.
    balance: f64,
    /// Shared purpose.
    purpose: Share,
    /// Overlap of families, times the share of places near by that are empty.
    rivalry: Share,
    /// Pressure on the two, as far as each is judged alone.
    blame: f64,
    /// How many of the two heads are new.
    new_heads: u32,
}

/// Trust after a term.
fn term(p: &Parameters, trust: Share, moves: &Moves) -> Share {
    let one_sided = moves.balance.abs();
    let work = moves.hours / (moves.hours + p.half_hours);
    let grows = p.growth * work * (1.0 - 0.5 * one_sided) * (1.0 + p.purpose_gain * moves.purpose);
    let falls = p.rivalry * moves.rivalry + p.blame * moves.blame + p.one_sided * one_sided;
    let kept = (0..moves.new_heads).fold(trust, |trust, _| trust * (1.0 - p.head_change));
    (kept + (grows * (1.0 - kept) - falls * kept) / 3.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_work_rivals_blame_or_taking_trust_stays() {
        assert_eq!(term(&Parameters::default(), 0.4, &Moves::default()), 0.4);
    }

    #[test]
    fn work_adds_a_share_of_what_is_lacking_and_purpose_more() {
        let p = Parameters::default();
        let work = Moves { hours: p.half_hours, ..Moves::default() };
        let grown = 0.4 + p.growth * 0.5 * 0.6 / 3.0;
        assert!((term(&p, 0.4, &work) - grown).abs() < 1e-12);
        let meant = Moves { purpose: 1.0, ..work };
        let more = 0.4 + (grown - 0.4) * (1.0 + p.purpose_gain);
        assert!((term(&p, 0.4, &meant) - more).abs() < 1e-12);
    }

    #[test]
    fn rivalry_blame_and_taking_cost_what_their_parameters_say() {
        let p = Parameters::default();
        for (moves, rate) in [
            (Moves { rivalry: 0.5, ..Moves::default() }, 0.5 * p.rivalry),
            (Moves { blame: 2.0, ..Moves::default() }, 2.0 * p.blame),
            (Moves { balance: -1.0, ..Moves::default() }, p.one_sided),
        ] {
            assert!((term(&p, 0.6, &moves) - 0.6 * (1.0 - rate / 3.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn each_new_head_takes_a_share_of_trust_along() {
        let p = Parameters::default();
        let one = Moves { new_heads: 1, ..Moves::default() };
        let both = Moves { new_heads: 2, ..Moves::default() };
        assert!((term(&p, 0.8, &one) - 0.8 * (1.0 - p.head_change)).abs() < 1e-12);
        let left = (1.0 - p.head_change) * (1.0 - p.head_change);
        assert!((term(&p, 0.8, &both) - 0.8 * left).abs() < 1e-12);
    }

    #[test]
    fn trust_never_leaves_its_scale() {
        let wild = Parameters { growth: 3.0, blame: 3.0, ..Parameters::default() };
        let work = Moves { hours: 1e6, purpose: 1.0, ..Moves::default() };
        assert!(term(&wild, 0.99, &work) <= 1.0);
        assert_eq!(term(&wild, 0.5, &Moves { blame: 9.0, ..Moves::default() }), 0.0);
    }
}
