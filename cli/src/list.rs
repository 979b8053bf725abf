//! `list`: the built-in scenarios.

use scenarios::LibraryEntry;
use serde_json::{Value, json};

use crate::args::ListOptions;
use crate::problem::Problem;

/// Columns of the names at the left.
const NAMES: usize = 41;

/// The scenarios with the tag that is asked for, or all: for people, or as JSON.
pub(crate) fn list(options: &ListOptions) -> Result<String, Problem> {
    let all = scenarios::library();
    let wanted = |entry: &&LibraryEntry| options.tag.as_ref().is_none_or(|tag| entry.has(tag));
    let found: Vec<&LibraryEntry> = all.iter().filter(wanted).collect();
    if options.json {
        let rows: Vec<Value> = found.iter().map(|entry| json_of(entry)).collect();
        return Ok(format!("{:#}\n", Value::from(rows)));
    }
    match (&options.tag, found.is_empty()) {
        (Some(tag), true) => Err(Problem::input(unknown(tag, &all))),
        (Some(_), false) => Ok(found.into_iter().map(lines).collect()),
        (None, _) => Ok(names(&all)),
    }
}

/// Name and title of every scenario, a line each, and how to see more.
fn names(all: &[LibraryEntry]) -> String {
    let mut text = String::new();
    for entry in all {
        text += &format!("{:<NAMES$} {}\n", entry.name, entry.title);
    }
    text + &format!(
        "\n{} scenarios. `risingtide list --tag TAG` says more of those with a tag, a system (S30) or a claim (C48);\n\
             tags: {}.\n`risingtide show NAME` prints one. docs/library.md says what each does.\n",
        all.len(),
        tags(all)
    )
}

/// Every tag, once.
fn tags(all: &[LibraryEntry]) -> String {
    let mut known: Vec<&str> =
        all.iter().flat_map(|entry| &entry.tags).map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    known.join(", ")
}

/// Name and title, then the summary, then what the scenario serves.
fn lines(entry: &LibraryEntry) -> String {
    let mut text = format!("{:<NAMES$} {}\n", entry.name, entry.title);
    let serves: Vec<&str> = [&entry.tags, &entry.systems, &entry.claims]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    for line in [entry.summary.as_str(), &serves.join(" ")] {
        if !line.is_empty() {
            text += &format!("{:<NAMES$} {line}\n", "");
        }
    }
    text
}

fn json_of(entry: &LibraryEntry) -> Value {
    json!({
        "name": entry.name,
        "title": entry.title,
        "summary": entry.summary,
        "tags": entry.tags,
        "systems": entry.systems,
        "claims": entry.claims,
    })
}

/// The message for a tag that no scenario has.
fn unknown(tag: &str, all: &[LibraryEntry]) -> String {
    let tag: String = tag.chars().filter(|c| !c.is_control()).take(80).collect();
    format!(
        "no built-in scenario has the tag, system or claim `{tag}`\ntags: {}; a system is S01 and on, a claim C01 and on",
        tags(all)
    )
}
