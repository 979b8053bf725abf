//! Schools as a register states them, with the gaps filled from like schools.

use super::{AUTHORITIES, Premises, SchoolGroup};
use crate::agent::{Ages, Governance, Grade, Phase, Place, Region, Setting};
use crate::draw::{Purpose, Seed, purpose, uniform};
use crate::units::{Kilometres, Share};

const DONOR: Purpose = purpose("population.donor");

/// One school of a register: what it states, and what it leaves empty.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterRow {
    /// Unique reference number.
    pub urn: u32,
    /// Name of the school.
    pub name: String,
    /// Phase of education.
    pub phase: Phase,
    /// Lowest age of the pupils.
    pub low_age: u8,
    /// Highest age of the pupils.
    pub high_age: u8,
    /// Code of the local authority (three digits).
    pub authority: u16,
    /// Region.
    pub region: Region,
    /// Setting; empty where the register says nothing.
    pub setting: Option<Setting>,
    /// Kilometres east and north on the national grid.
    pub place: Option<(Kilometres, Kilometres)>,
    /// Places.
    pub capacity: Option<u32>,
    /// Pupils on roll.
    pub roll: Option<u32>,
    /// Share of pupils eligible for free school meals.
    pub free_meals: Option<Share>,
    /// Whether it chooses its pupils by attainment.
    pub selective: bool,
    /// Whether it is an academy or a free school.
    pub academy: bool,
    /// Its trust or federation, as a position in the register's groups; none where it has none, or
    /// where the register does not say.
    pub group: Option<u32>,
    /// Overall grade of its last inspection.
    pub grade: Option<Grade>,
    /// Number of its small census area; none where the register says nothing.
    pub neighbourhood: Option<u32>,
}

/// How many values were missing and taken from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilledIn {
    /// Rolls taken from a like school.
    pub rolls: u32,
    /// Free-meal shares taken from a like school.
    pub free_meals: u32,
    /// Capacities taken from a like school, through its ratio of roll to places.
    pub capacities: u32,
    /// Settings taken from the authority's commonest.
    pub settings: u32,
    /// Places taken as the centre of the authority.
    pub places: u32,
    /// Schools of an authority unknown to the model, put in the first of their region.
    pub authorities: u32,
    /// Academies whose trust was not stated.
    pub trusts: u32,
    /// Schools without a small census area, which count as one each.
    pub neighbourhoods: u32,
}

/// Register rows as premises, in the order of the register.
pub(super) fn premises(
    rows: &[RegisterRow],
    groups: &[SchoolGroup],
    regions: &[Region],
    seed: Seed,
) -> (Vec<Premises>, Vec<SchoolGroup>, FilledIn) {
    let mut filled = FilledIn::default();
    let rows: Vec<&RegisterRow> =
        rows.iter().filter(|row| regions.is_empty() || regions.contains(&row.region)).collect();
    let donors = Donors::of(&rows, seed);
    let schools = rows.iter().map(|row| complete(row, &donors, &mut filled)).collect();
    (schools, groups.to_vec(), filled)
}

fn complete(row: &RegisterRow, donors: &Donors<'_>, filled: &mut FilledIn) -> Premises {
    let authority = authority(row, filled);
    let facts = &AUTHORITIES[authority as usize];
    let roll = row.roll.unwrap_or_else(|| {
        filled.rolls += 1;
        donors.value(row, 0, |like| like.roll).unwrap_or(200)
    });
    let free_meals = row.free_meals.unwrap_or_else(|| {
        filled.free_meals += 1;
        donors.value(row, 1, |like| like.free_meals).unwrap_or(facts.free_meals)
    });
    let capacity = row.capacity.unwrap_or_else(|| {
        filled.capacities += 1;
        let ratio =
            donors.value(row, 2, |like| Some(f64::from(like.capacity?) / f64::from(like.roll?)));
        (f64::from(roll) * ratio.unwrap_or(1.0)).round().max(1.0) as u32
    });
    let setting = row.setting.unwrap_or_else(|| {
        filled.settings += 1;
        commonest_setting(authority)
    });
    let (easting, northing) = row.place.unwrap_or_else(|| {
        filled.places += 1;
        facts.centre
    });
    Premises {
        urn: Some(row.urn),
        name: row.name.clone(),
        phase: row.phase,
        ages: Ages { low: row.low_age.max(4), high: row.high_age.min(16) },
        authority,
        setting,
        place: Place { easting, northing },
        roll,
        capacity,
        free_meals,
        selective: row.selective,
        governance: Governance::Maintained,
        group: None,
        grade: row.grade,
        neighbourhood: row.neighbourhood.unwrap_or_default(),
    }
}

