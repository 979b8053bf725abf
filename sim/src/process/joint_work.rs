//! Partners work together: tips cross a tie quickly and fade, practice crosses slowly and stays.
//!
//! What a school takes from a partner grows with the hours, with trust, rigour and likeness, with what
//! the partner is better at in the domain they work on, and with how much the school can absorb.
//! Depth splits it: the shallow part brings tips, worth little to a school that cannot tell its needs
//! apart; the deep part raises what teachers have learned, practice in the domain, and leadership.
//! Three schools or more that work on practice together may find more than the best of them knows.
//! Reviews sharpen diagnosis, the less the cosier the partners have become, and change practice where
//! support follows. Help costs hours at home, and may or may not bring something back.
//! Evidence: `lesson-study`, `efa`, `rlc` for joint practice, none of them far from nothing;
//! `challenge-the-gap` for tips; `spp`, a trial of peer review in which attainment could not be
//! measured; `skill-matched-pairing`; `tsa` for helpers; `coaching-scale` for programmes that grow.
//! Limits: one domain a tie and year; two schools learn nothing through a third.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::rows;
use crate::agent::{Phase as SchoolPhase, *};
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{autonomy, capacity, collaboration};
use crate::math;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Layout};
use crate::units::{HoursPerTerm, Share};

/// What makes joint work bind, bite and reach classrooms.
pub(crate) const READS: &[Entry] = &[
    autonomy::SUPPORT_OWNERSHIP,
    capacity::STAFF_EXCHANGE,
    capacity::MIDDLE_LEADERS,
    collaboration::EXTERNAL_CHALLENGE,
    collaboration::REVIEW_TRAINING,
    collaboration::FOLLOW_UP,
    collaboration::PAIRING,
    collaboration::GOVERNANCE,
    collaboration::JOINT_ACCOUNTABILITY,
];

