//! Whom a policy reaches: conditions on schools, and the schools that meet them.

use crate::agent::{Governance, Grade, Inspected, Open, Phase, Region, Setting, Urn};
use crate::concentration::Fifths;
use crate::draw::{Purpose, Seed, purpose, uniform};
use crate::population::Population;
use crate::population::coast::is_coastal;

const LOT: Purpose = purpose("reach.lot");

/// Number of fifths by disadvantage.
pub const QUINTILES: u8 = 5;
/// The largest number that a set of lots may have.
pub const MAX_LOT: u32 = 1_000;

/// What surrounds a school, as a policy may name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surroundings {
    /// One of the settings of the register.
    One(Setting),
    /// Rural towns and villages.
    Rural,
    /// Within [`crate::population::coast::COASTAL_KM`] of the sea.
    Coastal,
}

impl Surroundings {
    /// Names in scenario files.
    pub const NAMES: &'static [&'static str] =
        &["London", "other major urban", "town", "rural town", "village", "rural", "coastal"];

    /// The name in scenario files.
    pub fn name(self) -> &'static str {
        match self {
            Surroundings::One(setting) => setting.name(),
            Surroundings::Rural => "rural",
            Surroundings::Coastal => "coastal",
        }
    }

    /// What has that name.
    pub fn from_name(text: &str) -> Option<Self> {
        match text {
            "rural" => Some(Surroundings::Rural),
            "coastal" => Some(Surroundings::Coastal),
            other => Setting::from_name(other).map(Surroundings::One),
        }
    }

    fn holds(self, traits: &Traits) -> bool {
        match self {
            Surroundings::One(setting) => traits.setting == setting,
            Surroundings::Rural => matches!(traits.setting, Setting::RuralTown | Setting::Village),
            Surroundings::Coastal => traits.coastal,
        }
    }
}

/// A share of schools drawn by lot: those whose place in the order of the lots lies between two shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lots {
    /// Share of schools that come before (0 to 1).
    pub from: f64,
    /// Share of schools up to the last one that is taken (0 to 1).
    pub to: f64,
    /// Which set of lots: policies with one number draw from the same lots.
    pub lot: u32,
}

/// Whom a policy reaches: every school that meets all conditions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// Only these regions; empty for all.
    pub regions: Vec<Region>,
    /// Only these local authorities, by position in the table of authorities; empty for all.
    pub authorities: Vec<u16>,
    /// Only these phases; empty for all.
    pub phases: Vec<Phase>,
    /// Only schools with one of these surroundings; empty for all.
    pub settings: Vec<Surroundings>,
    /// Only these fifths by disadvantage, 1 with the fewest free meals of its stage; empty for all.
    pub quintiles: Vec<u8>,
    /// Only schools whose last grade is one of these; empty for all.
    pub grades: Vec<Grade>,
    /// Only schools under such governance; empty for all.
    pub governance: Vec<Governance>,
    /// Only schools with these unique reference numbers, ascending; empty for all.
    pub schools: Vec<u32>,
    /// Only a share, drawn by lot from the schools that meet all other conditions.
    pub lots: Option<Lots>,
}

/// What conditions ask of a school.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traits {
    /// Region.
    pub region: Region,
    /// Local authority: position in the table of authorities.
    pub authority: u16,
    /// Phase.
    pub phase: Phase,
    /// Setting.
    pub setting: Setting,
    /// Whether it is coastal.
    pub coastal: bool,
    /// Fifth by disadvantage, from 1.
    pub quintile: u8,
    /// Unique reference number.
    pub urn: Option<u32>,
    /// Last grade.
    pub grade: Option<Grade>,
    /// Who answers for it.
    pub governance: Governance,
    /// Whether it is open.
    pub open: bool,
    /// Whether it was open when the population was drawn or settled: of such schools lots take a share,
    /// so that two stretches of one share stay next to each other whatever opens or closes between them.
    pub stood: bool,
}

impl Traits {
    /// Takes over what may change in a run.
    pub(crate) fn now(&mut self, grade: Inspected, governance: Governance, open: Open) {
        (self.grade, self.governance, self.open) = (grade.0, governance, open.0);
    }
}

