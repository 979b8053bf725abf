//! Schools drawn from distributions fitted to the register.
//!
//! Evidence: Get Information About Schools, open state mainstream schools, July 2022 (`gias-2022`),
//! roll and free-meal share of the January 2021 census. Contains public sector information licensed
//! under the Open Government Licence v3.0.
//! Limits: a school's roll does not depend on its free-meal share; which schools are academies does not
//! either.

mod characters;
mod families;
mod grades;
mod neighbourhoods;
mod phases;
mod places;
mod sizes;
mod territory;

use super::{AUTHORITIES, AuthorityFacts, Premises, SchoolGroup, trusts};
use crate::agent::{Ages, Governance, Phase, Place, Region, Setting};
use crate::draw::{Purpose, Seed, normal, purpose, uniform};

const PLACE_IN_ORDER: Purpose = purpose("population.place_in_order");
const SCHOOL: Purpose = purpose("population.school");

/// Settings of the table of authorities, in its order.
const TABLE_SETTINGS: [Setting; 4] =
    [Setting::MajorUrban, Setting::Town, Setting::RuralTown, Setting::Village];

/// What kind of school stands in which authority and setting.
#[derive(Clone, Copy, Debug)]
struct Kind {
    authority: u16,
    secondary: bool,
    /// Column of the table of authorities.
    column: usize,
    phase: Phase,
    ages: Ages,
    selective: bool,
    academy: bool,
}

impl Kind {
    fn facts(&self) -> &'static AuthorityFacts {
        &AUTHORITIES[usize::from(self.authority)]
    }

    fn is_infant(&self) -> bool {
        self.ages.high <= 8
    }

    fn is_junior(&self) -> bool {
        self.phase == Phase::Primary && self.ages.low >= 7
    }

    /// Starts and ends of the runs of schools of one authority, stage and setting.
    fn cells(kinds: &[Kind]) -> Vec<(usize, usize)> {
        let cell = |kind: &Kind| (kind.authority, kind.secondary, kind.column);
        let mut start = 0;
        let runs = kinds.chunk_by(|a, b| cell(a) == cell(b)).map(|run| {
            start += run.len();
            (start - run.len(), start)
        });
        runs.collect()
    }
}

/// Schools of one authority, stage and setting in the register.
#[derive(Clone, Copy)]
struct Cell {
    authority: u16,
    secondary: bool,
    column: usize,
    schools: f64,
}

/// `count` schools in the proportions of the register, in the order of the authorities; and their
/// trusts.
pub(super) fn premises(
    count: u32,
    regions: &[Region],
    seed: Seed,
) -> (Vec<Premises>, Vec<SchoolGroup>) {
    let cells = cells(regions);
    let all: f64 = cells.iter().map(|cell| cell.schools).sum();
    let kinds = kinds(count, &cells, all, seed);
    let (places, pairs) = places::places(&kinds, f64::from(count) / all, seed);
    let near = families::nearest_primaries(&kinds, &places);
    let areas = neighbourhoods::neighbourhoods(&kinds, &near, seed);
    let scores = families::scores(&kinds, &near, &areas, &pairs, seed);
    let mut draws = seed.draws(SCHOOL);
    let words: Vec<[f64; 2]> =
        (0..count).map(|school| draws.at::<2>(school, 1, 0).map(normal)).collect();
    let rolls =
        sizes::scores(&kinds, &places, &pairs, words.iter().map(|words| words[0]).collect());
    let school = |number: usize| {
        let (kind, place) = (&kinds[number], places[number]);
        let roll = sizes::roll(kind, rolls[number]);
        let occupancy = sizes::occupancy(kind, scores[number], rolls[number], words[number][1]);
        Premises {
            urn: None,
            name: String::new(),
            phase: kind.phase,
            ages: kind.ages,
            authority: kind.authority,
            setting: setting(kind.facts().region, kind.column),
            place: Place { easting: place.0, northing: place.1 },
            roll,
            capacity: (f64::from(roll) / occupancy).round().max(1.0) as u32,
            free_meals: families::free_meals(kind, scores[number]),
            selective: kind.selective,
            religious: false,
            governance: if kind.academy {
                Governance::SingleAcademy
            } else {
                Governance::Maintained
            },
            group: None,
            grade: None,
            neighbourhood: areas[number],
        }
    };
    let mut schools: Vec<Premises> = (0..kinds.len()).map(school).collect();
    let mut groups = Vec::new();
    trusts::form(&mut schools, &mut groups, seed);
    grades::grade(&mut schools, seed);
    characters::give(&mut schools, seed);
    (schools, groups)
}

