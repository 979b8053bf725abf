//! Builds a world and its schedule, and runs the terms. The only schedule in the code.

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel, SingleThreadedExecutor};

use crate::concentration::{Concentration, Fifths};
use crate::draw::Seed;
use crate::groups::Groups;
use crate::population::{Known, Layout, Population, Sites, sites_needed, with_sites};
use crate::process::policy::{Levers, Timeline};
use crate::process::record::{AreaSums, FirstTerm, Written};
use crate::process::{
    self, Now, admissions, clusters, deployment, hubs, inspection, joint_work, learning, staffing,
    strain, system_leaders,
};
use crate::records::{
    AreaRows, FifthRows, GroupRows, NationRows, PolicyRows, ReachRows, Records, ResultRows,
    SchoolRows, TieRows,
};
use crate::scenario::Scenario;
use crate::standpoint::Standpoints;
use crate::term::Term;

/// One term.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct OneTerm;

/// A world with its schedule: one run, to be taken term by term.
pub struct Model {
    world: World,
    schedule: Schedule,
    next: Term,
    left: u32,
    /// Whether the world has sites for new schools.
    has_sites: bool,
    /// Processes left out of the schedule.
    switched_off: Vec<&'static str>,
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
        let extended = with_sites(population, scenario);
        let has_sites = extended.is_some();
        let no_sites = Sites::none(population.len());
        let (population, sites) =
            extended.as_ref().map_or((population, no_sites), |(all, sites)| (all, *sites));
        population.settle(&mut world);
        let first = scenario.run.first_term();
        insert_resources(&mut world, scenario, population, sites, seed);
        let mut schedule = schedule(&scenario.switched_off);
        change(&mut schedule);
        let switched_off = scenario.switched_off.clone();
        Self { world, schedule, next: first, left: scenario.run.terms(), has_sites, switched_off }
    }

    /// Goes back to the eve of a first term: as a new model of this scenario, population and seed would
    /// stand, in the same memory.
    ///
    /// The memory is taken anew where the scenario opens new schools (their sites need rows) or leaves
    /// out other processes than before, and where the population has another layout.
    pub fn restart(&mut self, scenario: &Scenario, population: &Population, seed: Seed) {
        if self.has_sites || !self.fits(scenario, population) {
            *self = Self::new(scenario, population, seed);
            return;
        }
        population.settle_again(&mut self.world);
        let sites = Sites::none(population.len());
        insert_resources(&mut self.world, scenario, population, sites, seed);
        self.next = scenario.run.first_term();
        self.left = scenario.run.terms();
    }

    /// Whether the world and its schedule serve this scenario and population too.
    fn fits(&self, scenario: &Scenario, population: &Population) -> bool {
        self.switched_off == scenario.switched_off
            && self.world.get_resource::<Layout>() == Some(&population.layout)
            && sites_needed(population, scenario) == 0
    }

    /// As the quiet years before a first term pass: without the rows of schools, which are large and which
    /// nobody needs, and with every trust and federation as it stands.
    pub(crate) fn quiet(&mut self) {
        self.world.resource_mut::<Groups>().still = true;
        self.world.insert_resource(Written {
            records: Records::default(),
            schools: false,
            ties: false,
        });
    }

    /// Runs one term; false when there is none left.
    pub fn term(&mut self) -> bool {
        if self.begin_term().is_none() {
            return false;
        }
        self.schedule.run(&mut self.world);
        true
    }

    /// Opens the next term and leaves it to the caller to run its processes; none when there is none left.
    pub(crate) fn begin_term(&mut self) -> Option<Term> {
        if self.left == 0 {
            return None;
        }
        let term = self.next;
        self.world.insert_resource(Now { term });
        self.next = term.plus(1);
        self.left -= 1;
        Some(term)
    }

    /// The world, for whoever takes it through a term process by process.
    pub(crate) fn world(&mut self) -> &mut World {
        &mut self.world
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
        self.world.remove_resource::<Written>().map(|written| written.records).unwrap_or_default()
    }

    /// Takes the state of the world back into the population from which it was made.
    pub(crate) fn give_back(&mut self, population: &mut Population) {
        population.take_back(&mut self.world);
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

fn insert_resources(
    world: &mut World,
    scenario: &Scenario,
    population: &Population,
    sites: Sites,
    seed: Seed,
) {
    let layout = &population.layout;
    process::insert_parameters(world, &scenario.values);
    let learning = learning::Parameters::from_values(&scenario.values);
    world.insert_resource(seed);
    world.insert_resource(FirstTerm(scenario.run.first_term()));
    world.insert_resource(Now { term: scenario.run.first_term() });
    let levers = Levers::new(&scenario.values, population.len());
    world.insert_resource(Timeline::new(&scenario.policies, &levers, population));
    world.insert_resource(levers);
    world.insert_resource(learning::Returns::of(&learning));
    world.insert_resource(strain::Spread::new(layout));
    world.insert_resource(deployment::Moving::new(layout));
    let staffing = staffing::Parameters::from_values(&scenario.values);
    let schools = &population.schools;
    let market = staffing::Market::new(&staffing, layout, schools, population.groups.len());
    world.insert_resource(market);
    world.insert_resource(staffing::Remoteness::of(
        &population.journeys,
        &schools.phase,
        &schools.open,
    ));
    world.insert_resource(inspection::Panels::new(population.len(), population.groups.len()));
    world.insert_resource(Concentration::new(population));
    world.insert_resource(Fifths::of(population));
    world.insert_resource(sites);
    let admissions = admissions::Parameters::from_values(&scenario.values);
    let desk = admissions::Desk::new(&admissions, &population.journeys, population.len());
    world.insert_resource(desk);
    world.insert_resource(admissions::Geography(population.journeys.clone()));
    world.insert_resource(Known(population.contacts.clone()));
    world.insert_resource(joint_work::Workshop::new(population.len()));
    world.insert_resource(Groups::of(population));
    world.insert_resource(system_leaders::Corps::new(&schools.region));
    world.insert_resource(hubs::Offices::new(&schools.region));
    world.insert_resource(clusters::Sizes::new(population.len()));
    world.insert_resource(Standpoints::new(population.len()));
    world.insert_resource(AreaSums::default());
    let records = room_for(scenario, population);
    world.insert_resource(Written { records, schools: true, ties: scenario.run.ties });
}

/// Empty records with room for every row of a run.
fn room_for(scenario: &Scenario, population: &Population) -> Records {
    let years = scenario.run.years as usize;
    Records {
        nation: NationRows::with_capacity(scenario.run.terms() as usize),
        areas: AreaRows::with_capacity(years * population.areas()),
        schools: SchoolRows::with_capacity(years * population.len()),
        results: ResultRows::with_capacity(years * population.len()),
        fifths: FifthRows::with_capacity(years * 10),
        reach: ReachRows::with_capacity(years * 24),
        groups: GroupRows::with_capacity(years * population.groups.len()),
        ties: TieRows::default(),
        policies: PolicyRows::default(),
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
