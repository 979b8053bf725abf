//! Inspectors visit some schools each term, and judge them.
//!
//! A school's chance of a visit follows its last grade, its results and the years between visits. A
//! judgement weighs progress, raw attainment, what is seen of climate and practice, and things that
//! results do not show; a part of it is luck, so that a second look would now and then end otherwise.
//! The unit judged may be the school, its group or its area. Now and then a school fails for reasons
//! that have nothing to do with any of this. An inspection that is there to help leaves the school with
//! a better view of itself; every one disturbs.
//! Evidence: `grades-2022` for the stock of grades, their relation to progress and free meals and the
//! time since the last visit; `inspection-interval`, `inspection-throughput`, `exemption-outcome`,
//! `inspection-year-cost`. That inspectors would judge one school in ten otherwise at a second look is
//! assumed.
//! Limits: a visit happens in a term and is over; monitoring visits that change no grade are left out;
//! a school without results is judged by what is seen of it.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::results::has_pupils;
use super::{Now, rows, teaching};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, Word, normal, purpose, uniform};
use crate::driver::accountability;
use crate::math;
use crate::parameters::parameters;
use crate::population::{AUTHORITIES, Baseline};
use crate::term::Season;
use crate::units::Share;

/// When, why and in what unit schools are judged.
pub(crate) const READS: &[Entry] = &[
    accountability::INSPECTION_INTERVAL,
    accountability::RISK_SELECTION,
    accountability::FOCUS,
    accountability::GROUP_UNIT,
    accountability::AREA_UNIT,
    accountability::CLUSTER_UNIT,
    accountability::RAW_WEIGHT,
    accountability::FORCED_TRANSFER,
    accountability::EXEMPTION,
];

const VISIT: Purpose = purpose("inspection.visit");

parameters! {
    /// How schools are chosen and judged.
    pub struct Parameters of "inspection" {
        #[doc = "Chance that a Good school is visited in a year, every four years being the rule."]
        visit_good: 0.25 in 0.0..=1.0, "a year", triangular(0.18, 0.25, 0.35), "grades-2022", B;
        #[doc = "Chance that a school that requires improvement is visited in a year."]
        visit_requires: 0.27 in 0.0..=1.0, "a year", triangular(0.2, 0.27, 0.4), "grades-2022", B;
        #[doc = "Chance that an Inadequate school is visited in a year."]
        visit_inadequate: 0.45 in 0.0..=1.0, "a year", triangular(0.3, 0.45, 0.7), "grades-2022", B;
        #[doc = "Chance that an Outstanding school that is spared from routine is visited all the same in a year."]
        visit_spared: 0.03 in 0.0..=1.0, "a year", triangular(0.01, 0.03, 0.06), "exemption-outcome", B;
        #[doc = "Fall of the logarithm of the chance of a visit with each SD of progress where selection by risk is full."]
        risk_by_results: 0.35 in -1.0..=2.0, "log per SD", triangular(0.0, 0.35, 0.7), "assumption", C;
        #[doc = "Weight of progress in the judgement of a primary school."]
        progress_primary: 0.20 in -1.0..=2.0, "SD per SD", triangular(0.1, 0.20, 0.4), "grades-2022", B;
        #[doc = "Weight of progress in the judgement of any other school."]
        progress_secondary: 1.4 in -1.0..=2.0, "SD per SD", triangular(0.8, 1.4, 1.5), "grades-2022", B;
        #[doc = "Weight of raw attainment in the judgement of a primary school."]
        raw_primary: 0.85 in -1.0..=2.0, "SD per SD", triangular(0.5, 0.85, 1.1), "grades-2022", B;
        #[doc = "Weight of raw attainment in the judgement of any other school."]
        raw_secondary: 0.22 in -1.0..=2.0, "SD per SD", triangular(0.1, 0.22, 0.35), "grades-2022", B;
        #[doc = "Weight of climate and practice as inspectors see them."]
        seen: 0.2 in -1.0..=2.0, "SD per SD", triangular(0.0, 0.2, 0.5), "assumption", C;
        #[doc = "Weight of what inspectors see and results do not show."]
        unseen: 0.88 in 0.0..=2.0, "SD per SD", triangular(0.6, 0.88, 1.3), "grades-2022", C;
        #[doc = "Share of what results do not show that a school keeps from one year to the next."]
        unseen_persistence: 0.05 in 0.0..=0.99, "share a year", triangular(0.0, 0.05, 0.4), "grades-2022", C;
        #[doc = "Luck of a judgement."]
        noise: 0.38 in 0.0..=2.0, "SD", triangular(0.1, 0.38, 0.6), "assumption", C;
        #[doc = "Score from which a primary school is Outstanding."]
        outstanding_primary: 1.98 in -5.0..=5.0, "SD", triangular(1.7, 1.98, 2.3), "grades-2022", B;
        #[doc = "Score from which any other school is Outstanding."]
        outstanding_secondary: 2.25 in -5.0..=5.0, "SD", triangular(1.8, 2.25, 2.5), "grades-2022", B;
        #[doc = "Score below which a primary school requires improvement."]
        requires_primary: -1.85 in -5.0..=5.0, "SD", triangular(-2.2, -1.85, -1.6), "grades-2022", B;
        #[doc = "Score below which any other school requires improvement."]
        requires_secondary: -1.8 in -5.0..=5.0, "SD", triangular(-2.0, -1.8, -1.4), "grades-2022", B;
        #[doc = "Score below which a primary school is Inadequate."]
        inadequate_primary: -3.8 in -9.0..=5.0, "SD", triangular(-4.5, -3.8, -3.2), "grades-2022", C;
        #[doc = "Score below which any other school is Inadequate."]
        inadequate_secondary: -4.6 in -9.0..=5.0, "SD", triangular(-5.0, -4.6, -3.6), "grades-2022", C;
        #[doc = "Chance at a visit that a primary school is Inadequate for reasons of its own, such as safeguarding."]
        other_failure_primary: 0.006 in 0.0..=0.5, "a visit", triangular(0.0, 0.006, 0.03), "grades-2022", C;
        #[doc = "Chance at a visit that any other school is Inadequate for reasons of its own."]
        other_failure_secondary: 0.022 in 0.0..=0.5, "a visit", triangular(0.0, 0.022, 0.05), "grades-2022", C;
        #[doc = "Disturbance of a visit, where a change of structure is 1."]
        disturbance: 0.1 in 0.0..=2.0, "ratio", triangular(0.0, 0.1, 0.3), "inspection-year-cost", C;
        #[doc = "Diagnosis that a visit leaves where inspection is there to help."]
        insight_gain: 0.2 in -0.5..=0.5, "share", contested(0.35, -0.1, 0.2, 0.4), "assumption", C;
    }
}

