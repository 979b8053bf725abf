//! Schools drawn from distributions fitted to the register.
//!
//! Evidence: Get Information About Schools, open state mainstream schools, July 2022 (`gias-2022`),
//! roll and free-meal share of the January 2021 census. Contains public sector information licensed
//! under the Open Government Licence v3.0.
//! Limits: schools of one authority lie in localities around its centre, not along real roads and
//! coasts; a school's roll does not depend on its free-meal share.

use super::quantile::{Percentiles, at_score};
use super::{AUTHORITIES, AuthorityFacts, Premises};
use crate::agent::{Ages, Governance, Phase, Place, Region, Setting};
use crate::draw::{Draws, Purpose, Seed, normal, purpose, uniform};
use crate::math;

const PLACE_IN_ORDER: Purpose = purpose("population.place_in_order");
const SCHOOL: Purpose = purpose("population.school");
const LOCALITY: Purpose = purpose("population.locality");

/// Settings of the table of authorities, in its order.
const TABLE_SETTINGS: [Setting; 4] =
    [Setting::MajorUrban, Setting::Town, Setting::RuralTown, Setting::Village];

/// Schools of one authority, stage and setting.
#[derive(Clone, Copy)]
struct Cell {
    authority: u16,
    secondary: bool,
    /// Column of the table of authorities.
    column: usize,
    /// Schools of the register in this cell.
    weight: f64,
}

/// `count` schools in the proportions of the register, in the order of the authorities.
pub(super) fn premises(count: u32, regions: &[Region], seed: Seed) -> Vec<Premises> {
    let cells = cells(regions);
    let total: f64 = cells.iter().map(|cell| cell.weight).sum();
    let [offset] = seed.draws(PLACE_IN_ORDER).at::<1>(0, 0, 0).map(uniform);
    let mut school_draws = seed.draws(SCHOOL);
    let mut locality_draws = seed.draws(LOCALITY);
    let (mut cell, mut weight_before, mut number_in_cell) = (0, 0.0, 0);
    (0..count)
        .map(|school| {
            let position = (f64::from(school) + offset) / f64::from(count) * total;
            while cell + 1 < cells.len() && position >= weight_before + cells[cell].weight {
                weight_before += cells[cell].weight;
                cell += 1;
                number_in_cell = 0;
            }
            number_in_cell += 1;
            let locality = locality(
                &mut locality_draws,
                &cells,
                cell,
                number_in_cell - 1,
                f64::from(count) / total,
            );
            school_in(&cells[cell], &locality, &mut school_draws, school)
        })
        .collect()
}

fn cells(regions: &[Region]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (authority, facts) in AUTHORITIES.iter().enumerate() {
        if !regions.is_empty() && !regions.contains(&facts.region) {
            continue;
        }
        for (secondary, counts) in [(false, facts.primary), (true, facts.secondary)] {
            for (column, count) in counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
                let weight = f64::from(count);
                cells.push(Cell { authority: authority as u16, secondary, column, weight });
            }
        }
    }
    cells
}

/// Neighbouring schools that share a place and the means of its families.
struct Locality {
    place: (f64, f64),
    /// Standard normal score of its disadvantage within the authority.
    disadvantage: f64,
}

/// Primary schools in one locality: they share a small area.
const PRIMARIES_PER_LOCALITY: u32 = 3;
/// Places tried for a locality, until one lies nearer to its own authority than to any other.
const TRIES: usize = 6;

/// The locality of the `number`th school of cell `cell`: primary schools make localities, secondary
/// schools lie in the localities of the same authority and setting, spread evenly over them.
fn locality(
    draws: &mut Draws,
    cells: &[Cell],
    cell: usize,
    number: u32,
    schools_per_weight: f64,
) -> Locality {
    let (home, number) = match cells[cell].secondary {
        false => (cell, number / PRIMARIES_PER_LOCALITY),
        true => {
            let primary = primary_cell(cells, cell);
            let of = |cell: usize| cells[cell].weight * schools_per_weight;
            let localities = (of(primary) / f64::from(PRIMARIES_PER_LOCALITY)).ceil().max(1.0);
            let along = (f64::from(number) + 0.5) / of(cell).max(1.0);
            (primary, (along * localities).min(localities - 1.0) as u32)
        }
    };
    let entity = (home as u32) << 18 | number;
    let words = draws.at::<{ 1 + 2 * TRIES }>(entity, 0, 0);
    let authority = cells[cell].authority;
    let facts = &AUTHORITIES[authority as usize];
    let step = facts.spread / 2.0_f64.sqrt();
    let tried = words[1..].as_chunks::<2>().0.iter().map(|two| {
        let [east, north] = two.map(normal);
        (facts.centre.0 + step * east, facts.centre.1 + step * north)
    });
    let mut place = facts.centre;
    for candidate in tried {
        place = candidate;
        if is_nearest(authority, candidate) {
            break;
        }
    }
    Locality { place, disadvantage: normal(words[0]) }
}

