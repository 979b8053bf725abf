//! The timetable: what happens in a term, in which order. The model's table of contents.

pub mod admissions;
pub mod attention;
pub mod brokerage;
pub mod budget;
pub mod centres;
pub mod climate;
pub mod clusters;
pub mod deployment;
pub mod executive;
pub mod grouping;
pub mod headship;
pub mod hubs;
pub mod improvement;
pub mod inspection;
pub mod joint_work;
pub mod learning;
pub mod partnership;
pub mod pipeline;
pub mod policy;
pub mod practice;
pub mod record;
pub mod reputation;
pub mod results;
pub mod staffing;
pub mod strain;
pub mod structure;
pub mod system_leaders;
pub mod teaching;
pub mod trust;

use bevy_ecs::prelude::*;
use bevy_ecs::schedule::SingleThreadedExecutor;

use crate::catalogue::{Entry, Kind, Values};
use crate::population::{area, intake};
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
    /// Results come out, and make a name.
    Judge,
    /// Inspectors visit.
    Inspect,
    /// Staff come and go.
    Move,
    /// The rows are written.
    Record,
}

impl Phase {
    /// When the phase runs, in words.
    pub fn when(self) -> &'static str {
        match self {
            Phase::Set | Phase::Work | Phase::Inspect | Phase::Record => "every term",
            Phase::Open => "autumn",
            Phase::Judge | Phase::Move => "summer",
        }
    }

    /// Whether the phase runs in a season.
    pub(crate) fn runs_in(self, season: Season) -> bool {
        match self {
            Phase::Set | Phase::Work | Phase::Inspect | Phase::Record => true,
            Phase::Open => season == Season::Autumn,
            Phase::Judge | Phase::Move => season == Season::Summer,
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
            schedule.configure_sets(Phase::Judge.run_if(in_summer));
            schedule.configure_sets(Phase::Move.run_if(in_summer));
            $( add_in_order!(schedule, switched_off, $phase, $($module),*); )*
        }

        /// Every process in a schedule of its own, in the order of the timetable.
        pub(crate) fn one_by_one() -> Vec<Schedule> {
            vec![$($(
                {
                    let mut schedule = Schedule::default();
                    schedule.set_executor(SingleThreadedExecutor::new());
                    schedule.add_systems($module::run);
                    schedule
                },
            )*)*]
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
    Open: admissions "Pupils move up a year, and new entrants find a school.",
        budget "Schools get their income, plan their spending and cut where money is short.",
        deployment "Heads decide who teaches which year group.",
        brokerage "Brokers find out who needs help, and bring them together with others.",
        system_leaders "Some heads are designated as system leaders, and sent to schools in need.",
        hubs "Some schools are designated as hubs, and take on partners within reach.",
        clusters "Schools of some local authorities work in clusters of neighbours.",
        partnership "Schools give up some partners, keep others and find new ones.";
    Work: attention "What presses on a school decides where its head's time goes.",
        improvement "Schools look at themselves, choose what to work on, and work on it.",
        joint_work "Partners work together: tips cross a tie quickly, practice slowly.",
        centres "Centres of trusts and federations work with their schools, and ask the same of all.",
        trust "Trust between partners grows with work, and falls with rivalry, blame and taking.",
        climate "A school's climate follows its head, slowly.",
        practice "Practice in six domains follows climate and the school's work, and drifts.",
        learning "Teachers learn from experience, development and colleagues, and forget.",
        strain "Pressure and workload strain teachers, climate relieves them; commitment follows.",
        teaching "Pupils learn: some of the gain lasts, some is gone by September.";
    Judge: results "Schools get results, as tests see them.",
        reputation "What is published of a school makes its name, slowly.";
    Inspect: inspection "Inspectors visit some schools, and judge them.";
    Move: staffing "Teachers leave, move and are replaced, where somebody applies.",
        pipeline "A school's own senior staff become ready to lead it.",
        headship "Heads leave, and somebody follows.",
        grouping "Schools join and leave trusts and federations.",
        executive "Some heads take on another school of their group.",
        structure "Structures change, schools close, new ones open.";
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

/// Every parameter, in the order of the timetable, then what intake and areas bring.
pub(crate) fn parameters() -> impl Iterator<Item = Entry> {
    TIMETABLE
        .iter()
        .flat_map(|process| process.parameters)
        .chain(intake::Parameters::ENTRIES)
        .chain(area::Parameters::ENTRIES)
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
            let own = entry
                .path
                .split('.')
                .next()
                .filter(|process| !["intake", "area"].contains(process));
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
    ("strain.usual", &["attention", "staffing", "headship", "population"]),
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
    ("staffing.ratio_spread_primary", &["population"]),
    ("staffing.ratio_spread_secondary", &["population"]),
    ("admissions.distance", &["population"]),
    ("admissions.likeness", &["population"]),
    ("admissions.border", &["population"]),
    ("admissions.active_disadvantaged", &["population"]),
    ("admissions.active_other", &["population"]),
    ("admissions.secondary_places", &["population"]),
    ("admissions.taste_sd", &["population"]),
    ("budget.per_pupil_primary", &["population"]),
    ("budget.per_pupil_secondary", &["population"]),
    ("budget.staff_share", &["population"]),
    ("budget.development_share", &["population"]),
    ("budget.usual_reserves", &["population"]),
    ("practice.shared_chance", &["population"]),
    ("admissions.reputation_primary", &["population"]),
    ("admissions.reputation_secondary", &["population"]),
    ("reputation.raw_weight", &["population"]),
    ("results.prior_slope", &["reputation"]),
    ("attention.collaboration", &["improvement", "partnership"]),
    ("teaching.context_weight", &["improvement", "inspection", "population"]),
    ("inspection.requires_primary", &["attention"]),
    ("inspection.requires_secondary", &["attention"]),
    ("improvement.board", &["population"]),
    ("improvement.board_spread", &["population"]),
    ("improvement.diagnosis", &["population"]),
    ("improvement.drift", &["population"]),
    ("improvement.bias_persistence", &["population"]),
    ("area.region_share", &["population"]),
    ("area.authority_sd_primary", &["population"]),
    ("area.authority_sd_secondary", &["population"]),
    ("intake.popularity", &["population"]),
    ("intake.selective_lead", &["population"]),
    ("intake.entry_gap", &["admissions", "population"]),
    ("intake.early_drift", &["admissions", "teaching", "population"]),
    ("intake.primary_drift", &["admissions", "teaching", "population"]),
    ("intake.secondary_drift", &["admissions", "teaching", "population"]),
    ("intake.primary_gradient", &["population"]),
    ("intake.secondary_gradient", &["population"]),
    ("intake.residual_sd", &["population"]),
    ("intake.sorting_sd", &["population"]),
    ("intake.ever_free_meals", &["population"]),
];
