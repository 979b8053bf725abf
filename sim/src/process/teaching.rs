//! Pupils learn: part of a term's gain lasts, the rest is gone by September.
//!
//! What a year group gains against the nation is the school's own part (climate, practice, lasting
//! culture), what its teachers add, what its leaders' effort adds, what money adds, less what turnover,
//! vacancies and disturbance cost. One domain of practice counts for more than the others in each
//! school's context. Life outside school moves the two groups of pupils apart meanwhile.
//! Evidence: the variance budget of school results (`variance-budget`); `teacher-fadeout`,
//! `turnover-effect`, `spend-effect-urban`, `spend-effect-ks4`; gaps by age, `gap-sd`;
//! `fail-effect-secondary` and `league-table-abolition` for effort.
//! Limits: every pupil of a year group gains alike.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::driver::{capacity, collaboration, funding, nation, place};
use crate::math;
use crate::parameters::parameters;
use crate::population::{Baseline, Layout, intake};
use crate::term::Season;
use crate::units::{PupilSd, Share, ThousandPounds};

/// What reaches pupils outside school, and what keeps them from it; money comes through the budget.
pub(crate) const READS: &[Entry] = &[
    place::AREA_SERVICES,
    place::PUPIL_GROWTH,
    nation::LOST_WEEKS,
    collaboration::AREA_PARTNERSHIP,
    funding::PREMIUM,
    capacity::EVIDENCE_SUPPLY,
    capacity::IMPLEMENTATION,
];

parameters! {
    /// How pupils learn.
    pub struct Parameters of "teaching" {
        #[doc = "Gain in a year from one SD of school quality, primary year groups."]
        school_primary: 0.142 in 0.0..=0.5, "pupil SD a year per SD", triangular(0.08, 0.142, 0.15), "variance-budget", B;
        #[doc = "Gain in a year from one SD of school quality, secondary year groups."]
        school_secondary: 0.1075 in 0.0..=0.5, "pupil SD a year per SD", triangular(0.08, 0.1075, 0.15), "variance-budget", B;
        #[doc = "Weight of the domain of practice that counts most in a school's context, beyond the others' 1."]
        context_weight: 1.0 in 0.0..=10.0, "ratio", triangular(0.0, 1.0, 2.0), "assumption", C;
        #[doc = "Gain in a year with each unit of the logarithm of effort that goes to instruction."]
        effort_gain: 0.4 in -1.0..=2.0, "pupil SD a year per log", contested(0.2, -0.05, 0.4, 0.6), "fail-effect-secondary", C;
        #[doc = "Loss in the year of a change of structure."]
        churn_loss: 0.03 in -0.1..=1.0, "pupil SD a year", triangular(0.0, 0.03, 0.1), "inspection-year-cost", C;
        #[doc = "Loss with each week of teaching that is lost."]
        week_loss: 0.008 in 0.0..=0.1, "pupil SD per week", triangular(0.003, 0.008, 0.015), "assumption", C;
        #[doc = "How much less disadvantaged pupils drift apart in a year with each SD of practice for their inclusion."]
        inclusion_gain: 0.002 in -0.05..=0.05, "pupil SD a year", contested(0.4, -0.002, 0.002, 0.008), "pp-effect", C;
        #[doc = "The same with each further £1,000 for a disadvantaged pupil that is spent by evidence."]
        premium_gain: 0.01 in -0.05..=0.1, "pupil SD a year", contested(0.4, -0.01, 0.01, 0.03), "pp-effect", C;
        #[doc = "Share of what lost weeks cost that a convened area partnership at full strength makes up."]
        area_coordination: 0.2 in -1.0..=1.0, "share", contested(0.4, -0.1, 0.2, 0.5), "assumption", C;
        #[doc = "Strength of services, in SD of areas, that a programme for the area brings when it is at full strength."]
        programme_services: 1.0 in -3.0..=3.0, "SD of areas", contested(0.3, -0.3, 1.0, 2.0), "opportunity-areas", C;
        #[doc = "Share of the variance of school quality that is lasting culture and place."]
        culture_share: 0.0 in 0.0..=1.0, "share", triangular(0.0, 0.0, 0.3), "variance-budget", C;
        #[doc = "Share of a gain that lasts beyond the year."]
        lasting_share: 0.25 in 0.0..=1.0, "share", triangular(0.10, 0.25, 0.50), "teacher-fadeout", A;
        #[doc = "Gain in a year from a thousand pounds more for each pupil, primary year groups."]
        money_primary: 0.06 in -0.1..=0.3, "pupil SD a year per £1,000", contested(0.1, -0.01, 0.06, 0.08), "spend-effect-urban", B;
        #[doc = "Gain in a year from a thousand pounds more for each pupil, secondary year groups."]
        money_secondary: 0.015 in -0.1..=0.3, "pupil SD a year per £1,000", contested(0.2, -0.01, 0.015, 0.03), "spend-effect-ks4", C;
        #[doc = "Loss in a year when the whole staff is new."]
        turnover_loss: 0.10 in -0.1..=1.0, "pupil SD a year per share of posts", triangular(0.0, 0.10, 0.3), "turnover-effect", C;
        #[doc = "Loss in a year when every post is covered by supply teachers."]
        vacancy_loss: 0.05 in -0.1..=1.0, "pupil SD a year per share of posts", triangular(0.0, 0.05, 0.1), "assumption", C;
        #[doc = "Yearly drift of disadvantaged pupils that one SD of services outside school takes away."]
        services_gain: 0.01 in -0.1..=0.1, "pupil SD a year per SD", contested(0.4, -0.01, 0.01, 0.03), "opportunity-areas", C;
    }
}

