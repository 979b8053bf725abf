//! One number, or the timetable, in plain text for a terminal.

use std::fmt::{self, Write};

use sim::catalogue::{catalogue, position};
use sim::mechanism::{MECHANISMS, mechanism};
use sim::process::{Process, TIMETABLE};
use unicode_width::UnicodeWidthStr;

use super::{kind, levers_read, parameter_count, readers, source};
use crate::changes::factor_of;
use crate::keys::{self, KEYS, Key, Shape};
use crate::library;
use crate::limits::{self, LEVEL};
use crate::load::Loaded;
use crate::nearest;
use crate::origin::Origin;

/// Columns of a line.
const WIDTH: usize = 80;
/// Columns of the names at the left.
const NAMES: usize = 11;
/// The word that stands for the order of the processes.
const TIMETABLE_WORD: &str = "timetable";

/// The word that stands for all mechanisms.
const MECHANISMS_WORD: &str = "mechanisms";
/// The word that stands for what is not known.
const UNCERTAINTY_WORD: &str = "uncertainty";
/// What is said of it.
const UNCERTAINTY: &str = "\
uncertainty
  What is believed of levers and parameters, in place of the priors that are
  built in. Each path stands in quotation marks:

    [uncertainty]
    \"learning.peer_learning\" = { uniform = [0.0, 0.1] }
    \"teaching.effort_gain\"   = { triangular = [0.0, 0.2, 0.6] }
    \"attention.buffering\"    = { zero = 0.4, triangular = [-0.2, 0.4, 0.8] }

  With zero = 0.4, four tenths of the belief lie at exactly zero. Nothing is
  drawn unless run.draw_parameters is true, or --draw-parameters is given.
";

/// A word that names neither a number nor the timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    word: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no key, lever, parameter, mechanism, driver or process", self.word)?;
        let known = known();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        match nearest::advice(&self.word, &known) {
            Some(advice) => write!(f, "\n  {advice}"),
            None => f.write_str(
                "\n  `timetable` lists the processes; docs/parameters.md lists all numbers",
            ),
        }
    }
}

impl std::error::Error for UnknownName {}

/// What `word` means: a key of the language, the path or last part of a number, the level of a driver,
/// a mechanism, the name of a driver or process, or `timetable` or `mechanisms`. Values are those of
/// `loaded`.
///
/// The text is plain, ends with a line end, and no line is longer than 80 columns.
///
/// # Errors
/// When nothing has that name; the message offers the nearest ones.
pub fn explain(word: &str, loaded: &Loaded) -> Result<String, UnknownName> {
    if word == TIMETABLE_WORD {
        return Ok(timetable());
    }
    if word == MECHANISMS_WORD {
        return Ok(mechanisms(loaded));
    }
    if word == UNCERTAINTY_WORD {
        return Ok(UNCERTAINTY.to_owned());
    }
    if let Some(at) = position(word) {
        return Ok(number(at, loaded));
    }
    if let Some(driver) = keys::driver_of_level(word) {
        return Ok(level(driver));
    }
    if let Some(key) = keys::key(word) {
        return Ok(language(key, loaded));
    }
    let name = word.strip_prefix("mechanisms.").unwrap_or(word);
    if let Some(at) = mechanism(name) {
        return Ok(effect(at, loaded));
    }
    if !word.contains('.')
        && let [only] = known_by_last_part(word).as_slice()
        && !TIMETABLE.iter().any(|process| process.name == word)
    {
        return explain(only, loaded);
    }
    let process = TIMETABLE.iter().find(|process| process.name == word);
    let entries = (0..catalogue().len()).filter(|at| catalogue()[*at].table() == word);
    let entries: Vec<usize> = entries.collect();
    let below: Vec<&Key> = KEYS.iter().filter(|key| is_below(key, word)).collect();
    if process.is_none() && entries.is_empty() && below.is_empty() {
        return Err(UnknownName {
            word: word.chars().filter(|c| !c.is_control()).take(WIDTH).collect(),
        });
    }
    let mut text = process.map_or_else(|| format!("{word}\n"), one_process);
    for at in entries {
        let entry = &catalogue()[at];
        let value = shown(loaded.scenario.values.stated(at));
        let _ = write!(text, "\n  {} = {value} ({})\n      ", entry.path, entry.unit);
        wrapped(&mut text, 6, entry.sentence);
    }
    for key in below {
        let _ = write!(text, "\n  {}\n      ", key.path);
        wrapped(&mut text, 6, key.sentence);
    }
    Ok(text)
}