fn cells(regions: &[Region]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (authority, facts) in AUTHORITIES.iter().enumerate() {
        if !regions.is_empty() && !regions.contains(&facts.region) {
            continue;
        }
        for (secondary, counts) in [(false, facts.primary), (true, facts.secondary)] {
            for (column, count) in counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
                let schools = f64::from(count);
                cells.push(Cell { authority: authority as u16, secondary, column, schools });
            }
        }
    }
    cells
}

/// The kind of every school: cells by their size in the register, the rest by chance.
fn kinds(count: u32, cells: &[Cell], all: f64, seed: Seed) -> Vec<Kind> {
    let [offset] = seed.draws(PLACE_IN_ORDER).at::<1>(0, 0, 0).map(uniform);
    let mut draws = seed.draws(SCHOOL);
    let (mut cell, mut before) = (0, 0.0);
    let mut kind = |school: u32| {
        let position = (f64::from(school) + offset) / f64::from(count) * all;
        while cell + 1 < cells.len() && position >= before + cells[cell].schools {
            before += cells[cell].schools;
            cell += 1;
        }
        kind_in(&cells[cell], draws.at::<4>(school, 0, 0).map(uniform))
    };
    (0..count).map(&mut kind).collect()
}

/// A school of a cell, by four uniform numbers.
fn kind_in(cell: &Cell, [phase, ages, selective, academy]: [f64; 4]) -> Kind {
    let facts = &AUTHORITIES[usize::from(cell.authority)];
    let phase = phases::phase(cell.secondary, facts.region, phase);
    let stage = usize::from(cell.secondary);
    let schools: u16 = [facts.primary, facts.secondary][stage].iter().sum();
    let academies = f64::from(facts.academies[stage]) / f64::from(schools.max(1));
    let others = if phase == Phase::AllThrough { phases::NO_ACADEMY } else { 1.0 };
    Kind {
        authority: cell.authority,
        secondary: cell.secondary,
        column: cell.column,
        phase,
        ages: phases::ages(phase, facts.region, cell.column, ages),
        selective: phase == Phase::Secondary && selective < phases::selective_share(facts),
        academy: academy < 1.0 - others * (1.0 - academies),
    }
}

