//! Every lever of the drivers moves something that matters, in whatever direction.
//!
//! Each lever is run at both of its bounds on the same schools with the same draws. Some outcome of a
//! closed list must differ between the two by more than three paired standard errors over schools
//! and by half a percent of its spread between schools. No list holds a lever itself, nor money.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use sim::catalogue::{Entry, Kind, catalogue};
use sim::draw::Seed;
use sim::population::Population;
use sim::records::{Records, SchoolRows};
use sim::scenario::Scenario;

/// The drivers whose levers are tried.
const DRIVERS: [&str; 7] =
    ["accountability", "competition", "funding", "autonomy", "place", "collaboration", "capacity"];

/// What stands beside levers that act only through others: reviews to be followed up, a platform to be
/// checked, partners to be found among schools that data tell of.
const BESIDE: &[(&str, f64)] = &[
    ("collaboration.peer_review_share", 0.8),
    ("collaboration.platform", 1.0),
    ("collaboration.search_reach", 0.8),
    ("collaboration.depth", 1.0),
    ("collaboration.rigour", 1.0),
    ("collaboration.clusters", 1.0),
    ("capacity.evidence_supply", 1.0),
    ("capacity.system_leaders_per_100", 15.0),
    ("capacity.system_leader_days", 40.0),
    ("capacity.leadership_qualifications", 1.0),
    ("funding.per_pupil_ratio", 0.9),
];

/// An outcome of a school in a year; none where it has none.
type Outcome = fn(&SchoolRows, usize) -> Option<f64>;

/// The closed list.
const OUTCOMES: &[(&str, Outcome)] = &[
    ("value added", |rows, i| Some(rows.value_added[i])),
    ("attainment at 11", |rows, i| rows.attainment_11[i]),
    ("attainment at 16", |rows, i| rows.attainment_16[i]),
    ("staff expertise", |rows, i| Some(rows.staff_expertise[i])),
    ("strain", |rows, i| Some(rows.strain[i])),
    ("commitment", |rows, i| Some(rows.commitment[i])),
    ("leaving", |rows, i| Some(rows.left[i] as f64 / rows.teachers[i] as f64)),
    ("moving", |rows, i| Some(rows.moved[i] as f64 / rows.teachers[i] as f64)),
    ("vacancies", |rows, i| Some(rows.vacant[i] as f64 / rows.teachers[i] as f64)),
    ("climate", |rows, i| Some(rows.climate[i])),
    ("practice", |rows, i| Some(rows.practice[i])),
    ("reputation", |rows, i| Some(rows.reputation[i])),
    ("roll", |rows, i| Some(rows.roll[i] as f64)),
    ("disadvantaged share", |rows, i| Some(rows.disadvantaged[i])),
    ("head's years", |rows, i| Some(rows.head_years[i] as f64)),
    ("places for children of other authorities", |rows, i| Some(rows.offers_elsewhere[i])),
    ("reported quality", |rows, i| Some(rows.reported_quality[i])),
    ("grade", |rows, i| (rows.grade[i] > 0).then_some(rows.grade[i] as f64)),
    ("partners", |rows, i| Some(rows.working_partners[i] as f64)),
    ("learned with partners", |rows, i| Some(rows.learned_with_partners[i])),
    ("diagnosis", |rows, i| Some(rows.diagnosis[i])),
    ("distance of practice from the mean", |rows, i| Some(rows.practice[i].abs())),
];

/// Outcomes that count in the fifth of schools with most free meals: what only moves schools apart has
/// no mean over all of them.
const IN_THE_POOREST: &[&str] = &["grade", "reputation", "disadvantaged share", "value added"];

/// Mean of each school's outcome over the years, the first left out: what is read next year moves
/// nothing before.
fn by_school(records: &Records, outcome: Outcome) -> BTreeMap<i64, f64> {
    let rows = &records.schools;
    let first = rows.school_year.iter().min().copied().unwrap_or_default();
    let mut sums: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for i in (0..rows.school_id.len()).filter(|i| rows.school_year[*i] > first) {
        if let Some(value) = outcome(rows, i) {
            let (sum, count) = sums.entry(rows.school_id[i]).or_default();
            (*sum, *count) = (*sum + value, *count + 1.0);
        }
    }
    sums.into_iter().map(|(school, (sum, count))| (school, sum / count)).collect()
}

