//! What a right scenario becomes.

use std::fs;
use std::path::PathBuf;

use scenarios::{Loaded, Origin, Overrides, changes, library, load, resolved_toml};
use sim::catalogue::{Kind, Values, catalogue, position};
use sim::scenario::Source;

/// A scenario that states something of everything.
const CHALLENGE: &str = r#"
title   = "London Challenge, \"everywhere\""
summary = "Two\nlines, a tab\t and größe."
extends = "england"

[run]
years = 6

[population]
schools = 1_000
regions = ["London", "North East"]

[accountability]
stakes = 0.6

[capacity]
development_hours = 60

[[policy]]
name  = "Wave 1"
from  = "2027-autumn"
until = "2029-summer"
where = { regions = ["London", "North East"], phases = ["Primary"] }
set   = { "capacity.development_hours" = 80, "funding.grant_per_pupil_gbp" = -1e-7 }

[[policy]]
from = "2029-autumn"
[policy.set.capacity]
development_hours = 40.5
"#;

/// Writes a file into this test's own folder and loads it.
fn loaded(name: &str, text: &str, sets: &[&str], overrides: &Overrides) -> Loaded {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("loading");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load(path.to_str().unwrap(), &sets, overrides).unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn every_library_scenario_loads_and_has_a_title_and_a_summary() {
    for entry in library() {
        let loaded = load(entry.name, &[], &Overrides::default()).unwrap();
        assert_eq!(loaded.scenario.title, entry.title);
        assert!(!entry.title.is_empty() && !entry.summary.is_empty());
        assert_eq!(loaded.scenario.name, entry.name);
    }
}

#[test]
fn the_baseline_is_every_default() {
    let england = load("england", &[], &Overrides::default()).unwrap();
    assert_eq!(england.scenario.values, Values::default());
    assert_eq!(england.scenario.run.years, 10);
    assert_eq!(england.scenario.population.schools, 20_200);
    assert!(changes(&england).is_empty());
}

#[test]
fn a_file_that_extends_nothing_starts_from_the_baselines_run_and_population() {
    let loaded = loaded("alone.toml", "[accountability]\nstakes = 1\n", &[], &Overrides::default());
    let england = load("england", &[], &Overrides::default()).unwrap();
    assert_eq!(loaded.scenario.run, england.scenario.run);
    assert_eq!(loaded.scenario.population, england.scenario.population);
    assert_eq!(loaded.scenario.title, "alone");
    assert_eq!(loaded.origins.of("run.years"), &Origin::Default);
}

#[test]
fn options_win_over_sets_and_sets_over_files() {
    let overrides = Overrides { years: Some(8), ..Overrides::default() };
    let sets = [
        "run.years=7",
        "run.seed=1",
        "run.seed = 2",
        "title=A plain title",
        "accountability.stakes=0",
    ];
    let loaded = loaded("winners.toml", CHALLENGE, &sets, &overrides);
    assert_eq!((loaded.scenario.run.years, loaded.scenario.run.seed), (8, 2));
    assert_eq!(loaded.scenario.title, "A plain title");
    assert_eq!(loaded.scenario.values.of("accountability.stakes"), 0.0);
    assert_eq!(loaded.origins.of("run.years"), &Origin::Flag { name: "--years" });
    assert_eq!(loaded.origins.of("run.seed"), &Origin::Set { number: 3 });
    assert_eq!(loaded.origins.of("funding.grant_per_pupil_gbp"), &Origin::Default);
    assert!(loaded.origins.of("population.schools").to_string().ends_with("winners.toml:10"));
    assert_eq!(loaded.origins.of("run.replicates").to_string(), "built-in england:12");
    assert!(loaded.origins.policies()[0].to_string().ends_with("winners.toml:19"));
}

#[test]
fn the_resolved_text_loads_again_to_the_same_scenario() {
    let sets = ["population.seed=5", "capacity.working_hours_per_week=35"];
    let first = loaded("challenge.toml", CHALLENGE, &sets, &Overrides::default());
    let text = resolved_toml(&first);
    let again = loaded("resolved.toml", &text, &[], &Overrides::default());
    // The text states every parameter, so that none is left to draw.
    let parameters = catalogue().iter().filter(|entry| entry.kind == Kind::Parameter).count();
    assert_eq!(again.scenario.doubt.held.len(), parameters);
    let expected = sim::scenario::Scenario {
        name: again.scenario.name.clone(),
        extends: Vec::new(),
        doubt: again.scenario.doubt.clone(),
        ..first.scenario.clone()
    };
    assert_eq!(again.scenario, expected);
    assert_eq!(text.matches("# from ").count(), 2 + 5 + 4 + catalogue().len() + 2, "{text}");
    assert!(text.contains("# from --set 1"));
}

#[test]
fn the_resolved_text_finds_its_register_from_any_folder() {
    let text = "[population]\nsource = \"register\"\nregister = \"schools.csv\"\n";
    let first = loaded("register.toml", text, &[], &Overrides::default());
    let Source::Register { path, .. } = &first.scenario.population.source else {
        panic!("no register")
    };
    assert!(PathBuf::from(path).is_absolute() && path.ends_with("schools.csv"));
    let again = loaded("register-again.toml", &resolved_toml(&first), &[], &Overrides::default());
    assert_eq!(again.scenario.population, first.scenario.population);
    let sets = ["population.source=synthetic"];
    let synthetic = loaded("register.toml", text, &sets, &Overrides::default());
    assert_eq!(synthetic.scenario.population.source, Source::Synthetic);
}

#[test]
fn the_register_option_makes_the_register_the_source() {
    let overrides = Overrides { register: Some("r.csv".into()), ..Overrides::default() };
    let loaded = loaded("flag.toml", CHALLENGE, &[], &overrides);
    assert!(
        matches!(&loaded.scenario.population.source, Source::Register { path, .. } if path.ends_with("r.csv"))
    );
    assert_eq!(loaded.origins.of("population.source").to_string(), "--register");
}

#[test]
fn changes_are_told_in_plain_words() {
    let loaded = loaded("told.toml", CHALLENGE, &[], &Overrides::default());
    assert_eq!(
        changes(&loaded),
        [
            "runs for 6 school years instead of 10",
            "has 1,000 schools instead of 20,200",
            "has only schools in London and the North East",
            "raises accountability.stakes from 0.5 to 0.6 (share)",
            "raises capacity.development_hours from 50 to 60 (hours a year)",
            "Wave 1: from autumn 2027 to summer 2029 for all primary schools in London and the \
             North East: raises capacity.development_hours from 60 to 80 (hours a year) and lowers \
             funding.grant_per_pupil_gbp from 0 to -1e-7 (£ per pupil a year)",
            "policy 2: from autumn 2029 to the end of the run for all schools: lowers \
             capacity.development_hours from 60 to 40.5 (hours a year)",
        ]
    );
}

#[test]
fn policies_of_the_extended_file_stay_and_come_first() {
    loaded("below.toml", CHALLENGE, &[], &Overrides::default());
    let text = "extends = \"below.toml\"\n[[policy]]\nfrom = \"2026-autumn\"\nset.accountability.stakes = 0\n";
    let above = loaded("above.toml", text, &[], &Overrides::default());
    let names: Vec<&str> = above.scenario.policies.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Wave 1", "policy 2", "policy 3"]);
    assert_eq!(changes(&above).len(), 1);
    assert_eq!(above.scenario.extends.len(), 2);
    assert_eq!(above.scenario.extends[1], "england");
    assert_eq!(above.scenario.policies[2].set, [(position("accountability.stakes").unwrap(), 0.0)]);
}

#[test]
fn policies_meet_only_where_schools_terms_and_levers_are_the_same() {
    let policy = |from: &str, until: &str, region: &str, lever: &str| {
        format!(
            "[[policy]]\nfrom = \"{from}\"\nuntil = \"{until}\"\nwhere.regions = [\"{region}\"]\nset = {{ \"{lever}\" = 0.1 }}\n"
        )
    };
    let stakes = "accountability.stakes";
    let text = [
        policy("2027-autumn", "2028-summer", "London", stakes),
        policy("2028-autumn", "2029-summer", "London", stakes),
        policy("2027-autumn", "2028-summer", "South West", stakes),
        policy("2027-autumn", "2028-summer", "London", "capacity.peer_observation"),
    ];
    let loaded = loaded("apart.toml", &text.concat(), &[], &Overrides::default());
    assert_eq!(loaded.scenario.policies.len(), 4);
}
