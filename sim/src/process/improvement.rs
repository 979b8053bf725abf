//! Schools look at themselves, choose what to work on, and work on it.
//!
//! Each autumn a school judges its need in six domains of practice: the truth, seen through optimism
//! and blurred by poor diagnosis. It chooses the few largest needs. What comes of its work on them
//! follows effort, thinned by more priorities, and nine conditions that can hold it back, combined so
//! that one weak condition may or may not hold back the rest. Part of the effort goes into tips that
//! raise measured results and fade. Optimism grows where neither board, inspectors nor partners
//! challenge the school.
//! Evidence: the nine conditions are those that a commission of heads named as barriers; that they
//! matter, and how, is assumed. `head-seed-drift` and `exemption-outcome` for drift,
//! `challenge-the-gap` and `literacy-octopus` for tips and for evidence that is only supplied.
//! Limits: a priority is a domain and lasts a year.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, attention, rows, teaching};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, Word, normal, normals, purpose, uniform};
use crate::driver::{accountability, autonomy, capacity, collaboration, competition, funding};
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout};
use crate::term::Season;
use crate::units::Share;

/// What helps a school to see, to choose and to carry through.
pub(crate) const READS: &[Entry] = &[
    accountability::OVERSEERS,
    competition::HOARDING,
    funding::CLUSTER_SHARE,
    capacity::BOARD_DEVELOPMENT,
    capacity::EXPERT_SUPPORT,
    capacity::EVIDENCE_SUPPLY,
    capacity::IMPLEMENTATION,
    autonomy::SUPPORT_OWNERSHIP,
    autonomy::FREEDOM,
    collaboration::FAMILIES_DATA,
    collaboration::PLATFORM,
    collaboration::PLATFORM_QUALITY,
    collaboration::BROADCAST,
    capacity::MONITORING,
    capacity::DIAGNOSIS_TRAINING,
    autonomy::PRIORITIES,
    autonomy::CAUSES,
];

const NEED: Purpose = purpose("improvement.need");
const AGAIN: Purpose = purpose("improvement.again");