/// Domain of practice that stands for inclusion and disadvantaged pupils.
const INCLUSION: usize = 3;

/// One term of teaching for every year group of every school.
pub(super) fn run(
    now: Res<Now>,
    p: Res<Parameters>,
    intake_parameters: Res<intake::Parameters>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    mut schools: Query<(
        (&Climate, &Practice, &CountsMost, &Culture, &StaffTurnover, &StaffPlan),
        (&Attention, &Effort, &Churn, &AreaProgramme),
        (&Finance, &AreaGrowth, &mut YearGain, &mut SchoolPart),
    )>,
    posts: Query<(&Expertise, &Lessons)>,
    mut cohorts: Query<(&YearGroup, &Pupils, &mut Outside, &mut Lasting, &mut Passing)>,
) {
    let Some((
        (climate, practice, counts_most, culture, turnover, plans),
        (attention, efforts, churn, programmes),
        (finances, growth, mut gains, mut parts),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((expertise, lessons)) = rows(posts.contiguous_iter()) else { return };
    let Some((years, pupils, mut outside, mut lasting, mut passing)) =
        rows(cohorts.contiguous_iter_mut())
    else {
        return;
    };
    let (gains, parts) = (gains.bypass_change_detection(), parts.bypass_change_detection());
    let outside = outside.bypass_change_detection();
    let (lasting, passing) = (lasting.bypass_change_detection(), passing.bypass_change_detection());
    let services = levers.of(&place::AREA_SERVICES);
    let families = levers.of(&place::PUPIL_GROWTH);
    let weeks = levers.of(&nation::LOST_WEEKS);
    let convened = levers.of(&collaboration::AREA_PARTNERSHIP);
    let premium = levers.of(&funding::PREMIUM);
    let (evidence, used) =
        (levers.of(&capacity::EVIDENCE_SUPPLY), levers.of(&capacity::IMPLEMENTATION));
    let usual = &baseline.leadership;
    let season = now.term.season();
    for school in 0..layout.schools() {
        let staff = layout.posts(school);
        let groups = layout.cohorts(school);
        let level = level(&p, climate[school].0, &practice[school], counts_most[school]);
        let quality = quality(&p, &baseline, level, culture[school].0);
        let instruction = math::ln(efforts[school].0 * attention[school].0[INSTRUCTION]);
        let losses = losses(&p, &baseline, &turnover[school], staff.len())
            - p.effort_gain * (instruction - usual.instruction)
            + p.churn_loss * (churn[school].0 - usual.churn)
            + p.week_loss * weeks[school] * (1.0 - p.area_coordination * convened[school]);
        let services = services[school] + p.programme_services * programmes[school].0;
        let targeted = p.inclusion_gain * (practice[school].0[INCLUSION] - baseline.practice)
            + p.premium_gain * (premium[school] - funding::PREMIUM.default) / 1000.0
                * evidence[school]
                * used[school];
        let classes = usize::from(plans[school].class_posts);
        let taught = taught(&expertise[staff.clone()], &lessons[staff], classes);
        let money = finances[school].resources;
        let (mut gained, mut school_part, mut heads) = (0.0, 0.0, 0.0);
        for (row, group) in groups.enumerate() {
            let year = years[group].0;
            let part = gain(&p, year, quality, money, losses);
            let term = (part + taught[row] - baseline.expertise) / 3.0;
            lasting[group].0 += p.lasting_share * term;
            passing[group].0 += (1.0 - p.lasting_share) * term;
            let drift = intake::drift_in(&intake_parameters, year) / 3.0;
            move_apart(
                &mut outside[group],
                drift,
                (p.services_gain * services + targeted) / 3.0,
                (growth_in(&growth[school], year) + families[school]) / 3.0,
                &baseline,
            );
            let count = pupils[group].0[DISADVANTAGED] + pupils[group].0[OTHER];
            gained += term * count;
            school_part += part * count;
            heads += count;
        }
        let this_term = math::ratio(gained, heads);
        gains[school].0 =
            if season == Season::Autumn { this_term } else { gains[school].0 + this_term };
        parts[school].0 = math::ratio(school_part, heads);
    }
}

/// School quality in SD across schools: climate and mean practice, and lasting culture, weighted so
/// that the whole has SD 1.
fn quality(p: &Parameters, baseline: &Baseline, level: f64, culture: f64) -> f64 {
    let standard = baseline.in_school_sd(level);
    (1.0 - p.culture_share).sqrt() * standard + p.culture_share.sqrt() * culture
}

/// Climate plus mean practice, the domain that counts most weighted as it counts, before
/// standardising.
pub(crate) fn level(
    p: &Parameters,
    climate: f64,
    practice: &Practice,
    counts_most: CountsMost,
) -> f64 {
    let most = practice.0[usize::from(counts_most.0)];
    let sum = practice.0.iter().sum::<f64>() + p.context_weight * most;
    climate + sum / (DOMAINS as f64 + p.context_weight)
}

/// What turnover and vacancies beyond the base year's cost [pupil SD a year].
fn losses(p: &Parameters, baseline: &Baseline, turnover: &StaffTurnover, posts: usize) -> PupilSd {
    let posts = posts as f64;
    let moved: Share = f64::from(turnover.left + turnover.moved) / posts;
    let vacant: Share = f64::from(turnover.vacant) / posts;
    p.turnover_loss * (moved - baseline.turnover) + p.vacancy_loss * (vacant - baseline.vacancy)
}

/// Gain of a year group in a year against the nation, its teachers apart [pupil SD a year].
fn gain(p: &Parameters, year: u8, quality: f64, money: ThousandPounds, losses: PupilSd) -> PupilSd {
    let (per_sd, per_money) = if year <= YEAR_OF_11 {
        (p.school_primary, p.money_primary)
    } else {
        (p.school_secondary, p.money_secondary)
    };
    per_sd * quality + per_money * money - losses
}

/// Expertise that each year group of a school meets [pupil SD a year], in the order of its rows.
///
/// Subject teachers, who come after the class teachers, all start at the same year group.
fn taught(
    expertise: &[Expertise],
    lessons: &[Lessons],
    class_posts: usize,
) -> [PupilSd; YEAR_GROUPS + LESSON_SPAN] {
    let mut sums = [0.0; YEAR_GROUPS + LESSON_SPAN];
    let (classes, subjects) = lessons.split_at(class_posts);
    let (class_staff, subject_staff) = expertise.split_at(class_posts);
    for (e, lessons) in class_staff.iter().zip(classes) {
        let first = usize::from(lessons.first).min(YEAR_GROUPS);
        sums[first] += f64::from(lessons.share[0] * e.0);
        // Only in the smallest schools has a teacher more than one year group.
        if lessons.share[1] > 0.0 {
            for (sum, share) in sums[first + 1..].iter_mut().zip(&lessons.share[1..]) {
                *sum += f64::from(*share * e.0);
            }
        }
    }
    // At most a few hundred shares that add up to 1: single precision loses nothing that counts.
    let mut met = [0.0_f32; LESSON_SPAN];
    for (e, lessons) in subject_staff.iter().zip(subjects) {
        for (sum, share) in met.iter_mut().zip(lessons.share) {
            *sum += share * e.0;
        }
    }
    if let Some(lessons) = subjects.first() {
        let first = usize::from(lessons.first).min(YEAR_GROUPS);
        for (sum, met) in sums[first..].iter_mut().zip(met) {
            *sum += f64::from(met);
        }
    }
    sums
}

/// What life outside school does to a year group: moves its two groups apart by `drift`, the
/// disadvantaged up by what services take away, and all by the growth of the area's pupils.
fn move_apart(
    outside: &mut Outside,
    drift: PupilSd,
    services: PupilSd,
    growth: PupilSd,
    baseline: &Baseline,
) {
    let apart = intake::around_the_mean(drift, baseline.disadvantaged);
    outside.0[DISADVANTAGED] += apart[DISADVANTAGED] + services + growth;
    outside.0[OTHER] += apart[OTHER] + growth;
}

/// Growth of the area's pupils in year group `year` [pupil SD a year]: none before the tests at 7.
fn growth_in(area: &AreaGrowth, year: u8) -> PupilSd {
    match year {
        0..=YEAR_OF_7 => 0.0,
        intake::AFTER_7..=YEAR_OF_11 => area.0[0],
        _ => area.0[1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_adds_what_its_phase_says() {
        let p = Parameters::default();
        assert!((gain(&p, 3, 0.0, 1.0, 0.0) - p.money_primary).abs() < 1e-15);
        assert!((gain(&p, 9, 0.0, 2.0, 0.0) - 2.0 * p.money_secondary).abs() < 1e-15);
    }

    #[test]
    fn quality_of_an_average_school_is_zero_and_of_one_sd_better_practice_and_climate_in_proportion()
     {
        let p = Parameters { culture_share: 0.12, ..Parameters::default() };
        let baseline = Baseline { school_sd: 1.6, ..Baseline::default() };
        assert_eq!(quality(&p, &baseline, 0.0, 0.0), 0.0);
        assert!((quality(&p, &baseline, 1.6, 0.0) - 0.88_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_domain_that_counts_most_counts_as_its_weight_says() {
        let practice = Practice([2.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        for (weight, expected) in [(0.0, 2.0 / 6.0), (1.0, 4.0 / 7.0)] {
            let p = Parameters { context_weight: weight, ..Parameters::default() };
            assert!((level(&p, 0.5, &practice, CountsMost(0)) - 0.5 - expected).abs() < 1e-12);
        }
        let p = Parameters::default();
        assert!((level(&p, 0.0, &practice, CountsMost(3)) - 2.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn turnover_at_the_base_years_rate_costs_nothing() {
        let p = Parameters::default();
        let baseline = Baseline { turnover: 0.2, vacancy: 0.1, ..Baseline::default() };
        let usual = StaffTurnover { left: 1, moved: 1, vacant: 1, frozen: 0 };
        assert!(losses(&p, &baseline, &usual, 10).abs() < 1e-15);
        let double = StaffTurnover { left: 2, moved: 2, vacant: 1, frozen: 0 };
        assert!((losses(&p, &baseline, &double, 10) - 0.2 * p.turnover_loss).abs() < 1e-15);
    }

    #[test]
    fn services_raise_disadvantaged_pupils_only() {
        let baseline = Baseline { disadvantaged: 0.3, ..Baseline::default() };
        let mut outside = Outside([0.0, 0.0]);
        move_apart(&mut outside, 0.0, 0.01, 0.0, &baseline);
        assert_eq!(outside.0, [0.01, 0.0]);
    }

    #[test]
    fn an_areas_growth_raises_both_groups_between_its_tests_only() {
        let area = AreaGrowth([0.02, -0.03]);
        assert_eq!(
            [2, 3, 6, 7, 11].map(|year| growth_in(&area, year)),
            [0.0, 0.02, 0.02, -0.03, -0.03]
        );
    }

    #[test]
    fn a_year_group_meets_the_mean_of_its_teachers_by_share() {
        let half = Lessons { first: 1, share: [0.5, 0.0, 0.0, 0.0, 0.0], ..Lessons::default() };
        for class_posts in [0, 2] {
            let sums = taught(&[Expertise(0.2), Expertise(0.4)], &[half, half], class_posts);
            assert!((sums[1] - 0.3).abs() < 1e-7);
            assert_eq!(sums[0], 0.0);
        }
    }

    #[test]
    fn a_teacher_of_several_year_groups_reaches_each_of_them() {
        let mixed = Lessons { first: 3, share: [1.0, 1.0, 1.0, 0.0, 0.0], ..Lessons::default() };
        let sums = taught(&[Expertise(0.2)], &[mixed], 1);
        let own = f64::from(0.2_f32);
        assert_eq!(sums[2..7], [0.0, own, own, own, 0.0]);
    }
}
