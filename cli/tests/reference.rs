//! The page of the command line is what the program says of itself.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

const HEAD: &str = "<!-- Generated from the program's own help: `UPDATE_SNAPSHOTS=1 cargo test -p \
risingtide --test reference` writes it anew. -->

# The command line

From the project's folder, write `cargo run --release --` for `risingtide`: for example
`cargo run --release -- check england`.

Errors go to the error stream, answers to the standard output. A result appears whole or not at all.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | a fault of the program: please report it |
| 2 | wrong input: nothing was run and nothing written |
| 3 | finished, but some runs of a sweep are failed rows |
| 75 | stopped before the end, by a signal or by the disk: nothing was left half-written, run it again |
";

/// The help of a command, or of the whole program.
fn help(command: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_risingtide"))
        .args(command)
        .arg("--help")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command:?}");
    let text = String::from_utf8(output.stdout).unwrap().replace("risingtide.exe", "risingtide");
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The commands that the program's help lists.
fn commands(help: &str) -> Vec<&str> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = list.take_while(|line| !line.is_empty());
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

fn page() -> String {
    let main = help(&[]);
    let mut page = format!("{HEAD}\n## `risingtide`\n\n```text\n{main}\n```\n");
    for command in commands(&main) {
        let own = help(&[command]);
        let _ = write!(page, "\n## `risingtide {command}`\n\n```text\n{own}\n```\n");
        for below in commands(&own) {
            let own = help(&[command, below]);
            let _ = write!(page, "\n### `risingtide {command} {below}`\n\n```text\n{own}\n```\n");
        }
    }
    page
}

#[test]
fn the_page_of_the_command_line_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli.md");
    let page = page();
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/cli.md is not what the program says now: write it anew with\n\
         UPDATE_SNAPSHOTS=1 cargo test -p risingtide --test reference"
    );
}

#[test]
fn the_page_of_the_metrics_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/metrics.md");
    let page = format!(
        "<!-- Generated from the metrics themselves: `UPDATE_SNAPSHOTS=1 cargo test -p risingtide --test reference` \
         writes it anew. -->\n\n{}",
        analysis::metric::page()
    );
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/metrics.md is not what the metrics say now: write it anew with\n\
         UPDATE_SNAPSHOTS=1 cargo test -p risingtide --test reference"
    );
}

#[test]
fn every_command_has_an_example_in_its_help() {
    for command in commands(&help(&[])) {
        let own = help(&[command]);
        assert!(own.contains("Example"), "{command}");
        for below in commands(&own) {
            assert!(help(&[command, below]).contains("Example"), "{command} {below}");
        }
    }
}