/// The primary schools of the same authority, and setting where there are any; the cell itself
/// where its authority has no primary schools.
fn primary_cell(cells: &[Cell], cell: usize) -> usize {
    let own = cells[cell];
    let primary = |with: &dyn Fn(&Cell) -> bool| {
        cells.iter().position(|c| c.authority == own.authority && !c.secondary && with(c))
    };
    primary(&|c| c.column == own.column).or_else(|| primary(&|_| true)).unwrap_or(cell)
}

/// Whether a place is nearer to its own authority than to any other, measured in their spreads.
fn is_nearest(authority: u16, place: (f64, f64)) -> bool {
    let reach = |facts: &AuthorityFacts| {
        let (east, north) = (place.0 - facts.centre.0, place.1 - facts.centre.1);
        (east * east + north * north) / (facts.spread * facts.spread).max(0.01)
    };
    let own = reach(&AUTHORITIES[authority as usize]);
    AUTHORITIES.iter().all(|other| reach(other) >= own)
}

fn school_in(cell: &Cell, locality: &Locality, draws: &mut Draws, school: u32) -> Premises {
    let facts = &AUTHORITIES[cell.authority as usize];
    let words = draws.at::<8>(school, 0, 0);
    let phase = phase(cell.secondary, facts.region, uniform(words[0]));
    let ages = ages(phase, uniform(words[1]));
    let roll = roll(phase, ages, cell.column, normal(words[2]));
    let fullness = fullness(cell, locality, normal(words[6]), normal(words[3]));
    let occupancy = at_score(occupancy_of(phase, cell.column), fullness).max(0.2);
    let scatter = if cell.column >= 2 { 2.0 } else { 0.5 };
    let selective = phase == Phase::Secondary && uniform(words[7]) < selective_share(facts);
    let poverty = if selective { SELECTIVE_FREE_MEALS } else { 1.0 };
    Premises {
        urn: None,
        name: String::new(),
        phase,
        ages,
        authority: cell.authority,
        setting: setting(facts.region, cell.column),
        place: Place {
            easting: locality.place.0 + scatter * normal(words[4]),
            northing: locality.place.1 + scatter * normal(words[5]),
        },
        roll,
        capacity: (f64::from(roll) / occupancy).round().max(1.0) as u32,
        free_meals: poverty * free_meals(facts, cell, locality, normal(words[6])),
        selective,
        governance: Governance::Maintained,
        group: None,
        grade: None,
        neighbourhood: 0,
    }
}

fn setting(region: Region, column: usize) -> Setting {
    if region == Region::London { Setting::London } else { TABLE_SETTINGS[column] }
}

/// Selective secondary schools by authority's code: register counts.
const SELECTIVE: [(u16, u16); 35] = [
    (302, 3),
    (303, 4),
    (305, 2),
    (308, 1),
    (314, 2),
    (317, 2),
    (319, 5),
    (330, 8),
    (335, 2),
    (336, 1),
    (341, 1),
    (344, 6),
    (358, 7),
    (381, 2),
    (382, 1),
    (815, 3),
    (825, 13),
    (839, 4),
    (861, 1),
    (865, 2),
    (870, 2),
    (871, 4),
    (878, 1),
    (879, 3),
    (880, 3),
    (881, 4),
    (882, 4),
    (886, 32),
    (887, 6),
    (888, 4),
    (894, 2),
    (909, 1),
    (916, 7),
    (925, 15),
    (937, 5),
];
/// Free-meal share of a selective school against the other secondary schools of its authority.
const SELECTIVE_FREE_MEALS: f64 = 0.24;

/// Chance that a secondary school is selective.
fn selective_share(facts: &AuthorityFacts) -> f64 {
    let count = SELECTIVE.iter().find(|(code, _)| *code == facts.code).map_or(0, |(_, n)| *n);
    f64::from(count) / f64::from(facts.secondary.iter().sum::<u16>().max(1))
}

