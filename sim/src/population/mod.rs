//! Before the first term: which schools there are, and who works and learns in them.
//!
//! A population is drawn once, settled by a burn-in, and shared by all replicates and scenarios.

mod appeal;
pub mod area;
mod authorities;
pub mod coast;
mod contacts;
pub mod intake;
mod journeys;
mod layout;
mod outlook;
mod people;
mod quantile;
mod register;
mod sites;
pub mod state;
mod synthetic;
mod trusts;
mod tying;

use core::ops::Range;
use std::sync::Arc;

use bevy_ecs::prelude::{DetectChangesMut, Resource, World};

pub use authorities::{AUTHORITIES, AuthorityFacts};
pub use contacts::Contacts;
pub(crate) use contacts::Known;
pub(crate) use journeys::share_of;
pub use journeys::{Journeys, Level, Origins};
pub use layout::Layout;
pub use register::{FilledIn, RegisterRow};
pub(crate) use sites::sites_needed;
pub use sites::{Sites, with_sites};
pub use tying::{Agreement, TieEnds};

use crate::agent::*;
use crate::draw::Seed;
use crate::scenario::Scenario;

/// A school before anybody works in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Premises {
    /// Unique reference number; none for a synthetic school.
    pub urn: Option<u32>,
    /// Name; empty for a synthetic school.
    pub name: String,
    /// Phase of education.
    pub phase: Phase,
    /// Ages taught.
    pub ages: Ages,
    /// Local authority, as a position in [`AUTHORITIES`].
    pub authority: u16,
    /// Surroundings.
    pub setting: Setting,
    /// Place on the national grid.
    pub place: Place,
    /// Pupils.
    pub roll: u32,
    /// Places.
    pub capacity: u32,
    /// Free-meal share (0 to 1).
    pub free_meals: f64,
    /// Whether it chooses its pupils by attainment.
    pub selective: bool,
    /// Whether it has a religious character.
    pub religious: bool,
    /// Who answers for it.
    pub governance: Governance,
    /// Its trust or federation: position in the population's groups.
    pub group: Option<u32>,
    /// Overall grade of its last inspection.
    pub grade: Option<Grade>,
    /// Number of its small census area.
    pub neighbourhood: u32,
}

/// A trust or a federation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolGroup {
    /// Number in the register of groups; none for a synthetic one.
    pub code: Option<u32>,
    /// Name; empty for a synthetic one.
    pub name: String,
    /// What it is.
    pub kind: GroupKind,
}

/// What a group of schools is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// Maintained schools under one governing body.
    Federation,
    /// A trust with one academy.
    SingleAcademyTrust,
    /// A trust that may have several academies.
    MultiAcademyTrust,
}

impl GroupKind {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        state::word(self)
    }

    /// How a school of such a group is governed.
    pub fn governance(self) -> Governance {
        match self {
            GroupKind::Federation => Governance::Federation,
            GroupKind::SingleAcademyTrust => Governance::SingleAcademy,
            GroupKind::MultiAcademyTrust => Governance::Trust,
        }
    }
}