impl Parameters {
    /// Score from which a school is no longer Requires improvement.
    pub(crate) fn requires(&self, primary: bool) -> f64 {
        if primary { self.requires_primary } else { self.requires_secondary }
    }

    /// Score below which a school is Inadequate.
    pub fn inadequate(&self, primary: bool) -> f64 {
        if primary { self.inadequate_primary } else { self.inadequate_secondary }
    }

    fn other_failure(&self, primary: bool) -> Share {
        if primary { self.other_failure_primary } else { self.other_failure_secondary }
    }

    fn outstanding(&self, primary: bool) -> f64 {
        if primary { self.outstanding_primary } else { self.outstanding_secondary }
    }

    /// The grade of a score.
    fn grade(&self, primary: bool, score: f64) -> Grade {
        match score {
            s if s >= self.outstanding(primary) => Grade::Outstanding,
            s if s >= self.requires(primary) => Grade::Good,
            s if s >= self.inadequate(primary) => Grade::RequiresImprovement,
            _ => Grade::Inadequate,
        }
    }
}

/// Scratch space: sum of the scores and number of schools, by group, by cluster and by authority.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Panels {
    groups: Vec<(f64, f64)>,
    clusters: Vec<(f64, f64)>,
    areas: Vec<(f64, f64)>,
}

impl Panels {
    /// Space for so many schools, each of which may give a cluster its name, and groups.
    pub(crate) fn new(schools: usize, groups: usize) -> Self {
        let areas = vec![(0.0, 0.0); AUTHORITIES.len()];
        let groups = Vec::with_capacity(groups + 2 * schools);
        Self { groups, clusters: vec![(0.0, 0.0); schools], areas }
    }
}

/// Words of a school's term: whether it is visited, luck, what is unseen, what else may happen.
const WORDS: usize = 4;
/// Schools whose terms are drawn together.
const BLOCK: usize = 64;
/// Terms after a visit in which no other follows.
const APART: u16 = 2;