parameters! {
    /// How schools see their needs, and what comes of their work.
    pub struct Parameters of "improvement" {
        #[doc = "How well an average head tells the school's needs apart."]
        diagnosis: 0.5 in 0.02..=0.98, "share", triangular(0.3, 0.5, 0.7), "assumption", C;
        #[doc = "Diagnosis gained with each SD of the head's skill."]
        diagnosis_of_skill: 0.1 in -0.5..=0.5, "share per SD", triangular(0.0, 0.1, 0.2), "assumption", C;
        #[doc = "Share of what a school has learned to see about itself that it keeps from one year to the next."]
        insight_kept: 0.7 in 0.0..=0.99, "share a year", triangular(0.5, 0.7, 0.9), "assumption", C;
        #[doc = "Blur of a perceived need in a school that cannot tell its needs apart at all."]
        need_blur: 1.0 in 0.0..=5.0, "SD of schools", triangular(0.5, 1.0, 1.5), "assumption", C;
        #[doc = "Challenge of an average governing board."]
        board: 0.4 in 0.0..=1.0, "share", triangular(0.2, 0.4, 0.6), "assumption", C;
        #[doc = "Spread of the challenge between boards."]
        board_spread: 0.15 in 0.0..=0.5, "share", triangular(0.05, 0.15, 0.25), "assumption", C;
        #[doc = "Part of what its challenge lacks that full development gives a board."]
        board_gain: 0.3 in -0.5..=1.0, "share", contested(0.3, -0.1, 0.3, 0.6), "assumption", C;
        #[doc = "Challenge that a school has just after an inspection."]
        visit_challenge: 0.6 in 0.0..=1.0, "share", triangular(0.2, 0.6, 0.9), "exemption-outcome", C;
        #[doc = "Years over which the challenge of an inspection falls by a factor of e."]
        visit_years: 3.0 in 0.1..=20.0, "years", triangular(1.5, 3.0, 6.0), "exemption-outcome", C;
        #[doc = "Part of a school's freedom from challenge that full challenge by partners takes."]
        partner_challenge: 0.5 in -0.5..=1.0, "share", contested(0.35, -0.2, 0.5, 0.9), "assumption", C;
        #[doc = "Part of the blur of its needs that a school loses when it knows all about schools like it."]
        families_gain: 0.2 in -1.0..=1.0, "share", contested(0.4, -0.1, 0.2, 0.5), "gap-within-family", C;
        #[doc = "Growth of the logarithm of the condition of awareness with a checked platform that all use."]
        platform_gain: 0.2 in -1.0..=3.0, "log", contested(0.4, -0.1, 0.2, 0.8), "literacy-octopus", C;
        #[doc = "Priorities added by a platform that all use and nobody checks."]
        platform_load: 1.0 in -3.0..=3.0, "domains", triangular(0.0, 1.0, 2.0), "assumption", C;
        #[doc = "Diagnosis gained where leaders are fully trained to judge needs, against none."]
        training_gain: 0.1 in -0.5..=0.5, "share", contested(0.35, -0.05, 0.1, 0.25), "assumption", C;
        #[doc = "Growth of the logarithm of what comes of priorities where they are looked at again in mid-year and needs are fully told apart; a school that tells them apart by less than a quarter chases noise and loses."]
        monitoring_gain: 0.3 in -1.0..=3.0, "log", contested(0.35, -0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of awareness with constant broadcasting of advice."]
        broadcast_gain: 0.1 in -1.0..=3.0, "log", contested(0.4, -0.1, 0.1, 0.4), "literacy-octopus", C;
        #[doc = "Priorities added by constant broadcasting of advice."]
        broadcast_load: 1.0 in -3.0..=3.0, "domains", triangular(0.0, 1.0, 2.0), "assumption", C;
        #[doc = "Part of what a change of structure costs that the best heads keep from the school's work."]
        churn_buffering: 0.3 in -1.0..=1.0, "share", contested(0.35, -0.1, 0.3, 0.6), "assumption", C;
        #[doc = "Optimism that a school gains in a year in which nobody challenges it."]
        drift: 0.10 in -0.5..=0.5, "SD of schools a year", contested(0.2, -0.02, 0.10, 0.20), "head-seed-drift", C;
        #[doc = "Share of its optimism that a school keeps from one year to the next."]
        bias_persistence: 0.9 in 0.0..=0.99, "share a year", triangular(0.7, 0.9, 0.97), "assumption", C;
        #[doc = "Fall of the logarithm of effort on priorities with each SD of optimism."]
        complacency: 0.5 in -1.0..=3.0, "log per SD", contested(0.2, -0.1, 0.5, 1.0), "exemption-outcome", C;
        #[doc = "Usual number of priorities."]
        priorities: 3.0 in 1.0..=6.0, "domains", triangular(2.0, 3.0, 5.0), "assumption", C;
        #[doc = "Effort lost to every further priority."]
        overload: 0.08 in -0.1..=0.2, "share", triangular(0.0, 0.08, 0.19), "assumption", C;
        #[doc = "How far the weakest of the nine conditions holds back the rest: 0 none more than another, large only the weakest counts."]
        weakest_link: 0.5 in 0.0..=20.0, "exponent", triangular(0.0, 0.5, 5.0), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of expert support with full support, or £100 a pupil for partners."]
        support_gain: 0.5 in -1.0..=3.0, "log", contested(0.3, -0.1, 0.5, 1.0), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of awareness with evidence that is supplied and can be put to use."]
        evidence_gain: 0.3 in -1.0..=3.0, "log", contested(0.4, -0.1, 0.3, 1.0), "literacy-octopus", C;
        #[doc = "Fall of the logarithm of the condition of awareness where schools hoard and every place near by is empty."]
        hoarding_loss: 3.0 in -5.0..=20.0, "log", contested(0.3, -0.5, 3.0, 10.0), "assumption", C;
        #[doc = "Fall of the logarithm of the condition of stability with a change of structure."]
        churn_loss: 0.5 in -1.0..=5.0, "log", triangular(0.0, 0.5, 1.0), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of scope with freedom, and fall with pressure."]
        scope_gain: 0.3 in -1.0..=3.0, "log per unit", contested(0.3, -0.1, 0.3, 0.8), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of pupils' lives with a programme for the area at full strength."]
        programme_gain: 0.3 in -1.0..=3.0, "log", contested(0.3, -0.1, 0.3, 0.6), "opportunity-areas", C;
        #[doc = "Fall of the logarithm of the condition of staff with the share of posts that are vacant."]
        vacancy_loss: 2.0 in -5.0..=20.0, "log per share", triangular(0.0, 2.0, 5.0), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of money with that of development bought."]
        money_gain: 0.3 in -1.0..=3.0, "log per log", contested(0.2, -0.05, 0.3, 0.6), "assumption", C;
        #[doc = "Growth of the logarithm of the condition of local collaboration with that of time for partners."]
        partners_gain: 0.2 in -1.0..=3.0, "log per log", contested(0.35, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Gain in money's reach when all of it is spent through clusters."]
        cluster_gain: 0.1 in -1.0..=1.0, "share", contested(0.35, -0.2, 0.1, 0.4), "assumption", C;
        #[doc = "Share of effort lost when all help is imposed."]
        imposed_loss: 0.2 in -0.9..=0.9, "share", contested(0.3, -0.2, 0.2, 0.5), "assumption", C;
        #[doc = "Usual share of the effort on priorities that goes to symptoms instead of causes."]
        symptoms: 0.3 in 0.0..=0.9, "share", triangular(0.1, 0.3, 0.5), "assumption", C;
        #[doc = "Growth of that share with each unit of pressure."]
        symptoms_of_pressure: 0.1 in -1.0..=1.0, "share per unit", contested(0.3, -0.05, 0.1, 0.3), "assumption", C;
        #[doc = "Measured results won by tips in a year when all effort goes to symptoms."]
        tips_gain: 0.05 in -0.1..=0.5, "pupil SD a year", contested(0.2, -0.01, 0.05, 0.15), "challenge-the-gap", C;
        #[doc = "Share of what tips won that is lost again in a year."]
        tips_lost: 0.6 in 0.0..=1.0, "share a year", triangular(0.4, 0.6, 0.9), "challenge-the-gap", C;
        #[doc = "Spread of what schools say of themselves around what they think."]
        reporting_spread: 0.3 in 0.0..=2.0, "SD of schools", triangular(0.1, 0.3, 0.6), "assumption", C;
    }
}

/// Words of a school's self-evaluation: one a domain, and one for what it says.
const WORDS: usize = DOMAINS + 1;
/// Schools whose self-evaluations are drawn together.
const BLOCK: usize = 64;

/// The logarithm of what comes of a domain that nobody works on.
pub(crate) const UNATTENDED: f64 = -1.609_437_912_434_100_3;

/// One term of improvement in every school.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    (teaching, usual_time): (Res<teaching::Parameters>, Res<attention::Parameters>),
    levers: Res<Levers>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    mut schools: Query<(
        (&Climate, &Practice, &CountsMost, &Board, &Visits, &Churn, &AreaProgramme),
        (&Attention, &Effort, &Pressure, &StaffTurnover, &Finance, &Admissions),
        (&Exchange, &mut SelfEvaluation, &mut Priorities, &mut TestPreparation),
    )>,
    heads: Query<&Skill>,
) {
    let Some((
        (climates, practices, counts_most, boards, visits, churn, programmes),
        (attention, efforts, pressures, turnover, finances, admissions),
        (exchanges, mut evaluations, mut priorities, mut preparations),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(skills) = rows(heads.contiguous_iter()) else { return };
    let evaluations = evaluations.bypass_change_detection();
    let priorities = priorities.bypass_change_detection();
    let preparations = preparations.bypass_change_detection();
    let development = levers.of(&capacity::BOARD_DEVELOPMENT);
    let bodies = levers.of(&accountability::OVERSEERS);
    let help = Help::of(&levers);
    let families = levers.of(&collaboration::FAMILIES_DATA);
    let (own, causes) = (levers.of(&autonomy::PRIORITIES), levers.of(&autonomy::CAUSES));
    let (trained, monitoring) =
        (levers.of(&capacity::DIAGNOSIS_TRAINING), levers.of(&capacity::MONITORING));
    let usual = &baseline.leadership;
    if now.term.season() == Season::Autumn {
        let mut draws = seed.draws(NEED);
        let (mut words, mut scores): ([Word; BLOCK * WORDS], _) =
            ([[0; 8]; BLOCK * WORDS], [0.0_f32; BLOCK * WORDS]);
        for (block, evaluations) in evaluations.chunks_mut(BLOCK).enumerate() {
            let count = evaluations.len() * WORDS;
            draws.fill(block as u32, now.address(), &mut words[..count]);
            normals(&words[..count], &mut scores[..count]);
            let scores = scores.as_chunks::<WORDS>().0;
            for (i, evaluation) in evaluations.iter_mut().enumerate() {
                let school = block * BLOCK + i;
                let board = board(&p, boards[school].0, development[school]);
                let challenge = exchanges[school].challenge;
                look(&p, evaluation, skills[school].0, (board, challenge), &visits[school]);
                let sharper = p.training_gain * trained[school];
                evaluation.diagnosis = (evaluation.diagnosis + sharper).clamp(0.02, 0.98);
                let added = own[school] + p.broadcast_load * help.broadcast[school];
                let many = how_many(&p, bodies[school], help.distraction(school), added);
                priorities[school].chosen = choose(
                    &practices[school],
                    usize::from(counts_most[school].0),
                    teaching.context_weight,
                    blur(&p, evaluation.diagnosis, families[school]),
                    &scores[i],
                    many,
                );
                let level = teaching::level(
                    &teaching,
                    climates[school].0,
                    &practices[school],
                    counts_most[school],
                );
                let standard = baseline.in_school_sd(level);
                evaluation.reported =
                    standard + evaluation.bias + p.reporting_spread * f64::from(scores[i][DOMAINS]);
            }
        }
    }
    if now.term.season() == Season::Spring && monitoring.iter().any(|share| *share > 0.0) {
        let mut draws = seed.draws(AGAIN);
        for school in (0..evaluations.len()).filter(|school| monitoring[*school] > 0.0) {
            let words = draws.at::<WORDS>(school as u32, now.address(), 0);
            if uniform(words[DOMAINS]) >= monitoring[school] {
                continue;
            }
            // As many priorities as in autumn, by need as it looks now that it is looked at twice: what is
            // blurred is blurred less by the root of two.
            priorities[school].chosen = choose(
                &practices[school],
                usize::from(counts_most[school].0),
                teaching.context_weight,
                blur(&p, evaluations[school].diagnosis, families[school])
                    / core::f64::consts::SQRT_2,
                &words.map(|word| normal(word) as f32),
                priorities[school].chosen.count_ones(),
            );
        }
    }
    let kept = math::per_term(1.0 - p.tips_lost);
    let tips_share = math::ratio(1.0 - kept, p.tips_lost);
    let usual_effort = math::exp(usual.instruction);
    let thinned: [f64; DOMAINS + 1] = core::array::from_fn(|many| thinned(&p, many.max(1) as f64));
    for school in 0..evaluations.len() {
        let instruction = efforts[school].0 * attention[school].0[INSTRUCTION];
        let beyond = pressures[school].accountability - usual.pressure;
        let posts = layout.posts(school).len() as f64;
        let state = State {
            diagnosis: evaluations[school].diagnosis,
            churn: buffered(&p, churn[school].0 - usual.churn, skills[school].0),
            pressure: beyond,
            programme: programmes[school].0,
            vacant: f64::from(turnover[school].vacant) / posts - baseline.vacancy,
            development: finances[school].development,
            partnership: finances[school].partnership,
            partners: attention[school].0[COLLABORATION] / usual_time.collaboration,
            empty: admissions[school].empty_nearby,
        };
        let conditions = conditions(&p, &help.at(school), &state);
        let held_back = combined(p.weakest_link, &conditions);
        let many = priorities[school].chosen.count_ones();
        let symptoms = symptoms(&p, beyond) * (1.0 - causes[school]);
        let effort = math::ln(instruction) - usual.instruction;
        let bias = evaluations[school].bias - usual.bias;
        let push = held_back
            + effort
            + consent(&p, help.ownership[school])
            + thinned[many as usize]
            + monitored(&p, monitoring[school], evaluations[school].diagnosis)
            + math::ln((1.0 - symptoms) / (1.0 - p.symptoms))
            - p.complacency * bias;
        priorities[school].push = push.max(UNATTENDED);
        let tips = &mut preparations[school].tips;
        *tips = kept * *tips + tips_share * p.tips_gain * symptoms * instruction / usual_effort;
    }
}

/// Levers that help or hold back, school by school.
struct Help<'a> {
    support: &'a [f64],
    evidence: &'a [f64],
    implementation: &'a [f64],
    hoarding: &'a [f64],
    freedom: &'a [f64],
    cluster: &'a [f64],
    ownership: &'a [f64],
    platform: &'a [f64],
    quality: &'a [f64],
    broadcast: &'a [f64],
}

/// Levers that help or hold back in one school.
#[derive(Clone, Copy, Debug)]
struct Helped {
    support: Share,
    evidence: Share,
    implementation: Share,
    hoarding: Share,
    freedom: Share,
    cluster: Share,
    /// Checked practice on a platform.
    platform: Share,
    /// Advice that is broadcast.
    broadcast: Share,
}

impl<'a> Help<'a> {
    fn of(levers: &'a Levers) -> Self {
        Self {
            support: levers.of(&capacity::EXPERT_SUPPORT),
            evidence: levers.of(&capacity::EVIDENCE_SUPPLY),
            implementation: levers.of(&capacity::IMPLEMENTATION),
            hoarding: levers.of(&competition::HOARDING),
            freedom: levers.of(&autonomy::FREEDOM),
            cluster: levers.of(&funding::CLUSTER_SHARE),
            ownership: levers.of(&autonomy::SUPPORT_OWNERSHIP),
            platform: levers.of(&collaboration::PLATFORM),
            quality: levers.of(&collaboration::PLATFORM_QUALITY),
            broadcast: levers.of(&collaboration::BROADCAST),
        }
    }

    /// How far a platform that nobody checks distracts a school.
    fn distraction(&self, school: usize) -> Share {
        self.platform[school] * (1.0 - self.quality[school])
    }

    fn at(&self, school: usize) -> Helped {
        Helped {
            support: self.support[school],
            evidence: self.evidence[school],
            implementation: self.implementation[school],
            hoarding: self.hoarding[school],
            freedom: self.freedom[school],
            cluster: self.cluster[school],
            platform: self.platform[school] * self.quality[school],
            broadcast: self.broadcast[school],
        }
    }
}

/// How a school stands in what its work needs.
#[derive(Clone, Copy, Debug)]
struct State {
    diagnosis: Share,
    /// Disturbance beyond the usual.
    churn: f64,
    /// Pressure beyond the usual.
    pressure: f64,
    programme: Share,
    /// Share of posts vacant beyond the usual.
    vacant: Share,
    /// Development bought, where 1 is the base year's.
    development: f64,
    /// Money for partners, pounds for each pupil.
    partnership: f64,
    /// Time for partners, where 1 is usual.
    partners: f64,
    /// Share of places near by that are empty.
    empty: Share,
}

/// Number of conditions that can hold a school's work back.
const CONDITIONS: usize = 9;

/// Money for partners that counts as full support, pounds for each pupil.
const FULL_PARTNERSHIP: f64 = 100.0;

/// The nine conditions as logarithms, each 0 where a school stands as usual: diagnosis, expert
/// support, awareness of what works, stability, scope to depart from the norm, pupils' lives outside
/// school, staff, money for development, collaboration near by.
fn conditions(p: &Parameters, help: &Helped, state: &State) -> [f64; CONDITIONS] {
    let pooled = 1.0 + p.cluster_gain * help.cluster;
    let bought = (state.development * pooled).max(0.05);
    [
        math::ln(state.diagnosis / p.diagnosis),
        p.support_gain * (help.support + pooled * state.partnership / FULL_PARTNERSHIP),
        p.evidence_gain * help.evidence * help.implementation
            + p.platform_gain * help.platform
            + p.broadcast_gain * help.broadcast
            - p.hoarding_loss * help.hoarding * state.empty,
        -p.churn_loss * state.churn,
        p.scope_gain * (help.freedom - autonomy::FREEDOM.default - state.pressure),
        p.programme_gain * state.programme,
        -p.vacancy_loss * state.vacant,
        p.money_gain * math::ln(bought),
        p.partners_gain * math::ln(state.partners.max(0.05)),
    ]
}

/// The conditions together, as a logarithm: a mean with constant elasticity, `−ln(mean e^(−ρx)) / ρ`.
///
/// At 0 conditions make up for one another; the larger `ρ`, the more the weakest decides.
fn combined(weakest_link: f64, conditions: &[f64; CONDITIONS]) -> f64 {
    if weakest_link < 1e-6 {
        return math::mean(conditions.iter().copied());
    }
    // Where nothing departs from the usual there is nothing to reckon.
    let term = |x: &f64| if *x == 0.0 { 1.0 } else { math::exp(-weakest_link * x) };
    let mean = math::mean(conditions.iter().map(term));
    -math::ln(mean) / weakest_link
}

/// Challenge of a board whose own is `own`, with so much development.
fn board(p: &Parameters, own: Share, development: Share) -> Share {
    (own + p.board_gain * development * (1.0 - own)).clamp(0.0, 1.0)
}

/// A year of looking at itself: optimism grows where nobody challenges, what was learned fades.
fn look(
    p: &Parameters,
    evaluation: &mut SelfEvaluation,
    skill: f64,
    (board, partners): (Share, Share),
    visits: &Visits,
) {
    let fresh = p.visit_challenge * math::exp(-f64::from(visits.terms) / 3.0 / p.visit_years);
    let unchallenged = (1.0 - board) * (1.0 - fresh) * (1.0 - p.partner_challenge * partners);
    evaluation.bias = p.bias_persistence * evaluation.bias + p.drift * unchallenged;
    evaluation.insight *= p.insight_kept;
    evaluation.diagnosis = seen(p, skill, evaluation.insight);
}

/// How well a school tells its needs apart (0.02 to 0.98).
fn seen(p: &Parameters, skill: f64, insight: f64) -> Share {
    (p.diagnosis + p.diagnosis_of_skill * skill + insight).clamp(0.02, 0.98)
}

/// Number of priorities: one more for every further body that asks for its own, and for a platform that
/// distracts; and what else is added.
fn how_many(p: &Parameters, bodies: f64, distraction: Share, added: f64) -> u32 {
    let asked = bodies - accountability::OVERSEERS.default;
    let many = p.priorities + asked + p.platform_load * distraction + added;
    many.round().clamp(1.0, DOMAINS as f64) as u32
}

/// Blur of a school's needs in its own eyes: the less the better it tells them apart, and the more it
/// knows of schools like it [SD of schools].
fn blur(p: &Parameters, diagnosis: Share, families: Share) -> f64 {
    let known = families - collaboration::FAMILIES_DATA.default;
    p.need_blur * (1.0 - diagnosis) * (1.0 - p.families_gain * known)
}

/// The domains with the largest needs as the school sees them, one bit each.
///
/// The need in a domain is what its practice lacks to stand one SD above the mean, times what the
/// domain counts for here. Optimism lowers every need alike and so changes no choice.
fn choose(
    practice: &Practice,
    counts_most: usize,
    context_weight: f64,
    blur: f64,
    scores: &[f32; WORDS],
    many: u32,
) -> u8 {
    let needs: [f64; DOMAINS] = core::array::from_fn(|d| {
        let weight = if d == counts_most { 1.0 + context_weight } else { 1.0 };
        weight * (1.0 - practice.0[d]) + blur * f64::from(scores[d])
    });
    let mut chosen = 0_u8;
    for _ in 0..many {
        let mut best = None;
        for (d, need) in needs.iter().enumerate() {
            if chosen & (1 << d) == 0 && best.is_none_or(|(_, most)| *need > most) {
                best = Some((d, *need));
            }
        }
        chosen |= best.map_or(0, |(d, _)| 1 << d);
    }
    chosen
}

/// Logarithm of the effort that each of `many` priorities gets, against the usual number.
fn thinned(p: &Parameters, many: f64) -> f64 {
    let left = |many: f64| (1.0 - p.overload * (many - 1.0)).max(0.05);
    math::ln(p.priorities / many) + math::ln(left(many) / left(p.priorities))
}

/// Logarithm of what is left of effort where help is imposed, against the base year.
fn consent(p: &Parameters, ownership: Share) -> f64 {
    if ownership == autonomy::SUPPORT_OWNERSHIP.default {
        return 0.0;
    }
    let left = |ownership: f64| 1.0 - p.imposed_loss * (1.0 - ownership);
    math::ln(left(ownership) / left(autonomy::SUPPORT_OWNERSHIP.default))
}

/// Logarithm of what looking at priorities again brings in a school that tells its needs apart so well.
fn monitored(p: &Parameters, monitoring: Share, diagnosis: Share) -> f64 {
    p.monitoring_gain * monitoring * (4.0 * diagnosis - 1.0) / 3.0
}

/// Disturbance that reaches a school's work: a head more skilled than most keeps part of it away.
fn buffered(p: &Parameters, disturbance: f64, skill: f64) -> f64 {
    disturbance * (1.0 - p.churn_buffering * (2.0 * math::normal_share(skill) - 1.0))
}

/// Share of effort that goes to symptoms, at a pressure beyond the usual.
fn symptoms(p: &Parameters, pressure: f64) -> Share {
    (p.symptoms + p.symptoms_of_pressure * pressure).clamp(0.0, 0.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_again_pays_where_needs_are_told_apart_and_costs_where_they_are_not() {
        let p = Parameters::default();
        assert_eq!((monitored(&p, 1.0, 0.25), monitored(&p, 0.0, 1.0)), (0.0, 0.0));
        assert!((monitored(&p, 0.5, 1.0) - 0.5 * p.monitoring_gain).abs() < 1e-12);
        assert!((monitored(&p, 1.0, 0.1) + 0.2 * p.monitoring_gain).abs() < 1e-12);
    }

    #[test]
    fn the_average_head_lets_all_disturbance_through_and_the_best_less() {
        let p = Parameters::default();
        assert!((buffered(&p, 0.8, 0.0) - 0.8).abs() < 1e-9);
        assert!((buffered(&p, 0.8, 9.0) - 0.8 * (1.0 - p.churn_buffering)).abs() < 1e-3);
        assert!((buffered(&p, 0.8, -9.0) - 0.8 * (1.0 + p.churn_buffering)).abs() < 1e-3);
    }

    #[test]
    fn equal_conditions_are_their_own_mean_whatever_the_weakest_link() {
        for weakest_link in [0.0, 0.5, 1.0, 20.0] {
            assert!((combined(weakest_link, &[0.3; CONDITIONS]) - 0.3).abs() < 1e-9);
        }
    }

    #[test]
    fn one_weak_condition_holds_back_more_the_more_the_weakest_counts() {
        let mut conditions = [0.0; CONDITIONS];
        conditions[3] = -0.9;
        let mean = combined(0.0, &conditions);
        assert!((mean + 0.1).abs() < 1e-12);
        let (some, most) = (combined(1.0, &conditions), combined(20.0, &conditions));
        assert!(most < some && some < mean);
        assert!(most > -0.9);
    }

    #[test]
    fn a_school_that_sees_clearly_chooses_its_weakest_domains() {
        let p = Parameters::default();
        let clear = blur(&p, 1.0, 0.0);
        let practice = Practice([0.5, -1.0, 0.2, -2.0, 0.1, 0.0]);
        assert_eq!(choose(&practice, 0, 0.0, clear, &[9.0; WORDS], 2), 0b1010);
        assert_eq!(choose(&practice, 0, 9.0, clear, &[9.0; WORDS], 2), 0b1001);
        assert_eq!(choose(&practice, 0, 0.0, clear, &[0.0; WORDS], 6), 0b11_1111);
    }

    #[test]
    fn a_school_that_sees_nothing_chooses_by_chance() {
        let p = Parameters { need_blur: 100.0, ..Parameters::default() };
        let blind = blur(&p, 0.0, 0.0);
        let mut scores = [0.0; WORDS];
        scores[4] = 1.0;
        assert_eq!(choose(&Practice([0.0; DOMAINS]), 0, 1.0, blind, &scores, 1), 1 << 4);
    }

    #[test]
    fn optimism_grows_only_where_nobody_challenges() {
        let p = Parameters::default();
        let ages_ago = Visits { terms: 900, ..Visits::default() };
        let mut alone = SelfEvaluation::default();
        look(&p, &mut alone, 0.0, (0.0, 0.0), &ages_ago);
        assert!((alone.bias - p.drift).abs() < 1e-12);
        let mut challenged = SelfEvaluation::default();
        look(&p, &mut challenged, 0.0, (1.0, 0.0), &ages_ago);
        assert_eq!(challenged.bias, 0.0);
    }

    #[test]
    fn the_usual_number_of_priorities_thins_nothing_and_more_thin_each() {
        let p = Parameters::default();
        assert_eq!(thinned(&p, 3.0), 0.0);
        let expected = math::ln(0.5) + math::ln((1.0 - 5.0 * 0.08) / (1.0 - 2.0 * 0.08));
        assert!((thinned(&p, 6.0) - expected).abs() < 1e-12);
        assert_eq!(
            (how_many(&p, 1.0, 0.0, 0.0), how_many(&p, 2.0, 0.0, 0.0), how_many(&p, 6.0, 0.0, 0.0)),
            (2, 3, 6)
        );
    }

    #[test]
    fn help_that_is_neither_owned_nor_imposed_more_than_usual_changes_nothing() {
        let p = Parameters::default();
        assert_eq!(consent(&p, autonomy::SUPPORT_OWNERSHIP.default), 0.0);
        let imposed = math::ln((1.0 - p.imposed_loss) / (1.0 - 0.5 * p.imposed_loss));
        assert!((consent(&p, 0.0) - imposed).abs() < 1e-12);
    }
}