/// Declares columns of components, one row an entity: stored as vectors, spawned in order.
macro_rules! columns {
    ($(#[$meta:meta])* $name:ident { $( ( $( $field:ident: $type:ty ),* $(,)? ) )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[expect(missing_docs, reason = "each column is documented at its component")]
        pub struct $name { $( $( pub $field: Vec<$type>, )* )* }

        impl $name {
            /// Spawns every row, in order.
            fn spawn(&self, world: &mut World) {
                let rows = [$( $( self.$field.len(), )* )*];
                debug_assert!(rows.iter().all(|n| *n == rows[0]), "columns of unequal length");
                world.spawn_batch((0..rows[0]).map(|i| ( $( ( $( self.$field[i], )* ), )* )));
            }

            /// Adds copies of another table's rows.
            fn copy_rows(&mut self, from: &Self, rows: Range<usize>) {
                $( $( self.$field.extend_from_slice(&from.$field[rows.clone()]); )* )*
            }

            /// Puts every row back into a world that was spawned from a table of this size.
            fn write_over(&self, world: &mut World) {
                $( $(
                    let mut query = world.query::<&mut $type>();
                    for (mut there, here) in query.iter_mut(world).zip(&self.$field) {
                        *there.bypass_change_detection() = *here;
                    }
                )* )*
            }

            /// Gives every column's values in some rows.
            fn give<E>(
                &self,
                table: state::Table,
                prefix: &str,
                rows: Range<usize>,
                to: &mut dyn FnMut(&state::About, state::Cells) -> Result<(), E>,
            ) -> Result<(), E> {
                $( $(
                    let name = state::Name::of(table, prefix, stringify!($field));
                    state::give(&name, &self.$field[rows.clone()], to)?;
                )* )*
                Ok(())
            }

            /// Adds rows, asking for every column's values.
            fn take<E: From<state::Wrong>>(
                &mut self,
                table: state::Table,
                prefix: &str,
                more: usize,
                from: &mut dyn FnMut(&state::About) -> Result<state::Cells, E>,
            ) -> Result<(), E> {
                $( $(
                    let name = state::Name::of(table, prefix, stringify!($field));
                    state::take(&name, &mut self.$field, more, from)?;
                )* )*
                Ok(())
            }

            /// Notes every row in which two worlds that were spawned alike hold other values.
            fn differing(one: &mut World, other: &mut World, note: &mut dyn FnMut(usize)) {
                $( $(
                    let mut here = one.query::<&$type>();
                    let mut there = other.query::<&$type>();
                    let rows = here.iter(one).zip(there.iter(other)).enumerate();
                    rows.filter(|(_, (here, there))| here != there).for_each(|(row, _)| note(row));
                )* )*
            }

            /// Reads every column back from a world.
            fn read_back(&mut self, world: &mut World) {
                $( $( self.$field = world.query::<&$type>().iter(world).copied().collect(); )* )*
            }
        }
    };
}

columns! {
    /// Schools, in the order of their numbers.
    Schools {
        (id: SchoolId, urn: Urn, phase: Phase, region: Region, authority: Authority, setting: Setting,
         place: Place, ages: Ages, roll: Roll, capacity: Capacity)
        (free_meals: FreeMeals, disadvantaged: Disadvantaged, disadvantage: Disadvantage,
         intake: IntakeLevel, culture: Culture, climate: Climate, practice: Practice,
         plan: StaffPlan, selective: Selective, governance: Governance, group: InGroup,
         inspected: Inspected, neighbourhood: Neighbourhood)
        (usual_roll: UsualRoll, appeal: Appeal, admissions: Admissions, finance: Finance,
         reputation: Reputation, growth: AreaGrowth, part: SchoolPart)
        (expertise: StaffExpertise, mood: StaffMood, turnover: StaffTurnover, results: Results,
         gain: YearGain)
        (open: Open, attention: Attention, effort: Effort, pressure: Pressure,
         counts_most: CountsMost, board: Board, evaluation: SelfEvaluation,
         priorities: Priorities, preparation: TestPreparation)
        (visits: Visits, record: TrackRecord, unseen: Unseen, churn: Churn,
         programme: AreaProgramme, partners: Partners, exchange: Exchange,
         introduced: Introduced)
        (religious: Religious, cluster: InCluster, designated: Designated, served_by: ServedBy,
         bench: Bench)
    }
}

columns! {
    /// Headteachers, one a school.
    Heads {
        (leads: Leads, skill: Skill, collaborator: Collaborator, tenure: Tenure, headship: Headship,
         led_by: LedBy, executive: Executive)
    }
}

columns! {
    /// Ties, grouped by the school that began them: as many rows for each school as it may begin.
    Ties { (tie: Tie, bond: Bond, fit: Fit) }
}

columns! {
    /// Teachers' posts, grouped by school, class teachers before subject teachers.
    Posts {
        (talent: Talent, experience: Experience, learned: Learned,
         expertise: Expertise, strain: Strain, commitment: Commitment, holder: Holder,
         lessons: Lessons)
    }
}

columns! {
    /// Year groups, grouped by school, youngest first.
    Cohorts {
        (year: YearGroup, pupils: Pupils, intake: Intake, outside: Outside, lasting: Lasting,
         passing: Passing, prior: Prior)
    }
}

impl Ties {
    /// The rows of one school without ties.
    fn of_one_school() -> Self {
        Self {
            tie: vec![Tie::default(); TIE_ROWS],
            bond: vec![Bond::default(); TIE_ROWS],
            fit: vec![Fit::default(); TIE_ROWS],
        }
    }
}

/// Mean and spread between schools of what is published of one key stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Published {
    /// Mean over schools of measured attainment, pupil SD.
    pub raw_mean: f64,
    /// Its standard deviation between schools.
    pub raw_sd: f64,
    /// Mean over schools of progress, SD of pupils' progress.
    pub progress_mean: f64,
    /// Its standard deviation between schools.
    pub progress_sd: f64,
    /// Mean over pupils of the result less the slope times the earlier result, pupil SD.
    pub gained: f64,
    /// Mean over pupils of measured attainment, pupil SD.
    pub raw_pupils: f64,
    /// What each SD of a school's free-meal share foretells of its attainment, in SD of schools.
    pub raw_by_poverty: f64,
    /// The same of its progress.
    pub progress_by_poverty: f64,
}

