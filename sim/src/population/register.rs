//! Schools as a register states them, with the gaps filled from like schools.

use super::{AUTHORITIES, Premises, SchoolGroup, trusts};
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
    /// Whether it has a religious character.
    pub religious: bool,
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
    /// Rolls taken from a like school: through its ratio of roll to places where places are stated.
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
    let mut schools: Vec<Premises> =
        rows.iter().map(|row| complete(row, groups, &donors, &mut filled)).collect();
    neighbourhoods(&rows, &mut schools, &mut filled);
    let groups = trusts(&mut schools, groups, &mut filled, seed);
    (schools, groups, filled)
}

fn complete(
    row: &RegisterRow,
    groups: &[SchoolGroup],
    donors: &Donors<'_>,
    filled: &mut FilledIn,
) -> Premises {
    let authority = authority(row, filled);
    let facts = &AUTHORITIES[authority as usize];
    let roll = row.roll.unwrap_or_else(|| {
        filled.rolls += 1;
        let full = |like: &RegisterRow| Some(f64::from(like.roll?) / f64::from(like.capacity?));
        let ratio =
            row.capacity.and_then(|places| Some(f64::from(places) * donors.value(row, 0, full)?));
        let like = || donors.value(row, 0, |like| like.roll);
        ratio.map(|roll| roll.round().max(1.0) as u32).or_else(like).unwrap_or(200)
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
        religious: row.religious,
        governance: match row.group.and_then(|group| groups.get(group as usize)) {
            Some(group) => group.kind.governance(),
            None if row.academy => Governance::SingleAcademy,
            None => Governance::Maintained,
        },
        group: row.group,
        grade: row.grade,
        neighbourhood: row.neighbourhood.unwrap_or_default(),
    }
}

/// A school without a small census area has one to itself.
fn neighbourhoods(rows: &[&RegisterRow], schools: &mut [Premises], filled: &mut FilledIn) {
    let known = rows.iter().filter_map(|row| row.neighbourhood);
    let first_free = known.max().map_or(0, |last| last + 1);
    for (row, school) in rows.iter().zip(schools) {
        if row.neighbourhood.is_none() {
            school.neighbourhood = first_free + filled.neighbourhoods;
            filled.neighbourhoods += 1;
        }
    }
}

/// Fills in the trusts of academies for which none is stated: the nearest academy's where trusts are
/// stated at all, and drawn ones otherwise. Gives the groups that have a school.
fn trusts(
    schools: &mut [Premises],
    groups: &[SchoolGroup],
    filled: &mut FilledIn,
    seed: Seed,
) -> Vec<SchoolGroup> {
    let mut groups = groups.to_vec();
    let lack = schools.iter().filter(|s| s.governance.is_academy() && s.group.is_none()).count();
    filled.trusts = lack as u32;
    if schools.iter().any(|s| s.governance.is_academy() && s.group.is_some()) {
        trusts::join_nearest(schools, &groups);
    } else if lack > 0 {
        trusts::form(schools, &mut groups, seed);
    }
    let mut numbers = vec![None; groups.len()];
    let mut kept = Vec::new();
    for group in schools.iter_mut().filter_map(|school| school.group.as_mut()) {
        let number = numbers[*group as usize].get_or_insert_with(|| {
            kept.push(groups[*group as usize].clone());
            kept.len() as u32 - 1
        });
        *group = *number;
    }
    kept
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
    use crate::population::GroupKind;

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
            religious: false,
            academy: false,
            group: None,
            grade: None,
            neighbourhood: None,
        }
    }

    #[test]
    fn a_complete_row_is_taken_as_it_stands() {
        let whole = RegisterRow { neighbourhood: Some(0), ..row(1) };
        let (schools, _, filled) = premises(&[whole], &[], &[], Seed(1));
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
    fn a_missing_roll_fills_the_schools_own_places_as_a_like_school_is_filled() {
        let gap = RegisterRow { roll: None, capacity: Some(210), ..row(2) };
        let (schools, _, _) = premises(&[row(1), gap], &[], &[], Seed(1));
        assert_eq!((schools[1].roll, schools[1].capacity), (200, 210));
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

    fn academy(urn: u32, group: Option<u32>) -> RegisterRow {
        RegisterRow { academy: true, group, neighbourhood: Some(3), ..row(urn) }
    }

    fn trust(name: &str) -> SchoolGroup {
        SchoolGroup { code: Some(1), name: name.into(), kind: GroupKind::MultiAcademyTrust }
    }

    #[test]
    fn an_academy_without_a_stated_trust_joins_that_of_its_nearest() {
        let far = RegisterRow { place: Some((0.0, 0.0)), ..academy(2, Some(1)) };
        let rows = [academy(1, Some(2)), far, academy(3, None), row(4)];
        let groups = [trust("none"), trust("far"), trust("near")];
        let (schools, groups, filled) = premises(&rows, &groups, &[], Seed(1));
        let name = |i: usize| schools[i].group.map(|group| groups[group as usize].name.clone());
        assert_eq!(name(2).as_deref(), Some("near"));
        assert_eq!((filled.trusts, groups.len(), schools[3].group), (1, 2, None));
        assert_eq!(schools[2].governance, Governance::Trust);
    }

    #[test]
    fn without_any_stated_trust_academies_are_put_into_drawn_ones() {
        let rows: Vec<RegisterRow> = (0..300).map(|urn| academy(urn, None)).collect();
        let (schools, groups, filled) = premises(&rows, &[], &[], Seed(1));
        assert!(schools.iter().all(|s| s.group.is_some()) && filled.trusts == 300);
        assert!((60..150).contains(&groups.len()), "{} trusts", groups.len());
    }

    #[test]
    fn a_school_without_a_census_area_has_one_to_itself() {
        let (schools, _, filled) = premises(&[academy(1, None), row(2), row(3)], &[], &[], Seed(1));
        let areas: Vec<u32> = schools.iter().map(|s| s.neighbourhood).collect();
        assert_eq!((areas, filled.neighbourhoods), (vec![3, 4, 5], 2));
    }
}