/// Middle schools that count as secondary, and all-through schools, by region: register counts.
const MIDDLE: [f64; 9] = [1.0, 21.0, 0.0, 22.0, 0.0, 4.0, 19.0, 28.0, 2.0];
const ALL_THROUGH: [f64; 9] = [12.0, 12.0, 43.0, 6.0, 12.0, 25.0, 16.0, 14.0, 18.0];
/// Middle schools that count as primary, as a share of their regions' primary schools.
const MIDDLE_PRIMARY_SHARE: f64 = 7.0 / 16_782.0;

fn phase(secondary: bool, region: Region, u: f64) -> Phase {
    if !secondary {
        return if u < MIDDLE_PRIMARY_SHARE { Phase::MiddlePrimary } else { Phase::Primary };
    }
    let schools: f64 = AUTHORITIES
        .iter()
        .filter(|facts| facts.region == region)
        .flat_map(|facts| facts.secondary)
        .map(f64::from)
        .sum();
    let (middle, all_through) = (MIDDLE[region.index()], ALL_THROUGH[region.index()]);
    match u * schools {
        x if x < middle => Phase::MiddleSecondary,
        x if x < middle + all_through => Phase::AllThrough,
        _ => Phase::Secondary,
    }
}

/// Age range, by the register's commonest combinations; nursery years are outside the model.
fn ages(phase: Phase, u: f64) -> Ages {
    let (low, high) = match phase {
        Phase::Primary if u < 0.070 => (4, 7),
        Phase::Primary if u < 0.130 => (7, 11),
        Phase::Primary if u < 0.150 => (4, 9),
        Phase::Primary => (4, 11),
        Phase::MiddlePrimary => (8, 12),
        Phase::MiddleSecondary => (9, 13),
        Phase::Secondary if u < 0.016 => (14, 16),
        Phase::Secondary if u < 0.028 => (13, 16),
        Phase::Secondary => (11, 16),
        Phase::AllThrough => (4, 16),
    };
    Ages { low, high }
}

const PRIMARY_ROLL: [Percentiles; 4] = [
    [170.0, 196.0, 225.0, 337.0, 442.0, 579.6, 666.0],
    [131.0, 164.0, 205.0, 278.0, 407.5, 475.0, 595.0],
    [89.0, 108.0, 159.0, 204.0, 270.0, 388.2, 426.0],
    [34.0, 44.0, 67.0, 96.0, 133.0, 193.6, 210.0],
];
const SECONDARY_ROLL: [Percentiles; 4] = [
    [413.9, 585.9, 798.0, 1048.5, 1316.0, 1556.1, 1713.3],
    [445.6, 567.1, 797.0, 1033.5, 1312.5, 1559.7, 1744.0],
    [357.0, 463.2, 601.5, 858.0, 1138.0, 1382.8, 1527.3],
    [194.5, 317.0, 493.5, 780.0, 1061.5, 1477.0, 1546.5],
];
const MIDDLE_ROLL: Percentiles = [195.8, 258.0, 354.2, 494.0, 595.5, 705.0, 739.8];
const ALL_THROUGH_ROLL: Percentiles = [472.6, 555.6, 848.0, 1234.0, 1617.0, 1927.0, 2118.7];

/// Pupils, from the percentiles of the phase and setting; infant and junior schools differ.
fn roll(phase: Phase, ages: Ages, column: usize, score: f64) -> u32 {
    let (percentiles, ratio) = match phase {
        Phase::Primary if ages.high <= 8 => (&PRIMARY_ROLL[column], 0.77),
        Phase::Primary if ages.low >= 7 => (&PRIMARY_ROLL[column], 1.09),
        Phase::Primary if ages.high == 9 => (&PRIMARY_ROLL[column], 0.80),
        Phase::Primary => (&PRIMARY_ROLL[column], 1.01),
        Phase::MiddlePrimary | Phase::MiddleSecondary => (&MIDDLE_ROLL, 1.0),
        Phase::Secondary => (&SECONDARY_ROLL[column], 1.0),
        Phase::AllThrough => (&ALL_THROUGH_ROLL, 1.0),
    };
    (at_score(percentiles, score) * ratio).round().max(10.0) as u32
}

