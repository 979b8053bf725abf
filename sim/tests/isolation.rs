//! A policy reaches whom it reaches, from its first term, and nobody else.

mod common;

use std::collections::BTreeMap;

use sim::agent::Region;
use sim::catalogue::{Kind, catalogue};
use sim::draw::Seed;
use sim::population::{self, Population};
use sim::process::TIMETABLE;
use sim::reach::Reach;
use sim::records::Records;
use sim::scenario::{Policy, Scenario};
use sim::term::Term;

/// Two regions 300 kilometres apart, each a labour pool of its own.
const FAR_APART: [Region; 2] = [Region::NorthEast, Region::SouthWest];

fn two_regions(years: u32) -> Scenario {
    let mut scenario = common::scenario(200, years);
    scenario.population.regions = FAR_APART.to_vec();
    scenario
}

/// Every lever at the upper end of its prior, in one region or everywhere.
fn everything(regions: &[Region], from: Term) -> Policy {
    let levers = catalogue().iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Lever);
    Policy {
        name: "everything".into(),
        from,
        until: None,
        ramp_terms: 0,
        follow: false,
        reach: Reach { regions: regions.to_vec(), ..Reach::default() },
        set: levers.map(|(position, entry)| (position, entry.prior.range().1)).collect(),
    }
}

/// The settled population, without trusts and federations that have schools in both regions.
fn without_far_trusts(scenario: &Scenario) -> Population {
    let mut population = population::synthetic(scenario);
    let schools = &mut population.schools;
    let region_of: BTreeMap<u32, Region> =
        schools.group.iter().zip(&schools.region).filter_map(|(g, r)| Some((g.0?, *r))).collect();
    for (group, region) in schools.group.iter_mut().zip(&schools.region) {
        group.0 = group.0.filter(|group| region_of[group] == *region);
    }
    population.complete().unwrap();
    sim::burn_in(population, scenario)
}

/// The bits of one row of the schools' table.
fn school_row(records: &Records, row: usize) -> Vec<Option<u64>> {
    let [_, _, (_, columns), ..] = common::tables(records);
    columns.iter().map(|(_, series)| common::bits(series)[row]).collect()
}

#[test]
fn a_policy_in_one_region_leaves_every_school_of_a_far_one_bit_for_bit_the_same() {
    let mut scenario = two_regions(10);
    // A relative measure is how schools far apart do touch one another.
    common::set(&mut scenario, "accountability.relative_measure", 0.0);
    // And so are partners whom schools look for in the whole nation, or meet from afar.
    common::set(&mut scenario, "collaboration.search_reach", 0.0);
    // So are trusts that schools find far away.
    common::set(&mut scenario, "grouping.far", 0.0);
    let population = without_far_trusts(&scenario);
    let mut north = scenario.clone();
    let mut policy = everything(&[Region::NorthEast], Term::autumn(2027));
    let far = ["collaboration.search_reach", "collaboration.remote_channel"];
    policy.set.retain(|(at, _)| !far.contains(&catalogue()[*at].path));
    north.policies = vec![policy];
    let before = sim::run(&scenario, &population, Seed(4));
    let after = sim::run(&north, &population, Seed(4));
    let rows = |records: &Records| {
        let keys = records.schools.school_id.iter().zip(&records.schools.school_year);
        let rows =
            keys.enumerate().map(|(row, (id, year))| ((*id, *year), school_row(records, row)));
        rows.collect::<BTreeMap<_, _>>()
    };
    let after = rows(&after);
    let (mut northern, mut southern) = (0, 0);
    for ((id, year), row) in rows(&before) {
        let same = after.get(&(id, year)).is_some_and(|other| *other == row);
        if population.schools.region[id as usize] == Region::SouthWest {
            southern += 1;
            assert!(same, "school {id}, school year {year}");
        } else if !same {
            northern += 1;
        }
    }
    assert_eq!(before.schools.school_year.len(), 2000);
    assert!(southern > 600 && northern > 400, "{southern} southern rows, {northern} changed");
}

