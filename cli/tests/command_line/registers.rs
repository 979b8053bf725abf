//! Runs on a register of schools, here a made-up one.

use std::fmt::Write as _;

use crate::asked::{Place, assert_refused};

/// Forty open schools of four regions, one closed one, one whose status is all it has.
fn register() -> String {
    let mut text = String::from(
        "URN,LA (code),EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),\
         StatutoryLowAge,StatutoryHighAge,SchoolCapacity,NumberOfPupils,PercentageFSM,\
         GOR (name),UrbanRural (name),Easting,Northing\n",
    );
    let places = [
        (202, "London", 530_000, 183_000),
        (878, "South West", 292_000, 92_000),
        (391, "North East", 425_000, 565_000),
        (886, "South East", 600_000, 150_000),
    ];
    for number in 0..40 {
        let (authority, region, east, north) = places[number % 4];
        let (phase, low, high, roll) =
            if number % 5 == 0 { ("Secondary", 11, 16, 900) } else { ("Primary", 4, 11, 210) };
        let roll = if number == 7 { String::new() } else { roll.to_string() };
        let _ = writeln!(
            text,
            "{},{authority},Tide School {number},Open,{phase},{low},{high},1000,{roll},{},{region},\
             (England/Wales) Urban city and town,{},{north}",
            100_000 + number,
            5 + number,
            east + number
        );
    }
    text.push_str("100090,202,Ebb School,Closed,Primary,4,11,210,200,20,London,,530000,183000\n");
    text.push_str("100091,202,Torn School,Open\n");
    text
}

#[test]
fn a_register_gives_its_schools_and_says_what_it_used() {
    let place = Place::new();
    place.write("schools.csv", &register());
    let answer = place.run("out", &["--register", "schools.csv", "--csv"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let account = place.read("out/register.txt");
    assert!(account.starts_with("42 rows read, 40 used"), "{account}");
    assert!(account.contains("filled in: 1 rolls from like schools"), "{account}");
    assert!(answer.out.contains(account.trim_end()), "{}", answer.out);
    assert!(answer.out.contains("40 schools"), "{}", answer.out);

    let list = place.read("out/tables/school_list.csv");
    assert!(list.starts_with("school_id,urn,name,"), "{list}");
    assert_eq!(list.lines().count(), 1 + 40);
    for number in 0..40 {
        let school = format!(",{},Tide School {number},", 100_000 + number);
        assert!(list.contains(&school), "{school}");
    }
    assert!(place.read("out/tables/schools.csv").contains(",100039,"));
}

#[test]
fn a_result_on_a_register_runs_again_from_its_own_scenario() {
    let place = Place::new();
    place.write("schools.csv", &register());
    let first = place.hash("deep/out", &["--register", "schools.csv"]);
    let answer = place.ask(&["run", "deep/out/scenario.toml", "--out", "again"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(place.result_hash("again"), first);
}

#[test]
fn a_region_without_a_school_of_the_register_is_refused() {
    let place = Place::new();
    place.write("schools.csv", &register());
    place.write(
        "north.toml",
        "title = \"North\"\nsummary = \"The North West.\"\nextends = \"england\"\n\
         [population]\nsource = \"register\"\nregister = \"schools.csv\"\nregions = [\"North West\"]\n",
    );
    let answer = place.ask(&["run", "north.toml", "--out", "out"]);
    assert_refused(&answer, &["no school of the register lies in the chosen regions"]);
    assert_eq!(place.names("."), ["north.toml", "schools.csv"]);
}

/// A scenario on the made-up register and its groups, with a policy for the schools of a file.
fn pilot(place: &Place) {
    let plain = register();
    let (first, rest) = plain.split_once('\n').unwrap();
    let rows: Vec<String> = rest.lines().map(|row| format!("{row},Academy converter,")).collect();
    let with_kind = format!("{first},TypeOfEstablishment (name),Extra\n{}\n", rows.join("\n"));
    place.write("schools.csv", &with_kind);
    place.write(
        "links.csv",
        "URN,Group UID,Group Name,Group Type,Group Status\n\
         100000,7,Tide Trust,Multi-academy trust,Open\n100001,7,Tide Trust,Multi-academy trust,Open\n",
    );
    place.write("pilot.csv", "URN,name\n100000,a\n100001,b\n200000,c\n300000,d\n");
    place.write(
        "pilot.toml",
        "title = \"Pilot\"\nextends = \"england\"\n[population]\nsource = \"register\"\n\
         register = \"schools.csv\"\ngroup_links = \"links.csv\"\n[[policy]]\nname = \"Pilot\"\n\
         from = \"2026-autumn\"\nwhere = { schools = \"pilot.csv\" }\n\
         set = { \"accountability.stakes\" = 0.6 }\n",
    );
}

#[test]
fn a_policy_for_named_schools_says_which_of_them_are_not_there() {
    let place = Place::new();
    pilot(&place);
    let absent = "“Pilot” names 4 schools by number, of which 2 are not in the population: 200000, \
                  300000";
    let answer = place.ask(&["check", "pilot.toml"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    for words in [absent, "for 4 named schools: 2 of 40 schools\n  - raises"] {
        assert!(answer.out.contains(words), "{}", answer.out);
    }
    let years = ["--years", "1", "--replicates", "1"];
    let answer = place.ask(&[&["run", "pilot.toml", "--out", "out"], &years[..]].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains(absent), "{}", answer.out);
    let account = place.read("out/register.txt");
    assert!(account.contains("academies: 40, of which 38 without a trust"), "{account}");
    assert!(account.contains("multi-academy trusts: 1, with 2 schools"), "{account}");
    assert!(account.contains("group links: 2 rows read, 2 used"), "{account}");
    let manifest = place.manifest("out");
    let named = &manifest["scenario"]["policies"][0]["where"]["schools"];
    assert_eq!(named.as_array().map(Vec::len), Some(4), "{named}");
    let links = &manifest["scenario"]["values"]["population.group_links"]["value"];
    assert!(links.as_str().is_some_and(|path| path.ends_with("links.csv")), "{links}");

    std::fs::remove_file(place.path("pilot.csv")).unwrap();
    let answer = place.ask(&[&["run", "out/scenario.toml", "--out", "again"], &years[..]].concat());
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(place.result_hash("again"), place.result_hash("out"));
}

#[test]
fn options_of_the_source_that_do_not_fit_are_refused() {
    let place = Place::new();
    let links = place.ask(&["check", "england", "--group-links", "links.csv"]);
    assert_refused(&links, &["`--group-links` needs a register, but the schools are synthetic"]);
    for other in [["--register", "r.csv"], ["--schools", "30"]] {
        let both = [&["check", "england", "--population", "p.parquet"][..], &other].concat();
        assert_refused(&place.ask(&both), &["cannot be used with"]);
    }
}
