//! Settles a population before its first term: the quiet years, and the constants of the base year.

use crate::agent::{
    AT_7, AT_11, AT_16, COMPETITION, COMPLIANCE, DOMAINS, Disadvantage, GROUPS, INSTRUCTION,
    Priorities, TESTS, YEAR_OF_7, YEAR_OF_11,
};
use crate::draw::Seed;
use crate::math;
use crate::population::{Baseline, Leadership, Population, Published};
use crate::process::{budget, improvement, results, teaching};
use crate::records::{Records, ResultRows};
use crate::run::Model;
use crate::scenario::Scenario;
use crate::term::TERMS_PER_YEAR;

/// School years in which what weighs on leaders finds its level.
const FINDING_YEARS: u32 = 3;
/// How often it is found anew: each level depends on the others.
const FINDINGS: u32 = 3;
/// School years in which staff, heads, climate, rolls and reputations settle.
const SETTLING_YEARS: u32 = 6;
/// School years in which gains fill the longest way through school, from reception to year 11.
const FILLING_YEARS: u32 = 14;
/// Last years over which the constants of the base year are taken.
const AVERAGED_YEARS: usize = 4;

/// Settles a population before its first term, and fixes the constants of the base year.
///
/// The scenario's parameters hold, its levers stay at their baseline and its policies wait: every
/// scenario with the same parameters shares the settled population.
pub fn burn_in(population: Population, scenario: &Scenario) -> Population {
    burn_in_keeping_world(population, scenario).0
}

/// As [`burn_in`], and the world in which the population settled, to be restarted for a first
/// replicate in the memory that it has.
pub fn burn_in_keeping_world(
    mut population: Population,
    scenario: &Scenario,
) -> (Population, Model) {
    let mut quiet = scenario.clone();
    quiet.policies.clear();
    quiet.values.reset_levers();
    let years = FINDINGS * FINDING_YEARS + SETTLING_YEARS + FILLING_YEARS;
    let start = scenario.run.start.saturating_sub(years as u16);
    (quiet.run.start, quiet.run.years) = (start, FINDING_YEARS);
    let mut model = Model::new(&quiet, &population, Seed(population.seed));
    model.quiet();
    settle(&mut model, &mut population);
    population.baseline.leadership = leadership(&population);
    for _ in 1..FINDINGS {
        settle_on(&mut model, &mut population, &mut quiet, FINDING_YEARS);
        population.baseline.leadership = leadership(&population);
    }
    let p = results::Parameters::from_values(&scenario.values);
    let records = settle_on(&mut model, &mut population, &mut quiet, SETTLING_YEARS);
    population.baseline = settled(&population, &records, &p, scenario);
    balance_budgets(&mut population, scenario);
    let records = settle_on(&mut model, &mut population, &mut quiet, FILLING_YEARS);
    centre(&mut population, &records, &p);
    (population, model)
}

/// Lets more quiet years pass.
fn settle_on(
    model: &mut Model,
    population: &mut Population,
    quiet: &mut Scenario,
    years: u32,
) -> Records {
    quiet.run.start = quiet.run.start.saturating_add(quiet.run.years as u16);
    quiet.run.years = years;
    model.restart(quiet, population, Seed(population.seed));
    model.quiet();
    settle(model, population)
}

/// Means over schools of what leaders do, and of what weighs on them, at the end of the last year.
fn leadership(population: &Population) -> Leadership {
    let schools = &population.schools;
    let mean = |of: &dyn Fn(usize) -> f64| math::mean((0..population.len()).map(of));
    let effort = |school: usize, activity: usize| {
        schools.effort[school].0 * schools.attention[school].0[activity]
    };
    let push = |school: usize| {
        let Priorities { chosen, push } = schools.priorities[school];
        let many = f64::from(chosen.count_ones());
        (many * push + (DOMAINS as f64 - many) * improvement::UNATTENDED) / DOMAINS as f64
    };
    Leadership {
        pressure: mean(&|school| schools.pressure[school].accountability),
        threat: mean(&|school| schools.pressure[school].competition),
        instruction: mean(&|school| math::ln(effort(school, INSTRUCTION))),
        compliance: mean(&|school| effort(school, COMPLIANCE)),
        competition: mean(&|school| effort(school, COMPETITION)),
        push: mean(&push),
        bias: mean(&|school| schools.evaluation[school].bias),
        churn: mean(&|school| schools.churn[school].0),
        burden: mean(&|school| schools.exchange[school].burden),
        conformity: mean(&|school| schools.exchange[school].conformity),
        tips: mean(&|school| schools.preparation[school].tips),
        tuning: mean(&|school| schools.preparation[school].tuning),
    }
}

