//! The picture of one authority's schools and the ties between them in one year of a run.

use std::collections::BTreeMap;

use sim::agent::TieKind;
use sim::population::{AUTHORITIES, GroupKind, Population};
use sim::records::Records;

use crate::chart::network::{End, Network, School, Tie, TieNames};
use crate::chart::number::school_year;
use crate::statistic::quantile;

/// Schools that are named: those with most working partners.
const NAMED: usize = 3;

/// The chart of `authority` in the school year that ends in the summer of `year`, with at most `groups`
/// trusts or federations told apart; `source` is its source line.
///
/// Trusts and ties are those of one replicate's records in that year; a school without a row has the trust of
/// `population`.
///
/// # Errors
/// If there is no such authority, or no tie was recorded in that year.
pub fn network(
    population: &Population,
    records: &Records,
    (authority, year): (&str, i64),
    groups: usize,
    source: &str,
) -> Result<Network, String> {
    let number = AUTHORITIES.iter().position(|facts| facts.name == authority).ok_or_else(|| {
        format!("there is no authority `{authority}`; use a name of the school list")
    })?;
    let ties = &records.ties;
    let rows: Vec<usize> =
        (0..ties.school_id.len()).filter(|row| ties.school_year[*row] == year).collect();
    if rows.is_empty() {
        return Err(format!("no tie was recorded in {year}; run with `ties` on, and further"));
    }
    let here: Vec<usize> = (0..population.len())
        .filter(|school| {
            let open = population.schools.open[*school].0;
            open && usize::from(population.schools.authority[*school].0) == number
        })
        .collect();
    let place: BTreeMap<usize, usize> =
        here.iter().enumerate().map(|(place, school)| (*school, place)).collect();
    let (names, group_of) = largest_groups(population, &groups_in(records, year), &here, groups);
    let ends = |row: usize| [ties.school_id[row] as usize, ties.partner_id[row] as usize];
    let mut working = vec![0_u32; here.len()];
    for row in rows.iter().filter(|row| ties.works[**row] == 1) {
        for end in ends(*row).iter().filter_map(|end| place.get(end)) {
            working[*end] += 1;
        }
    }
    let drawn: Vec<Tie> = rows
        .iter()
        .filter_map(|row| {
            let [one, other] = ends(*row);
            let (from, to) = match (place.get(&one), place.get(&other)) {
                (Some(from), Some(to)) => (*from, End::School(*to)),
                (Some(from), None) => (*from, End::Outside(at(population, other))),
                (None, Some(from)) => (*from, End::Outside(at(population, one))),
                (None, None) => return None,
            };
            let formal = ties.kind[*row] != TieKind::Network.index() as i64;
            Some(Tie { from, to, formal, idle: ties.works[*row] == 0 })
        })
        .collect();
    let named = most_working(&working);
    let schools = here
        .iter()
        .enumerate()
        .map(|(place, school)| School {
            place: at(population, *school),
            pupils: f64::from(population.schools.roll[*school].0),
            group: group_of[place],
            alone: working[place] == 0,
            name: named.contains(&place).then(|| name_of(population, *school)),
        })
        .collect();
    Ok(chart(&Words { authority, year, working: &working, ties: &drawn, source }, names, schools))
}

/// What the words of the chart speak of.
struct Words<'a> {
    authority: &'a str,
    year: i64,
    working: &'a [u32],
    ties: &'a [Tie],
    source: &'a str,
}