const PRIMARY_OCCUPANCY: [Percentiles; 4] = [
    [0.704, 0.780, 0.890, 0.962, 1.010, 1.103, 1.149],
    [0.688, 0.775, 0.878, 0.958, 1.000, 1.079, 1.137],
    [0.627, 0.704, 0.824, 0.917, 0.983, 1.044, 1.100],
    [0.493, 0.595, 0.752, 0.886, 0.976, 1.044, 1.114],
];
const SECONDARY_OCCUPANCY: [Percentiles; 4] = [
    [0.522, 0.663, 0.839, 0.961, 1.010, 1.090, 1.157],
    [0.532, 0.629, 0.809, 0.938, 1.004, 1.073, 1.118],
    [0.541, 0.635, 0.771, 0.932, 1.005, 1.059, 1.119],
    [0.323, 0.531, 0.775, 0.921, 0.992, 1.028, 1.099],
];

/// Correlation of occupancy with free meals within an authority, primary and secondary: so that over
/// the nation it is that of the register (rank correlations of −0.14 and −0.37).
const FULLNESS_OF_POVERTY: [f64; 2] = [-0.16, -0.45];

/// Standard normal score of a school's occupancy: poorer schools stand emptier.
fn fullness(cell: &Cell, locality: &Locality, poverty: f64, own: f64) -> f64 {
    let stage = usize::from(cell.secondary);
    let (between, within) = [PRIMARY_SPREAD, SECONDARY_SPREAD][stage];
    let spread = (between * between + within * within).sqrt();
    let poverty = (between * locality.disadvantage + within * poverty) / spread;
    let r = FULLNESS_OF_POVERTY[stage];
    r * poverty + (1.0 - r * r).sqrt() * own
}

fn occupancy_of(phase: Phase, column: usize) -> &'static Percentiles {
    match phase {
        Phase::Primary | Phase::MiddlePrimary => &PRIMARY_OCCUPANCY[column],
        _ => &SECONDARY_OCCUPANCY[column],
    }
}

/// Mean free-meal share by stage and setting, nation.
const MEAN_FREE_MEALS: [[f64; 4]; 2] = [[0.270, 0.220, 0.164, 0.122], [0.252, 0.187, 0.146, 0.140]];
/// Spread of log-odds between a primary authority's localities, and between schools of a locality.
const PRIMARY_SPREAD: (f64, f64) = (0.70, 0.48);
/// The same for secondary schools.
const SECONDARY_SPREAD: (f64, f64) = (0.32, 0.50);

/// Free-meal share: the authority's mean, shifted by setting, spread on the log-odds scale.
fn free_meals(facts: &AuthorityFacts, cell: &Cell, locality: &Locality, score: f64) -> f64 {
    let mean = expected_free_meals(facts, cell);
    let (between, within) = if cell.secondary { SECONDARY_SPREAD } else { PRIMARY_SPREAD };
    // The mean of a logit-normal share is pulled towards one half by its spread: undo the pull
    // (the logistic is close to a normal distribution function of scale 1.7).
    let spread_squared = between * between + within * within;
    let centre = math::logit(mean) * (1.0 + 0.346 * spread_squared).sqrt();
    math::logistic(centre + between * locality.disadvantage + within * score)
}

/// Mean share of the cell's schools, so that the settings of an authority average to its own mean.
fn expected_free_meals(facts: &AuthorityFacts, cell: &Cell) -> f64 {
    let (mut sum, mut schools) = (0.0, 0.0);
    for (stage, counts) in [facts.primary, facts.secondary].iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            sum += f64::from(*count) * MEAN_FREE_MEALS[stage][column];
            schools += f64::from(*count);
        }
    }
    let here = MEAN_FREE_MEALS[usize::from(cell.secondary)][cell.column];
    (facts.free_meals * here * schools / sum).clamp(0.01, 0.8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn england() -> Vec<Premises> {
        premises(20_200, &[], Seed(20_261_122))
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
            assert_eq!(premises(count, &[], Seed(1)).len(), count as usize);
        }
        let northern = premises(40, &[Region::NorthEast], Seed(1));
        assert!(
            northern.iter().all(|s| AUTHORITIES[s.authority as usize].region == Region::NorthEast)
        );
    }

    #[test]
    fn more_schools_in_another_seed_are_other_schools() {
        assert_ne!(premises(5, &[], Seed(1)), premises(5, &[], Seed(2)));
        assert_eq!(premises(5, &[], Seed(1)), premises(5, &[], Seed(1)));
    }
}