#[test]
fn nothing_differs_before_a_policys_first_term_and_something_does_in_it() {
    let scenario = common::scenario(200, 4);
    let population = common::settled(&scenario);
    for (start, terms) in [(Term::autumn(2028), 6), (Term::autumn(2027).plus(1), 4)] {
        let mut later = scenario.clone();
        later.policies = vec![everything(&[], start)];
        let before = sim::run(&scenario, &population, Seed(4));
        let after = sim::run(&later, &population, Seed(4));
        let [(_, one), ..] = common::tables(&before);
        let [(_, other), ..] = common::tables(&after);
        let mut differs = false;
        for ((name, a), (_, b)) in one.iter().zip(&other) {
            let (a, b) = (common::bits(a), common::bits(b));
            assert_eq!(a[..terms], b[..terms], "nation.{name} before {start}");
            differs |= a[terms] != b[terms];
        }
        assert!(differs, "nothing differs in {start}");
        let years = terms / 3;
        for row in 0..200 * years {
            assert_eq!(school_row(&before, row), school_row(&after, row), "row {row}");
        }
    }
}

#[test]
fn a_policy_that_ends_puts_its_levers_back() {
    let scenario = common::scenario(200, 4);
    let population = common::settled(&scenario);
    let mut short = scenario.clone();
    let policy = everything(&[], Term::autumn(2026));
    short.policies = vec![Policy { until: Some(Term::autumn(2026).plus(2)), ..policy }];
    let before = sim::run(&scenario, &population, Seed(4)).nation.strain;
    let after = sim::run(&short, &population, Seed(4)).nation.strain;
    assert!((after[2] - before[2]).abs() > 0.01);
    assert!((after[11] - before[11]).abs() < 0.005);
}

#[test]
fn two_policies_do_together_what_one_with_both_their_levers_does() {
    let scenario = common::scenario(200, 2);
    let population = common::settled(&scenario);
    let whole = everything(&[], Term::autumn(2026));
    let (first, second) = whole.set.split_at(whole.set.len() / 2);
    let mut two = scenario.clone();
    two.policies = [first, second].map(|set| Policy { set: set.to_vec(), ..whole.clone() }).into();
    let mut one = scenario.clone();
    one.policies = vec![whole];
    let (one, two) = (sim::run(&one, &population, Seed(4)), sim::run(&two, &population, Seed(4)));
    assert_eq!(common::differing(&one, &two), [""; 0]);
}

#[test]
fn each_process_can_be_left_out_and_the_rest_still_runs() {
    let scenario = common::scenario(200, 3);
    let population = common::settled(&scenario);
    let mut whole = scenario.clone();
    whole.policies = vec![everything(&[], Term::autumn(2027))];
    let with_all = sim::run(&whole, &population, Seed(4));
    for process in TIMETABLE {
        let mut without = whole.clone();
        without.switched_off = vec![process.name];
        let records = sim::run(&without, &population, Seed(4));
        if process.name == "record" {
            // The policies' own rows are theirs.
            let others = Records { policies: Default::default(), ..records };
            assert!(others == Records::default());
            continue;
        }
        assert_eq!(records.nation.term.len(), 9, "{}", process.name);
        assert!(records != with_all, "{} makes no difference", process.name);
        let strain = &records.nation.strain;
        assert!(strain.iter().all(|s| s.is_finite()), "{}", process.name);
    }
}

#[test]
fn without_the_policy_process_no_policy_does_anything() {
    let scenario = common::scenario(200, 2);
    let population = common::settled(&scenario);
    let mut inert = scenario.clone();
    inert.switched_off = vec!["policy"];
    inert.policies = vec![everything(&[], Term::autumn(2026))];
    let (one, two) =
        (sim::run(&scenario, &population, Seed(4)), sim::run(&inert, &population, Seed(4)));
    assert_eq!(common::differing(&one, &two), [""; 0]);
}
