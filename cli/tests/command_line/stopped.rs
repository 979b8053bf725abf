//! Runs that end before their time: exit code 75, a message, and nothing left behind.

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::asked::{Answer, Place};

/// Starts a run that would take hours.
fn long_run(place: &Place, more: &[&str]) -> Child {
    let mut command = place.command();
    command.args(["run", "--schools", "60", "--years", "100", "--replicates", "10000"]);
    command.args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits until the run has begun to write; it listens for signals by then.
fn wait_until_written(place: &Place, folder: &str, child: &mut Child) {
    loop {
        assert!(child.try_wait().unwrap().is_none(), "the run ended on its own");
        if place.path(folder).is_dir() && !place.names(folder).is_empty() {
            return;
        }
        sleep(Duration::from_millis(5));
    }
}

/// Sends a signal and waits for the end.
fn stopped_by(signal: &str, child: Child) -> Answer {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    child.wait_with_output().unwrap().into()
}

#[test]
fn ctrl_c_and_termination_stop_a_run_and_leave_nothing_behind() {
    for signal in ["-INT", "-TERM"] {
        let place = Place::new();
        let mut child = long_run(&place, &["--out", "out"]);
        wait_until_written(&place, ".", &mut child);
        let answer = stopped_by(signal, child);
        assert_eq!(answer.code, 75, "{answer:?}");
        assert_eq!(answer.out, "");
        assert!(answer.err.contains("stopped before the end"), "{}", answer.err);
        assert!(place.names(".").is_empty(), "{:?}", place.names("."));
    }
}

#[test]
fn a_stopped_run_leaves_no_folder_of_results_where_none_was() {
    let place = Place::new();
    let mut child = long_run(&place, &[]);
    wait_until_written(&place, "results", &mut child);
    assert_eq!(stopped_by("-INT", child).code, 75);
    assert!(place.names(".").is_empty(), "{:?}", place.names("."));
}

#[test]
fn a_stopped_run_leaves_the_result_that_it_was_to_replace() {
    let place = Place::new();
    let hash = place.hash("out", &[]);
    let mut child = long_run(&place, &["--out", "out", "--overwrite"]);
    while place.names(".").len() == 1 {
        assert!(child.try_wait().unwrap().is_none(), "the run ended on its own");
        sleep(Duration::from_millis(5));
    }
    assert_eq!(stopped_by("-INT", child).code, 75);
    assert_eq!(place.names("."), ["out"]);
    assert_eq!(place.result_hash("out"), hash);
}

#[test]
fn a_file_size_limit_stops_a_run_and_leaves_nothing_behind() {
    let place = Place::new();
    let run = "ulimit -f 8; exec \"$0\" run --schools 60 --years 2 --replicates 2 --out out";
    let mut command = Command::new("sh");
    command.args(["-c", run, env!("CARGO_BIN_EXE_risingtide")]).current_dir(place.path("."));
    let answer: Answer = command.output().unwrap().into();
    assert_eq!(answer.code, 75, "{answer:?}");
    assert!(answer.err.contains("cannot write out/"), "{}", answer.err);
    assert!(answer.err.contains("too large"), "{}", answer.err);
    assert!(answer.err.contains("run the command again"), "{}", answer.err);
    assert!(place.names(".").is_empty(), "{:?}", place.names("."));
}

#[test]
fn a_stopped_population_leaves_no_file() {
    let place = Place::new();
    let mut command = place.command();
    command.args(["population", "--schools", "6000", "--out", "out.parquet"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    sleep(Duration::from_millis(700));
    assert!(child.try_wait().unwrap().is_none(), "the command ended on its own");
    let answer = stopped_by("-INT", child);
    assert_eq!(answer.code, 75, "{answer:?}");
    assert!(place.names(".").is_empty(), "{:?}", place.names("."));
}
