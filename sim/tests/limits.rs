//! Extremes whose answer is known, and levers that move only what reads them.

mod common;

use std::collections::BTreeSet;

use sim::catalogue::{Kind, catalogue};
use sim::draw::Seed;
use sim::scenario::Scenario;

/// The parameters of everybody's leaving and moving.
const GOING: [&str; 6] = [
    "staffing.leave_first",
    "staffing.leave_second",
    "staffing.leave_fourth",
    "staffing.leave_later",
    "staffing.leave_last",
    "staffing.move_school",
];

/// A scenario in which nobody leaves and nobody moves.
fn nobody_goes(schools: u32, years: u32) -> Scenario {
    let mut scenario = common::scenario(schools, years);
    for path in GOING {
        common::set(&mut scenario, path, 0.0);
    }
    scenario
}

#[test]
fn nobody_leaves_and_no_post_is_empty_where_every_rate_is_zero() {
    let scenario = nobody_goes(200, 5);
    let population = common::settled(&scenario);
    let schools = sim::run(&scenario, &population, Seed(1)).schools;
    assert!(schools.left.iter().chain(&schools.moved).chain(&schools.vacant).all(|n| *n == 0));
}

#[test]
fn everybody_goes_every_summer_where_every_rate_is_one() {
    let mut scenario = common::scenario(100, 3);
    for path in GOING {
        common::set(&mut scenario, path, 1.0);
    }
    for path in ["leave_strain", "leave_commitment", "leave_climate", "leave_disadvantage"] {
        common::set(&mut scenario, &format!("staffing.{path}"), 0.0);
    }
    let population = sim::population::synthetic(&scenario);
    let rows = sim::run(&scenario, &population, Seed(1)).schools;
    for row in 0..100 {
        assert_eq!(rows.left[row], rows.teachers[row], "school {}", rows.school_id[row]);
    }
}

#[test]
fn expertise_stands_still_where_nobody_learns_and_nobody_goes() {
    let mut scenario = nobody_goes(200, 5);
    for path in ["experience_gain", "development_gain", "peer_learning"] {
        common::set(&mut scenario, &format!("learning.{path}"), 0.0);
    }
    common::set(&mut scenario, "joint_work.practice_gain", 0.0);
    common::set(&mut scenario, "centres.teaching_gain", 0.0);
    let population = common::settled(&scenario);
    let schools = sim::run(&scenario, &population, Seed(1)).schools;
    for row in 200..schools.school_id.len() {
        let (now, before) = (schools.staff_expertise[row], schools.staff_expertise[row - 200]);
        assert_eq!(now.to_bits(), before.to_bits(), "school {}", schools.school_id[row]);
    }
}

#[test]
fn strain_stands_at_the_usual_where_nothing_moves_it() {
    let mut scenario = nobody_goes(60, 2);
    for path in ["spread", "climate_relief", "pressure", "churn", "helping"] {
        common::set(&mut scenario, &format!("strain.{path}"), 0.0);
    }
    let population = common::settled(&scenario);
    let strain = sim::run(&scenario, &population, Seed(1)).nation.strain;
    assert!(strain.iter().all(|s| (s - 0.5).abs() < 1e-9), "{strain:?}");
}

#[test]
fn nothing_lasts_where_no_share_of_a_gain_lasts() {
    let mut scenario = common::scenario(200, 2);
    common::set(&mut scenario, "teaching.lasting_share", 0.0);
    let population = common::settled(&scenario);
    assert!(population.cohorts.lasting.iter().all(|lasting| lasting.0 == 0.0));
}

#[test]
fn on_entry_the_gap_has_the_size_of_its_parameter() {
    let mut scenario = common::scenario(200, 2);
    for path in ["intake.early_drift", "intake.primary_drift", "intake.secondary_drift"] {
        common::set(&mut scenario, path, 0.0);
    }
    for path in ["primary_gradient", "secondary_gradient", "residual_sd", "sorting_sd"] {
        common::set(&mut scenario, &format!("intake.{path}"), 0.0);
    }
    common::set(&mut scenario, "teaching.inclusion_gain", 0.0);
    let gap = sim::population::intake::Parameters::default().entry_gap;
    let population = common::settled(&scenario);
    let young = population.cohorts.year.iter().zip(&population.cohorts.outside);
    for (_, outside) in young.filter(|(year, _)| year.0 == 0) {
        assert!((outside.0[1] - outside.0[0] - gap).abs() < 1e-12);
    }
}

/// What pupils have learned, as it is and as it is measured, and what is made of it.
const LEARNED: &[&str] = &[
    "value_added",
    "attainment",
    "gap",
    "spread",
    "measured",
    "prior",
    "progress",
    "reputation",
    "classroom",
    "inspectors_view",
];
/// What teachers know, and what follows.
const STAFF: &[&str] = &["staff_expertise", "experience_gain"];
/// How teachers fare, and who goes.
const MOOD: &[&str] = &["strain", "commitment"];
/// Who goes and comes.
const MOVES: &[&str] = &["left", "leaving", "moved", "moving", "moves_inside", "vacan"];
/// What leaders do.
const LEADERS: &[&str] = &[
    "effort",
    "pressure",
    "instruction",
    "compliance",
    "competition",
    "collaboration",
    "administration",
];
/// What schools work on, and how good they are.
const PRACTICE: &[&str] = &["practice", "quality", "reported"];
/// How a head fares.
const HEADS: &[&str] = &["head_", "interim", "climate", "optimism", "quality"];
/// Who goes to school where.
const PUPILS: &[&str] = &[
    "first_preference",
    "nearest",
    "offers",
    "roll",
    "pupils",
    "disadvantaged",
    "spend",
    "reserves",
    "income",
    "balance",
    "development",
];
/// Processes of the last weeks of a school year.
const OF_SUMMER: [&str; 4] = ["pipeline", "headship", "grouping", "executive"];
/// Levers that open and close schools: which rows there are changes with them, and so every column.
const WHICH_SCHOOLS: [&str; 2] = ["competition.new_schools_per_100", "competition.closure_below"];