/// From here on results count from the base year's means: the means themselves, and every number
/// that still carries them.
fn centre(population: &mut Population, records: &Records, p: &results::Parameters) {
    let means = attainment(population, records);
    population.baseline.attainment = means;
    let cohorts = &mut population.cohorts;
    for (year, prior) in cohorts.year.iter().zip(&mut cohorts.prior) {
        // Whoever has sat a test carries what it said then.
        let mean = match year.0 {
            sat if sat >= YEAR_OF_11 => means[AT_11],
            sat if sat >= YEAR_OF_7 => means[AT_7],
            _ => continue,
        };
        prior.measured.iter_mut().for_each(|measured| *measured -= mean);
    }
    for (stage, age) in [11, 16].into_iter().enumerate() {
        let (now, before) = (means[AT_11 + stage], means[AT_7 + stage]);
        let published = &mut population.baseline.published[stage];
        published.raw_mean -= now;
        published.raw_pupils -= now;
        published.gained = gained(&records.results, age, p) - now + p.prior_slope * before;
    }
}

/// Mean over pupils of the result less the slope times the earlier result, last years.
fn gained(results: &ResultRows, age: i64, p: &results::Parameters) -> f64 {
    let (mut sum, mut pupils) = (0.0, 0.0);
    for row in lately(results, age) {
        for (n, measured, prior) in [
            (
                results.pupils_disadvantaged[row],
                results.measured_disadvantaged[row],
                results.prior_disadvantaged[row],
            ),
            (results.pupils_other[row], results.measured_other[row], results.prior_other[row]),
        ] {
            sum += n * (measured - p.prior_slope * prior);
            pupils += n;
        }
    }
    math::ratio(sum, pupils)
}

/// Rows of the last years' results at an age.
fn lately(results: &ResultRows, age: i64) -> impl Iterator<Item = usize> + Clone + '_ {
    let last = results.school_year.last().copied().unwrap_or_default();
    (0..results.age.len())
        .filter(move |row| results.age[*row] == age)
        .filter(move |row| results.school_year[*row] > last - AVERAGED_YEARS as i64)
}

/// The constants of the base year that hold once staff, heads and rolls have settled.
fn settled(
    population: &Population,
    records: &Records,
    p: &results::Parameters,
    scenario: &Scenario,
) -> Baseline {
    let teaching = teaching::Parameters::from_values(&scenario.values);
    let (nation, before) = (&records.nation, &population.baseline);
    let schools = &population.schools;
    // Recorded expertise, climate and practice count from the constants that held so far.
    let recent_terms = |column: &[f64]| {
        math::mean(column.iter().rev().take(AVERAGED_YEARS * TERMS_PER_YEAR as usize).copied())
    };
    let level = |school: usize| {
        let (climate, practice) = (schools.climate[school].0, &schools.practice[school]);
        teaching::level(&teaching, climate, practice, schools.counts_most[school])
    };
    let levels = || (0..population.len()).map(level);
    Baseline {
        expertise: before.expertise + recent_terms(&nation.staff_expertise),
        learned: math::mean(population.posts.learned.iter().map(|l| l.0.into())),
        turnover: recent(&nation.leaving_rate) + recent(&nation.moving_rate),
        vacancy: recent(&nation.vacancy_rate),
        climate: before.climate + recent_terms(&nation.climate),
        practice: before.practice + recent_terms(&nation.practice),
        school_mean: math::mean(levels()),
        school_sd: math::standard_deviation(levels()),
        published: [11, 16].map(|age| published(&records.results, age, p, &schools.disadvantage)),
        leadership: leadership(population),
        ..*before
    }
}