/// National constants of the base year on which every process is centred.
///
/// They are fixed once, by the burn-in; computing them again in a run would hide drift.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Baseline {
    /// Mean expertise of teachers, pupil SD a year.
    pub expertise: f64,
    /// Mean learned practice of teachers, pupil SD a year.
    pub learned: f64,
    /// Share of posts that change hands in a year.
    pub turnover: f64,
    /// Share of posts covered by supply teachers.
    pub vacancy: f64,
    /// Mean over schools of climate plus mean practice.
    pub school_mean: f64,
    /// Standard deviation over schools of the same.
    pub school_sd: f64,
    /// Share of pupils who are disadvantaged.
    pub disadvantaged: f64,
    /// Mean climate of schools.
    pub climate: f64,
    /// Mean over schools of the mean strength of practice.
    pub practice: f64,
    /// Mean spending for each pupil beyond the lump sum by stage (primary, other), thousand pounds.
    pub resources: [f64; 2],
    /// What schools publish at 11 and at 16.
    pub published: [Published; 2],
    /// Mean attainment before centring at 7, 11 and 16, pupil SD.
    pub attainment: [f64; TESTS],
    /// What leaders do, and what weighs on them.
    pub leadership: Leadership,
}

/// Means over schools of what leaders do and of what weighs on them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Leadership {
    /// Pressure from judgements and published results.
    pub pressure: f64,
    /// Pressure from other schools.
    pub threat: f64,
    /// Logarithm of effort that goes to instruction.
    pub instruction: f64,
    /// Effort that goes to compliance.
    pub compliance: f64,
    /// Effort that goes to competition.
    pub competition: f64,
    /// Push on practice over all domains, chosen and not.
    pub push: f64,
    /// Optimism of schools about themselves, SD of schools.
    pub bias: f64,
    /// Disturbance.
    pub churn: f64,
    /// Help for other schools for each teacher, hours a term.
    pub burden: f64,
    /// How far reviews bring schools to do as all do.
    pub conformity: f64,
    /// Tips in measured results, pupil SD.
    pub tips: f64,
    /// Tuning of measured results, pupil SD.
    pub tuning: f64,
}

impl Baseline {
    /// A school's level of climate and practice against the base year's mean, in SD across schools.
    pub(crate) fn in_school_sd(&self, level: f64) -> f64 {
        crate::math::ratio(level - self.school_mean, self.school_sd)
    }
}

impl Leadership {
    /// Effort for competition beyond the usual, where 1 is as much again; 0 before a usual is known.
    pub(crate) fn more_competition(&self, effort: Effort, attention: &Attention) -> f64 {
        if self.competition > 0.0 {
            effort.0 * attention.0[COMPETITION] / self.competition - 1.0
        } else {
            0.0
        }
    }
}

/// Everything that a run starts from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Population {
    /// Seed of its draws.
    pub seed: u64,
    /// Name of each school; empty for synthetic ones.
    pub name: Vec<String>,
    /// Trusts and federations.
    pub groups: Vec<SchoolGroup>,
    /// Entrants of each school by group in an average year of the base year's roll.
    pub entries: Vec<[f64; GROUPS]>,
    /// Schools.
    pub schools: Schools,
    /// Headteachers.
    pub heads: Heads,
    /// Teachers' posts.
    pub posts: Posts,
    /// Year groups.
    pub cohorts: Cohorts,
    /// Ties between schools.
    pub ties: Ties,
    /// Where each school's posts and year groups lie.
    pub layout: Layout,
    /// Which schools children can go to.
    pub journeys: Arc<Journeys>,
    /// Whom schools may come to know.
    pub contacts: Arc<Contacts>,
    /// Constants of the base year.
    pub baseline: Baseline,
}

