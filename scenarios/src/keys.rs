//! Every key of the language that is no lever, parameter or mechanism: declared once.
//!
//! The JSON Schema, the reference page, `explain` and the advice of messages are written from these
//! declarations; the bounds and lists of names in them are those that the checks use.

use sim::agent::{Governance, Grade, Phase, Region};
use sim::catalogue::{Kind, catalogue};
use sim::population::AUTHORITIES;
use sim::reach::{QUINTILES, Surroundings};

use crate::layer::SourceWord;
use crate::limits::{self, Number, Whole};

/// What a value must be.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Text of one line.
    Line,
    /// Text.
    Text,
    /// The path of a file.
    Path,
    /// `true` or `false`.
    Truth,
    /// A whole number in a range.
    Whole(&'static Whole),
    /// A term such as 2027-autumn.
    Term,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A list of known names: what one is called, and all of them.
    Names(&'static str, fn() -> Vec<&'static str>),
    /// A list of lines of one's own.
    Lines,
    /// A list of numbered marks: the letter, and the largest number.
    Marks(char, u32),
    /// A list of whole numbers from 1 to this one.
    Counts(u8),
    /// Numbers of schools, or the path of a file of them.
    Schools,
    /// A share of schools, or a stretch between two shares.
    Share(&'static Number),
    /// A table of levers and levels of drivers.
    Levers,
}

impl Shape {
    /// Whether the value is text, so that a `--set` needs no quotation marks.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Shape::Line | Shape::Text | Shape::Path | Shape::Word(_))
    }
}

/// A key of the language.
pub(crate) struct Key {
    /// Its path, `run.years`, or for a policy `policy.where.regions`.
    pub(crate) path: &'static str,
    /// What its value must be.
    pub(crate) shape: Shape,
    /// What it says, in a sentence or two.
    pub(crate) sentence: &'static str,
    /// A line that states it, as it stands in its table.
    pub(crate) example: &'static str,
}

fn regions() -> Vec<&'static str> {
    Region::NAMES.to_vec()
}

fn phases() -> Vec<&'static str> {
    Phase::NAMES.to_vec()
}

fn settings() -> Vec<&'static str> {
    Surroundings::NAMES.to_vec()
}

fn grades() -> Vec<&'static str> {
    Grade::NAMES.to_vec()
}

fn governance() -> Vec<&'static str> {
    Governance::NAMES.to_vec()
}

/// Names of the local authorities, in the order of their table.
pub(crate) fn authorities() -> Vec<&'static str> {
    AUTHORITIES.iter().map(|authority| authority.name).collect()
}

/// Number of the named systems, S01 and on.
pub(crate) const SYSTEMS: u32 = 71;
/// Number of the claims, C01 and on.
pub(crate) const CLAIMS: u32 = 121;

macro_rules! keys {
    ($( $path:literal: $shape:expr, $example:literal, $sentence:literal; )*) => {
        /// Every key, in the order of a file.
        pub(crate) const KEYS: &[Key] = &[$(
            Key { path: $path, shape: $shape, sentence: $sentence, example: $example },
        )*];
    };
}