parameters! {
    /// What crosses a tie.
    pub struct Parameters of "joint_work" {
        #[doc = "Hours a term that bring half of what any number of hours could."]
        half_hours: 10.0 in 0.5..=200.0, "hours a term", triangular(5.0, 10.0, 30.0), "assumption", C;
        #[doc = "Practice that teachers learn in a year from joint work of full hours, trust, rigour, likeness and depth with a partner one SD better."]
        practice_gain: 0.02 in -0.1..=0.5, "pupil SD a year", contested(0.3, -0.02, 0.02, 0.06), "lesson-study", B;
        #[doc = "Practice in the domain that a school gains in a year from such work."]
        domain_gain: 0.2 in -1.0..=3.0, "SD of schools a year", contested(0.3, -0.1, 0.2, 0.6), "assumption", C;
        #[doc = "Practice in leadership that a school gains in a year from such work, whatever the domain."]
        leadership_gain: 0.1 in -1.0..=3.0, "SD of schools a year", contested(0.35, -0.1, 0.1, 0.4), "assumption", C;
        #[doc = "Measured results won in a year by tips from such a partner where nothing goes deeper."]
        tips_gain: 0.02 in -0.1..=0.5, "pupil SD a year", contested(0.2, -0.01, 0.02, 0.05), "challenge-the-gap", B;
        #[doc = "Practice in the domain that such tips bring in a year."]
        tips_practice: 0.05 in -1.0..=3.0, "SD of schools a year", contested(0.35, -0.1, 0.05, 0.2), "challenge-the-gap", C;
        #[doc = "Diagnosis that a year of full reviews leaves."]
        review_diagnosis: 0.1 in -0.5..=0.5, "share a year", contested(0.4, -0.1, 0.1, 0.3), "spp", C;
        #[doc = "Practice in the domain that a school gains in a year when support follows every review."]
        follow_up_gain: 0.2 in -1.0..=3.0, "SD of schools a year", contested(0.4, -0.1, 0.2, 0.6), "spp", C;
        #[doc = "Rigour that partners lose to one another's company where trust is full and nobody else looks on."]
        leniency: 0.3 in -1.0..=1.0, "share", contested(0.35, -0.2, 0.3, 0.8), "assumption", C;
        #[doc = "Years in which partners come half of the way to that."]
        leniency_years: 3.0 in 0.1..=50.0, "years", triangular(1.0, 3.0, 6.0), "assumption", C;
        #[doc = "What three schools or more who work on practice together find beyond the best of them, for each SD between them."]
        recombination: 0.2 in -2.0..=3.0, "SD per SD", contested(0.35, -0.3, 0.2, 0.6), "assumption", C;
        #[doc = "Practice that a helper's teachers learn in a year from two hours of help a term for each of them."]
        helper_gain: 0.0 in -0.1..=0.1, "pupil SD a year", contested(0.35, -0.02, 0.0, 0.03), "tsa", C;
        #[doc = "Growth of what a school can absorb with each further kind of tie."]
        variety_gain: 0.05 in -0.5..=1.0, "share per kind", contested(0.35, -0.05, 0.05, 0.15), "assumption", C;
        #[doc = "Share of what is agreed in the name of all that is lost where it is imposed on a school."]
        forced_loss: 0.2 in -0.9..=0.9, "share", contested(0.35, -0.3, 0.2, 0.6), "academy-sponsored-early", C;
        #[doc = "Log odds that a school of usual diagnosis and climate puts to use what it sees."]
        absorption: 0.0 in -5.0..=5.0, "log odds", triangular(-1.0, 0.0, 1.0), "assumption", C;
        #[doc = "Growth of those log odds from no diagnosis to full."]
        absorption_of_diagnosis: 3.0 in -5.0..=10.0, "log odds", triangular(0.0, 3.0, 6.0), "assumption", C;
        #[doc = "Growth of those log odds with each SD of climate."]
        absorption_of_climate: 0.8 in -5.0..=5.0, "log odds per SD", triangular(0.0, 0.8, 1.6), "assumption", C;
        #[doc = "Growth of what a school can absorb where middle leaders lead everywhere."]
        middle_leaders_gain: 0.2 in -1.0..=2.0, "share", contested(0.35, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Growth of the work in a tie with each tenth of the teachers exchanged."]
        exchange_gain: 0.2 in -1.0..=3.0, "share per tenth", contested(0.35, -0.1, 0.2, 0.6), "assumption", C;
        #[doc = "Share of their effect that programmes keep when very many teachers are in them."]
        scale_penalty: 0.5 in 0.0..=1.5, "share", triangular(0.3, 0.5, 0.8), "coaching-scale", A;
        #[doc = "Teachers in a broker's programme at which most of that is lost."]
        scale_teachers: 100.0 in 1.0..=10000.0, "teachers", triangular(50.0, 100.0, 300.0), "coaching-scale", C;
        #[doc = "Greatest depth of joint work from afar."]
        remote_depth: 0.4 in 0.0..=1.0, "share", triangular(0.1, 0.4, 0.8), "assumption", C;
    }
}

/// Domain of practice that stands for leadership and governance.
const LEADERSHIP: usize = 4;
/// Hours a term of help for each teacher in which its effects on the helper are counted.
pub(crate) const HELP: HoursPerTerm = 2.0;

/// Scratch space: what every school is able to, and what it receives.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Workshop {
    able: Vec<Able>,
    received: Vec<Received>,
    /// Teachers in brokered programmes by authority; then what is left of their effect.
    programmes: Vec<f64>,
}

impl Workshop {
    /// Space for so many schools.
    pub(crate) fn new(schools: usize) -> Self {
        Self {
            able: vec![Able::default(); schools],
            received: vec![Received::default(); schools],
            programmes: vec![0.0; AUTHORITIES.len()],
        }
    }
}

/// What a school can do with what crosses a tie.
#[derive(Clone, Copy, Debug, Default)]
struct Able {
    /// Share of what it sees that it puts to use where it is free to.
    absorbs: f64,
    /// Factor on that: kinds of tie, middle leaders.
    factor: f64,
    /// Mean practice, and over its partners in joint work and itself their number, sum and sum of squares.
    mean: f64,
    joint: [f64; 3],
}

impl Able {
    /// Spread of practice among the schools that work on it with this one; 0 for fewer than three.
    fn spread(&self) -> f64 {
        let [count, sum, squares] = self.joint;
        if count < 2.0 {
            return 0.0;
        }
        let (count, sum, squares) = (count + 1.0, sum + self.mean, squares + self.mean * self.mean);
        (squares / count - (sum / count) * (sum / count)).max(0.0).sqrt()
    }
}

/// What a school receives in a term, in units of flow.
#[derive(Clone, Copy, Debug, Default)]
struct Received {
    how: f64,
    what: f64,
    domains: [f64; DOMAINS],
    review: f64,
    challenge: f64,
    untrained: f64,
    helping: f64,
    pairing: f64,
    paired: f64,
}

