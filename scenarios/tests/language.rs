//! What the parts of the language mean.

use std::fs;
use std::path::PathBuf;

use scenarios::{Failure, Loaded, Origin, Overrides, changes, differences, load, resolved_toml};
use sim::catalogue::{Kind, Prior, catalogue, position};
use sim::mechanism::mechanism;
use sim::reach::{Lots, Surroundings};
use sim::scenario::Scenario;

fn tried(name: &str, text: &str, sets: &[&str]) -> Result<Loaded, Failure> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("language");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load(path.to_str().unwrap(), &sets, &Overrides::default())
}

fn loaded(name: &str, text: &str, sets: &[&str]) -> Loaded {
    tried(name, text, sets).unwrap_or_else(|failure| panic!("{failure}"))
}

fn of(loaded: &Loaded, path: &str) -> f64 {
    loaded.scenario.values.of(path)
}

/// The scenario again, from its resolved text.
fn again(name: &str, first: &Loaded) -> Scenario {
    loaded(name, &resolved_toml(first), &[]).scenario
}

const POACHING: &str = "competition.staff_poaching";
const CHOICE: &str = "competition.choice_ratio";

#[test]
fn a_level_sets_its_drivers_levers_and_a_lever_set_by_hand_wins_wherever_it_stands() {
    for text in [
        "[competition]\nlevel = 1\nchoice_ratio = 0.9\n",
        "[competition]\nchoice_ratio = 0.9\nlevel = 1\n",
    ] {
        let loaded = loaded("level.toml", text, &[]);
        assert_eq!((of(&loaded, CHOICE), of(&loaded, POACHING)), (0.9, 0.5));
        assert_eq!(of(&loaded, "competition.lottery_share"), 0.0);
        let origin = loaded.origins.of(POACHING);
        assert!(matches!(origin, Origin::Level { driver: "competition", .. }));
        assert!(origin.to_string().ends_with(" (competition.level)"), "{origin}");
    }
    let usual = loaded("usual.toml", "[competition]\nlevel = 0.5\n", &[]);
    assert_eq!(usual.scenario.values, Scenario::default().values);
}

#[test]
fn what_is_stated_nearer_wins_over_what_is_extended_levels_too() {
    loaded("near-base.toml", "[competition]\nlevel = 1\nchoice_ratio = 0.9\n", &[]);
    let text = "extends = \"near-base.toml\"\n[competition]\nlevel = 0\n";
    let near = loaded("near.toml", text, &[]);
    assert_eq!((of(&near, CHOICE), of(&near, POACHING)), (0.7, 0.0));
    let sets = ["competition.choice_ratio=1.05", "competition.level=1"];
    let set = loaded("near.toml", text, &sets);
    assert_eq!((of(&set, CHOICE), of(&set, POACHING)), (1.05, 0.5));
}

#[test]
fn a_policy_may_set_a_level_and_a_lever_by_hand_wins_over_it() {
    let text = "[[policy]]\nfrom = \"2027-autumn\"\n\
                set = { \"competition.level\" = 1, competition = { choice_ratio = 0.8 } }\n";
    let loaded = loaded("policy-level.toml", text, &[]);
    let set = &loaded.scenario.policies[0].set;
    let value = |path: &str| set.iter().filter(|(at, _)| Some(*at) == position(path)).count();
    assert_eq!((set.len(), value(CHOICE), value(POACHING)), (8, 1, 1));
    assert!(set.contains(&(position(CHOICE).unwrap(), 0.8)));
    assert_eq!(again("policy-level-again.toml", &loaded).policies[0].set, *set);
}

#[test]
fn parameters_are_stated_in_tables_and_by_set() {
    let text = "[learning]\ndecay = 0.2\n";
    let loaded = loaded("parameter.toml", text, &["teaching.effort_gain=0.5"]);
    assert_eq!(of(&loaded, "learning.decay"), 0.2);
    assert_eq!(of(&loaded, "teaching.effort_gain"), 0.5);
    assert_eq!(loaded.scenario.doubt.held.len(), 2);
    assert_eq!(changes(&loaded)[0], "raises learning.decay from 0.15 to 0.2 (share a year)");
}