/// What a summer's judgement moves: names, visits, and whom they drive away.
const JUDGED: &[&str] = &[
    "classroom",
    "experience_gain",
    "reputation",
    "inspect",
    "visit",
    "years_since",
    "grade",
    "outstanding",
    "good",
    "requires",
    "inadequate",
    "disturbance",
    "left",
    "leaving",
    "moved",
    "moving",
    "moves_inside",
    "vacan",
    "head_",
    "interim",
    "climate",
    "optimism",
];

/// Who works with whom, and what comes of it.
const TIES: &[&str] = &[
    "ties",
    "partners",
    "working_partners",
    "without_working",
    "brokered",
    "tie_",
    "partner_hours",
    "helping",
    "learned_with",
    "diagnosis",
];

/// Who belongs to which trust or federation; with it which rows of the groups' table there are.
const GROUPS: &[&str] = &[
    "group",
    "in_groups",
    "changed_group",
    "disturbance",
    "kind",
    "schools",
    "pupils",
    "school_year",
    "centre_skill",
    "newness",
    "largest_sponsor",
    "effective_choices",
    "shared_head",
];

/// Columns of a first year that a process can move, by itself or through those after it. An inspection
/// in autumn weighs on a school from the next term on.
fn moved_by(process: &str) -> Vec<&'static str> {
    let judged = [JUDGED, LEADERS, MOOD, PRACTICE, LEARNED, STAFF, TIES].concat();
    match process {
        "learning" => [STAFF, LEARNED].concat(),
        "teaching" => LEARNED.to_vec(),
        "staffing" => [MOVES, &["classroom", "experience_gain"]].concat(),
        "headship" | "pipeline" => HEADS.to_vec(),
        "executive" => [HEADS, &["shared_head"]].concat(),
        // What is summed up over a group changes with its schools.
        "grouping" => [GROUPS, HEADS, &["value_added", "practice", "progress"]].concat(),
        "structure" => vec!["disturbance", "area_programme"],
        // Who is judged Inadequate may change hands.
        "inspection" => [judged.as_slice(), GROUPS].concat(),
        "results" | "reputation" | "practice" | "improvement" | "strain" | "brokerage"
        | "partnership" | "joint_work" | "trust" | "centres" | "clusters" => judged,
        "system_leaders" | "hubs" => {
            [judged.as_slice(), &["system_leaders", "hub_partner", "designated"]].concat()
        }
        "budget" | "attention" | "admissions" => [judged.as_slice(), PUPILS].concat(),
        _ => panic!("say in this test what {process} moves in its first year"),
    }
}

#[test]
fn a_lever_moves_in_its_first_year_only_what_its_readers_write() {
    let mut scenario = common::scenario(200, 1);
    // Some levers do nothing alone: stakes spoil observation, evidence has to be put to use, a platform
    // has to be there before it can be checked.
    common::set(&mut scenario, "capacity.peer_observation", 0.5);
    common::set(&mut scenario, "capacity.evidence_supply", 0.5);
    common::set(&mut scenario, "collaboration.platform", 0.5);
    common::set(&mut scenario, "collaboration.clusters", 0.5);
    common::set(&mut scenario, "collaboration.hubs_per_100", 5.0);
    let population = common::settled(&scenario);
    let before = sim::run(&scenario, &population, Seed(1));
    let levers = catalogue().iter().filter(|entry| entry.kind == Kind::Lever);
    for lever in levers.filter(|lever| !WHICH_SCHOOLS.contains(&lever.path)) {
        let at = |end: f64| {
            let mut pulled = scenario.clone();
            common::set(&mut pulled, lever.path, end);
            common::differing(&sim::run(&pulled, &population, Seed(1)), &before)
        };
        // Where one end is as good as today's value, the other is not.
        let differing = Some(at(lever.max)).filter(|columns| !columns.is_empty());
        let differing = differing.unwrap_or_else(|| at(lever.min));
        // Who comes in the first summer shows in the second year.
        let later = lever.readers().iter().all(|process| OF_SUMMER.contains(process));
        assert!(later || !differing.is_empty(), "{} moves nothing", lever.path);
        let may: BTreeSet<&str> =
            lever.readers().iter().flat_map(|process| moved_by(process)).collect();
        for column in differing {
            let name = column.split_once('.').unwrap().1;
            assert!(
                may.iter().any(|start| name.starts_with(start)),
                "{} moves {column}",
                lever.path
            );
        }
    }
}

#[test]
fn a_lever_at_its_baseline_value_changes_no_bit() {
    let scenario = common::scenario(100, 2);
    let population = common::settled(&scenario);
    let mut same = scenario.clone();
    for lever in catalogue().iter().filter(|entry| entry.kind == Kind::Lever) {
        common::set(&mut same, lever.path, lever.default);
    }
    let one = sim::run(&scenario, &population, Seed(1));
    let two = sim::run(&same, &population, Seed(1));
    assert_eq!(common::differing(&one, &two), [""; 0]);
}