/// One term of inspection.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    teaching: Res<teaching::Parameters>,
    levers: Res<Levers>,
    baseline: Res<Baseline>,
    mut panels: ResMut<Panels>,
    mut schools: Query<(
        (&Phase, &Authority, &InGroup, &Climate, &Practice, &CountsMost, &Results, &TrackRecord),
        (&Open, &mut Inspected, &mut Visits, &mut Unseen, &mut Churn, &mut SelfEvaluation),
        &InCluster,
    )>,
) {
    let Some((
        (phases, areas, groups, climates, practices, counts_most, results, records),
        (open, mut grades, mut visits, mut unseen, mut churn, mut evaluations),
        clusters,
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let (grades, visits) = (grades.bypass_change_detection(), visits.bypass_change_detection());
    let (unseen, churn) = (unseen.bypass_change_detection(), churn.bypass_change_detection());
    let evaluations = evaluations.bypass_change_detection();
    let raw_weight = levers.of(&accountability::RAW_WEIGHT);
    for school in 0..phases.len() {
        let level =
            teaching::level(&teaching, climates[school].0, &practices[school], counts_most[school]);
        let seen = baseline.in_school_sd(level);
        let judged = Evidence {
            primary: phases[school].is_primary(),
            seen,
            unseen: unseen[school].0,
            record: if has_results(&results[school]) {
                records[school]
            } else {
                TrackRecord { progress: seen, raw: seen }
            },
            raw_weight: raw_weight[school],
        };
        visits[school].expected = score(&p, &judged);
    }
    let parts = Parts {
        group: levers.of(&accountability::GROUP_UNIT),
        cluster: levers.of(&accountability::CLUSTER_UNIT),
        area: levers.of(&accountability::AREA_UNIT),
    };
    if parts.any() {
        panels.judge_together(visits, open, &Units { groups, clusters, areas }, &parts);
    }
    let (interval, risk) = (
        levers.of(&accountability::INSPECTION_INTERVAL),
        levers.of(&accountability::RISK_SELECTION),
    );
    let exemption = levers.of(&accountability::EXEMPTION);
    let (focus, transfer) =
        (levers.of(&accountability::FOCUS), levers.of(&accountability::FORCED_TRANSFER));
    let (kept, luck) = math::term_step(p.unseen_persistence, 1.0);
    let autumn = now.term.season() == Season::Autumn;
    let mut draws = seed.draws(VISIT);
    let mut block = [[0; 8]; BLOCK * WORDS];
    for school in 0..phases.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        let words: &[Word; WORDS] = &block.as_chunks::<WORDS>().0[school % BLOCK];
        unseen[school].0 = kept * unseen[school].0 + luck * normal(words[2]);
        let visit = &mut visits[school];
        visit.terms = visit.terms.saturating_add(1);
        if autumn {
            visit.this_year = 0;
        }
        let plan = Plan {
            grade: grades[school].0,
            progress: records[school].progress,
            often: accountability::INSPECTION_INTERVAL.default / interval[school],
            risk: risk[school],
            exemption: exemption[school],
        };
        let waits = visit.terms <= APART || !open[school].0;
        // In three terms as likely as in a year: `u ≥ 1 − (1 − chance)^⅓`, without the root.
        let stays = 1.0 - uniform(words[0]);
        if waits || stays * stays * stays <= 1.0 - chance(&p, &plan) {
            continue;
        }
        let primary = phases[school].is_primary();
        let (other, fails) = (uniform(words[3]), p.other_failure(primary));
        let grade = if other < fails {
            Grade::Inadequate
        } else {
            p.grade(primary, visit.expected + p.noise * normal(words[1]))
        };
        grades[school].0 = Some(grade);
        visit.terms = 0;
        visit.this_year = grade.index() as u8 + 1;
        let low = grade >= Grade::RequiresImprovement;
        visit.low = if low { visit.low.saturating_add(1) } else { 0 };
        // What is left of the same uniform number, stretched to its full range again.
        let rest = if other < fails {
            math::ratio(other, fails)
        } else {
            (other - fails) / (1.0 - fails).max(1e-9)
        };
        visit.transferred = grade == Grade::Inadequate && rest < transfer[school];
        churn[school].0 += p.disturbance + if visit.transferred { 1.0 } else { 0.0 };
        evaluations[school].insight += p.insight_gain * focus[school];
    }
}

fn has_results(results: &Results) -> bool {
    has_pupils(&results.at_11) || has_pupils(&results.at_16)
}

/// What a judgement of one school rests on.
#[derive(Clone, Copy, Debug)]
struct Evidence {
    primary: bool,
    /// Climate and practice, in SD of schools.
    seen: f64,
    /// What results do not show, in SD of schools.
    unseen: f64,
    record: TrackRecord,
    /// Weight of raw results, where 1 is today's.
    raw_weight: f64,
}

/// The score that the evidence deserves, without luck [SD].
fn score(p: &Parameters, evidence: &Evidence) -> f64 {
    let (progress, raw) = if evidence.primary {
        (p.progress_primary, p.raw_primary)
    } else {
        (p.progress_secondary, p.raw_secondary)
    };
    progress * evidence.record.progress
        + raw * evidence.raw_weight * evidence.record.raw
        + p.seen * evidence.seen
        + p.unseen * evidence.unseen
}

/// What decides how soon a school is visited.
#[derive(Clone, Copy, Debug)]
struct Plan {
    grade: Option<Grade>,
    /// Published progress, in SD of schools.
    progress: f64,
    /// Visits, where 1 is one every four years.
    often: f64,
    risk: Share,
    exemption: Share,
}

/// Chance of a visit in a year.
///
/// Selection by risk is an exponent on how much more often a weak school is seen than a Good one: at
/// its baseline the published frequencies hold, at 0 all are the same, at 1 their ratio is squared.
fn chance(p: &Parameters, plan: &Plan) -> f64 {
    let usual = match plan.grade {
        None | Some(Grade::Good) => p.visit_good,
        Some(Grade::Outstanding) => {
            (1.0 - plan.exemption) * p.visit_good + plan.exemption * p.visit_spared
        }
        Some(Grade::RequiresImprovement) => by_risk(p, p.visit_requires, plan.risk),
        Some(Grade::Inadequate) => by_risk(p, p.visit_inadequate, plan.risk),
    };
    let results = math::exp(-plan.risk * p.risk_by_results * plan.progress);
    (usual * plan.often * results).min(1.0)
}

fn by_risk(p: &Parameters, visits: f64, risk: Share) -> f64 {
    let exponent = risk / accountability::RISK_SELECTION.default;
    if exponent == 1.0 {
        return visits;
    }
    p.visit_good * math::pow(math::ratio(visits, p.visit_good), exponent)
}

/// How much of a judgement is not the school's own: the levers, school by school.
struct Parts<'a> {
    group: &'a [f64],
    cluster: &'a [f64],
    area: &'a [f64],
}