keys! {
    "title": Shape::Line, "title = \"London Challenge, everywhere\"",
        "What the scenario is called in reports; without it, the name of its file. It is not inherited.";
    "summary": Shape::Text, "summary = \"Brokered support and extra money for ten years.\"",
        "What the scenario is, in a sentence or two. It is not inherited.";
    "extends": Shape::Path, "extends = \"england\"",
        "The built-in scenario, or the path of the file, from which this one differs; without it, the baseline. Paths \
         are read from the folder of this file.";
    "tags": Shape::Lines, "tags = [\"stance\"]",
        "Words by which `list --tag` finds a built-in scenario. They are not inherited.";
    "systems": Shape::Marks('S', SYSTEMS), "systems = [\"S30\"]",
        "Named systems of the project's list that the scenario expresses. They are not inherited.";
    "claims": Shape::Marks('C', CLAIMS), "claims = [\"C25\", \"C48\"]",
        "Claims of the project's list that the scenario serves. They are not inherited.";
    "run.start": Shape::Whole(&limits::START), "start = 2026",
        "The calendar year in which the first term, an autumn, falls.";
    "run.years": Shape::Whole(&limits::YEARS), "years = 10",
        "Length of a run in school years.";
    "run.replicates": Shape::Whole(&limits::REPLICATES), "replicates = 32",
        "Runs of the same scenario with different draws: their spread is what chance does.";
    "run.seed": Shape::Whole(&limits::SEED), "seed = 20261122",
        "The number from which every draw follows: the same seed gives the same result.";
    "run.draw_parameters": Shape::Truth, "draw_parameters = true",
        "Whether each replicate draws its own parameters from what is believed of them, so that the spread covers \
         that doubt too. A parameter that the scenario states is held, unless `uncertainty` names it.";
    "population.source": Shape::Word(SourceWord::NAMES), "source = \"synthetic\"",
        "Where the schools come from: drawn like England's, a register of schools, or a population file.";
    "population.schools": Shape::Whole(&limits::SCHOOLS), "schools = 20_200",
        "Number of synthetic schools.";
    "population.regions": Shape::Names("region", regions), "regions = [\"London\", \"North East\"]",
        "Only schools of these regions; without it, of all.";
    "population.seed": Shape::Whole(&limits::POPULATION_SEED), "seed = 7",
        "The number from which the schools follow; without it, the seed of the run.";
    "population.register": Shape::Path, "register = \"edubasealldata.csv\"",
        "Path of the register of schools (GIAS, CSV, plain or packed with gzip).";
    "population.group_links": Shape::Path, "group_links = \"grouplinks.csv\"",
        "Path of the file of groups and their schools (GIAS).";
    "population.file": Shape::Path, "file = \"england.population.parquet\"",
        "Path of a population file written by `population`.";
    "policy.name": Shape::Line, "name = \"Challenge, wave 1\"",
        "What the policy is called in reports; without it, its number in the timeline.";
    "policy.from": Shape::Term, "from = \"2027-autumn\"",
        "First term in force: the calendar year and autumn, spring or summer. 2027-autumn, 2028-spring and 2028-summer \
         are one school year.";
    "policy.until": Shape::Term, "until = \"2031-summer\"",
        "Last term in force; without it, the policy lasts to the end of the run.";
    "policy.ramp_terms": Shape::Whole(&limits::RAMP), "ramp_terms = 3",
        "Terms over which each lever goes from the value in force before to its new one, in equal steps: with 3, a \
         third of the way in the first term and all of it in the third. At the end the value returns at once.";
    "policy.follow": Shape::Truth, "follow = true",
        "Whether the schools that meet the conditions are looked for again each autumn; without it, they are those of \
         the first term.";
    "policy.set": Shape::Levers, "set = { \"accountability.stakes\" = 0.3, \"funding.level\" = 0.7 }",
        "The levers, or levels of drivers, and the value that each takes.";
    "policy.where.regions": Shape::Names("region", regions), "regions = [\"London\"]",
        "Only schools of these regions.";
    "policy.where.authorities": Shape::Names("local authority", authorities), "authorities = [\"Tower Hamlets\"]",
        "Only schools of these local authorities.";
    "policy.where.phases": Shape::Names("phase", phases), "phases = [\"Secondary\"]",
        "Only schools of these phases.";
    "policy.where.settings": Shape::Names("setting", settings), "settings = [\"rural\", \"coastal\"]",
        "Only schools in any of these settings. `rural` is rural towns and villages together; `coastal` is within \
         5.5 km of the sea, whatever the school's other setting.";
    "policy.where.disadvantage_quintiles": Shape::Counts(QUINTILES), "disadvantage_quintiles = [4, 5]",
        "Only schools in these fifths by free-meal share when the population was drawn, among primary schools or among \
         all others: 1 has the fewest free meals, 5 the most.";
    "policy.where.grades": Shape::Names("grade", grades), "grades = [\"Inadequate\"]",
        "Only schools whose last inspection gave one of these grades.";
    "policy.where.governance": Shape::Names("kind of governance", governance), "governance = [\"maintained\"]",
        "Only schools under such governance.";
    "policy.where.schools": Shape::Schools, "schools = [100000, 100008]",
        "Only schools with these numbers in the register (URN), or those of a file: one number a line, or a column \
         URN. The path is read from the folder of this file.";
    "policy.where.share": Shape::Share(&limits::SHARE), "share = 0.3",
        "Only this share of the schools that meet all other conditions, drawn by lot: the same schools in every \
         replicate. With { from = 0.3, to = 0.6 }, those whose lots come after the first three tenths: so waves of \
         one programme do not meet.";
    "policy.where.lot": Shape::Whole(&limits::LOT), "lot = 2",
        "Which set of lots the share is drawn from; without it, 1. Policies with one number draw the same lots.";
}