/// One term of joint work in every tie.
pub(super) fn run(
    p: Res<Parameters>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    mut workshop: ResMut<Workshop>,
    mut schools: Query<(
        (&SchoolPhase, &Authority, &Climate, &StaffExpertise, &Partners),
        (&mut Practice, &mut SelfEvaluation, &mut TestPreparation, &mut Exchange),
    )>,
    mut ties: Query<(&Tie, &mut Bond, &Fit)>,
) {
    let Some((
        (_, authorities, climates, staffs, partners),
        (mut practices, mut evaluations, mut preparations, mut exchanges),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((ties, mut bonds, fits)) = rows(ties.contiguous_iter_mut()) else { return };
    let (practices, evaluations) =
        (practices.bypass_change_detection(), evaluations.bypass_change_detection());
    let (preparations, exchanges) =
        (preparations.bypass_change_detection(), exchanges.bypass_change_detection());
    let bonds = bonds.bypass_change_detection();
    let agreed = Agreed::of(&levers);
    let Workshop { able, received, programmes } = &mut *workshop;
    for (school, able) in able.iter_mut().enumerate() {
        let kinds = f64::from(partners[school].kinds.count_ones());
        let leaders = 1.0 + p.middle_leaders_gain * agreed.leaders[school];
        *able = Able {
            absorbs: absorbs(&p, evaluations[school].diagnosis, climates[school].0),
            factor: (1.0 + p.variety_gain * (kinds - 1.0).max(0.0)) * leaders,
            mean: practices[school].0.iter().sum::<f64>() / DOMAINS as f64,
            joint: [0.0; 3],
        };
    }
    received.fill(Received::default());
    programmes.fill(0.0);
    for school in 0..layout.schools() {
        for row in layout.ties(school) {
            let other = ties[row].with as usize;
            match ties[row].kind {
                TieKind::JointPractice => {
                    let (here, there) = (able[school].mean, able[other].mean);
                    add(&mut able[school].joint, there);
                    add(&mut able[other].joint, here);
                }
                TieKind::Support => {
                    let teachers = layout.posts(school).len() as f64;
                    programmes[usize::from(authorities[school].0)] += teachers;
                }
                _ => {}
            }
        }
    }
    for teachers in programmes.iter_mut() {
        *teachers = scale(&p, *teachers);
    }
    for school in 0..layout.schools() {
        for row in layout.ties(school) {
            let tie = &ties[row];
            if !tie.is_live() {
                continue;
            }
            let other = tie.with as usize;
            let bond = &mut bonds[row];
            let domain = usize::from(tie.domain);
            let gap = practices[other].0[domain] - practices[school].0[domain];
            let exchanged = 0.5 * (agreed.exchange[school] + agreed.exchange[other]);
            let rigour = rigour(&p, tie, bond, agreed.external[school]);
            let share =
                work(&p, f64::from(bond.hours)) * (1.0 + 10.0 * p.exchange_gain * exchanged);
            let programme = match tie.kind {
                TieKind::Support => programmes[usize::from(authorities[school].0)],
                _ => 1.0,
            };
            let met = share * f64::from(bond.trust);
            let core = met * rigour * f64::from(fits[row].likeness) * programme;
            let depth = f64::from(bond.depth);
            let depth = if tie.remote { depth.min(p.remote_depth) } else { depth };
            let found = |able: &Able| match tie.kind {
                TieKind::JointPractice => p.recombination * able.spread(),
                _ => 0.0,
            };
            let mut flows = [0.0; 2];
            for (side, (taker, giver, gap)) in
                [(school, other, gap), (other, school, -gap)].into_iter().enumerate()
            {
                let able = &able[taker];
                let beyond = gap.max(0.0) + found(able);
                let flow = core * able.factor * adopted(&p, able.absorbs, &agreed, taker, tie.kind);
                let flow = flow * beyond;
                flows[side] = flow;
                let gets = &mut received[taker];
                gets.how += depth * flow;
                gets.what += (1.0 - depth) * flow;
                gets.domains[domain] +=
                    depth * flow * p.domain_gain + (1.0 - depth) * flow * p.tips_practice;
                gets.challenge += rigour * share * CHALLENGE[tie.kind.index()];
                if tie.kind == TieKind::PeerReview {
                    let trained = agreed.trained[taker];
                    let review = met * rigour * (0.5 + 0.5 * trained);
                    gets.review += review;
                    gets.untrained += share * (1.0 - trained);
                    gets.domains[domain] += p.follow_up_gain * agreed.follow_up[taker] * review;
                }
                let pairs = (agreed.pairs[taker] + agreed.exchange[taker])
                    * share
                    * f64::from(fits[row].complement);
                gets.pairing += pairs;
                gets.paired += pairs * staffs[giver].0;
            }
            let [takes, gives] = flows;
            let all = takes + gives;
            if all > 0.0 {
                let balance = ((gives - takes) / all) as f32;
                bond.balance += BALANCE_PACE * (balance - bond.balance);
                let helper = if bond.balance > 0.0 { school } else { other };
                received[helper].helping += f64::from(bond.hours) * f64::from(bond.balance.abs());
            }
        }
    }
    for (school, got) in received.iter().enumerate() {
        let practice = &mut practices[school].0;
        for (strength, more) in practice.iter_mut().zip(got.domains) {
            *strength += more / 3.0;
        }
        practice[LEADERSHIP] += p.leadership_gain * got.how / 3.0;
        let evaluation = &mut evaluations[school];
        evaluation.insight += p.review_diagnosis * got.review.min(1.0) / 3.0;
        let burden = got.helping / layout.posts(school).len() as f64;
        preparations[school].tips += p.tips_gain * got.what * evaluation.diagnosis / 3.0;
        exchanges[school] = Exchange {
            learned: p.practice_gain * got.how + p.helper_gain * burden / HELP,
            challenge: got.challenge.min(1.0),
            pairing: got.pairing.min(1.0),
            paired_with: math::ratio(got.paired, got.pairing),
            conformity: got.untrained.min(1.0),
            helping: got.helping,
            burden,
        };
    }
}

/// Part of the way to this term's give and take that the record of it makes.
const BALANCE_PACE: f32 = 0.15;

/// How much of a kind of tie is challenge, by the position of the kind.
const CHALLENGE: [f64; TieKind::ALL.len()] = [0.0, 0.1, 0.3, 1.0, 0.3, 0.2];

/// What is agreed about joint work: the levers, school by school.
struct Agreed<'a> {
    ownership: &'a [f64],
    exchange: &'a [f64],
    leaders: &'a [f64],
    external: &'a [f64],
    trained: &'a [f64],
    follow_up: &'a [f64],
    pairs: &'a [f64],
    governance: &'a [f64],
    together: &'a [f64],
}

impl<'a> Agreed<'a> {
    fn of(levers: &'a Levers) -> Self {
        Self {
            ownership: levers.of(&autonomy::SUPPORT_OWNERSHIP),
            exchange: levers.of(&capacity::STAFF_EXCHANGE),
            leaders: levers.of(&capacity::MIDDLE_LEADERS),
            external: levers.of(&collaboration::EXTERNAL_CHALLENGE),
            trained: levers.of(&collaboration::REVIEW_TRAINING),
            follow_up: levers.of(&collaboration::FOLLOW_UP),
            pairs: levers.of(&collaboration::PAIRING),
            governance: levers.of(&collaboration::GOVERNANCE),
            together: levers.of(&collaboration::JOINT_ACCOUNTABILITY),
        }
    }
}

fn add(joint: &mut [f64; 3], practice: f64) {
    joint[0] += 1.0;
    joint[1] += practice;
    joint[2] += practice * practice;
}

/// Share of what many hours would bring that so many hours bring: `h / (h + half)`.
fn work(p: &Parameters, hours: HoursPerTerm) -> Share {
    hours / (hours + p.half_hours)
}

/// Rigour that is left of what the partners meant: age and trust make it lenient, outsiders keep it.
fn rigour(p: &Parameters, tie: &Tie, bond: &Bond, external: Share) -> Share {
    let years = f64::from(tie.age) / 3.0;
    let cosy = p.leniency * f64::from(bond.trust) * years / (years + p.leniency_years);
    (f64::from(bond.rigour) * (1.0 - cosy * (1.0 - external))).clamp(0.0, 1.0)
}

/// Share of what it sees that a school puts to use of its own accord.
fn absorbs(p: &Parameters, diagnosis: Share, climate: f64) -> Share {
    let seen = p.absorption_of_diagnosis * (diagnosis - 0.5);
    math::logistic(p.absorption + seen + p.absorption_of_climate * climate)
}

/// Share of what crosses a tie that is put to use: all where it binds, less what is lost by force; the
/// rest of its own accord.
fn adopted(
    p: &Parameters,
    absorbs: Share,
    agreed: &Agreed<'_>,
    school: usize,
    kind: TieKind,
) -> Share {
    let group = if kind == TieKind::Group { agreed.governance[school] } else { 0.0 };
    let binds = group.max(agreed.together[school]);
    let forced = p.forced_loss * binds * (1.0 - agreed.ownership[school]);
    (absorbs + binds * (1.0 - absorbs)) * (1.0 - forced)
}

/// What is left of the effect of a programme with so many teachers in it.
fn scale(p: &Parameters, teachers: f64) -> f64 {
    p.scale_penalty + (1.0 - p.scale_penalty) * math::exp(-teachers / p.scale_teachers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_bring_half_of_everything_at_the_half_and_never_all() {
        let p = Parameters::default();
        assert_eq!(work(&p, 0.0), 0.0);
        assert_eq!(work(&p, p.half_hours), 0.5);
        assert!(work(&p, 1000.0 * p.half_hours) < 1.0);
    }

    #[test]
    fn rigour_wanes_with_age_and_trust_unless_outsiders_look_on() {
        let p = Parameters::default();
        let bond = Bond { trust: 1.0, rigour: 0.5, ..Bond::default() };
        let old = Tie { age: (3.0 * p.leniency_years) as u16, ..Tie::default() };
        assert_eq!(rigour(&p, &Tie::default(), &bond, 0.0), 0.5);
        let half = 0.5 * (1.0 - 0.5 * p.leniency);
        assert!((rigour(&p, &old, &bond, 0.0) - half).abs() < 1e-12);
        assert_eq!(rigour(&p, &old, &bond, 1.0), 0.5);
        let turned = Parameters { leniency: -p.leniency, ..p.clone() };
        assert!(rigour(&turned, &old, &bond, 0.0) > 0.5);
    }

    #[test]
    fn what_is_absorbed_grows_with_diagnosis_and_climate() {
        let p = Parameters::default();
        assert_eq!(absorbs(&p, 0.5, 0.0), 0.5);
        let seen = math::logistic(0.3 * p.absorption_of_diagnosis);
        assert!((absorbs(&p, 0.8, 0.0) - seen).abs() < 1e-12);
        assert!((absorbs(&p, 0.5, 1.0) - math::logistic(p.absorption_of_climate)).abs() < 1e-12);
    }

    #[test]
    fn what_binds_is_done_less_what_force_costs() {
        let p = Parameters::default();
        let none = [0.0];
        let agreed = |governance, ownership| Agreed {
            ownership,
            exchange: &none,
            leaders: &none,
            external: &none,
            trained: &none,
            follow_up: &none,
            pairs: &none,
            governance,
            together: &none,
        };
        let (full, owned) = ([1.0], [1.0]);
        let of = |agreed: &Agreed<'_>, kind| adopted(&p, 0.4, agreed, 0, kind);
        assert!((of(&agreed(&none, &none), TieKind::Group) - 0.4).abs() < 1e-12);
        assert!((of(&agreed(&full, &owned), TieKind::Group) - 1.0).abs() < 1e-12);
        assert!((of(&agreed(&full, &none), TieKind::Group) - 1.0 + p.forced_loss).abs() < 1e-12);
        assert!((of(&agreed(&full, &owned), TieKind::Network) - 0.4).abs() < 1e-12);
    }

    #[test]
    fn three_schools_have_a_spread_and_two_have_none() {
        let mut able = Able { mean: 1.0, ..Able::default() };
        add(&mut able.joint, -1.0);
        assert_eq!(able.spread(), 0.0);
        add(&mut able.joint, 0.0);
        assert!((able.spread() - (2.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_programme_loses_its_effect_to_the_penalty_as_it_grows() {
        let p = Parameters::default();
        assert_eq!(scale(&p, 0.0), 1.0);
        assert!((scale(&p, 1e9) - p.scale_penalty).abs() < 1e-12);
        let middle = p.scale_penalty + (1.0 - p.scale_penalty) * math::exp(-1.0);
        assert!((scale(&p, p.scale_teachers) - middle).abs() < 1e-12);
    }
}