impl Parts<'_> {
    fn any(&self) -> bool {
        [self.group, self.cluster, self.area].iter().any(|unit| unit.iter().any(|part| *part > 0.0))
    }
}

/// To what each school belongs.
struct Units<'a> {
    groups: &'a [InGroup],
    clusters: &'a [InCluster],
    areas: &'a [Authority],
}

impl Panels {
    /// Puts the mean of a school's group, cluster and authority in place of part of its own score.
    fn judge_together(
        &mut self,
        visits: &mut [Visits],
        open: &[Open],
        units: &Units<'_>,
        parts: &Parts<'_>,
    ) {
        let most = units.groups.iter().filter_map(|group| group.0).max();
        self.groups.resize(most.map_or(0, |most| most as usize + 1), (0.0, 0.0));
        [&mut self.groups, &mut self.clusters, &mut self.areas]
            .into_iter()
            .for_each(|sums| sums.fill((0.0, 0.0)));
        for school in (0..visits.len()).filter(|school| open[*school].0) {
            let own = visits[school].expected;
            let group = units.groups[school].0.and_then(|at| self.groups.get_mut(at as usize));
            let cluster =
                units.clusters[school].0.and_then(|at| self.clusters.get_mut(at as usize));
            let area = &mut self.areas[usize::from(units.areas[school].0)];
            for (sum, count) in group.into_iter().chain(cluster).chain([area]) {
                *sum += own;
                *count += 1.0;
            }
        }
        for school in (0..visits.len()).filter(|school| open[*school].0) {
            let own = visits[school].expected;
            let mean = |(sum, count): (f64, f64)| if count > 0.0 { sum / count } else { own };
            let of = |sums: &[(f64, f64)], at: Option<u32>| {
                at.and_then(|at| sums.get(at as usize)).map_or(own, |sums| mean(*sums))
            };
            let means = [
                (parts.group[school], of(&self.groups, units.groups[school].0)),
                (parts.cluster[school], of(&self.clusters, units.clusters[school].0)),
                (parts.area[school], mean(self.areas[usize::from(units.areas[school].0)])),
            ];
            visits[school].expected = together(own, &means);
        }
    }
}