/// Mean difference of the schools in both runs, its standard error, and the outcome's spread.
fn difference(one: &BTreeMap<i64, f64>, other: &BTreeMap<i64, f64>) -> (f64, f64, f64) {
    let pairs = one.iter().filter_map(|(school, a)| Some((*a, *other.get(school)?)));
    let pairs: Vec<(f64, f64)> = pairs.collect();
    let n = pairs.len() as f64;
    let moments = |of: &dyn Fn(&(f64, f64)) -> f64| {
        let mean = pairs.iter().map(of).sum::<f64>() / n;
        let off = |pair: &(f64, f64)| of(pair) - mean;
        let square = pairs.iter().map(|pair| off(pair) * off(pair)).sum::<f64>() / (n - 1.0);
        (mean, square.sqrt())
    };
    let (mean, spread) = moments(&|(a, b)| b - a);
    (mean, spread / n.sqrt(), moments(&|(a, _)| *a).1)
}

/// Whether a difference is larger than chance and than what nobody would notice.
fn counts(one: &BTreeMap<i64, f64>, other: &BTreeMap<i64, f64>) -> bool {
    let (mean, error, spread) = difference(one, other);
    mean.abs() > 3.0 * error && mean.abs() > 0.005 * spread
}

/// The fifth of secondary schools with most free meals, and the same of all others.
fn poorest_fifth(population: &Population) -> BTreeSet<i64> {
    let mut poorest = BTreeSet::new();
    for primary in [true, false] {
        let is_one = |i: &usize| population.schools.phase[*i].is_primary() == primary;
        let mut schools: Vec<usize> = (0..population.len()).filter(is_one).collect();
        let share = |i: usize| population.schools.free_meals[i].0;
        schools.sort_by(|a, b| share(*b).total_cmp(&share(*a)));
        poorest.extend(schools[..schools.len() / 5].iter().map(|i| *i as i64));
    }
    poorest
}

fn at(scenario: &Scenario, population: &Population, lever: &Entry, value: f64) -> Records {
    let mut scenario = scenario.clone();
    common::set(&mut scenario, lever.path, value);
    sim::run(&scenario, population, Seed(1))
}

/// Those of the levers that move nothing on so many schools in so many years, others standing beside them.
fn idle_among(
    levers: &[&'static Entry],
    (schools, years): (u32, u32),
    beside: &[(&str, f64)],
) -> Vec<&'static Entry> {
    let mut scenario = common::scenario(schools, years);
    for (path, value) in beside {
        common::set(&mut scenario, path, *value);
    }
    let population = common::settled(&scenario);
    let poorest = poorest_fifth(&population);
    let moves = |lever: &Entry| {
        let low = at(&scenario, &population, lever, lever.min);
        let high = at(&scenario, &population, lever, lever.max);
        OUTCOMES.iter().any(|(name, outcome)| {
            let (mut low, mut high) = (by_school(&low, *outcome), by_school(&high, *outcome));
            let all = counts(&low, &high);
            low.retain(|school, _| poorest.contains(school));
            high.retain(|school, _| poorest.contains(school));
            all || (IN_THE_POOREST.contains(name) && counts(&low, &high))
        })
    };
    levers.iter().copied().filter(|lever| !moves(lever)).collect()
}

#[test]
fn every_lever_of_the_drivers_moves_some_outcome_between_its_bounds() {
    let levers = catalogue().iter().filter(|entry| entry.kind == Kind::Lever);
    let of_drivers =
        |lever: &&Entry| DRIVERS.iter().any(|driver| lever.path.split('.').next() == Some(driver));
    let tried: Vec<&Entry> = levers.filter(of_drivers).collect();
    let idle = idle_among(&tried, (1000, 5), &[]);
    // Some levers reach one school in five hundred in a year, or act through others: these are tried on more
    // schools, at last beside those others.
    let idle = idle_among(&idle, (10_000, 8), &[]);
    let idle = idle_among(&idle, (20_000, 10), BESIDE);
    let idle: Vec<&str> = idle.iter().map(|lever| lever.path).collect();
    assert_eq!(idle, [""; 0], "these levers move nothing that matters");
}

#[test]
fn a_difference_counts_only_schools_in_both_runs() {
    let one = BTreeMap::from([(0, 1.0), (1, 2.0), (2, 3.0)]);
    let other = BTreeMap::from([(0, 1.5), (1, 2.5), (9, 7.0)]);
    let (mean, error, spread) = difference(&one, &other);
    assert_eq!((mean, error), (0.5, 0.0));
    assert!((spread - 0.5_f64.sqrt()).abs() < 1e-12);
}