fn setting(region: Region, column: usize) -> Setting {
    if region == Region::London { Setting::London } else { TABLE_SETTINGS[column] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;

    fn england() -> Vec<Premises> {
        premises(20_200, &[], Seed(20_261_122)).0
    }

    fn close(found: f64, expected: f64, tolerance: f64, what: &str) {
        assert!((found - expected).abs() <= tolerance, "{what}: {found:.4}, expected {expected}");
    }

    /// Counts of the register by phase; rolls and free-meal shares by school, January 2021.
    #[test]
    fn phases_rolls_and_free_meals_are_those_of_the_register() {
        let schools = england();
        let of = |phase: Phase| schools.iter().filter(move |s| s.phase == phase);
        close(of(Phase::Primary).count() as f64, 16_785.0, 40.0, "primary schools");
        close(of(Phase::Secondary).count() as f64, 3_153.0, 60.0, "secondary schools");
        close(of(Phase::AllThrough).count() as f64, 158.0, 40.0, "all-through schools");
        close(of(Phase::MiddleSecondary).count() as f64, 97.0, 35.0, "middle schools");
        for (phase, mean, spread, tolerance) in
            [(Phase::Primary, 278.6, 161.1, 9.0), (Phase::Secondary, 1033.4, 399.3, 30.0)]
        {
            let rolls = of(phase).map(|s| f64::from(s.roll));
            close(math::mean(rolls.clone()), mean, tolerance, "mean roll");
            close(math::standard_deviation(rolls), spread, tolerance, "spread of rolls");
        }
        for (phase, mean, spread) in
            [(Phase::Primary, 0.212, 0.145), (Phase::Secondary, 0.207, 0.117)]
        {
            let shares = of(phase).map(|s| s.free_meals);
            close(math::mean(shares.clone()), mean, 0.01, "mean free-meal share");
            close(math::standard_deviation(shares), spread, 0.01, "spread of free-meal shares");
        }
    }

    #[test]
    fn free_meal_percentiles_lie_near_those_of_the_register() {
        let mut shares: Vec<f64> =
            england().iter().filter(|s| s.phase == Phase::Primary).map(|s| s.free_meals).collect();
        shares.sort_by(f64::total_cmp);
        for (share, expected) in
            [(0.1, 0.057), (0.25, 0.098), (0.5, 0.176), (0.75, 0.3), (0.9, 0.427)]
        {
            let found = shares[(share * shares.len() as f64) as usize];
            close(found, expected, 0.03, "percentile of free-meal shares");
        }
    }

    #[test]
    fn schools_of_one_authority_are_alike_in_free_meals() {
        let schools = england();
        let primary: Vec<_> = schools.iter().filter(|s| s.phase == Phase::Primary).collect();
        let (mut between, mut count) = (0.0, 0.0);
        let national = math::mean(primary.iter().map(|s| s.free_meals));
        for authority in 0..AUTHORITIES.len() as u16 {
            let of: Vec<_> = primary.iter().filter(|s| s.authority == authority).collect();
            let mean = math::mean(of.iter().map(|s| s.free_meals));
            between += of.len() as f64 * (mean - national) * (mean - national);
            count += of.len() as f64;
        }
        let spread = math::standard_deviation(primary.iter().map(|s| s.free_meals));
        close(between / count / (spread * spread), 0.244, 0.06, "share between authorities");
    }

    #[test]
    fn any_number_of_schools_from_one_up_can_be_drawn() {
        for count in [1, 2, 7, 300, 50_000] {
            assert_eq!(premises(count, &[], Seed(1)).0.len(), count as usize);
        }
        let (northern, _) = premises(40, &[Region::NorthEast], Seed(1));
        assert!(
            northern.iter().all(|s| AUTHORITIES[s.authority as usize].region == Region::NorthEast)
        );
    }

    #[test]
    fn more_schools_in_another_seed_are_other_schools() {
        assert_ne!(premises(5, &[], Seed(1)), premises(5, &[], Seed(2)));
        assert_eq!(premises(5, &[], Seed(1)), premises(5, &[], Seed(1)));
    }

    #[test]
    fn every_academy_belongs_to_a_trust_and_no_other_school_does() {
        let (schools, groups) = premises(3_000, &[], Seed(7));
        for school in &schools {
            assert_eq!(school.governance.is_academy(), school.group.is_some());
        }
        let mut members = vec![0; groups.len()];
        schools.iter().filter_map(|s| s.group).for_each(|group| members[group as usize] += 1);
        assert!(members.iter().all(|n| *n > 0), "a trust without a school");
        for school in &schools {
            let Some(group) = school.group else { continue };
            assert_eq!(groups[group as usize].kind.governance(), school.governance);
            assert!(school.governance == Governance::Trust || members[group as usize] == 1);
        }
    }

    #[test]
    fn a_junior_school_stands_beside_an_infant_school_and_shares_its_families() {
        let schools = england();
        let infants: Vec<_> = schools.iter().filter(|s| s.ages.high == 7).collect();
        let juniors = schools.iter().filter(|s| s.ages.low == 7 && s.phase == Phase::Primary);
        let (mut beside, mut apart) = (0, 0.0);
        for junior in juniors {
            let km = |s: &&&Premises| {
                let (a, b) = (&s.place, &junior.place);
                (a.easting - b.easting).abs() + (a.northing - b.northing).abs()
            };
            let Some(infant) = infants.iter().min_by(|a, b| km(a).total_cmp(&km(b))) else {
                continue;
            };
            if km(&infant) < 0.6 {
                beside += 1;
                apart += (infant.free_meals - junior.free_meals).abs();
            }
        }
        assert!(beside > 500, "{beside} pairs");
        close(apart / f64::from(beside), 0.03, 0.02, "difference of free meals in a pair");
    }
}
