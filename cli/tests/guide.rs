//! The guide is true: every file in it is written, every command run, every answer compared.
//!
//! A block of TOML starts with a comment that names its file. A block of commands is run line by line,
//! in a folder for the page; the block of text after it is what they answered, on the standard output, or
//! on the error stream where it is marked `refused`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fenced block: what stands behind its opening fence, and its lines.
struct Block {
    info: String,
    lines: Vec<String>,
    /// Line of the page after the opening fence, and of the closing fence, from 0.
    at: (usize, usize),
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                open =
                    Some(Block { info: info.to_owned(), lines: Vec::new(), at: (at + 1, at + 1) });
            }
            (Some(_), Some(mut block)) => {
                block.at.1 = at;
                found.push(block);
            }
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is left open");
    found
}

/// What a page's commands answered last.
#[derive(Default)]
struct Answer {
    out: String,
    err: String,
    code: i32,
}

/// Runs the commands of a block.
fn run(lines: &[String], folder: &Path) -> Answer {
    let mut answer = Answer::default();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words.first(), Some(&"risingtide"), "{line}");
        let output = Command::new(env!("CARGO_BIN_EXE_risingtide"))
            .args(&words[1..])
            .current_dir(folder)
            .output()
            .unwrap();
        let _ = write!(answer.out, "{}", String::from_utf8_lossy(&output.stdout));
        let _ = write!(answer.err, "{}", String::from_utf8_lossy(&output.stderr));
        answer.code = answer.code.max(output.status.code().unwrap_or(-1));
    }
    answer
}

/// The page with every answer as the program gives it now.
fn answered(page: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<Option<String>> = page.lines().map(|line| Some(line.to_owned())).collect();
    let mut answer = None;
    for block in blocks(page) {
        match block.info.as_str() {
            "toml" => {
                let name =
                    block.lines[0].strip_prefix("# ").expect("a block of TOML names its file");
                fs::write(folder.path().join(name), block.lines.join("\n")).unwrap();
            }
            "sh" if block.lines[0].starts_with("risingtide") => {
                assert!(
                    answer.is_none_or(|answer: Answer| answer.code == 0),
                    "an unmarked refusal"
                );
                answer = Some(run(&block.lines, folder.path()));
            }
            "sh" => assert_eq!(block.lines, ["cargo install --path cli"]),
            "text" | "text refused" => {
                let given = answer.take().expect("an answer follows commands");
                let (expected, said) = match block.info.as_str() {
                    "text" => (0, &given.out),
                    _ => (2, &given.err),
                };
                assert_eq!(given.code, expected, "{}{}", given.out, given.err);
                lines[block.at.0..block.at.1].fill(None);
                lines[block.at.0 - 1] = Some(format!("```{}\n{}", block.info, said.trim_end()));
            }
            other => panic!("no block of the guide is `{other}`"),
        }
    }
    assert!(answer.is_none_or(|answer| answer.code == 0), "an unmarked refusal");
    charts(page, folder.path());
    lines.into_iter().flatten().fold(String::new(), |text, line| text + &line + "\n")
}

/// Holds the pictures of a page against the charts that its commands made: a comment names the chart, and the
/// picture stands in the next line. Copies them when asked to.
fn charts(page: &str, folder: &Path) {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide");
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(made) = line.strip_prefix("<!-- chart: ").and_then(|at| at.strip_suffix(" -->"))
        else {
            assert!(!line.starts_with("!["), "no comment names the chart of {line}");
            continue;
        };
        let picture = lines.next().and_then(|line| line.rsplit_once("](")).map(|(_, path)| path);
        let picture = guide.join(picture.expect("a picture").trim_end_matches(')'));
        let made = fs::read(folder.join(made)).unwrap();
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&picture, &made).unwrap();
        }
        assert!(fs::read(&picture).unwrap() == made, "{} is not the chart", picture.display());
    }
}

/// Holds a page against what the program answers; writes it when asked to.
fn is_true(name: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide").join(name);
    let page = fs::read_to_string(&path).unwrap();
    let now = answered(&page).replace('\\', "/");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &now).unwrap();
    }
    assert!(
        page.replace('\\', "/") == now || std::env::var_os("UPDATE_SNAPSHOTS").is_some(),
        "docs/guide/{name} is not what the program answers now: write it anew with\n\
         UPDATE_SNAPSHOTS=1 cargo test -p risingtide --test guide\n\n{now}"
    );
}

#[test]
fn the_page_on_a_first_scenario_is_true() {
    is_true("first-scenario.md");
}

#[test]
fn the_page_on_targeting_is_true() {
    is_true("targeting.md");
}

#[test]
fn the_page_on_timelines_is_true() {
    is_true("timelines.md");
}

#[test]
fn the_page_on_uncertainty_is_true() {
    is_true("uncertainty.md");
}

#[test]
fn the_page_on_comparing_is_true() {
    is_true("comparing.md");
}

#[test]
fn the_page_on_sweeps_is_true() {
    is_true("sweeps.md");
}

#[test]
fn the_page_on_the_commission_is_true() {
    is_true("commission.md");
}

#[test]
fn the_page_on_rural_and_coastal_schools_is_true() {
    is_true("rural-and-coastal.md");
}

#[test]
fn the_page_on_errors_is_true() {
    is_true("errors.md");
}

#[test]
fn every_page_of_the_guide_is_tried_and_linked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide");
    let index = fs::read_to_string(folder.join("README.md")).unwrap();
    answered(&index);
    let own = include_str!("guide.rs");
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.md" || index.contains(&format!("]({name})")),
            "{name} is not linked"
        );
        assert!(name == "README.md" || own.contains(&format!("is_true(\"{name}\")")), "{name}");
    }
}