/// The traits of every school of a population, as it was drawn or settled.
pub fn traits(population: &Population) -> Vec<Traits> {
    let schools = &population.schools;
    let fifths = Fifths::of(population).0;
    let one = |i: usize| {
        let Urn(urn) = schools.urn[i];
        Traits {
            region: schools.region[i],
            authority: schools.authority[i].0,
            phase: schools.phase[i],
            setting: schools.setting[i],
            coastal: is_coastal(schools.place[i]),
            quintile: fifths[i] + 1,
            urn,
            grade: schools.inspected[i].0,
            governance: schools.governance[i],
            open: schools.open[i].0,
            stood: schools.open[i].0,
        }
    };
    (0..population.len()).map(one).collect()
}

/// Whether a list that stands for everything when empty has a member.
fn holds<T: PartialEq>(list: &[T], member: &T) -> bool {
    list.is_empty() || list.contains(member)
}

impl Reach {
    /// Whether a school meets every condition but the lots.
    pub fn covers(&self, school: &Traits) -> bool {
        holds(&self.regions, &school.region)
            && holds(&self.authorities, &school.authority)
            && holds(&self.phases, &school.phase)
            && (self.settings.is_empty() || self.settings.iter().any(|one| one.holds(school)))
            && holds(&self.quintiles, &school.quintile)
            && (self.grades.is_empty() || school.grade.is_some_and(|g| self.grades.contains(&g)))
            && holds(&self.governance, &school.governance)
            && (self.schools.is_empty()
                || school.urn.is_some_and(|urn| self.schools.binary_search(&urn).is_ok()))
    }

    /// Whether the answer depends on grades or governance, which change in a run.
    pub fn is_of_the_day(&self) -> bool {
        !self.grades.is_empty() || !self.governance.is_empty()
    }

    /// Numbers of the schools that are reached, ascending. Lots are those of the population's seed.
    ///
    /// The share that lots take is a share of the schools that stood at the start; a school that opens
    /// later is reached if its lot lies between the same two cuts.
    pub fn chosen(&self, schools: &[Traits], seed: u64) -> Vec<u32> {
        let all = (0..).zip(schools).filter(|(_, school)| self.covers(school));
        let Some(lots) = self.lots else { return all.map(|(number, _)| number).collect() };
        let mut draws = Seed(seed).draws(LOT);
        let drawn: Vec<(u32, f64, bool)> = all
            .map(|(number, school)| {
                let [word] = draws.at::<1>(number, 0, lots.lot);
                (number, uniform(word), school.stood)
            })
            .collect();
        let mut order: Vec<f64> =
            drawn.iter().filter(|(.., stood)| *stood).map(|(_, lot, _)| *lot).collect();
        order.sort_by(f64::total_cmp);
        let cut = |share: f64| {
            let before = (share * order.len() as f64).round() as usize;
            order.get(before).copied().unwrap_or(f64::INFINITY)
        };
        let (low, high) = (cut(lots.from), cut(lots.to));
        // The first share starts before every lot, also those of schools that are not open yet.
        let low = if lots.from == 0.0 { f64::NEG_INFINITY } else { low };
        let taken = drawn.iter().filter(|(_, lot, _)| (low..high).contains(lot));
        taken.map(|(number, ..)| *number).collect()
    }

    /// Whether it names regions, phases and schools alone: what can be held against another policy
    /// before there is a population.
    pub fn is_plain(&self) -> bool {
        let plain = Reach {
            regions: self.regions.clone(),
            phases: self.phases.clone(),
            schools: self.schools.clone(),
            ..Reach::default()
        };
        *self == plain
    }

    /// Whether some school could meet both conditions, by regions, phases and numbers.
    pub fn overlaps(&self, other: &Reach) -> bool {
        shares(&self.regions, &other.regions)
            && shares(&self.phases, &other.phases)
            && shares_sorted(&self.schools, &other.schools)
    }
}

/// Whether two lists, each standing for everything when empty, have a member in common.
fn shares<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|member| b.contains(member))
}

