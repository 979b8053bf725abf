//! The page of the language of scenario files, in Markdown.

use std::fmt::Write;

use sim::catalogue::{Follows, catalogue};
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;

use super::page::GENERATED;
use crate::keys::{self, KEYS, Key, Shape};
use crate::limits::number;

const HEAD: &str = "
# The language of scenario files

A scenario is a text file in TOML that says what differs from the scenario it extends; everything else
keeps its value. This page lists every key. Levers and parameters, which are numbers in tables of their
driver or process, are on [a page of their own](parameters.md); [the guide](guide/README.md) shows how
to use all of it. `risingtide schema` prints the same as a JSON Schema, for editors that complete and
check as you type.

What is stated nearer to you wins: an option of the command line over `--set`, `--set` over your file,
your file over what it extends. Lists are replaced, not joined; policies are added to those of the
scenario that is extended.
";

const LEVELS: &str = "
## Levels of drivers

One number for a driver, `level` in its table (`competition.level` in a policy or with `--set`), sets
several of its levers at once. At 0.5 each has its value in the baseline; at 0 and at 1 it stands at the
ends of what is thought plausible of it, and between these it moves in a straight line. A lever that the
same text sets by hand wins; a level that is stated nearer wins over a lever of a scenario that is
extended.

| driver | lever | at 0 | at 0.5 | at 1 |
| --- | --- | --: | --: | --: |
";

const MECHANISMS_HEAD: &str = "
## Mechanisms

The table `[mechanisms]` holds a number for a process or for a named effect. A process is 0 (left out,
in the years before the first term too) or 1; `record`, which writes the rows, stays. An effect has a
factor from −1 to 2 that multiplies what the parameters below say: 1 leaves it as it is, 0 switches it
off, −1 turns its sign. A factor may not take a parameter out of its bounds.

| effect | what it is | parameters |
| --- | --- | --- |
";

const UNCERTAINTY: &str = "
## Uncertainty

The table `[uncertainty]` says what is believed of a lever or parameter, in place of what the page of
parameters says: `{ uniform = [low, high] }`, `{ triangular = [low, most likely, high] }`, or, with a
share of the belief at exactly zero, `{ zero = 0.35, triangular = [low, most likely, high] }`. The path
stands in quotation marks: `\"learning.peer_learning\" = { uniform = [0.0, 0.1] }`.

Nothing is drawn from it unless `run.draw_parameters` is true (or `--draw-parameters` is given). Then each
replicate draws its own value of every parameter that the scenario does not state, and of everything
that `[uncertainty]` names, and settles its own population with them. Levers are decisions: they are drawn
only if `[uncertainty]` names them.
";

/// The page of the language.
pub fn language_page() -> String {
    let mut page = format!("{GENERATED}{HEAD}");
    let sections = [
        ("The whole file", "", "Keys that stand at the top, above every table."),
        ("`[run]`", "run", "When, how long and how often."),
        ("`[population]`", "population", "Which schools."),
        (
            "`[[policy]]`",
            "policy",
            "The timeline: what changes, when, and for whom. Each policy has a heading `[[policy]]` of its own, and \
             needs `from` and `set`. Two policies may not set one lever on the same school in the same term; where \
             they come to do so in a run, because their schools change, the later one in the file holds and the \
             result says so.",
        ),
        (
            "`where`, in a policy",
            "policy.where",
            "Whom a policy reaches: schools that meet all of its conditions. Without `where`, all schools.",
        ),
    ];
    for (title, table, words) in sections {
        let _ = write!(page, "\n## {title}\n\n{words}\n");
        for key in KEYS.iter().filter(|key| table_of(key) == table) {
            page.push_str(&section(key));
        }
    }
    page.push_str(LEVELS);
    levels(&mut page);
    page.push_str(MECHANISMS_HEAD);
    for one in MECHANISMS {
        let parameters: Vec<String> =
            one.parameters.iter().map(|path| format!("`{path}`")).collect();
        let _ = writeln!(page, "| `{}` | {} | {} |", one.name, one.sentence, parameters.join(", "));
    }
    let processes: Vec<String> =
        TIMETABLE.iter().map(|process| format!("`{}`", process.name)).collect();
    let _ = writeln!(page, "\nProcesses: {}.", processes.join(", "));
    page.push_str(UNCERTAINTY);
    page
}

/// The table in which a key stands; empty at the top.
fn table_of(key: &Key) -> &'static str {
    key.path.rsplit_once('.').map_or("", |(table, _)| table)
}

/// One key's part of the page.
fn section(key: &Key) -> String {
    let name = key.path.rsplit('.').next().unwrap_or(key.path);
    let mut text = format!("\n### `{name}`\n\n{}\n\n", key.sentence);
    let _ = writeln!(text, "- Value: {}", key.shape.in_words());
    let _ = writeln!(text, "- Example: `{}`", key.example);
    if let Shape::Names(_, known) = key.shape
        && known().len() > 12
    {
        let _ = writeln!(text, "- Known: {}", known().join("; "));
    }
    text
}

fn levels(page: &mut String) {
    for driver in keys::drivers() {
        for at in keys::followers(driver) {
            let entry = &catalogue()[at];
            let Some((bottom, top)) = entry.ends() else { continue };
            let name = entry.path.rsplit('.').next().unwrap_or(entry.path);
            let falling = if entry.follows == Some(Follows::Falling) { " (falls)" } else { "" };
            let numbers = [bottom, entry.default, top].map(number);
            let _ = writeln!(page, "| {driver} | `{name}`{falling} | {} |", numbers.join(" | "));
        }
    }
}

impl Shape {
    /// What a value of this shape is, in words.
    pub(super) fn in_words(&self) -> String {
        match *self {
            Shape::Line => "text of one line".to_owned(),
            Shape::Text => "text".to_owned(),
            Shape::Path => "text: a path or name".to_owned(),
            Shape::Truth => "true or false".to_owned(),
            Shape::Whole(whole) => format!("a whole number between {}", whole.range()),
            Shape::Term => "a term in quotation marks, such as \"2027-autumn\"".to_owned(),
            Shape::Word(words) => format!("one of {}", quoted(words)),
            Shape::Names(what, known) => {
                let known = known();
                match known.len() {
                    0..=12 => format!("a list of {}", quoted(&known)),
                    many => format!("a list of names, each a {what}: {many} are known"),
                }
            }
            Shape::Lines => "a list of words".to_owned(),
            Shape::Marks(letter, most) => {
                let mark = |number| crate::check::mark(letter, number);
                format!("a list of marks from {} to {}", mark(1), mark(most))
            }
            Shape::Counts(most) => format!("a list of whole numbers from 1 to {most}"),
            Shape::Schools => "a list of numbers, or the path of a file".to_owned(),
            Shape::Share(_) => {
                "a number above 0 and up to 1, or { from = 0.3, to = 0.6 }".to_owned()
            }
            Shape::Levers => "a table of paths and numbers".to_owned(),
        }
    }
}

/// Names in quotation marks.
fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}
