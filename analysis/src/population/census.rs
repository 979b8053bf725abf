//! What is counted of a population: a value for each school or trust, and which of them a figure is
//! about.

use sim::agent::{Grade, Phase, Region, Setting};
use sim::population::Population;

use super::near::{Around, around};
use super::trusts::{Trust, trusts};
use crate::convention::plausible_occupancy;

/// A population with what its figures need.
pub(super) struct Census<'a> {
    pub(super) population: &'a Population,
    pub(super) around: Vec<Around>,
    pub(super) trusts: Vec<Trust>,
    /// Fifth by free meals of each graded school within its phase, from 1; 0 for the others.
    fifths: Vec<u8>,
}

impl<'a> Census<'a> {
    pub(super) fn of(population: &'a Population) -> Self {
        Self {
            population,
            around: around(population),
            trusts: trusts(population),
            fifths: fifths(population),
        }
    }

    /// The value of a quantity of a school; none where it has none, or there is no such quantity.
    pub(super) fn value(&self, quantity: &str, school: usize) -> Option<f64> {
        let schools = &self.population.schools;
        let grade = schools.inspected[school].0;
        let graded = |wanted| grade.map(|grade| flag(grade == wanted));
        let (around, roll) = (&self.around[school], f64::from(schools.roll[school].0));
        let teachers = self.population.layout.posts(school).len() as f64;
        Some(match quantity {
            "school" => 1.0,
            "roll" => roll,
            "capacity" => f64::from(schools.capacity[school].0),
            "occupancy" => plausible_occupancy(roll, f64::from(schools.capacity[school].0))?,
            "free meals" => schools.free_meals[school].0,
            "km to the nearest" => around.nearest[0].map(|_| around.km[0])?,
            "km to the fifth" => around.nearest[4].map(|_| around.km[4])?,
            "schools within 3 km" => f64::from(around.within[0]),
            "schools within 5 km" => f64::from(around.within[1]),
            "schools within 10 km" => f64::from(around.within[2]),
            "nearest is of the same authority" => {
                let nearest = around.nearest[0]? as usize;
                flag(schools.authority[nearest] == schools.authority[school])
            }
            "academy" => flag(schools.governance[school].is_academy()),
            "no grade" => flag(grade.is_none()),
            "graded Outstanding" => graded(Grade::Outstanding)?,
            "graded Good" => graded(Grade::Good)?,
            "graded Requires improvement" => graded(Grade::RequiresImprovement)?,
            "graded Inadequate" => graded(Grade::Inadequate)?,
            "grade" => grade?.index() as f64 + 1.0,
            "teachers" => teachers,
            "pupils for each teacher" => roll / teachers,
            _ => return None,
        })
    }

    /// Whether a school belongs to a selection such as `primary, village`: every word must hold.
    pub(super) fn selects(&self, of: &str, school: usize) -> bool {
        of.split(", ").all(|word| self.is(word, school))
    }

    fn is(&self, word: &str, school: usize) -> bool {
        let schools = &self.population.schools;
        let (phase, ages) = (schools.phase[school], schools.ages[school]);
        let setting = schools.setting[school];
        match word {
            "all-through" => phase == Phase::AllThrough,
            "infant" => ages.high <= 8,
            "junior" => ages.low >= 7,
            "ages 4 to 11" => (ages.low, ages.high) == (4, 11),
            "ages 11 to 16" => (ages.low, ages.high) == (11, 16),
            "from 13 or later" => ages.low >= 13,
            "conurbation" => matches!(setting, Setting::London | Setting::MajorUrban),
            "town" => setting == Setting::Town,
            "rural town" => setting == Setting::RuralTown,
            "village" => setting == Setting::Village,
            _ if word.starts_with("fifth ") => {
                word.as_bytes().get(6).is_some_and(|digit| *digit == b'0' + self.fifths[school])
            }
            _ => {
                phase.name().eq_ignore_ascii_case(word)
                    || Region::from_name(word) == Some(schools.region[school])
            }
        }
    }
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Fifths of the graded schools of each phase by free meals.
fn fifths(population: &Population) -> Vec<u8> {
    let schools = &population.schools;
    let mut fifths = vec![0; population.len()];
    for phase in Phase::ALL {
        let is_one = |i: &usize| schools.phase[*i] == *phase && schools.inspected[*i].0.is_some();
        let mut members: Vec<usize> = (0..population.len()).filter(is_one).collect();
        members.sort_by(|a, b| schools.free_meals[*a].0.total_cmp(&schools.free_meals[*b].0));
        for (rank, school) in members.iter().enumerate() {
            fifths[*school] = (rank * 5 / members.len()) as u8 + 1;
        }
    }
    fifths
}