/// The same of two ascending lists, which may be long.
fn shares_sorted(a: &[u32], b: &[u32]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.is_empty() || short.iter().any(|member| long.binary_search(member).is_ok())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An open primary school in a London town by the sea that nobody has graded.
    pub(crate) fn school() -> Traits {
        Traits {
            region: Region::London,
            authority: 3,
            phase: Phase::Primary,
            setting: Setting::Town,
            coastal: true,
            quintile: 5,
            urn: Some(100_000),
            grade: None,
            governance: Governance::Maintained,
            open: true,
            stood: true,
        }
    }

    #[test]
    fn every_condition_has_to_be_met() {
        let school = Traits { grade: Some(Grade::Good), ..school() };
        let all = Reach {
            regions: vec![Region::London],
            authorities: vec![3],
            phases: vec![Phase::Primary],
            settings: vec![Surroundings::Coastal],
            quintiles: vec![4, 5],
            grades: vec![Grade::Good],
            governance: vec![Governance::Maintained],
            schools: vec![100_000],
            lots: None,
        };
        assert!(all.covers(&school) && Reach::default().covers(&school));
        let others = [
            Traits { region: Region::NorthEast, ..school },
            Traits { authority: 4, ..school },
            Traits { phase: Phase::Secondary, ..school },
            Traits { coastal: false, ..school },
            Traits { quintile: 3, ..school },
            Traits { grade: Some(Grade::Inadequate), ..school },
            Traits { grade: None, ..school },
            Traits { governance: Governance::Trust, ..school },
            Traits { urn: None, ..school },
        ];
        assert!(others.iter().all(|other| !all.covers(other)));
    }

    #[test]
    fn rural_schools_are_those_of_rural_towns_and_villages() {
        let rural = Reach { settings: vec![Surroundings::Rural], ..Reach::default() };
        let covered = |setting: Setting| rural.covers(&Traits { setting, ..school() });
        let all: Vec<bool> = Setting::ALL.iter().map(|setting| covered(*setting)).collect();
        assert_eq!(all, [false, false, false, true, true]);
        for name in Surroundings::NAMES {
            assert_eq!(Surroundings::from_name(name).map(Surroundings::name), Some(*name));
        }
    }

    fn lots(from: f64, to: f64, lot: u32) -> Reach {
        Reach { lots: Some(Lots { from, to, lot }), ..Reach::default() }
    }

    #[test]
    fn lots_take_the_exact_share_and_stretches_do_not_meet() {
        let schools = vec![school(); 1000];
        let first = lots(0.0, 0.3, 1).chosen(&schools, 7);
        let second = lots(0.3, 1.0, 1).chosen(&schools, 7);
        assert_eq!((first.len(), second.len()), (300, 700));
        assert!(first.iter().all(|number| !second.contains(number)));
        let fewer = lots(0.0, 0.1, 1).chosen(&schools, 7);
        assert!(fewer.len() == 100 && fewer.iter().all(|number| first.contains(number)));
        assert!(first.is_sorted());
    }

    #[test]
    fn other_lots_and_other_populations_draw_other_schools() {
        let schools = vec![school(); 1000];
        let first = lots(0.0, 0.5, 1).chosen(&schools, 7);
        for other in [lots(0.0, 0.5, 2).chosen(&schools, 7), lots(0.0, 0.5, 1).chosen(&schools, 8)]
        {
            let both = first.iter().filter(|number| other.contains(number)).count();
            assert!((200..300).contains(&both), "{both}");
        }
    }

    #[test]
    fn a_share_is_one_of_the_schools_that_stood_and_later_ones_come_along() {
        let mut schools = vec![school(); 100];
        schools[50..].iter_mut().for_each(|school| school.stood = false);
        let taken = lots(0.0, 0.5, 1).chosen(&schools, 7);
        assert_eq!(taken.iter().filter(|number| **number < 50).count(), 25);
        assert_eq!(lots(0.0, 1.0, 1).chosen(&schools, 7).len(), 100);
        let rest = lots(0.5, 1.0, 1);
        let before = rest.chosen(&schools, 7);
        schools[..10].iter_mut().for_each(|school| school.open = false);
        assert_eq!(rest.chosen(&schools, 7), before);
        assert!(taken.iter().all(|number| !before.contains(number)));
    }
}