/// A score of which parts are those of others; parts beyond the whole are scaled down.
fn together(own: f64, means: &[(Share, f64)]) -> f64 {
    let all: f64 = means.iter().map(|(part, _)| part).sum();
    let others: f64 = means.iter().map(|(part, mean)| part * mean).sum();
    ((1.0 - all).max(0.0) * own + others) / all.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence() -> Evidence {
        Evidence {
            primary: false,
            seen: 0.0,
            unseen: 0.0,
            record: TrackRecord::default(),
            raw_weight: 1.0,
        }
    }

    fn plan(grade: Grade) -> Plan {
        Plan { grade: Some(grade), progress: 0.0, often: 1.0, risk: 0.5, exemption: 0.65 }
    }

    #[test]
    fn a_school_that_is_average_in_all_scores_nought() {
        assert_eq!(score(&Parameters::default(), &evidence()), 0.0);
    }

    #[test]
    fn raw_results_count_as_much_as_their_weight_says() {
        let p = Parameters::default();
        let poor = TrackRecord { progress: 0.0, raw: -2.0 };
        let at = |raw_weight| score(&p, &Evidence { record: poor, raw_weight, ..evidence() });
        assert_eq!(at(0.0), 0.0);
        assert!((at(3.0) - 3.0 * -2.0 * p.raw_secondary).abs() < 1e-12);
    }

    #[test]
    fn grades_lie_between_their_lines() {
        let p = Parameters::default();
        assert_eq!(p.grade(true, 5.0), Grade::Outstanding);
        assert_eq!(p.grade(true, 0.0), Grade::Good);
        assert_eq!(p.grade(false, p.requires_secondary - 0.01), Grade::RequiresImprovement);
        assert_eq!(p.grade(false, -5.0), Grade::Inadequate);
    }

    #[test]
    fn at_the_baseline_each_grade_is_visited_as_published() {
        let p = Parameters::default();
        assert_eq!(chance(&p, &plan(Grade::Good)), p.visit_good);
        assert_eq!(chance(&p, &plan(Grade::RequiresImprovement)), p.visit_requires);
        let spared = chance(&p, &plan(Grade::Outstanding));
        assert!((spared - 0.35 * p.visit_good - 0.65 * p.visit_spared).abs() < 1e-12);
        let twice = Plan { often: 2.0, ..plan(Grade::Good) };
        assert_eq!(chance(&p, &twice), 2.0 * p.visit_good);
    }

    #[test]
    fn without_selection_by_risk_weak_schools_are_seen_like_good_ones() {
        let p = Parameters::default();
        let blind = Plan { risk: 0.0, progress: -2.0, ..plan(Grade::Inadequate) };
        assert!((chance(&p, &blind) - p.visit_good).abs() < 1e-12);
        let keen = Plan { risk: 1.0, ..plan(Grade::RequiresImprovement) };
        let squared = p.visit_requires * p.visit_requires / p.visit_good;
        assert!((chance(&p, &keen) - squared).abs() < 1e-12);
    }

    #[test]
    fn a_judgement_of_several_units_is_their_mean() {
        assert_eq!(together(1.0, &[(0.0, 3.0), (0.0, 5.0)]), 1.0);
        assert_eq!(together(1.0, &[(1.0, 3.0), (0.0, 5.0)]), 3.0);
        assert_eq!(together(1.0, &[(0.25, 3.0), (0.25, 5.0)]), 2.5);
        assert_eq!(together(1.0, &[(1.0, 3.0), (0.5, 6.0), (0.5, 6.0)]), 4.5);
    }

    #[test]
    fn about_one_judgement_in_ten_would_differ_at_a_second_look() {
        let p = Parameters::default();
        let mut words = vec![[0; 8]; 3 * 20_000];
        Seed(3).draws(VISIT).fill(0, 0, &mut words);
        // Progress and raw results go together, and with what is seen, in part.
        let known = 0.9 * p.progress_secondary + 0.5 * p.raw_secondary + 0.6 * p.seen;
        let spread = (known * known + p.unseen * p.unseen).sqrt();
        let other = words.as_chunks::<3>().0.iter().filter(|three| {
            let [own, first, second] = three.map(normal);
            let look = |luck: f64| p.grade(false, spread * own + p.noise * luck);
            look(first) != look(second)
        });
        let share = other.count() as f64 / 20_000.0;
        assert!((0.05..0.15).contains(&share), "{share}");
    }
}