/// The key of that path.
pub(crate) fn key(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

/// Last parts of the keys directly below `table`, in the order of a file.
pub(crate) fn below(table: &str) -> Vec<&'static str> {
    let rest = |key: &Key| key.path.strip_prefix(table)?.strip_prefix('.');
    let mut names: Vec<&str> =
        KEYS.iter().filter_map(rest).filter_map(|rest| rest.split('.').next()).collect();
    names.dedup();
    names
}

/// Names of the drivers, in the order of the catalogue.
pub(crate) fn drivers() -> Vec<&'static str> {
    tables(Kind::Lever)
}

/// Names of the tables of parameters, in the order of the catalogue.
pub(crate) fn parameter_tables() -> Vec<&'static str> {
    tables(Kind::Parameter)
}

fn tables(kind: Kind) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for entry in catalogue().iter().filter(|entry| entry.kind == kind) {
        if !names.contains(&entry.table()) {
            names.push(entry.table());
        }
    }
    names
}

/// The driver whose level a path sets: `competition` for `competition.level`.
pub(crate) fn driver_of_level(path: &str) -> Option<&'static str> {
    let driver = path.strip_suffix(".level")?;
    catalogue()
        .iter()
        .find(|entry| entry.table() == driver && entry.follows.is_some())
        .map(|entry| entry.table())
}

/// Catalogue positions of the levers that follow a driver's level.
pub(crate) fn followers(driver: &str) -> impl Iterator<Item = usize> {
    let all = catalogue().iter().enumerate();
    all.filter(move |(_, entry)| entry.table() == driver && entry.follows.is_some())
        .map(|(at, _)| at)
}

/// Paths of the levels of drivers.
pub(crate) fn levels() -> Vec<String> {
    let paths = drivers().into_iter().map(|driver| format!("{driver}.level"));
    paths.filter(|path| driver_of_level(path).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_declared_once_with_a_sentence_and_an_example_of_itself() {
        for (at, one) in KEYS.iter().enumerate() {
            assert!(KEYS[..at].iter().all(|other| other.path != one.path), "{}", one.path);
            assert!(one.sentence.ends_with('.'), "{}", one.path);
            let name = one.path.rsplit('.').next().unwrap();
            assert!(one.example.starts_with(&format!("{name} = ")), "{}", one.path);
        }
    }

    #[test]
    fn no_lever_is_called_a_level_and_no_table_has_two_meanings() {
        assert!(catalogue().iter().all(|entry| !entry.path.ends_with(".level")));
        let tables: Vec<&str> = drivers().into_iter().chain(parameter_tables()).collect();
        for (at, table) in tables.iter().enumerate() {
            assert!(!tables[..at].contains(table), "{table}");
            assert!(key(table).is_none() && below(table).is_empty(), "{table}");
        }
        assert_eq!(levels().len(), 7, "{:?}", levels());
    }

    #[test]
    fn keys_below_a_table_come_in_their_order() {
        assert_eq!(below("run"), ["start", "years", "replicates", "seed", "draw_parameters"]);
        assert_eq!(below("policy")[..3], ["name", "from", "until"]);
        assert!(below("policy").contains(&"where"));
    }
}
