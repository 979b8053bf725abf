//! The timetable: what happens in a term, in which order. The model's table of contents.

pub mod deployment;
pub mod enrolment;
pub mod learning;
pub mod policy;
pub mod record;
pub mod staffing;
pub mod strain;
pub mod teaching;

use bevy_ecs::prelude::*;

use crate::catalogue::{Entry, Kind, Values};
use crate::population::intake;
use crate::term::{Season, Term};

/// The parts of a term, in order.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// The timeline sets this term's levers.
    Set,
    /// The school year opens.
    Open,
    /// Teachers learn, tire and teach.
    Work,
    /// Staff come and go.
    Move,
    /// The rows are written.
    Record,
}

impl Phase {
    /// When the phase runs, in words.
    pub fn when(self) -> &'static str {
        match self {
            Phase::Set | Phase::Work | Phase::Record => "every term",
            Phase::Open => "autumn",
            Phase::Move => "summer",
        }
    }
}

/// One process of the timetable.
#[derive(Clone, Copy, Debug)]
pub struct Process {
    /// Its name: file, module and prefix of its parameters.
    pub name: &'static str,
    /// The part of the term in which it runs.
    pub phase: Phase,
    /// What happens, in a sentence.
    pub sentence: &'static str,
    /// The levers that it reads.
    pub levers: &'static [Entry],
    /// Its parameters.
    pub parameters: &'static [Entry],
}

/// Declares the timetable: the list of processes, their parameters and the ordered schedule.
macro_rules! processes {
    ($( $phase:ident: $( $module:ident $sentence:literal ),* ; )*) => {
        /// Every process, in the order in which they run.
        pub const TIMETABLE: &[Process] = &[$($(
            Process {
                name: stringify!($module),
                phase: Phase::$phase,
                sentence: $sentence,
                levers: $module::READS,
                parameters: $module::Parameters::ENTRIES,
            },
        )*)*];

        /// Puts every process's parameters into the world.
        pub(crate) fn insert_parameters(world: &mut World, values: &Values) {
            $($( world.insert_resource($module::Parameters::from_values(values)); )*)*
            world.insert_resource(intake::Parameters::from_values(values));
        }

        /// Adds every process that is not switched off, in order.
        pub(crate) fn timetable(schedule: &mut Schedule, switched_off: &[&str]) {
            schedule.configure_sets(($(Phase::$phase),*).chain());
            schedule.configure_sets(Phase::Open.run_if(in_autumn));
            schedule.configure_sets(Phase::Move.run_if(in_summer));
            $( add_in_order!(schedule, switched_off, $phase, $($module),*); )*
        }
    };
}

/// Adds the systems of one phase, each after the one before it.
macro_rules! add_in_order {
    ($schedule:ident, $off:ident, $phase:ident, $($module:ident),*) => {
        // A process that is switched off leaves its place empty; the others keep their order.
        $schedule.add_systems(
            ($($module::run.run_if(switched_on(!$off.contains(&stringify!($module))))),*,)
                .chain()
                .in_set(Phase::$phase),
        );
    };
}

processes! {
    Set: policy "The timeline of policies sets this term's levers, school by school.";
    Open: enrolment "Pupils move up a year and new entrants arrive.",
        deployment "Heads decide who teaches which year group.";
    Work: learning "Teachers learn from experience, development and colleagues, and forget.",
        strain "Pressure and workload strain teachers, climate relieves them; commitment follows.",
        teaching "Pupils learn: some of the gain lasts, some is gone by September.";
    Move: staffing "Teachers leave, move and are replaced, where somebody applies.";
    Record: record "The term's rows are written.";
}

/// The term that is running.
#[derive(Resource, Clone, Copy, Debug)]
pub(crate) struct Now {
    /// The term.
    pub(crate) term: Term,
}

impl Now {
    /// The term's number in the address of a draw.
    pub(crate) fn address(&self) -> u32 {
        self.term.absolute()
    }
}

fn in_autumn(now: Res<Now>) -> bool {
    now.term.season() == Season::Autumn
}

fn in_summer(now: Res<Now>) -> bool {
    now.term.season() == Season::Summer
}

fn switched_on(on: bool) -> impl Fn() -> bool + Clone {
    move || on
}

/// The single run of rows of a contiguous query: rows of one kind lie in one table, in the order in
/// which they were spawned, because nothing is ever despawned and no component added or removed.
pub(crate) fn rows<T, E>(tables: Result<impl Iterator<Item = T>, E>) -> Option<T> {
    tables.ok()?.next()
}

/// Every parameter, in the order of the timetable, then what the intake brings.
pub(crate) fn parameters() -> impl Iterator<Item = Entry> {
    TIMETABLE
        .iter()
        .flat_map(|process| process.parameters)
        .chain(intake::Parameters::ENTRIES)
        .copied()
}

/// Names of the processes that read a number.
pub(crate) fn readers(entry: &Entry) -> Vec<&'static str> {
    match entry.kind {
        Kind::Lever => TIMETABLE
            .iter()
            .filter(|process| process.levers.iter().any(|lever| lever.path == entry.path))
            .map(|process| process.name)
            .collect(),
        Kind::Parameter => {
            let own = entry.path.split('.').next().filter(|process| *process != "intake");
            let others = READ_ELSEWHERE.iter().filter(|(path, _)| *path == entry.path);
            own.into_iter().chain(others.flat_map(|(_, readers)| *readers).copied()).collect()
        }
    }
}

/// Parameters read outside their own process; `population` stands for the drawing of the first state.
const READ_ELSEWHERE: &[(&str, &[&str])] = &[
    ("deployment.lead_share", &["population"]),
    ("learning.experience_gain", &["staffing", "population"]),
    ("learning.experience_years", &["staffing", "population"]),
    ("learning.decay", &["population"]),
    ("learning.development_gain", &["population"]),
    ("learning.usual_hours", &["population"]),
    ("learning.climate_multiplier", &["population"]),
    ("learning.peer_learning", &["population"]),
    ("strain.usual", &["staffing", "population"]),
    ("strain.spread", &["population"]),
    ("strain.usual_commitment", &["staffing", "population"]),
    ("staffing.leave_first", &["population"]),
    ("staffing.leave_second", &["population"]),
    ("staffing.leave_fourth", &["population"]),
    ("staffing.leave_later", &["population"]),
    ("staffing.leave_last", &["population"]),
    ("staffing.move_school", &["population"]),
    ("staffing.applicants", &["population"]),
    ("staffing.selection_reliability", &["population"]),
    ("staffing.talent_sd", &["population"]),
    ("staffing.novices", &["population"]),
    ("staffing.pupils_per_teacher_primary", &["population"]),
    ("staffing.pupils_per_teacher_secondary", &["population"]),
    ("intake.entry_gap", &["enrolment", "population"]),
    ("intake.primary_drift", &["enrolment", "teaching", "population"]),
    ("intake.secondary_drift", &["enrolment", "teaching", "population"]),
    ("intake.primary_gradient", &["population"]),
    ("intake.secondary_gradient", &["population"]),
    ("intake.residual_sd", &["population"]),
    ("intake.ever_free_meals", &["population"]),
];
