//! Sweeps: the same table however it was run, and nothing lost when it is killed.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::asked::{Answer, Place};

/// Two scenarios at six points of a design, twice: 24 runs.
const EXPERIMENT: &str = "title = \"Stakes and growth\"\nscenarios = [\"england\", \"balanced\"]\nreplicates = 2\n\
    [run]\nyears = 2\n[population]\nschools = 60\n[design]\nkind = \"sobol\"\npoints = 6\n[design.factors]\n\
    \"accountability.stakes\" = { from = 0.0, to = 1.0 }\n\"funding.real_growth_per_year\" = { from = -0.02, to = 0.02 }\n";

/// A place with the experiment in it.
fn place() -> Place {
    let place = Place::new();
    fs::write(place.path("stakes.toml"), EXPERIMENT).unwrap();
    place
}

fn sweep(place: &Place, words: &[&str]) -> Answer {
    let mut command = place.command();
    command.arg("sweep").args(words).output().unwrap().into()
}

/// A sweep that must work.
fn done(place: &Place, words: &[&str]) -> Answer {
    let answer = sweep(place, words);
    assert_eq!(answer.code, 0, "{words:?}: {answer:?}");
    answer
}

fn table(place: &Place, folder: &str) -> Vec<u8> {
    fs::read(place.path(&format!("{folder}/tables/runs.parquet"))).unwrap()
}