/// Paths of keys, numbers and levels whose last part is that word.
fn known_by_last_part(word: &str) -> Vec<String> {
    let ending = format!(".{word}");
    known().into_iter().filter(|path| path.ends_with(&ending)).collect()
}

/// Whether a key stands in that table, or in a table within it.
fn is_below(key: &Key, table: &str) -> bool {
    key.path.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'))
}

/// Everything that has an explanation.
fn known() -> Vec<String> {
    let mut names: Vec<String> =
        [TIMETABLE_WORD, MECHANISMS_WORD, UNCERTAINTY_WORD, "run", "population", "policy"]
            .map(str::to_owned)
            .into();
    names.extend(TIMETABLE.iter().map(|process| process.name.to_owned()));
    for table in keys::drivers().into_iter().chain(keys::parameter_tables()) {
        if !names.iter().any(|name| name == table) {
            names.push(table.to_owned());
        }
    }
    names.extend(MECHANISMS.iter().map(|one| one.name.to_owned()));
    names.extend(catalogue().iter().map(|entry| entry.path.to_owned()));
    names.extend(keys::levels());
    names.extend(KEYS.iter().map(|key| key.path.to_owned()));
    names
}

/// A number as short as it can be written.
fn shown(value: f64) -> String {
    limits::number(value)
}

/// One number, in lines.
fn number(at: usize, loaded: &Loaded) -> String {
    let entry = &catalogue()[at];
    let mut text = format!("{} ({})\n", entry.path, kind(entry));
    let scenario = &loaded.scenario;
    let stated = scenario.values.stated(at);
    let origin = match loaded.origins.of(entry.path) {
        Origin::Default => format!("the default, in {}", scenario.name),
        origin => format!("{origin}, in {}", scenario.name),
    };
    line(&mut text, "meaning", entry.sentence);
    line(&mut text, "value", &format!("{} {}: {origin}", shown(stated), entry.unit));
    if scenario.values.at(at) != stated {
        let words = format!("{} once mechanisms are scaled", shown(scenario.values.at(at)));
        line(&mut text, "in force", &words);
    }
    line(&mut text, "default", &format!("{} {}", shown(entry.default), entry.unit));
    line(&mut text, "bounds", &format!("{} to {}", shown(entry.min), shown(entry.max)));
    line(&mut text, "prior", &scenario.prior(at).in_words());
    line(&mut text, "source", &source(entry));
    line(&mut text, "certainty", entry.certainty.in_words());
    if !entry.expected.is_empty() {
        line(&mut text, "expected", &format!("{} (never a requirement)", entry.expected));
    }
    if let Some((bottom, top)) = entry.ends() {
        let level = format!("{}.level", entry.table());
        let words = format!("{} at {level} = 0, {} at 1", shown(bottom), shown(top));
        line(&mut text, "level", &words);
    }
    if let Some(one) = MECHANISMS.iter().find(|one| one.parameters.contains(&entry.path)) {
        line(&mut text, "scaled by", &format!("mechanisms.{}", one.name));
    }
    line(&mut text, "read by", &readers(entry));
    line(&mut text, "set in", &set_in(library::setting(at)));
    text
}

/// Built-in scenarios that state something, as a list.
fn set_in(names: Vec<&str>) -> String {
    if names.is_empty() { "no built-in scenario".to_owned() } else { names.join(", ") }
}

