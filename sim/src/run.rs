//! Builds a world and its schedule, and runs the terms. The only schedule in the code.

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel, SingleThreadedExecutor};

use crate::agent::{AT_7, AT_11, AT_16, GROUPS, TESTS, YEAR_OF_7, YEAR_OF_11};
use crate::draw::Seed;
use crate::math;
use crate::population::{Baseline, Population, Published};
use crate::process::policy::{Levers, Timeline};
use crate::process::record::{AreaSums, FirstTerm, Written};
use crate::process::teaching::school_level;
use crate::process::{
    self, Now, admissions, budget, deployment, learning, results, staffing, strain,
};
use crate::records::Records;
use crate::records::{AreaRows, NationRows, ResultRows, SchoolRows};
use crate::scenario::Scenario;
use crate::term::{TERMS_PER_YEAR, Term};

/// One term.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct OneTerm;

/// A world with its schedule: one run, to be taken term by term.
pub struct Model {
    world: World,
    schedule: Schedule,
    next: Term,
    left: u32,
}

impl Model {
    /// The population on the eve of its first term, under a scenario and a replicate's seed.
    pub fn new(scenario: &Scenario, population: &Population, seed: Seed) -> Self {
        Self::with_schedule(scenario, population, seed, |_| {})
    }

    /// As [`Model::new`], with a last change to the schedule (tests shuffle it).
    pub fn with_schedule(
        scenario: &Scenario,
        population: &Population,
        seed: Seed,
        change: impl FnOnce(&mut Schedule),
    ) -> Self {
        let mut world = World::new();
        population.settle(&mut world);
        let first = scenario.run.first_term();
        insert_resources(&mut world, scenario, population, seed);
        let mut schedule = schedule(&scenario.switched_off);
        change(&mut schedule);
        Self { world, schedule, next: first, left: scenario.run.terms() }
    }

    /// Goes back to the eve of the first term, with another replicate's seed: as a new model of the
    /// same scenario and population would stand, in the same memory.
    pub fn restart(&mut self, scenario: &Scenario, population: &Population, seed: Seed) {
        population.settle_again(&mut self.world);
        insert_resources(&mut self.world, scenario, population, seed);
        self.next = scenario.run.first_term();
        self.left = scenario.run.terms();
    }

    /// Runs one term; false when there is none left.
    pub fn term(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        self.world.insert_resource(Now { term: self.next });
        self.schedule.run(&mut self.world);
        self.next = self.next.plus(1);
        self.left -= 1;
        true
    }

    /// Runs every term that is left.
    pub fn finish(mut self) -> Records {
        while self.term() {}
        self.records()
    }

    /// What has been recorded.
    pub fn records(mut self) -> Records {
        self.take_records()
    }

    /// Takes what has been recorded; the model is to be restarted before its next term.
    pub fn take_records(&mut self) -> Records {
        self.world.remove_resource::<Written>().map(|written| written.0).unwrap_or_default()
    }

    /// Names of the systems in the order in which they run.
    pub fn order(&mut self) -> Vec<String> {
        let _ = self.schedule.initialize(&mut self.world);
        match self.schedule.systems() {
            Ok(systems) => systems.map(|(_, system)| system.name().to_string()).collect(),
            Err(_) => Vec::new(),
        }
    }
}

/// Runs a scenario on a population: what it recorded, term by term.
///
/// The records depend on the scenario, the population and the seed alone.
pub fn run(scenario: &Scenario, population: &Population, seed: Seed) -> Records {
    Model::new(scenario, population, seed).finish()
}

fn insert_resources(world: &mut World, scenario: &Scenario, population: &Population, seed: Seed) {
    let layout = &population.layout;
    process::insert_parameters(world, &scenario.values);
    let learning = learning::Parameters::from_values(&scenario.values);
    world.insert_resource(seed);
    world.insert_resource(FirstTerm(scenario.run.first_term()));
    world.insert_resource(Now { term: scenario.run.first_term() });
    world.insert_resource(Levers::new(&scenario.values, population.len()));
    world.insert_resource(Timeline(scenario.policies.clone()));
    world.insert_resource(learning::Returns::of(&learning));
    world.insert_resource(strain::Spread::new(layout));
    world.insert_resource(deployment::Moving::new(layout));
    let staffing = staffing::Parameters::from_values(&scenario.values);
    world.insert_resource(staffing::Market::new(&staffing, layout, &population.schools.region));
    let admissions = admissions::Parameters::from_values(&scenario.values);
    let desk = admissions::Desk::new(&admissions, &population.journeys, population.len());
    world.insert_resource(desk);
    world.insert_resource(admissions::Geography(population.journeys.clone()));
    world.insert_resource(AreaSums::default());
    world.insert_resource(Written(room_for(scenario, population)));
}