fn authority(row: &RegisterRow, filled: &mut FilledIn) -> u16 {
    let known = AUTHORITIES.iter().position(|facts| facts.code == row.authority);
    let position = known.or_else(|| {
        filled.authorities += 1;
        AUTHORITIES.iter().position(|facts| facts.region == row.region)
    });
    position.unwrap_or(0) as u16
}

fn commonest_setting(authority: u16) -> Setting {
    let facts = &AUTHORITIES[authority as usize];
    if facts.region == Region::London {
        return Setting::London;
    }
    let settings = [Setting::MajorUrban, Setting::Town, Setting::RuralTown, Setting::Village];
    let schools = |i: usize| facts.primary[i] + facts.secondary[i];
    let commonest = (0..4).rev().max_by_key(|i| schools(*i)).unwrap_or(1);
    settings[commonest]
}

/// Schools with complete rows, from which a like school's value is borrowed.
struct Donors<'a> {
    seed: Seed,
    /// Complete rows by kind (phase and setting).
    by_kind: Vec<Vec<&'a RegisterRow>>,
}

impl<'a> Donors<'a> {
    fn of(rows: &[&'a RegisterRow], seed: Seed) -> Self {
        let mut by_kind = vec![Vec::new(); Phase::ALL.len() * (Setting::ALL.len() + 1)];
        for row in rows {
            if row.roll.is_some() && row.free_meals.is_some() && row.capacity.is_some() {
                by_kind[kind(row.phase, row.setting)].push(*row);
                by_kind[kind(row.phase, None)].push(*row);
            }
        }
        Self { seed, by_kind }
    }

    /// A value of a school of the same phase, and of the same setting where there is one: drawn by
    /// the school's own number, so that another gap elsewhere changes nothing here.
    fn value<T>(
        &self,
        row: &RegisterRow,
        gap: u32,
        of: impl Fn(&RegisterRow) -> Option<T>,
    ) -> Option<T> {
        let alike = &self.by_kind[kind(row.phase, row.setting)];
        let pool = if alike.is_empty() { &self.by_kind[kind(row.phase, None)] } else { alike };
        let [u] = self.seed.draws(DONOR).at::<1>(row.urn, 0, gap).map(uniform);
        of(pool.get((u * pool.len() as f64) as usize)?)
    }
}

fn kind(phase: Phase, setting: Option<Setting>) -> usize {
    let setting = setting.map_or(Setting::ALL.len(), Setting::index);
    phase.index() * (Setting::ALL.len() + 1) + setting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(urn: u32) -> RegisterRow {
        RegisterRow {
            urn,
            name: format!("School {urn}"),
            phase: Phase::Primary,
            low_age: 3,
            high_age: 11,
            authority: 202,
            region: Region::London,
            setting: Some(Setting::London),
            place: Some((528.0, 184.0)),
            capacity: Some(420),
            roll: Some(400),
            free_meals: Some(0.3),
            selective: false,
            academy: false,
            group: None,
            grade: None,
            neighbourhood: None,
        }
    }

    #[test]
    fn a_complete_row_is_taken_as_it_stands() {
        let (schools, _, filled) = premises(&[row(1)], &[], &[], Seed(1));
        assert_eq!((schools[0].roll, schools[0].capacity, schools[0].ages.low), (400, 420, 4));
        assert_eq!(filled, FilledIn::default());
    }

    #[test]
    fn gaps_are_filled_from_schools_of_the_same_phase_and_setting() {
        let gaps = RegisterRow { roll: None, free_meals: None, capacity: None, ..row(2) };
        let other = RegisterRow { phase: Phase::Secondary, roll: Some(1500), ..row(3) };
        let (schools, _, filled) = premises(&[row(1), gaps, other], &[], &[], Seed(1));
        assert_eq!((schools[1].roll, schools[1].free_meals, schools[1].capacity), (400, 0.3, 420));
        assert_eq!((filled.rolls, filled.free_meals, filled.capacities), (1, 1, 1));
    }

    #[test]
    fn a_register_without_any_complete_row_still_gives_schools() {
        let gaps = RegisterRow {
            roll: None,
            free_meals: None,
            capacity: None,
            place: None,
            setting: None,
            ..row(2)
        };
        let (schools, _, filled) = premises(&[gaps], &[], &[], Seed(1));
        assert_eq!((schools[0].roll, schools[0].setting), (200, Setting::London));
        assert_eq!((filled.places, filled.settings), (1, 1));
    }

    #[test]
    fn only_schools_of_the_chosen_regions_take_part() {
        assert!(premises(&[row(1)], &[], &[Region::NorthEast], Seed(1)).0.is_empty());
    }
}