fn chart(words: &Words<'_>, groups: Vec<String>, schools: Vec<School>) -> Network {
    let Words { authority, working, ties, source, .. } = *words;
    let year = school_year(words.year as i32 - 1);
    let (count, alone) = (schools.len(), working.iter().filter(|n| **n == 0).count());
    let out = ties.iter().filter(|tie| matches!(tie.to, End::Outside(_))).count();
    let idle = ties.iter().filter(|tie| tie.idle).count();
    let numbers: Vec<f64> = working.iter().map(|n| f64::from(*n)).collect();
    let median = quantile(&numbers, 0.5).unwrap_or_default();
    Network {
        title: format!(
            "{alone} of {count} schools in {} {} no working partner",
            authority.split(',').next().unwrap_or(authority),
            if alone == 1 { "has" } else { "have" },
        ),
        subtitle: format!(
            "Simulated schools in {year}, about where they stand, and their {} ties, {out} of them \
             with schools elsewhere. Marker area: pupils. Named: most working partners.",
            ties.len(),
        ),
        alt: format!(
            "Map of ties between {count} schools of {authority}, {year}. {alone} have no working \
             partner; the median school has {median:.0}. {out} of {} ties lead out of the authority, \
             and {idle} have too few hours or too little trust to count.",
            ties.len(),
        ),
        source: source.to_owned(),
        groups,
        group_heading: "Trust or federation, schools".to_owned(),
        ungrouped: "None".to_owned(),
        tie_names: TieNames {
            heading: "Ties".to_owned(),
            formal: "Agreed, or in one trust".to_owned(),
            informal: "Informal".to_owned(),
            idle: "Few hours or little trust".to_owned(),
            outside: "To a school elsewhere".to_owned(),
        },
        alone: "No working partner".to_owned(),
        schools,
        ties: ties.to_vec(),
    }
}

fn at(population: &Population, school: usize) -> (f64, f64) {
    let place = population.schools.place[school];
    (place.easting, place.northing)
}

fn name_of(population: &Population, school: usize) -> String {
    match population.name.get(school).map(String::as_str) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("School {school}"),
    }
}

/// The schools with most working partners, the first of equals first.
fn most_working(working: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..working.len()).filter(|place| working[*place] > 0).collect();
    order.sort_by_key(|place| std::cmp::Reverse(working[*place]));
    order.truncate(NAMED);
    order
}

/// The trust or federation of every school with a row in a year; -1 for none.
fn groups_in(records: &Records, year: i64) -> BTreeMap<usize, i64> {
    let schools = &records.schools;
    let rows = (0..schools.school_id.len()).filter(|row| schools.school_year[*row] == year);
    rows.map(|row| (schools.school_id[row] as usize, schools.group[row])).collect()
}

/// Names of the largest groups among these schools and, where there are more, of all others together;
/// the place of each school's group among them.
fn largest_groups(
    population: &Population,
    recorded: &BTreeMap<usize, i64>,
    here: &[usize],
    most: usize,
) -> (Vec<String>, Vec<Option<usize>>) {
    // A trust with one academy keeps no company.
    let drawn = |group: i64| population.groups.get(usize::try_from(group).ok()?);
    let of = |school: usize| {
        let at_first = population.schools.group[school].0.map_or(-1, i64::from);
        let group = recorded.get(&school).copied().unwrap_or(at_first);
        let single = drawn(group).is_some_and(|g| g.kind == GroupKind::SingleAcademyTrust);
        (group >= 0 && !single).then_some(group)
    };
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for group in here.iter().filter_map(|school| of(*school)) {
        *sizes.entry(group).or_default() += 1;
    }
    let mut order: Vec<(usize, i64)> =
        sizes.into_iter().map(|(group, size)| (size, group)).collect();
    order.sort_by_key(|(size, group)| (std::cmp::Reverse(*size), *group));
    let all_fit = order.len() <= most;
    let shown = if all_fit { order.len() } else { most.saturating_sub(1) };
    let mut names: Vec<String> = (b'A'..=b'Z')
        .zip(&order)
        .take(shown)
        .map(|(letter, (_, group))| match drawn(*group).map_or("", |group| group.name.as_str()) {
            "" => format!("Group {}", char::from(letter)),
            name => name.to_owned(),
        })
        .collect();
    if !all_fit && most > 0 {
        names.push("Others".to_owned());
    }
    let place = |school: &usize| {
        let group = of(*school)?;
        let place = order.iter().position(|(_, other)| *other == group)?;
        Some(place.min(names.len().checked_sub(1)?))
    };
    let places = here.iter().map(place).collect();
    (names, places)
}

#[cfg(test)]
mod tests {
    use sim::records::TieRow;
    use sim::scenario::Scenario;

    use super::*;