/// Empty records with room for every row of a run.
fn room_for(scenario: &Scenario, population: &Population) -> Records {
    let years = scenario.run.years as usize;
    Records {
        nation: NationRows::with_capacity(scenario.run.terms() as usize),
        areas: AreaRows::with_capacity(years * population.areas()),
        schools: SchoolRows::with_capacity(years * population.len()),
        results: ResultRows::with_capacity(years * population.len()),
    }
}

fn schedule(switched_off: &[&str]) -> Schedule {
    let mut schedule = Schedule::new(OneTerm);
    schedule.set_executor(SingleThreadedExecutor::new());
    schedule.set_build_settings(ScheduleBuildSettings {
        ambiguity_detection: LogLevel::Error,
        ..Default::default()
    });
    process::timetable(&mut schedule, switched_off);
    schedule
}

/// School years in which staff, heads, climate, rolls and reputations settle.
const SETTLING_YEARS: u32 = 10;
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
    let years = SETTLING_YEARS + FILLING_YEARS;
    quiet.run.start = scenario.run.start.saturating_sub(years as u16);
    quiet.run.years = SETTLING_YEARS;
    let mut model = Model::new(&quiet, &population, Seed(population.seed));
    let records = settle(&mut model, &mut population);
    let p = results::Parameters::from_values(&scenario.values);
    population.baseline = settled(&population, &records, &p);
    balance_budgets(&mut population, scenario);
    quiet.run.start += SETTLING_YEARS as u16;
    quiet.run.years = FILLING_YEARS;
    model.restart(&quiet, &population, Seed(population.seed));
    let records = settle(&mut model, &mut population);
    centre(&mut population, &records, &p);
    (population, model)
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
fn settled(population: &Population, records: &Records, p: &results::Parameters) -> Baseline {
    let (nation, before) = (&records.nation, &population.baseline);
    let schools = &population.schools;
    // Recorded expertise, climate and practice count from the constants that held so far.
    let recent_terms = |column: &[f64]| {
        math::mean(column.iter().rev().take(AVERAGED_YEARS * TERMS_PER_YEAR as usize).copied())
    };
    let levels =
        || schools.climate.iter().zip(&schools.practice).map(|(c, p)| school_level(c.0, p));
    Baseline {
        expertise: before.expertise + recent_terms(&nation.staff_expertise),
        learned: math::mean(population.posts.learned.iter().map(|l| l.0.into())),
        turnover: recent(&nation.leaving_rate) + recent(&nation.moving_rate),
        vacancy: recent(&nation.vacancy_rate),
        climate: before.climate + recent_terms(&nation.climate),
        practice: before.practice + recent_terms(&nation.practice),
        school_mean: before.climate
            + before.practice
            + recent_terms(&nation.climate)
            + recent_terms(&nation.practice),
        school_sd: math::standard_deviation(levels()),
        published: [11, 16].map(|age| published(&records.results, age, p)),
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
fn published(results: &ResultRows, age: i64, p: &results::Parameters) -> Published {
    let rows = || lately(results, age);
    let raw = |row: usize| {
        let (poor, rest) = (results.pupils_disadvantaged[row], results.pupils_other[row]);
        let sum = poor * results.measured_disadvantaged[row] + rest * results.measured_other[row];
        sum / (poor + rest)
    };
    let progress = |row: usize| results.progress[row];
    Published {
        raw_mean: math::mean(rows().map(raw)),
        raw_sd: math::standard_deviation(rows().map(raw)),
        progress_mean: math::mean(rows().map(progress)),
        progress_sd: math::standard_deviation(rows().map(progress)),
        gained: gained(results, age, p),
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
    population.take_back(&mut model.world);
    model.take_records()
}

/// Mean of the last yearly values.
fn recent(yearly: &[Option<f64>]) -> f64 {
    math::mean(yearly.iter().rev().flatten().take(AVERAGED_YEARS).copied())
}
