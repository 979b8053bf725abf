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
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{autonomy, capacity, collaboration};
use crate::math;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Layout};
use crate::standpoint::practice_in_single;
use crate::units::{HoursPerTerm, Share};

/// What makes joint work bind, bite and reach classrooms.
pub(crate) const READS: &[Entry] = &[
    autonomy::SUPPORT_OWNERSHIP,
    capacity::STAFF_EXCHANGE,
    capacity::MIDDLE_LEADERS,
    capacity::LEADER_TRAINING,
    capacity::LEADER_AUTONOMY,
    capacity::BACKFILL,
    collaboration::DEPUTIES,
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
        #[doc = "Growth of what a system leader brings with full training, against none."]
        training_gain: 0.3 in -1.0..=3.0, "share", contested(0.35, -0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Growth of what a system leader brings who decides freely what to do, against scripted work."]
        autonomy_gain: 0.2 in -1.0..=3.0, "share", contested(0.35, -0.3, 0.2, 0.6), "assumption", C;
        #[doc = "What the schools of a group find beyond the best of them where all deputies work across them, for each SD between them."]
        deputies_gain: 0.2 in -2.0..=3.0, "SD per SD", contested(0.35, -0.3, 0.2, 0.6), "assumption", C;
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

/// Scratch space: what every school brings to its ties, and what it receives.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Workshop {
    brings: Vec<Brings>,
    received: Vec<Received>,
    /// Teachers in brokered programmes by authority; then what is left of their effect.
    programmes: Vec<f32>,
}

impl Workshop {
    /// Space for so many schools.
    pub(crate) fn new(schools: usize) -> Self {
        Self {
            brings: vec![Brings::default(); schools],
            received: vec![Received::default(); schools],
            programmes: vec![0.0; AUTHORITIES.len()],
        }
    }
}

/// What a school brings to every tie of a term, close together and in single precision: a tie's partner
/// lies anywhere in the columns, and each column of it would have to be fetched apart.
#[derive(Clone, Copy, Debug, Default)]
struct Brings {
    practice: [f32; DOMAINS],
    /// Share of what crosses a tie that it puts to use: in ties between schools that are free, and in
    /// those of one group.
    adopts: f32,
    adopts_in_group: f32,
    /// Spread of practice among those who work on it with this school, times what that lets them find.
    finds: f32,
    /// The same in its trust or federation, where deputies work across its schools.
    finds_in_group: f32,
    /// How its head leads other schools, where a usual system leader is 1.
    leads: f32,
    /// Share of its help that is paid for.
    paid: f32,
    /// Mean expertise of its staff, pupil SD a year.
    expertise: f32,
    external: f32,
    trained: f32,
    follow_up: f32,
    /// Share of its teachers who are paired or exchanged.
    pairs: f32,
    exchange: f32,
}

/// What a school receives in a term, in units of flow.
#[derive(Clone, Copy, Debug, Default)]
struct Received {
    how: f32,
    what: f32,
    domains: [f32; DOMAINS],
    review: f32,
    challenge: f32,
    untrained: f32,
    helping: f32,
    pairing: f32,
    paired: f32,
    /// Mean practice of partners in joint work on it: their number, sum and sum of squares.
    joint: [f32; 3],
}

/// One term of joint work in every tie.
pub(super) fn run(
    p: Res<Parameters>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    mut workshop: ResMut<Workshop>,
    mut schools: Query<(
        (&Authority, &Climate, &StaffExpertise, &Partners),
        (&mut Practice, &mut SelfEvaluation, &mut TestPreparation, &mut Exchange),
    )>,
    mut ties: Query<(&Tie, &mut Bond, &Fit)>,
) {
    let Some((
        (authorities, climates, staffs, partners),
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
    let Workshop { brings, received, programmes } = &mut *workshop;
    for (school, brings) in brings.iter_mut().enumerate() {
        let terms = agreed.terms(school);
        let absorbs = absorbs(&p, evaluations[school].diagnosis, climates[school].0);
        let factor = factor(&p, &partners[school], &terms);
        let use_of = |kind| factor * adopted(&p, absorbs, &terms, kind);
        let exchange = agreed.exchange[school];
        *brings = Brings {
            practice: practice_in_single(&practices[school]),
            adopts: use_of(TieKind::Network) as f32,
            adopts_in_group: use_of(TieKind::Group) as f32,
            finds: 0.0,
            finds_in_group: agreed.deputies[school] as f32,
            leads: leads(&p, agreed.training[school], agreed.autonomy[school]) as f32,
            paid: agreed.paid[school] as f32,
            expertise: staffs[school].0 as f32,
            external: agreed.external[school] as f32,
            trained: agreed.trained[school] as f32,
            follow_up: agreed.follow_up[school] as f32,
            pairs: (agreed.pairs[school] + exchange) as f32,
            exchange: exchange as f32,
        };
    }
    received.fill(Received::default());
    note_programmes(&p, ties, &layout, authorities, programmes);
    find_together(&p, ties, &layout, brings, received);
    let rates = Rates::of(&p);
    for school in 0..layout.schools() {
        let programme = programmes[usize::from(authorities[school].0)];
        for row in layout.ties(school) {
            let tie = &ties[row];
            if tie.kind != TieKind::Vacant {
                let other = tie.with as usize;
                let side = [&brings[school], &brings[other]];
                let met = rates.meet(tie, &bonds[row], &fits[row], &side, programme);
                let flows = [0, 1].map(|at| met.flow(tie, &side, at));
                received[school].take(&rates, tie, &met, &side, 0, flows[0]);
                received[other].take(&rates, tie, &met, &side, 1, flows[1]);
                let helping = balance(&mut bonds[row], flows);
                received[school].helping += helping.max(0.0);
                // Of the time of whoever is sent, only what nobody pays for is taken from home.
                let unpaid = if tie.sent > 0.0 { 1.0 - brings[other].paid } else { 1.0 };
                received[other].helping += unpaid * (-helping).max(0.0);
            }
        }
    }
    for (school, got) in received.iter().enumerate() {
        let practice = &mut practices[school].0;
        for (strength, more) in practice.iter_mut().zip(got.domains) {
            *strength += f64::from(more) / 3.0;
        }
        let how = f64::from(got.how);
        practice[LEADERSHIP] += p.leadership_gain * how / 3.0;
        let evaluation = &mut evaluations[school];
        evaluation.insight += p.review_diagnosis * f64::from(got.review.min(1.0)) / 3.0;
        preparations[school].tips += p.tips_gain * f64::from(got.what) * evaluation.diagnosis / 3.0;
        let helping = f64::from(got.helping);
        let burden = helping / layout.posts(school).len() as f64;
        exchanges[school] = Exchange {
            learned: p.practice_gain * how + p.helper_gain * burden / HELP,
            from_centre: exchanges[school].from_centre,
            challenge: f64::from(got.challenge.min(1.0)),
            pairing: f64::from(got.pairing.min(1.0)),
            paired_with: math::ratio(f64::from(got.paired), f64::from(got.pairing)),
            conformity: f64::from(got.untrained.min(1.0)),
            helping,
            burden,
        };
    }
}

/// What is left of the effect of each authority's brokered programmes, by the teachers in them.
fn note_programmes(
    p: &Parameters,
    ties: &[Tie],
    layout: &Layout,
    authorities: &[Authority],
    programmes: &mut [f32],
) {
    programmes.fill(0.0);
    for school in 0..layout.schools() {
        let helped = ties[layout.ties(school)].iter().any(|tie| tie.kind == TieKind::Support);
        if helped {
            let teachers = layout.posts(school).len() as f32;
            programmes[usize::from(authorities[school].0)] += teachers;
        }
    }
    for teachers in programmes.iter_mut() {
        *teachers = scale(p, f64::from(*teachers)) as f32;
    }
}

/// What those who work on practice together find beyond the best of them.
fn find_together(
    p: &Parameters,
    ties: &[Tie],
    layout: &Layout,
    brings: &mut [Brings],
    received: &mut [Received],
) {
    let deputies = brings.iter().any(|brings| brings.finds_in_group > 0.0);
    if p.recombination == 0.0 && !deputies {
        return;
    }
    for school in 0..layout.schools() {
        for tie in ties[layout.ties(school)].iter() {
            let across = tie.kind == TieKind::Group && brings[school].finds_in_group > 0.0;
            if tie.kind == TieKind::JointPractice || across {
                let other = tie.with as usize;
                let (here, there) = (mean(&brings[school]), mean(&brings[other]));
                add(&mut received[school].joint, there);
                add(&mut received[other].joint, here);
            }
        }
    }
    for (brings, received) in brings.iter_mut().zip(received) {
        let spread = spread(&received.joint, mean(brings));
        brings.finds = p.recombination as f32 * spread;
        brings.finds_in_group *= p.deputies_gain as f32 * spread;
    }
}

fn mean(brings: &Brings) -> f32 {
    brings.practice.iter().sum::<f32>() / DOMAINS as f32
}

fn add(joint: &mut [f32; 3], practice: f32) {
    joint[0] += 1.0;
    joint[1] += practice;
    joint[2] += practice * practice;
}

/// Spread of practice among a school and those who work on it with this one; 0 for fewer than three.
fn spread([count, sum, squares]: &[f32; 3], own: f32) -> f32 {
    if *count < 2.0 {
        return 0.0;
    }
    let (count, sum, squares) = (count + 1.0, sum + own, squares + own * own);
    (squares / count - (sum / count) * (sum / count)).max(0.0).sqrt()
}

/// The parameters that every tie needs, in single precision.
struct Rates {
    half_hours: f32,
    leniency: f32,
    leniency_years: f32,
    exchange: f32,
    remote_depth: f32,
    domain: f32,
    tips_practice: f32,
    follow_up: f32,
}

impl Rates {
    fn of(p: &Parameters) -> Self {
        Self {
            half_hours: p.half_hours as f32,
            leniency: p.leniency as f32,
            leniency_years: p.leniency_years as f32,
            exchange: p.exchange_gain as f32,
            remote_depth: p.remote_depth as f32,
            domain: p.domain_gain as f32,
            tips_practice: p.tips_practice as f32,
            follow_up: p.follow_up_gain as f32,
        }
    }

    /// How the two schools of a tie meet this term.
    fn meet(&self, tie: &Tie, bond: &Bond, fit: &Fit, side: &[&Brings; 2], programme: f32) -> Met {
        let exchanged = 0.5 * (side[0].exchange + side[1].exchange);
        let work = work(self.half_hours, bond.hours) * (1.0 + 10.0 * self.exchange * exchanged);
        let rigour = self.rigour(tie, bond, side[0].external);
        let trusted = work * bond.trust * rigour;
        let led = if tie.sent > 0.0 { side[1].leads } else { 1.0 };
        let programme = if tie.kind == TieKind::Support { programme * led } else { 1.0 };
        let depth = if tie.remote { bond.depth.min(self.remote_depth) } else { bond.depth };
        let complement = work * fit.complement;
        Met {
            challenge: work * rigour,
            trusted,
            core: trusted * fit.likeness * programme,
            depth,
            work,
            complement,
        }
    }

    /// Rigour that is left of what the partners meant: age and trust make it lenient, outsiders keep it.
    fn rigour(&self, tie: &Tie, bond: &Bond, external: f32) -> f32 {
        let years = f32::from(tie.age) / 3.0;
        let cosy = self.leniency * bond.trust * years / (years + self.leniency_years);
        (bond.rigour * (1.0 - cosy * (1.0 - external))).clamp(0.0, 1.0)
    }
}

/// How the two schools of a tie meet in a term.
#[derive(Clone, Copy, Debug)]
struct Met {
    work: f32,
    /// Work done with rigour.
    challenge: f32,
    /// The same in trust.
    trusted: f32,
    /// The same, as far as it fits what the two have to deal with.
    core: f32,
    depth: f32,
    /// Work in which the one is strong where the other is weak.
    complement: f32,
}

impl Met {
    /// What crosses the tie to one of its sides, in units of flow.
    fn flow(&self, tie: &Tie, side: &[&Brings; 2], taker: usize) -> f32 {
        let (taker, giver) = (side[taker], side[1 - taker]);
        let domain = usize::from(tie.domain);
        let found = match tie.kind {
            TieKind::JointPractice => taker.finds,
            TieKind::Group => taker.finds_in_group,
            _ => 0.0,
        };
        let beyond = (giver.practice[domain] - taker.practice[domain]).max(0.0) + found;
        let adopts = if tie.kind == TieKind::Group { taker.adopts_in_group } else { taker.adopts };
        self.core * adopts * beyond
    }
}

impl Received {
    /// Adds what one tie brings to one of its sides.
    fn take(
        &mut self,
        rates: &Rates,
        tie: &Tie,
        met: &Met,
        side: &[&Brings; 2],
        taker: usize,
        flow: f32,
    ) {
        let (own, giver) = (side[taker], side[1 - taker]);
        let domain = &mut self.domains[usize::from(tie.domain)];
        self.how += met.depth * flow;
        self.what += (1.0 - met.depth) * flow;
        *domain += met.depth * flow * rates.domain + (1.0 - met.depth) * flow * rates.tips_practice;
        self.challenge += met.challenge * CHALLENGE[tie.kind.index()];
        if tie.kind == TieKind::PeerReview {
            let review = met.trusted * (0.5 + 0.5 * own.trained);
            self.review += review;
            self.untrained += met.work * (1.0 - own.trained);
            *domain += rates.follow_up * own.follow_up * review;
        }
        let pairs = own.pairs * met.complement;
        self.pairing += pairs;
        self.paired += pairs * giver.expertise;
    }
}

/// Notes who gives and who takes in a tie; the hours of help that the school that began it gives beyond what
/// it takes, below 0 where its partner does.
fn balance(bond: &mut Bond, [takes, gives]: [f32; 2]) -> f32 {
    let all = takes + gives;
    if all > 0.0 {
        bond.balance += BALANCE_PACE * ((gives - takes) / all - bond.balance);
    }
    bond.hours * bond.balance
}

/// Part of the way to this term's give and take that the record of it makes.
const BALANCE_PACE: f32 = 0.15;

/// How much of a kind of tie is challenge, by the position of the kind.
const CHALLENGE: [f32; TieKind::ALL.len()] = [0.0, 0.1, 0.3, 1.0, 0.3, 0.2, 0.2];

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
    training: &'a [f64],
    autonomy: &'a [f64],
    paid: &'a [f64],
    deputies: &'a [f64],
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
            training: levers.of(&capacity::LEADER_TRAINING),
            autonomy: levers.of(&capacity::LEADER_AUTONOMY),
            paid: levers.of(&capacity::BACKFILL),
            deputies: levers.of(&collaboration::DEPUTIES),
        }
    }

    /// What decides how much of what crosses a tie one school puts to use.
    fn terms(&self, school: usize) -> Terms {
        Terms {
            ownership: self.ownership[school],
            leaders: self.leaders[school],
            governance: self.governance[school],
            together: self.together[school],
        }
    }
}