impl Population {
    /// Number of schools.
    pub fn len(&self) -> usize {
        self.schools.id.len()
    }

    /// Whether there is no school.
    pub fn is_empty(&self) -> bool {
        self.schools.id.is_empty()
    }

    /// Number of teachers' posts.
    pub fn teachers(&self) -> usize {
        self.posts.talent.len()
    }

    /// Number of pupils on roll.
    pub fn pupils(&self) -> u64 {
        self.schools.roll.iter().map(|roll| u64::from(roll.0)).sum()
    }

    /// Number of regions and authorities that have a school.
    pub fn areas(&self) -> usize {
        let mut regions = [false; Region::ALL.len()];
        let mut authorities = [false; AUTHORITIES.len()];
        for (region, authority) in self.schools.region.iter().zip(&self.schools.authority) {
            regions[region.index()] = true;
            authorities[usize::from(authority.0)] = true;
        }
        regions.iter().chain(&authorities).filter(|there| **there).count()
    }

    /// Spawns everybody into an empty world, with the layout and the baseline as resources.
    pub(crate) fn settle(&self, world: &mut World) {
        self.schools.spawn(world);
        self.heads.spawn(world);
        self.posts.spawn(world);
        self.cohorts.spawn(world);
        self.ties.spawn(world);
        world.insert_resource(self.layout.clone());
        world.insert_resource(self.baseline);
    }

    /// Puts everybody back into a world that was spawned from this population.
    pub(crate) fn settle_again(&self, world: &mut World) {
        self.schools.write_over(world);
        self.heads.write_over(world);
        self.posts.write_over(world);
        self.cohorts.write_over(world);
        self.ties.write_over(world);
        world.insert_resource(self.baseline);
    }

    /// Takes the state of a world that was spawned from this population.
    pub(crate) fn take_back(&mut self, world: &mut World) {
        self.schools.read_back(world);
        self.heads.read_back(world);
        self.posts.read_back(world);
        self.cohorts.read_back(world);
        self.ties.read_back(world);
    }
}

/// Notes every school of which two worlds hold other values: of itself, its head, its posts, its year
/// groups or the ties that it began. Both worlds were spawned from populations that are alike but for
/// sites behind the last school.
pub(crate) fn differing_schools(
    one: &mut World,
    other: &mut World,
    layout: &Layout,
    note: &mut dyn FnMut(usize),
) {
    let school_of = |of: &dyn Fn(usize) -> Range<usize>| -> Vec<u32> {
        (0..layout.schools()).flat_map(|school| of(school).map(move |_| school as u32)).collect()
    };
    Schools::differing(one, other, note);
    Heads::differing(one, other, note);
    let mut in_rows = |of: Vec<u32>, table: fn(&mut World, &mut World, &mut dyn FnMut(usize))| {
        table(one, other, &mut |row| {
            if let Some(school) = of.get(row) {
                note(*school as usize);
            }
        });
    };
    in_rows(school_of(&|school| layout.posts(school)), Posts::differing);
    in_rows(school_of(&|school| layout.cohorts(school)), Cohorts::differing);
    in_rows(school_of(&|school| layout.ties(school)), Ties::differing);
}

/// Draws a synthetic population, unsettled: the burn-in is [`crate::burn_in`].
pub fn synthetic(scenario: &Scenario) -> Population {
    let seed = population_seed(scenario);
    let settings = &scenario.population;
    let (premises, groups) = synthetic::premises(settings.schools, &settings.regions, seed);
    people::populate(premises, groups, scenario, seed, true)
}

/// Builds a population from a register's rows, and says what had to be filled in.
///
/// `groups` are the trusts and federations to which the rows' positions refer. Rows outside the
/// scenario's regions are left out. The caller makes sure that some row remains.
pub fn from_register(
    rows: &[RegisterRow],
    groups: &[SchoolGroup],
    scenario: &Scenario,
) -> (Population, FilledIn) {
    let seed = population_seed(scenario);
    let (premises, groups, filled) =
        register::premises(rows, groups, &scenario.population.regions, seed);
    (people::populate(premises, groups, scenario, seed, false), filled)
}

fn population_seed(scenario: &Scenario) -> Seed {
    Seed(scenario.population.seed.unwrap_or(scenario.run.seed))
}