/// The level of a driver.
fn level(driver: &str) -> String {
    let mut text = format!("{driver}.level (level of a driver)\n");
    let meaning = "One number for the driver: 0.5 is today's, and it sets the levers below. A lever \
                   that the same text sets by hand wins.";
    line(&mut text, "meaning", meaning);
    line(&mut text, "bounds", &format!("{} to {}", shown(LEVEL.min), shown(LEVEL.max)));
    for at in keys::followers(driver) {
        let entry = &catalogue()[at];
        let Some((bottom, top)) = entry.ends() else { continue };
        let [bottom, usual, top] = [bottom, entry.default, top].map(shown);
        let _ = write!(text, "\n  {}\n      ", entry.path);
        let words = format!("{bottom} at 0, {usual} at 0.5, {top} at 1 ({})", entry.unit);
        wrapped(&mut text, 6, &words);
    }
    text
}

/// A key of the language.
fn language(key: &Key, loaded: &Loaded) -> String {
    let mut text = format!("{} (key)\n", key.path);
    line(&mut text, "meaning", key.sentence);
    line(&mut text, "value", &key.shape.in_words());
    line(&mut text, "example", key.example);
    if let Shape::Names(_, known) = key.shape
        && known().len() > 12
    {
        line(&mut text, "known", &known().join(", "));
    }
    if !key.path.starts_with("policy")
        && !["extends", "tags", "systems", "claims"].contains(&key.path)
    {
        let origin = loaded.origins.of(key.path);
        line(&mut text, "set by", &format!("{origin}, in {}", loaded.scenario.name));
    }
    text
}

/// Every named effect.
fn mechanisms(loaded: &Loaded) -> String {
    let mut text = format!("{MECHANISMS_WORD}\n");
    let words = "A process is 0 (left out) or 1. A named effect has a factor from -1 to 2: 1 leaves \
                 it as it is, 0 switches it off, -1 turns its sign.";
    let _ = write!(text, "  ");
    wrapped(&mut text, 2, words);
    let names: Vec<&str> = TIMETABLE.iter().map(|process| process.name).collect();
    let _ = write!(text, "\n  processes  ");
    wrapped(&mut text, 2 + NAMES, &names.join(", "));
    for (at, one) in MECHANISMS.iter().enumerate() {
        let _ =
            write!(text, "\n  {} = {}\n      ", one.name, shown(factor_of(&loaded.scenario, at)));
        wrapped(&mut text, 6, one.sentence);
    }
    text
}

/// One named effect.
fn effect(at: usize, loaded: &Loaded) -> String {
    let one = &MECHANISMS[at];
    let path = format!("mechanisms.{}", one.name);
    let mut text = format!("{path} (named effect)\n");
    line(&mut text, "meaning", one.sentence);
    let origin = loaded.origins.of(&path);
    let words = format!(
        "{}: {origin}, in {}",
        shown(factor_of(&loaded.scenario, at)),
        loaded.scenario.name
    );
    line(&mut text, "factor", &words);
    line(&mut text, "bounds", "-1 (its sign turned) to 2 (twice the effect)");
    line(&mut text, "scales", &one.parameters.join(", "));
    text
}

/// Every process in order.
fn timetable() -> String {
    let mut text = String::new();
    for (at, process) in TIMETABLE.iter().enumerate() {
        let _ = write!(text, "{}. ", at + 1);
        text.push_str(&one_process(process));
    }
    text
}

/// One process: when it runs, what happens, what it reads.
fn one_process(process: &Process) -> String {
    let mut text = format!("{} ({}, {:?})\n", process.name, process.phase.when(), process.phase);
    line(&mut text, "what", process.sentence);
    let levers = levers_read(process).join(", ");
    line(&mut text, "levers", if levers.is_empty() { "none" } else { &levers });
    line(&mut text, "parameters", &parameter_count(process));
    text
}

/// Adds a name and its text, wrapped, with the text's lines under one another.
fn line(text: &mut String, name: &str, words: &str) {
    let _ = write!(text, "  {name:NAMES$}");
    wrapped(text, 2 + NAMES, words);
}

/// Adds words from column `indent` on, wrapped, and a line end.
fn wrapped(text: &mut String, indent: usize, words: &str) {
    let mut column = indent;
    for (at, word) in words.split_whitespace().enumerate() {
        let width = word.width();
        if at > 0 && column + 1 + width > WIDTH {
            let _ = write!(text, "\n{:indent$}", "");
            column = indent;
        } else if at > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += width;
    }
    text.push('\n');
}
