//! Experiment files: what they state, and what is said of their mistakes.

use std::fs;
use std::path::{Path, PathBuf};

use scenarios::{Design, Experiment, Overrides, Target, apply, load_experiment};

/// A folder of its own for each test, with the experiment in it.
fn written(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("experiments").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn load(folder: &Path) -> Result<Experiment, String> {
    let path = folder.join("experiment.toml");
    let found = load_experiment(path.to_str().unwrap(), &[], &Overrides::default());
    found.map_err(|failure| failure.to_string().replace(&format!("{}/", folder.display()), ""))
}

fn experiment(name: &str, text: &str) -> Result<Experiment, String> {
    load(&written(name, &[("experiment.toml", text)]))
}

#[test]
fn an_experiment_names_scenarios_a_design_and_what_holds_for_all() {
    let found = experiment(
        "whole",
        "title = \"Stakes by growth\"\nsummary = \"Does one need the other?\"\nscenarios = [\"england\", \"balanced\"]\n\
         replicates = 4\n[run]\nyears = 3\n[population]\nschools = 500\n[learning]\ndecay = 0.2\n[design]\nkind = \"sobol\"\n\
         points = 8\n[design.factors]\n\"accountability.stakes\" = { from = 0.0, to = 1.0 }\n\
         funding.real_growth_per_year = { from = -0.02, to = 0.02 }\n\"joint_work.practice_gain\" = \"prior\"\n\
         \"mechanisms.peer_learning\" = { from = -1, to = 2 }\n\"competition.level\" = { from = 0, to = 1 }\n",
    )
    .unwrap();
    assert_eq!((found.title.as_str(), found.name.as_str()), ("Stakes by growth", "experiment"));
    assert_eq!(found.names, ["england", "balanced"]);
    assert_eq!((found.replicates(), found.runs()), (4, 64));
    for loaded in &found.scenarios {
        assert_eq!((loaded.scenario.run.years, loaded.scenario.population.schools), (3, 500));
        assert_eq!(loaded.scenario.values.of("learning.decay"), 0.2);
    }
    assert_eq!(found.scenarios[1].scenario.name, "balanced");
    let paths: Vec<String> = found.design.targets().iter().map(Target::path).collect();
    let stated = [
        "accountability.stakes",
        "funding.real_growth_per_year",
        "joint_work.practice_gain",
        "mechanisms.peer_learning",
        "competition.level",
    ];
    assert_eq!(paths, stated);
    for at in 0..8 {
        let point = found.design.point(at);
        let mut scenario = found.scenarios[0].scenario.clone();
        apply(&found.design.targets(), &point, &mut scenario);
        assert_eq!(scenario.values.of("accountability.stakes"), point[0]);
        assert!((-0.02..=0.02).contains(&point[1]) && (0.0..=1.0).contains(&point[4]));
    }
}

#[test]
fn a_table_brings_its_own_points() {
    let text = "scenario = \"england\"\n[design]\nkind = \"table\"\ntable = \"points.csv\"\n";
    let points = "accountability.stakes, learning.decay\n0.2,0.3\n0.4,0.1\n\n0.9,0.2\n";
    let folder = written("table", &[("experiment.toml", text), ("points.csv", points)]);
    let found = load(&folder).unwrap();
    assert_eq!((found.design.points(), found.design.point(2)), (3, vec![0.9, 0.2]));
    let points = "accountability.stakes,learning.decai\n0.2,0.3\n7,x\n";
    fs::write(folder.join("points.csv"), points).unwrap();
    let said = load(&folder).unwrap_err();
    assert!(said.contains("points.csv`, line 1: `learning.decai` is no lever"), "{said}");
    assert!(said.contains("nearest: `learning.decay`"), "{said}");
    assert!(
        said.contains("line 3: `accountability.stakes` is 7, but must lie between 0 and 1"),
        "{said}"
    );
    fs::write(folder.join("points.csv"), "accountability.stakes,learning.decay\n0.2\n").unwrap();
    assert!(load(&folder).unwrap_err().contains("every row needs as many values"));
    fs::write(folder.join("points.csv"), "accountability.stakes;learning.decay\n0,2;0,3\n")
        .unwrap();
    assert!(load(&folder).unwrap_err().contains("columns are separated by commas"));
    fs::remove_file(folder.join("points.csv")).unwrap();
    assert!(load(&folder).unwrap_err().contains("cannot be read"));
}

#[test]
fn a_grid_takes_steps_and_a_process_that_runs_or_not() {
    let found = experiment(
        "grid",
        "scenario = \"england\"\n[design]\nkind = \"grid\"\n[design.factors]\n\
         \"accountability.stakes\" = { from = 0.0, to = 1.0, steps = 3 }\n\"mechanisms.hubs\" = [1, 0]\n",
    )
    .unwrap();
    let points: Vec<Vec<f64>> =
        (0..found.design.points()).map(|at| found.design.point(at)).collect();
    let expected = [[0.0, 1.0], [0.0, 0.0], [0.5, 1.0], [0.5, 0.0], [1.0, 1.0], [1.0, 0.0]];
    assert_eq!(points, expected);
}

#[test]
fn an_experiment_without_a_design_runs_its_scenarios_as_they_are() {
    let found =
        experiment("plain", "scenarios = [\"england\", \"england\"]\nreplicates = 2\n").unwrap();
    assert_eq!(
        (found.design, found.names),
        (Design::Plain, vec!["england".into(), "england (2)".into()])
    );
}

#[test]
fn every_mistake_is_reported_with_its_place() {
    let said = experiment(
        "mistakes",
        "scenaria = \"england\"\nreplicates = 0\nextends = \"england\"\n[design]\nkind = \"gird\"\npionts = 4\n",
    )
    .unwrap_err();
    for words in [
        "experiment.toml:1:1",
        "`scenaria` is not known in an experiment\nnearest: `scenario`",
        "experiment.toml:2:14",
        "but must lie between 1 and 10,000",
        "`extends` belongs into a scenario, not into an experiment",
        "`gird` is no kind of design\nnearest: `grid`",
        "`pionts` is not known in a design\nnearest: `points`",
        "the experiment names no scenario",
    ] {
        assert!(said.contains(words), "{words} in:\n{said}");
    }
}

#[test]
fn mistakes_in_factors_say_what_was_expected() {
    let head = "scenario = \"england\"\nreplicates = 2\n[design]\n";
    for (name, text, words) in [
        (
            "no_points",
            "kind = \"sobol\"\n[design.factors]\n\"accountability.stakes\" = \"prior\"\n",
            "states no number of points",
        ),
        (
            "values",
            "kind = \"sobol\"\npoints = 4\n[design.factors]\n\"accountability.stakes\" = [0, 1]\n",
            "write { from = 0.0, to = 1.0 } or \"prior\"",
        ),
        (
            "range",
            "kind = \"grid\"\n[design.factors]\n\"accountability.stakes\" = [0, 7]\n",
            "`accountability.stakes` is 7, but must lie between",
        ),
        (
            "nearest",
            "kind = \"grid\"\n[design.factors]\n\"accountability.steaks\" = [0]\n",
            "nearest: `accountability.stakes`",
        ),
        (
            "prior",
            "kind = \"grid\"\n[design.factors]\n\"accountability.stakes\" = \"prior\"\n",
            "a prior has no values to list",
        ),
        (
            "order",
            "kind = \"sobol\"\npoints = 4\n[design.factors]\n\"accountability.stakes\" = { from = 1, to = 0 }\n",
            "`from` must lie below `to`",
        ),
        (
            "missing",
            "kind = \"sobol\"\npoints = 4\n[design.factors]\n\"accountability.stakes\" = { from = 1 }\n",
            "`to` is missing",
        ),
        (
            "lengths",
            "kind = \"list\"\n[design.factors]\n\"accountability.stakes\" = [0, 1]\n\"accountability.focus\" = [0]\n",
            "has 2 values and `accountability.focus` has 1",
        ),
        (
            "many",
            "kind = \"sobol\"\npoints = 70000\n[design.factors]\n\"accountability.stakes\" = \"prior\"\n",
            "65,536 points",
        ),
        (
            "grid_points",
            "kind = \"grid\"\npoints = 3\n[design.factors]\n\"accountability.stakes\" = [0]\n",
            "a design of kind `grid` has no `points`",
        ),
        (
            "level",
            "kind = \"sobol\"\npoints = 3\n[design.factors]\n\"competition.level\" = \"prior\"\n",
            "`competition.level` has no prior",
        ),
        (
            "process",
            "kind = \"sobol\"\npoints = 3\n[design.factors]\n\"mechanisms.hubs\" = { from = 0, to = 1 }\n",
            "is a process: it is left out (0) or runs (1)",
        ),
        ("factors", "kind = \"grid\"\n", "states no factors"),
        ("kind", "points = 3\n", "states no kind"),
        ("table", "kind = \"table\"\n", "states no table"),
        (
            "large",
            "kind = \"grid\"\n[design.factors]\n\"accountability.stakes\" = { from = 0, to = 1, steps = 1000 }\n\"accountability.focus\" = { from = 0, to = 1, steps = 1000 }\n",
            "the grid has 1,000,000 points",
        ),
    ] {
        let said = experiment(&format!("factor_{name}"), &format!("{head}{text}")).unwrap_err();
        assert!(said.contains(words), "{name}: {words} in:\n{said}");
    }
}

#[test]
fn a_scenario_that_is_wrong_is_reported_with_the_place_that_names_it() {
    let said = experiment("missing", "scenario = \"no-such\"\n").unwrap_err();
    assert!(said.contains("no built-in scenario of that name"), "{said}");
    assert!(said.contains("the scenario is named in experiment.toml, line 1"), "{said}");
    let folder = written(
        "other",
        &[
            ("experiment.toml", "scenarios = [\"mine.toml\", \"england\"]\n"),
            ("mine.toml", "extends = \"england\"\n[run]\nseed = 3\n"),
        ],
    );
    let said = load(&folder).unwrap_err();
    assert!(said.contains("`run.seed` is 3 in mine and 20261122 in england"), "{said}");
    let fixed = "scenarios = [\"mine.toml\", \"england\"]\n[run]\nseed = 5\n";
    fs::write(folder.join("experiment.toml"), fixed).unwrap();
    assert!(load(&folder).unwrap().scenarios.iter().all(|one| one.scenario.run.seed == 5));
    assert!(
        load(&written("empty", &[("experiment.toml", "")])).unwrap_err().contains("states nothing")
    );
    let said = experiment("no_scenarios", "scenarios = []\n").unwrap_err();
    assert!(said.contains("`scenarios` is an empty list, but must be"), "{said}");
    assert!(load(&written("none", &[])).unwrap_err().contains("there is no file"));
}