#[test]
fn the_table_is_the_same_on_one_thread_and_two_as_shards_and_after_kills() {
    let place = place();
    let parts = ["--part-runs", "3"];
    done(&place, &[&["run", "stakes.toml", "--out", "one", "--threads", "1"], &parts[..]].concat());
    done(&place, &[&["run", "stakes.toml", "--out", "two", "--threads", "2"], &parts[..]].concat());
    let whole = table(&place, "one");
    assert!(whole == table(&place, "two"), "one thread and two");

    done(&place, &[&["plan", "stakes.toml", "--out", "shards"], &parts[..]].concat());
    done(&place, &["worker", "--plan", "shards", "--range", "5..8"]);
    let early = sweep(&place, &["merge", "shards"]);
    assert_eq!(early.code, 75);
    assert!(
        early.err.contains("5 of 8 parts are missing; the first are runs 0 to 2"),
        "{}",
        early.err
    );
    let status = done(&place, &["status", "shards"]).out;
    assert!(
        status.contains("3 of 8 parts done, 9 of 24 runs.\nMissing parts: 0, 1, 2, 3, 4."),
        "{status}"
    );
    let element = ["worker", "--plan", "shards", "--element", "env"];
    let mut command = place.command();
    let answer: Answer =
        command.arg("sweep").args(element).env("SLURM_ARRAY_TASK_ID", "0").output().unwrap().into();
    assert_eq!(answer.out, "parts 0 to 7: 5 run now, 3 were there already.\n", "{answer:?}");
    done(&place, &["merge", "shards"]);
    assert!(whole == table(&place, "shards"), "at once and as shards");

    done(&place, &[&["plan", "stakes.toml", "--out", "killed"], &parts[..]].concat());
    for kill in 0..5 {
        let mut command = place.command();
        command.args(["sweep", "resume", "killed", "--threads", "1"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Killed after the next part, wherever it is then.
        while place.names("killed/parts").len() <= kill && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(place.names("killed/parts").iter().all(|name| name.ends_with(".parquet")));
    }
    done(&place, &["resume", "killed"]);
    assert!(whole == table(&place, "killed"), "at once and killed five times");
    assert!(place.names("killed/tmp").iter().all(|name| name.starts_with("part-")));
}

#[test]
fn two_commands_at_once_and_folders_cleared_away_do_no_harm() {
    let place = place();
    done(&place, &["run", "stakes.toml", "--out", "alone", "--part-runs", "2"]);
    done(&place, &["plan", "stakes.toml", "--out", "both", "--part-runs", "2"]);
    let resume = || {
        let mut command = place.command();
        command.args(["sweep", "resume", "both", "--csv"]).stdout(Stdio::null()).spawn().unwrap()
    };
    let (mut one, mut other) = (resume(), resume());
    assert!(one.wait().unwrap().success() && other.wait().unwrap().success());
    assert!(table(&place, "alone") == table(&place, "both"));
    fs::remove_dir_all(place.path("both/tables")).unwrap();
    fs::remove_dir_all(place.path("both/tmp")).unwrap();
    let part = place.names("both/parts")[0].clone();
    fs::write(place.path(&format!("both/parts/{part}")), "PAR1").unwrap();
    let damaged = sweep(&place, &["merge", "both"]);
    assert_eq!(damaged.code, 2);
    assert!(
        damaged.err.contains("is damaged") && damaged.err.contains("sweep resume"),
        "{damaged:?}"
    );
    fs::remove_file(place.path(&format!("both/parts/{part}"))).unwrap();
    done(&place, &["resume", "both"]);
    assert!(table(&place, "alone") == table(&place, "both"));
}

#[test]
fn replicates_are_added_to_those_that_are_there() {
    let place = place();
    let run = |replicates: &str| {
        done(&place, &["run", "stakes.toml", "--replicates", replicates, "--part-runs", "5"])
    };
    run("1");
    let folder = format!("results/{}", place.names("results")[0]);
    let parts = place.names(&format!("{folder}/parts"));
    run("3");
    assert_eq!(place.names("results").len(), 1);
    let more = place.names(&format!("{folder}/parts"));
    assert!(parts.iter().all(|part| more.contains(part)) && more.len() == 3 * parts.len());
    done(
        &place,
        &["run", "stakes.toml", "--replicates", "3", "--part-runs", "5", "--out", "at-once"],
    );
    assert!(table(&place, &folder) == table(&place, "at-once"));
    // The same again, or less, is there already.
    let again = run("1");
    assert!(again.out.contains("36 runs: 2 scenarios × 6 points × 3 replicates"), "{}", again.out);
}

#[test]
fn a_run_repeated_gives_the_numbers_of_its_row() {
    let place = place();
    done(&place, &["run", "stakes.toml", "--out", "out"]);
    let answer = done(&place, &["rerun", "out", "17"]);
    assert!(answer.out.contains("Every number is that of its row."), "{}", answer.out);
    assert!(answer.out.contains("scenario: balanced") && answer.out.contains("replicate: 1"));
    let beyond = sweep(&place, &["rerun", "out", "24"]);
    assert_eq!(beyond.code, 2);
    assert!(beyond.err.contains("expected a number from 0 to 23"), "{}", beyond.err);
}

#[test]
fn a_sweep_agrees_with_the_command_run() {
    let place = place();
    done(&place, &["run", "stakes.toml", "--out", "out", "--csv"]);
    let csv = fs::read_to_string(place.path("out/tables/runs.csv")).unwrap();
    let header: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
    // Run 12: england at the first point, second replicate.
    let row: Vec<&str> = csv.lines().nth(13).unwrap().split(',').collect();
    assert_eq!((row[at("run")], row[at("scenario")], row[at("replicate")]), ("12", "england", "1"));
    let stakes = format!("accountability.stakes={}", row[at("accountability.stakes")]);
    let growth =
        format!("funding.real_growth_per_year={}", row[at("funding.real_growth_per_year")]);
    let mut command = place.command();
    command.args([
        "run",
        "england",
        "--schools",
        "60",
        "--years",
        "2",
        "--replicates",
        "2",
        "--csv",
    ]);
    let answer: Answer =
        command.args(["--set", &stakes, "--set", &growth, "--out", "run"]).output().unwrap().into();
    assert_eq!(answer.code, 0, "{answer:?}");
    let nation = fs::read_to_string(place.path("run/tables/nation.csv")).unwrap();
    let names: Vec<&str> = nation.lines().next().unwrap().split(',').collect();
    let place_of = |name: &str| names.iter().position(|column| *column == name).unwrap();
    let last: Vec<&str> = nation.lines().last().unwrap().split(',').collect();
    assert_eq!(last[place_of("replicate")], "1");
    for (metric, column) in [("gap_16", "gap_16_epi_months"), ("leaving_rate", "leaving_rate")] {
        let number = |text: &str| text.parse::<f64>().unwrap();
        let (here, there) = (number(row[at(metric)]), number(last[place_of(column)]));
        assert!((here - there).abs() < 1e-12, "{metric}: {here} {there}");
    }
}

#[test]
fn parameters_priors_and_draws_settle_populations_of_their_own_and_repeat() {
    let place = Place::new();
    let text = "scenario = \"england\"\nreplicates = 2\n[run]\nyears = 1\ndraw_parameters = true\n[population]\nschools = \
                40\n[design]\nkind = \"latin_hypercube\"\npoints = 3\n[design.factors]\n\"learning.peer_learning\" = \
                \"prior\"\n\"mechanisms.head_climate\" = { from = -1, to = 2 }\n";
    fs::write(place.path("priors.toml"), text).unwrap();
    done(&place, &["run", "priors.toml", "--out", "one", "--threads", "1"]);
    done(&place, &["run", "priors.toml", "--out", "two", "--part-runs", "1"]);
    assert!(table(&place, "one") == table(&place, "two"));
    done(&place, &["rerun", "two", "4"]);
}

#[test]
fn a_run_that_breaks_off_is_a_row_and_the_sweep_goes_on() {
    // Only a build for tests can be asked to fail.
    if !cfg!(debug_assertions) {
        return;
    }
    let place = place();
    let mut command = place.command();
    command.args(["sweep", "run", "stakes.toml", "--out", "out", "--csv", "--threads", "2"]);
    let answer: Answer = command.env("RISINGTIDE_TEST_FAILING_RUN", "7").output().unwrap().into();
    assert_eq!(answer.code, 3, "{answer:?}");
    assert!(answer.err.is_empty(), "{}", answer.err);
    assert!(answer.out.contains("1 run of them failed"), "{}", answer.out);
    assert!(answer.out.contains("run 7: failed: asked to fail"), "{}", answer.out);
    let csv = fs::read_to_string(place.path("out/tables/runs.csv")).unwrap();
    assert_eq!(csv.lines().count(), 25);
    let row = csv.lines().nth(8).unwrap();
    assert!(row.starts_with("7,balanced,3,0,") && row.contains(",failed,"), "{row}");
    let merged = sweep(&place, &["merge", "out"]);
    assert_eq!(merged.code, 3);
    // A worker has done its work: its rows say what failed.
    done(&place, &["worker", "--plan", "out", "--range", "0..2"]);
}

#[test]
fn a_dry_run_says_what_it_takes_and_writes_nothing() {
    let place = place();
    let answer = done(&place, &["run", "stakes.toml", "--dry-run", "--threads", "2"]);
    for words in [
        "2 scenarios × 6 points of the design (sobol; accountability.stakes, funding.real_growth_per_year) × 2 \
         replicates = 24 runs",
        "2 parts of at most 500 runs",
        "Expected time on 2 threads: about",
        "Rows: 24 rows with",
        "Memory: about",
        "Nothing was written.",
    ] {
        assert!(answer.out.contains(words), "{words} in\n{}", answer.out);
    }
    assert_eq!(place.names("."), ["stakes.toml"]);
}

#[test]
fn folders_that_do_not_fit_and_wrong_words_are_refused() {
    let place = place();
    fs::create_dir(place.path("mine")).unwrap();
    fs::write(place.path("mine/letter.txt"), "keep").unwrap();
    done(&place, &["plan", "stakes.toml", "--out", "planned"]);
    for (words, said) in [
        (&["run", "stakes.toml", "--out", "mine"][..], "this exists already and is no sweep"),
        (&["run", "stakes.toml", "--out", "planned", "--years", "1"], "a sweep of other inputs"),
        (&["run", "nothing.toml"], "there is no file `nothing.toml`"),
        (&["status", "mine"], "this is no folder of a sweep"),
        (
            &["worker", "--plan", "planned", "--range", "3..1"],
            "--range 3..1: expected two whole numbers",
        ),
        (&["worker", "--plan", "planned", "--range", "0..9"], "at most 2, the number of parts"),
        (&["worker", "--plan", "planned", "--element", "4"], "expected a whole number from 0 to 0"),
        (&["worker", "--plan", "planned", "--element", "env"], "none of SLURM_ARRAY_TASK_ID"),
    ] {
        let answer = sweep(&place, words);
        assert_eq!(answer.code, 2, "{words:?}: {answer:?}");
        assert!(answer.err.contains(said), "{words:?}: {}", answer.err);
    }
    assert_eq!(place.names("mine"), ["letter.txt"]);
    let scenario = place.path("planned/scenarios/0.toml");
    let changed = fs::read_to_string(&scenario).unwrap().replace("years = 2", "years = 3");
    fs::write(&scenario, changed).unwrap();
    let answer = sweep(&place, &["resume", "planned"]);
    assert_eq!(answer.code, 2, "{answer:?}");
    assert!(answer.err.contains("do not go together"), "{}", answer.err);
}

#[test]
fn being_asked_to_stop_keeps_what_is_done() {
    let place = place();
    let words =
        ["sweep", "run", "stakes.toml", "--schools", "300", "--years", "20", "--part-runs", "1"];
    let mut command = place.command();
    command.args(words).args(["--out", "out", "--threads", "1"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while !place.path("out/parts").is_dir() || place.names("out/parts").is_empty() {
        sleep(Duration::from_millis(5));
    }
    let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let answer: Answer = child.wait_with_output().unwrap().into();
    assert_eq!(answer.code, 75, "{answer:?}");
    assert!(answer.err.contains("go on with: risingtide sweep resume out"), "{}", answer.err);
    assert!(!place.names("out/parts").is_empty() && place.names("out/tmp").is_empty());
}