#[test]
fn mechanisms_switch_processes_and_scale_effects() {
    let text = "[mechanisms]\nstructure = 0\nheadship = 1\npeer_learning = -1\nbuffering = 0.5\n";
    let loaded = loaded("mechanisms.toml", text, &["mechanisms.buffering=0"]);
    assert_eq!(loaded.scenario.switched_off, ["structure"]);
    assert_eq!(of(&loaded, "learning.peer_learning"), -0.05);
    assert_eq!(of(&loaded, "attention.buffering"), 0.0);
    let at = position("attention.buffering").unwrap();
    assert_eq!(loaded.scenario.values.stated(at), 0.4);
    assert_eq!(
        changes(&loaded),
        [
            "leaves out the process structure: structures change, schools close, new ones open",
            "switches off the effect buffering: strong heads keep pressure from their staff",
            "turns round the effect peer_learning: teachers learn from stronger colleagues",
        ]
    );
    assert_eq!(loaded.origins.of("mechanisms.buffering"), &Origin::Set { number: 1 });
    let again = again("mechanisms-again.toml", &loaded);
    assert_eq!(again.values, loaded.scenario.values);
    assert_eq!(again.switched_off, loaded.scenario.switched_off);
    assert_eq!(again.mechanisms.len(), 2);
    assert!(mechanism("buffering").is_some());
}

#[test]
fn a_process_that_is_left_out_can_be_taken_in_again() {
    loaded("without.toml", "[mechanisms]\nstructure = 0\n", &[]);
    let text = "extends = \"without.toml\"\n[mechanisms]\nstructure = 1\n";
    let with = loaded("with.toml", text, &[]);
    assert!(with.scenario.switched_off.is_empty());
    assert_eq!(changes(&with), ["takes the process structure in again"]);
}

const DOUBT: &str = "[learning]\ndecay = 0.2\n[uncertainty]\n\
     \"learning.peer_learning\" = { zero = 0.5, triangular = [-0.1, 0.0, 0.1] }\n\
     accountability.stakes = { uniform = [0.2, 0.4] }\n";

#[test]
fn uncertainty_replaces_priors_and_nothing_is_drawn_unless_asked() {
    let still = loaded("doubt.toml", DOUBT, &[]);
    assert!(!still.scenario.doubt.draw);
    let at = position("learning.peer_learning").unwrap();
    let prior = Prior::ZeroOrTriangular { zero: 0.5, low: -0.1, mode: 0.0, high: 0.1 };
    assert_eq!(still.scenario.prior(at), prior);
    assert_eq!(changes(&still).len(), 3);
    assert!(changes(&still)[2].ends_with("(nothing is drawn without --draw-parameters)"));
    let drawn = loaded("doubt.toml", DOUBT, &["run.draw_parameters=true"]).scenario;
    let positions = drawn.drawn();
    let drawn_paths: Vec<&str> = positions.iter().map(|at| catalogue()[*at].path).collect();
    assert!(drawn_paths.contains(&"accountability.stakes"));
    assert!(!drawn_paths.contains(&"learning.decay") && !drawn_paths.contains(&POACHING));
    let parameters = catalogue().iter().filter(|entry| entry.kind == Kind::Parameter).count();
    assert_eq!(positions.len(), parameters - 1 + 1);
}

#[test]
fn the_resolved_text_of_a_scenario_that_draws_draws_the_same() {
    let first = loaded("drawing.toml", DOUBT, &["run.draw_parameters=true"]);
    let again = again("drawing-again.toml", &first);
    assert_eq!(again.drawn(), first.scenario.drawn());
    let seed = sim::draw::Seed(7);
    assert_eq!(again.with_draws(seed).values, first.scenario.with_draws(seed).values);
}

#[test]
fn a_scenario_that_states_everything_has_nothing_to_draw() {
    let all = resolved_toml(&load("england", &[], &Overrides::default()).unwrap());
    let failure = tried("nothing.toml", &all, &["run.draw_parameters=true"]).unwrap_err();
    assert!(failure.to_string().contains("states every one of them"), "{failure}");
}