/// What decides how much of what crosses a tie a school puts to use.
#[derive(Clone, Copy, Debug, Default)]
struct Terms {
    ownership: Share,
    leaders: Share,
    governance: Share,
    together: Share,
}

/// Share of what many hours would bring that so many hours bring: `h / (h + half)`.
fn work(half_hours: f32, hours: f32) -> f32 {
    hours / (hours + half_hours)
}

/// Growth of what a school can absorb with kinds of tie and with middle leaders who lead.
fn factor(p: &Parameters, partners: &Partners, terms: &Terms) -> f64 {
    let kinds = f64::from(partners.kinds.count_ones());
    let leaders = 1.0 + p.middle_leaders_gain * terms.leaders;
    (1.0 + p.variety_gain * (kinds - 1.0).max(0.0)) * leaders
}

/// Share of what it sees that a school puts to use of its own accord.
fn absorbs(p: &Parameters, diagnosis: Share, climate: f64) -> Share {
    let seen = p.absorption_of_diagnosis * (diagnosis - 0.5);
    math::logistic(p.absorption + seen + p.absorption_of_climate * climate)
}

/// Share of what crosses a tie that is put to use: all where it binds, less what is lost by force; the
/// rest of its own accord.
fn adopted(p: &Parameters, absorbs: Share, terms: &Terms, kind: TieKind) -> Share {
    let group = if kind == TieKind::Group { terms.governance } else { 0.0 };
    let binds = group.max(terms.together);
    let forced = p.forced_loss * binds * (1.0 - terms.ownership);
    (absorbs + binds * (1.0 - absorbs)) * (1.0 - forced)
}

