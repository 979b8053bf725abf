//! A population is its columns: taken apart into plain values and put together again, it is the same.

mod common;

use std::collections::{BTreeSet, VecDeque};

use sim::agent::{Grade, Phase, Region, Setting};
use sim::population::state::{About, Cells, Kind, Wrong};
use sim::population::{self, GroupKind, Population, RegisterRow, SchoolGroup};

/// The columns of a population, some schools at a time.
fn apart(population: &Population, at_a_time: usize) -> VecDeque<(About, Cells)> {
    let mut columns = VecDeque::new();
    for start in (0..population.len()).step_by(at_a_time) {
        let schools = start..(start + at_a_time).min(population.len());
        let given = population.give(schools, &mut |about, cells| {
            columns.push_back((about.clone(), cells));
            Ok::<(), Wrong>(())
        });
        given.unwrap();
    }
    columns
}

/// A population from such columns.
fn together(
    mut columns: VecDeque<(About, Cells)>,
    schools: usize,
    at_a_time: usize,
) -> Result<Population, Wrong> {
    let mut population = Population::default();
    for start in (0..schools).step_by(at_a_time) {
        population.take::<Wrong>(at_a_time.min(schools - start), &mut |about| {
            let (given, cells) = columns.pop_front().unwrap();
            assert_eq!(*about, given);
            Ok(cells)
        })?;
    }
    assert!(columns.is_empty());
    population.complete()?;
    Ok(population)
}

/// Both ways, with the constants and the seed.
fn there_and_back(population: &Population, at_a_time: usize) -> Population {
    let columns = apart(population, at_a_time);
    let mut back = together(columns, population.len(), at_a_time).unwrap();
    let mut constants = population.constants().into_iter();
    back.set_constants::<Wrong>(&mut |about| {
        let (given, value) = constants.next().unwrap();
        assert_eq!(*about, given);
        Ok(value)
    })
    .unwrap();
    back.seed = population.seed;
    back
}

fn register() -> (Vec<RegisterRow>, Vec<SchoolGroup>) {
    let groups = (0..3)
        .map(|number| SchoolGroup {
            code: Some(2000 + number),
            name: format!("Tide Trust {number}"),
            kind: if number == 0 { GroupKind::Federation } else { GroupKind::MultiAcademyTrust },
        })
        .collect();
    let row = |number: u32| RegisterRow {
        urn: 100_000 + number,
        name: format!("School {number}"),
        phase: if number.is_multiple_of(5) { Phase::Secondary } else { Phase::Primary },
        low_age: if number.is_multiple_of(5) { 11 } else { 4 },
        high_age: if number.is_multiple_of(5) { 16 } else { 11 },
        authority: 202,
        region: Region::London,
        setting: Some(Setting::London),
        place: Some((520.0 + f64::from(number % 7), 180.0 + f64::from(number / 7))),
        capacity: Some(420),
        roll: Some(400 - number),
        free_meals: Some(0.02 * f64::from(number % 20)),
        selective: number.is_multiple_of(10),
        religious: number.is_multiple_of(3),
        academy: number.is_multiple_of(3),
        group: (!number.is_multiple_of(4)).then_some(number % 3),
        grade: (!number.is_multiple_of(6)).then_some(Grade::Good),
        neighbourhood: Some(number / 4),
    };
    ((0..60).map(row).collect(), groups)
}

#[test]
fn a_drawn_population_comes_back_the_same_from_its_columns() {
    let population = population::synthetic(&common::scenario(150, 1));
    assert!(there_and_back(&population, 1000) == population);
}

#[test]
fn a_settled_population_comes_back_the_same_a_few_schools_at_a_time() {
    let population = common::settled(&common::scenario(150, 1));
    assert!(there_and_back(&population, 37) == population);
}

#[test]
fn a_register_comes_back_with_its_names_and_groups_and_the_same_journeys() {
    let (rows, groups) = register();
    let scenario = common::scenario(1, 1);
    let (mut population, _) = population::from_register(&rows, &groups, &scenario);
    for (school, row) in rows.iter().enumerate() {
        population.schools.group[school].0 = row.group;
    }
    population.groups = groups;
    population.complete().unwrap();
    let back = there_and_back(&population, 7);
    assert_eq!(back.journeys, population.journeys);
    assert!(back == population);
}

#[test]
fn no_two_columns_have_one_name_and_every_one_says_what_it_is() {
    let population = population::synthetic(&common::scenario(5, 1));
    let mut names = BTreeSet::new();
    let constants = population.constants().into_iter().map(|(about, _)| about);
    for about in apart(&population, 5).into_iter().map(|(about, _)| about).chain(constants) {
        assert!(names.insert(about.name.clone()), "{} stands twice", about.name);
        assert!(about.sentence.ends_with('.'), "{} has no sentence", about.name);
        let number = !matches!(about.kind, Kind::Flag | Kind::Word(_) | Kind::Text);
        assert_eq!(number, !about.unit.is_empty(), "unit of {}", about.name);
    }
}

/// What is said when one column is changed.
fn refused(name: &str, change: fn(&mut Cells)) -> String {
    let population = population::synthetic(&common::scenario(30, 1));
    let mut columns = apart(&population, 30);
    let (_, cells) = columns.iter_mut().find(|(about, _)| about.name == name).unwrap();
    change(cells);
    together(columns, 30, 30).unwrap_err().to_string()
}

fn first_whole(cells: &mut Cells, value: i64) {
    let Cells::Whole(cells) = cells else { panic!("no whole numbers") };
    cells[0] = value;
}

#[test]
fn columns_that_do_not_hold_together_are_refused_by_name_or_school() {
    let cases: [(&str, fn(&mut Cells), &str); 8] = [
        ("climate", |cells| *cells = Cells::Double(vec![f64::NAN; 30]), "column climate"),
        ("climate", |cells| *cells = Cells::Double(vec![0.0; 29]), "29 values, expected 30"),
        ("climate", |cells| *cells = Cells::Flag(vec![true; 30]), "column climate"),
        ("authority", |cells| first_whole(cells, 9999), "no such local authority"),
        ("authority", |cells| first_whole(cells, 70_000), "expected 0 to 65535"),
        ("id", |cells| first_whole(cells, 1), "its number is not its row"),
        ("cohort_year", |cells| first_whole(cells, 11), "its year groups are not those"),
        ("group", |cells| *cells = Cells::MaybeWhole(vec![Some(3); 30]), "in a group"),
    ];
    for (name, change, expected) in cases {
        let said = refused(name, change);
        assert!(said.contains(expected), "{name}: {said}");
    }
}