    /// A small England, one of its authorities with at least four schools, and those schools.
    fn england() -> (Population, &'static str, Vec<usize>) {
        let mut scenario = Scenario::default();
        scenario.population.schools = 400;
        let population = sim::population::synthetic(&scenario);
        let of = |number: usize| -> Vec<usize> {
            let authority = |school: &usize| {
                usize::from(population.schools.authority[*school].0) == number
                    && population.schools.open[*school].0
            };
            (0..population.len()).filter(authority).collect()
        };
        let number = (0..AUTHORITIES.len()).find(|number| of(*number).len() >= 4).unwrap();
        let schools = of(number);
        (population, AUTHORITIES[number].name, schools)
    }

    fn rows(ties: &[(usize, usize, TieKind, bool)]) -> Records {
        let mut records = Records::default();
        for (school, partner, kind, works) in ties {
            records.ties.push(TieRow {
                school_year: 2030,
                school_id: *school as i64,
                partner_id: *partner as i64,
                kind: kind.index() as i64,
                works: i64::from(*works),
                ..TieRow::default()
            });
        }
        records
    }

    #[test]
    fn every_tie_of_the_authority_is_drawn_once_and_no_other() {
        let (population, name, here) = england();
        let outside: Vec<usize> =
            (0..population.len()).filter(|school| !here.contains(school)).take(2).collect();
        let ties = rows(&[
            (here[0], here[1], TieKind::Group, true),
            (here[2], outside[0], TieKind::Network, false),
            (outside[1], here[0], TieKind::Network, true),
            (outside[0], outside[1], TieKind::Network, true),
        ]);
        let chart = network(&population, &ties, (name, 2030), 4, "").unwrap();
        assert_eq!(chart.schools.len(), here.len());
        let kinds: Vec<_> = chart.ties.iter().map(|tie| (tie.from, tie.formal, tie.idle)).collect();
        assert_eq!(kinds, [(0, true, false), (2, false, true), (0, false, false)]);
        assert_eq!(chart.ties[0].to, End::School(1));
        assert_eq!(chart.ties[2].to, End::Outside(at(&population, outside[1])));
        let alone: Vec<bool> = chart.schools.iter().map(|school| school.alone).collect();
        assert_eq!(alone[..3], [false, false, true]);
        let names = [&chart.schools[0].name, &chart.schools[2].name];
        assert_eq!(names, [&Some(format!("School {}", here[0])), &None]);
        let count = here.len();
        assert!(chart.title.starts_with(&format!("{} of {count} schools", count - 2)));
    }

    #[test]
    fn groups_beyond_the_last_colour_are_one() {
        let (mut population, name, here) = england();
        let group = |kind| sim::population::SchoolGroup { code: None, name: String::new(), kind };
        population.groups = vec![
            group(GroupKind::MultiAcademyTrust),
            group(GroupKind::MultiAcademyTrust),
            group(GroupKind::SingleAcademyTrust),
        ];
        population.schools.group.fill(sim::agent::InGroup(None));
        for (place, group) in [(0, 1), (1, 1), (2, 0), (3, 2)] {
            population.schools.group[here[place]] = sim::agent::InGroup(Some(group));
        }
        let none = BTreeMap::new();
        let all = largest_groups(&population, &none, &here[..4], 2);
        assert_eq!(all.0, ["Group A", "Group B"]);
        assert_eq!(all.1, [Some(0), Some(0), Some(1), None]);
        let moved = BTreeMap::from([(here[1], 0), (here[2], 0), (here[3], 99)]);
        let later = largest_groups(&population, &moved, &here[..4], 3);
        assert_eq!(later.1, [Some(1), Some(0), Some(0), Some(2)]);
        let few = largest_groups(&population, &none, &here[..4], 1);
        assert_eq!(
            (few.0, few.1),
            (vec!["Others".to_owned()], vec![Some(0), Some(0), Some(0), None])
        );
        let chart =
            network(&population, &rows(&[(0, 1, TieKind::Group, true)]), (name, 2030), 0, "");
        assert!(chart.unwrap().groups.is_empty());
    }

    #[test]
    fn unknown_authorities_and_years_without_ties_are_refused_in_a_sentence() {
        let (population, name, here) = england();
        let ties = rows(&[(here[0], here[1], TieKind::Group, true)]);
        let refused = |place: (&str, i64)| network(&population, &ties, place, 4, "").unwrap_err();
        assert!(refused(("Narnia", 2030)).contains("no authority `Narnia`"));
        assert!(refused((name, 2031)).contains("no tie was recorded in 2031"));
    }
}