/// What a system leader brings, where today's usual training and freedom bring 1.
fn leads(p: &Parameters, training: Share, autonomy: Share) -> f64 {
    let trained = p.training_gain * (training - capacity::LEADER_TRAINING.default);
    let free = p.autonomy_gain * (autonomy - capacity::LEADER_AUTONOMY.default);
    ((1.0 + trained) * (1.0 + free)).max(0.0)
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
        assert_eq!(work(10.0, 0.0), 0.0);
        assert_eq!(work(10.0, 10.0), 0.5);
        assert!(work(10.0, 10_000.0) < 1.0);
    }

    #[test]
    fn rigour_wanes_with_age_and_trust_unless_outsiders_look_on() {
        let p = Parameters::default();
        let rates = Rates::of(&p);
        let bond = Bond { trust: 1.0, rigour: 0.5, ..Bond::default() };
        let old = Tie { age: (3.0 * p.leniency_years) as u16, ..Tie::default() };
        assert_eq!(rates.rigour(&Tie::default(), &bond, 0.0), 0.5);
        let half = 0.5 * (1.0 - 0.5 * rates.leniency);
        assert!((rates.rigour(&old, &bond, 0.0) - half).abs() < 1e-6);
        assert_eq!(rates.rigour(&old, &bond, 1.0), 0.5);
        let turned = Rates { leniency: -rates.leniency, ..rates };
        assert!(turned.rigour(&old, &bond, 0.0) > 0.5);
    }

    /// A tie of full hours, trust, rigour and likeness in which the second school is one SD better.
    fn full(kind: TieKind) -> (Tie, Met, [Brings; 2]) {
        let met =
            Met { work: 1.0, challenge: 1.0, trusted: 1.0, core: 1.0, depth: 1.0, complement: 1.0 };
        let weak = Brings { adopts: 1.0, adopts_in_group: 1.0, ..Brings::default() };
        let strong = Brings { practice: [1.0; DOMAINS], ..weak };
        (Tie { kind, domain: 2, ..Tie::default() }, met, [weak, strong])
    }

    #[test]
    fn what_crosses_a_tie_is_what_the_other_is_better_at_and_goes_one_way() {
        let (tie, met, side) = full(TieKind::Network);
        let side = [&side[0], &side[1]];
        assert_eq!([0, 1].map(|taker| met.flow(&tie, &side, taker)), [1.0, 0.0]);
        let half = Met { core: 0.5, ..met };
        assert_eq!(half.flow(&tie, &side, 0), 0.5);
    }

    #[test]
    fn depth_splits_what_crosses_into_how_and_what() {
        let rates = Rates::of(&Parameters::default());
        let (tie, met, side) = full(TieKind::Network);
        let met = Met { depth: 0.25, ..met };
        let mut got = Received::default();
        got.take(&rates, &tie, &met, &[&side[0], &side[1]], 0, 1.0);
        assert_eq!((got.how, got.what), (0.25, 0.75));
        let domain = 0.25 * rates.domain + 0.75 * rates.tips_practice;
        assert_eq!(got.domains, [0.0, 0.0, domain, 0.0, 0.0, 0.0]);
        assert_eq!((got.review, got.untrained), (0.0, 0.0));
    }

    #[test]
    fn a_review_sharpens_as_far_as_reviewers_are_trained_and_changes_practice_as_far_as_support_follows()
     {
        let rates = Rates::of(&Parameters::default());
        let (tie, met, mut side) = full(TieKind::PeerReview);
        side[0] = Brings { trained: 0.5, follow_up: 0.4, ..side[0] };
        let mut got = Received::default();
        got.take(&rates, &tie, &met, &[&side[0], &side[1]], 0, 0.0);
        assert_eq!((got.review, got.untrained), (0.75, 0.5));
        assert!((got.domains[2] - rates.follow_up * 0.4 * 0.75).abs() < 1e-7);
    }

    #[test]
    fn pairs_of_teachers_learn_where_strengths_complement() {
        let rates = Rates::of(&Parameters::default());
        let (tie, met, mut side) = full(TieKind::Network);
        side[0].pairs = 0.5;
        side[1].expertise = 0.2;
        let met = Met { complement: 0.4, ..met };
        let mut got = Received::default();
        got.take(&rates, &tie, &met, &[&side[0], &side[1]], 0, 0.0);
        assert!((got.pairing - 0.2).abs() < 1e-7 && (got.paired - 0.04).abs() < 1e-7);
    }

    #[test]
    fn whoever_only_gives_helps_more_and_more_of_the_hours() {
        let mut bond = Bond { hours: 10.0, ..Bond::default() };
        let first = balance(&mut bond, [0.0, 1.0]);
        assert!((first - 10.0 * BALANCE_PACE).abs() < 1e-6);
        assert!(balance(&mut bond, [0.0, 1.0]) > first);
        assert_eq!(balance(&mut Bond::default(), [0.0, 0.0]), 0.0);
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
        let terms = |governance, ownership| Terms { ownership, governance, ..Terms::default() };
        let of = |terms, kind| adopted(&p, 0.4, &terms, kind);
        assert!((of(terms(0.0, 0.0), TieKind::Group) - 0.4).abs() < 1e-12);
        assert!((of(terms(1.0, 1.0), TieKind::Group) - 1.0).abs() < 1e-12);
        assert!((of(terms(1.0, 0.0), TieKind::Group) - 1.0 + p.forced_loss).abs() < 1e-12);
        assert!((of(terms(1.0, 1.0), TieKind::Network) - 0.4).abs() < 1e-12);
    }

    #[test]
    fn each_further_kind_of_tie_and_middle_leaders_add_to_what_is_absorbed() {
        let p = Parameters::default();
        let kinds = |kinds| Partners { kinds, ..Partners::default() };
        assert_eq!(factor(&p, &kinds(0), &Terms::default()), 1.0);
        assert_eq!(factor(&p, &kinds(0b10), &Terms::default()), 1.0);
        let three = 1.0 + 2.0 * p.variety_gain;
        assert!((factor(&p, &kinds(0b111), &Terms::default()) - three).abs() < 1e-12);
        let led = Terms { leaders: 1.0, ..Terms::default() };
        assert!((factor(&p, &kinds(0b10), &led) - 1.0 - p.middle_leaders_gain).abs() < 1e-12);
    }

    #[test]
    fn a_system_leader_brings_more_with_training_and_freedom_and_never_less_than_nothing() {
        let p = Parameters::default();
        let usual = (capacity::LEADER_TRAINING.default, capacity::LEADER_AUTONOMY.default);
        assert_eq!(leads(&p, usual.0, usual.1), 1.0);
        let trained = 1.0 + p.training_gain * (1.0 - usual.0);
        assert!((leads(&p, 1.0, usual.1) - trained).abs() < 1e-12);
        let scripted = 1.0 - p.autonomy_gain * usual.1;
        assert!((leads(&p, usual.0, 0.0) - scripted).abs() < 1e-12);
        let harmful = Parameters { training_gain: -9.0, ..p };
        assert_eq!(leads(&harmful, 1.0, 0.5), 0.0);
    }

    #[test]
    fn three_schools_have_a_spread_and_two_have_none() {
        let mut joint = [0.0; 3];
        add(&mut joint, -1.0);
        assert_eq!(spread(&joint, 1.0), 0.0);
        add(&mut joint, 0.0);
        assert!((spread(&joint, 1.0) - (2.0_f32 / 3.0).sqrt()).abs() < 1e-6);
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
