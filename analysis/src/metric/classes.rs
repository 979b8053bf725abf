//! Classes of schools: all, regions, phases, surroundings, fifths by disadvantage.

use sim::agent::{Phase, Region, Setting};
use sim::population::Population;
use sim::reach::{Traits, traits};

/// One class of schools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// By what schools are classed: all, region, phase, setting, disadvantage or coast.
    pub by: &'static str,
    /// The class's name.
    pub name: String,
    /// Position of the region, where schools are classed by region.
    pub(super) region: Option<usize>,
}

/// The classification of which all schools are the only class.
pub const ALL: &str = "all";

/// The classes of a population's schools, fixed on the eve of the first term.
#[derive(Clone, Debug)]
pub struct Classes {
    /// The classes, all schools first.
    pub classes: Vec<Class>,
    /// For each classification, the position of every school's class.
    of_school: Vec<Vec<u16>>,
    /// Position of the local authority of every school.
    pub(super) authority: Vec<u16>,
    /// Fifth by disadvantage of every school, from 1.
    pub(super) fifth: Vec<u8>,
}

/// How schools are classed: a name, the classes' names, and the class of a school.
type By = (&'static str, Vec<String>, fn(&Traits) -> usize);

/// Every classification, the widest first.
fn ways() -> Vec<By> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let fifths = ["1 fewest", "2", "3", "4", "5 most"];
    vec![
        (ALL, names(&["all"]), |_| 0),
        ("region", names(Region::NAMES), |school| position(Region::ALL, &school.region)),
        ("phase", names(Phase::NAMES), |school| position(Phase::ALL, &school.phase)),
        ("setting", names(Setting::NAMES), |school| position(Setting::ALL, &school.setting)),
        ("disadvantage", names(&fifths), |school| usize::from(school.quintile) - 1),
        ("coast", names(&["coastal", "inland"]), |school| usize::from(!school.coastal)),
    ]
}

fn position<T: PartialEq>(all: &[T], member: &T) -> usize {
    all.iter().position(|one| one == member).unwrap_or(0)
}

impl Classes {
    /// All schools alone: enough where nobody asks for whom.
    pub fn all_schools(population: &Population) -> Self {
        Self::by(population, &ways()[..1])
    }

    /// Every class that has a school; schools are numbered as in the population, sites of new schools
    /// included.
    pub fn of(population: &Population) -> Self {
        Self::by(population, &ways())
    }

    /// All schools, and those that are chosen: `chosen` says it for each school by its number.
    pub fn of_chosen(population: &Population, chosen: &[bool]) -> Self {
        let names = vec!["chosen".to_owned()];
        Self::all_and(population, "chosen", names, |school| {
            u16::from(chosen.get(school) == Some(&true))
        })
    }

    /// All schools, and every school as a class of its own, in the order of their numbers.
    pub fn of_each_school(population: &Population) -> Self {
        let names = (0..population.len()).map(|school| school.to_string()).collect();
        Self::all_and(population, "school", names, |school| school as u16 + 1)
    }

    /// All schools and further classes; `of` gives a school's class, 0 for none but all.
    fn all_and(
        population: &Population,
        by: &'static str,
        names: Vec<String>,
        of: impl Fn(usize) -> u16,
    ) -> Self {
        let mut classes = Self::all_schools(population);
        let further = names.into_iter().map(|name| Class { by, name, region: None });
        classes.classes.extend(further);
        classes.of_school.push((0..population.len()).map(of).collect());
        classes
    }

    fn by(population: &Population, ways: &[By]) -> Self {
        let schools = traits(population);
        let (mut classes, mut of_school) = (Vec::new(), Vec::new());
        for (by, names, class) in ways {
            let mut places = vec![u16::MAX; names.len()];
            for (at, name) in names.iter().enumerate() {
                if *by == ALL || schools.iter().any(|school| class(school) == at) {
                    places[at] = classes.len() as u16;
                    let region = (*by == "region").then_some(at);
                    classes.push(Class { by, name: name.clone(), region });
                }
            }
            of_school.push(schools.iter().map(|school| places[class(school)]).collect());
        }
        Self {
            classes,
            of_school,
            authority: schools.iter().map(|school| school.authority).collect(),
            fifth: schools.iter().map(|school| school.quintile).collect(),
        }
    }

    /// Positions of the classes of a school, by its number. A school that opened in the run and that the
    /// population does not know counts among all schools alone.
    pub(super) fn of_school(&self, school: usize) -> impl Iterator<Item = usize> {
        let others = self.of_school.iter().skip(1);
        let known = others.filter_map(move |all| all.get(school).map(|at| usize::from(*at)));
        // Where a class is asked for that not every school is in, the others have the first one here.
        std::iter::once(0).chain(known.filter(|at| *at > 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::population::synthetic;
    use sim::scenario::Scenario;

    #[test]
    fn every_school_is_in_one_class_of_each_classification() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 200;
        let classes = Classes::of(&synthetic(&scenario));
        assert_eq!(classes.classes[0].by, ALL);
        for school in 0..200 {
            let of: Vec<&str> =
                classes.of_school(school).map(|at| classes.classes[at].by).collect();
            assert_eq!(of, ["all", "region", "phase", "setting", "disadvantage", "coast"]);
        }
        assert_eq!(classes.of_school(200).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn chosen_schools_are_a_class_and_so_is_each_school() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 60;
        let population = synthetic(&scenario);
        let chosen: Vec<bool> = (0..60).map(|school| school < 7).collect();
        let classes = Classes::of_chosen(&population, &chosen);
        let of = |school| classes.of_school(school).collect::<Vec<_>>();
        assert_eq!((of(6), of(7), of(60)), (vec![0, 1], vec![0], vec![0]));
        let each = Classes::of_each_school(&population);
        assert_eq!(each.of_school(59).collect::<Vec<_>>(), [0, 60]);
        assert_eq!(each.classes[60].name, "59");
    }

    #[test]
    fn a_class_without_a_school_is_none() {
        let mut scenario = Scenario::default();
        (scenario.population.schools, scenario.population.regions) = (60, vec![Region::London]);
        let classes = Classes::of(&synthetic(&scenario)).classes;
        let regions = classes.iter().filter(|class| class.by == "region");
        let names: Vec<&str> = regions.map(|class| class.name.as_str()).collect();
        assert_eq!(names, ["London"]);
        assert_eq!(Classes::all_schools(&synthetic(&scenario)).classes.len(), 1);
    }
}