#[test]
fn conditions_ramps_and_following_come_through() {
    let text = "[[policy]]\nfrom = \"2027-autumn\"\nramp_terms = 4\nfollow = true\n\
                set = { \"accountability.stakes\" = 0.3 }\n\
                [policy.where]\nregions = [\"London\"]\nauthorities = [\"Hackney\", \"Camden\"]\n\
                phases = [\"Primary\"]\nsettings = [\"coastal\", \"London\"]\n\
                disadvantage_quintiles = [5, 4]\ngrades = [\"Good\"]\n\
                governance = [\"in a trust\"]\nshare = { from = 0.25, to = 0.5 }\nlot = 3\n";
    let first = loaded("conditions.toml", text, &[]);
    let policy = &first.scenario.policies[0];
    assert_eq!((policy.ramp_terms, policy.follow), (4, true));
    assert_eq!(policy.reach.lots, Some(Lots { from: 0.25, to: 0.5, lot: 3 }));
    assert_eq!(policy.reach.settings[0], Surroundings::Coastal);
    assert_eq!(
        (policy.reach.authorities.len(), policy.reach.quintiles.as_slice()),
        (2, &[5, 4][..])
    );
    assert_eq!(
        changes(&first),
        [
            "policy 1: from autumn 2027 to the end of the run, in equal steps over the first 4 terms \
          for 25% (those after the first 25%) of all primary schools in London in Hackney and \
          Camden whose setting is “coastal” or “London” and in disadvantage quintile 5 or 4 (5 has \
          most free meals) and last judged Good and governed as in a trust, drawn by lot, looked \
          for again each autumn: lowers accountability.stakes from 0.5 to 0.3 (share)"
        ]
    );
    assert_eq!(again("conditions-again.toml", &first).policies, first.scenario.policies);
}

#[test]
fn differences_name_the_key_both_values_and_where_they_came_from() {
    let one = loaded("one.toml", "title = \"A\"\n[run]\nyears = 5\n", &[]);
    let text = "title = \"A\"\n[mechanisms]\ntips = 0\n[[policy]]\nname = \"P\"\n\
                from = \"2027-autumn\"\nset = { \"accountability.stakes\" = 0.3 }\n";
    let other = loaded("other.toml", text, &[]);
    let found = differences(&one, &other);
    let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["run.years", "mechanisms.tips", "policy “P”"]);
    let (value, origin) = found[0].first.as_ref().unwrap();
    assert!(value == "5" && origin.ends_with("one.toml:3"), "{origin}");
    assert_eq!(found[0].second, Some(("10".into(), "default".into())));
    assert_eq!((&found[2].first, found[2].second.is_some()), (&None, true));
    assert!(differences(&one, &one).is_empty());
}

#[test]
fn tags_and_claims_are_a_scenarios_own() {
    let england = scenarios::library().into_iter().find(|entry| entry.name == "england").unwrap();
    assert!(england.has("baseline") && !england.has("C48"));
    assert!(scenarios::library().iter().any(|entry| entry.has("c48") && entry.has("stance")));
}

#[test]
fn the_starting_file_is_in_order_and_what_is_commented_out_in_it_is_too() {
    let text = scenarios::starting_file("A \"new\" one", "balanced");
    let loaded_text = loaded("new.toml", &text, &[]);
    assert_eq!(loaded_text.scenario.title, "A \"new\" one");
    assert_eq!(loaded_text.scenario.extends, ["balanced", "england"]);
    // A line of TOML behind a number sign starts with a key, a bracket, or nothing else.
    let is_toml = |line: &str| line.starts_with('[') || line.contains(" = ");
    let lines = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if is_toml(rest) => rest,
        _ => line,
    });
    let all: Vec<&str> = lines.collect();
    let whole = loaded("new-whole.toml", &all.join("\n"), &[]);
    assert_eq!(whole.scenario.policies.len(), 1);
    assert_eq!(whole.scenario.mechanisms.len(), 1);
    assert_eq!(whole.scenario.doubt.priors.len(), 1);
    assert_eq!(whole.scenario.population.schools, 2000);
}

#[test]
fn a_scenario_does_not_take_over_the_title_and_summary_of_what_it_extends() {
    let silent = loaded("silent.toml", "extends = \"balanced\"\n[run]\nyears = 5\n", &[]);
    assert_eq!((silent.scenario.title.as_str(), silent.scenario.summary.as_str()), ("silent", ""));
    let set = loaded("silent.toml", "extends = \"balanced\"\n[run]\nyears = 5\n", &["title=Mine"]);
    assert_eq!(set.scenario.title, "Mine");
    let england = load("england", &["run.years=5".to_owned()], &Overrides::default()).unwrap();
    assert_eq!(england.scenario.title, "England as it is");
}
