//! What policies reach in a population: nobody, and the same schools twice, are mistakes.

use std::fs;
use std::path::PathBuf;

use scenarios::{Failure, Loaded, Overrides, Reached, load, reached};
use sim::agent::Grade;
use sim::population::{Population, synthetic};

fn loaded(name: &str, policies: &str) -> Loaded {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reach");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, format!("[population]\nschools = 400\n{policies}")).unwrap();
    load(path.to_str().unwrap(), &[], &Overrides::default()).unwrap_or_else(|e| panic!("{e}"))
}

/// A policy from a term with a condition; each sets stakes.
fn policy(from: &str, condition: &str) -> String {
    format!(
        "[[policy]]\nfrom = \"{from}\"\n{condition}\nset = {{ \"accountability.stakes\" = 0.3 }}\n"
    )
}

fn tried(name: &str, policies: &str) -> Result<Vec<Reached>, Failure> {
    let loaded = loaded(name, policies);
    reached(&loaded, &synthetic(&loaded.scenario))
}

/// What is wrong with the policies.
fn refused(name: &str, policies: &str) -> String {
    tried(name, policies).unwrap_err().to_string()
}

#[test]
fn a_policy_that_targets_nobody_is_refused_at_its_conditions() {
    let text =
        policy("2027-autumn", "where = { regions = [\"North East\"], settings = [\"London\"] }");
    let said = refused("nobody.toml", &text);
    assert!(
        said.contains("nobody.toml:5:9") && said.contains("the policy targets nobody"),
        "{said}"
    );
}

#[test]
fn two_policies_that_meet_in_the_population_are_refused_with_both_places_and_the_number() {
    let text = policy("2027-autumn", "where.settings = [\"rural\"]")
        + &policy("2028-autumn", "where.disadvantage_quintiles = [1, 2, 3]");
    let said = refused("meet.toml", &text);
    assert!(said.contains("“policy 2” sets `accountability.stakes`, which “policy 1” sets on "));
    assert!(said.contains(" schools in 2028-autumn"), "{said}");
    assert!(said.contains("meet.toml:10:35") && said.contains("meet.toml:6:35"), "{said}");
}

#[test]
fn policies_that_share_no_school_no_term_or_no_lever_are_in_order() {
    let apart = [
        policy("2027-autumn", "where.settings = [\"rural\"]")
            + &policy("2027-autumn", "where.settings = [\"town\"]"),
        policy("2027-autumn", "until = \"2027-autumn\"\nwhere.settings = [\"rural\"]")
            + &policy("2028-spring", "where.settings = [\"rural\"]"),
        policy("2027-autumn", "where.share = 0.4")
            + &policy("2027-autumn", "where.share = { from = 0.4, to = 1 }"),
        policy("2027-autumn", "where.settings = [\"rural\"]")
            + &policy("2027-autumn", "where.settings = [\"rural\"]")
                .replace("accountability.stakes", "accountability.focus"),
    ];
    for (at, text) in apart.iter().enumerate() {
        let found = tried(&format!("apart-{at}.toml"), text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|one| one.schools > 0 && !one.may_change));
    }
}

#[test]
fn lots_count_exactly_and_other_lots_meet() {
    let text = policy("2027-autumn", "where = { share = 0.25 }");
    assert_eq!(tried("quarter.toml", &text).unwrap()[0].schools, 100);
    let other = text.clone() + &policy("2027-autumn", "where = { share = 0.9, lot = 2 }");
    assert!(refused("other-lots.toml", &other).contains("“policy 1” sets on "));
}

/// A population in which every school has that grade.
fn graded(loaded: &Loaded, grade: Grade) -> Population {
    let mut population = synthetic(&loaded.scenario);
    population.schools.inspected.iter_mut().for_each(|one| one.0 = Some(grade));
    population
}

#[test]
fn grades_count_as_they_stand_and_may_change_until_the_policy_starts() {
    let inadequate = "where.grades = [\"Inadequate\"]";
    let first = loaded("grades-first.toml", &policy("2026-autumn", inadequate));
    let later = loaded("grades-later.toml", &policy("2028-autumn", inadequate));
    let all = reached(&first, &graded(&first, Grade::Inadequate)).unwrap();
    assert_eq!(all, [Reached { schools: 400, may_change: false }]);
    let none = reached(&later, &graded(&later, Grade::Good)).unwrap();
    assert_eq!(none, [Reached { schools: 0, may_change: true }]);
    assert!(reached(&first, &graded(&first, Grade::Good)).is_err());
}