/// The base year's budgets balance on the rolls that the schools have by then.
fn balance_budgets(population: &mut Population, scenario: &Scenario) {
    let p = budget::Parameters::from_values(&scenario.values);
    let schools = &mut population.schools;
    for school in 0..schools.id.len() {
        let roll = f64::from(schools.roll[school].0.max(1));
        let share = schools.disadvantaged[school].0;
        let posts = population.layout.posts(school).len() as f64;
        schools.finance[school] = budget::balanced(&p, schools.phase[school], roll, share, posts);
    }
    population.baseline.resources = budget::mean_resources(schools);
}

/// Mean and spread between schools of the last years' published results.
fn published(
    results: &ResultRows,
    age: i64,
    p: &results::Parameters,
    disadvantage: &[Disadvantage],
) -> Published {
    let poverty = |row: usize| disadvantage[results.school_id[row] as usize].0;
    let rows = || lately(results, age);
    let raw = |row: usize| {
        let (poor, rest) = (results.pupils_disadvantaged[row], results.pupils_other[row]);
        let sum = poor * results.measured_disadvantaged[row] + rest * results.measured_other[row];
        sum / (poor + rest)
    };
    let progress = |row: usize| results.progress[row];
    let pupils = |row: usize| results.pupils_disadvantaged[row] + results.pupils_other[row];
    let by_pupil = |of: &dyn Fn(usize) -> f64| {
        math::ratio(rows().map(|row| pupils(row) * of(row)).sum(), rows().map(pupils).sum())
    };
    let (raw_sd, progress_sd) =
        (math::standard_deviation(rows().map(raw)), math::standard_deviation(rows().map(progress)));
    let by_poverty = |of: &dyn Fn(usize) -> f64| {
        let (mean, at) = (math::mean(rows().map(of)), math::mean(rows().map(poverty)));
        let together = rows().map(|row| (of(row) - mean) * (poverty(row) - at)).sum();
        math::ratio(together, rows().map(|row| (poverty(row) - at) * (poverty(row) - at)).sum())
    };
    Published {
        raw_mean: math::mean(rows().map(raw)),
        raw_sd,
        progress_mean: math::mean(rows().map(progress)),
        progress_sd,
        gained: gained(results, age, p),
        raw_pupils: by_pupil(&raw),
        raw_by_poverty: math::ratio(by_poverty(&raw), raw_sd),
        progress_by_poverty: math::ratio(by_poverty(&progress), progress_sd),
    }
}

/// Mean attainment at 7, 11 and 16 before centring. Nothing is recorded at 7: the state at the end
/// of the last year tells it, and progress does not depend on it.
fn attainment(population: &Population, records: &Records) -> [f64; TESTS] {
    let cohorts = &population.cohorts;
    let (mut sum, mut pupils) = (0.0, 0.0);
    for row in (0..cohorts.year.len()).filter(|row| cohorts.year[*row].0 == YEAR_OF_7) {
        let common = cohorts.intake[row].0 + cohorts.lasting[row].0 + cohorts.passing[row].0;
        for group in 0..GROUPS {
            let count = cohorts.pupils[row].0[group];
            sum += count * (common + cohorts.outside[row].0[group]);
            pupils += count;
        }
    }
    let mut attainment = [math::ratio(sum, pupils); TESTS];
    attainment[AT_11] = recent(&records.nation.attainment_11);
    attainment[AT_16] = recent(&records.nation.attainment_16);
    attainment
}

/// Runs the quiet years and takes the state they lead to.
fn settle(model: &mut Model, population: &mut Population) -> Records {
    while model.term() {}
    model.give_back(population);
    model.take_records()
}

/// Mean of the last yearly values.
fn recent(yearly: &[Option<f64>]) -> f64 {
    math::mean(yearly.iter().rev().flatten().take(AVERAGED_YEARS).copied())
}
