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
