//! The two generated pages of the documentation, in Markdown.

use std::fmt::Write;

use sim::catalogue::{Entry, Kind, catalogue};
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;

use super::{kind, levers_read, parameter_count, readers, source};
use crate::limits::number;

/// The first line of a generated page.
pub(super) const GENERATED: &str = "<!-- Generated from the code: \
`UPDATE_SNAPSHOTS=1 cargo test -p risingtide-scenarios --test reference` writes it anew. -->\n";

const PARAMETERS: &str = "
# Levers and parameters

Every number that a scenario may name, with its value in the baseline, the bounds that a scenario
must keep, and what is believed of it before any run. A lever is what a policy can pull; a parameter
says how the world works. Certainty A is an official count or a secure and replicated finding, B one
good study, C a wide range only. What the literature expects of a lever is stated, never required:
the model may say otherwise. Sources are listed in [evidence.toml](evidence.toml); an assumption has
none.
";

const TIMETABLE_HEAD: &str = "
# The timetable

What happens in a term, in the order in which it happens. A school year has three terms: autumn,
spring and summer.

| order | part of the term | when | process | what happens | levers read | parameters |
| --: | --- | --- | --- | --- | --- | --: |
";

/// The page of levers and parameters.
pub fn parameters_page() -> String {
    let mut page = format!("{GENERATED}{PARAMETERS}");
    for (title, wanted) in [("Levers", Kind::Lever), ("Parameters", Kind::Parameter)] {
        let _ = write!(page, "\n## {title}\n");
        let mut table = "";
        for entry in catalogue().iter().filter(|entry| entry.kind == wanted) {
            let own = entry.path.split('.').next().unwrap_or(entry.path);
            if own != table {
                let _ = write!(page, "\n### {own}\n");
                table = own;
            }
            page.push_str(&section(entry));
        }
    }
    page
}

/// One number's part of the page.
fn section(entry: &Entry) -> String {
    let mut text = format!("\n#### `{}`\n\n{}\n\n", entry.path, entry.sentence);
    let _ = writeln!(text, "- Value: {} {}", entry.default, entry.unit);
    let _ = writeln!(text, "- Bounds: {} to {}", entry.min, entry.max);
    let _ = writeln!(text, "- Prior: {}", entry.prior.in_words());
    let _ = writeln!(text, "- Source: {}", source(entry));
    let _ = writeln!(text, "- Certainty: {}", entry.certainty.in_words());
    if !entry.expected.is_empty() {
        let _ = writeln!(text, "- Expected of raising this {}: {}", kind(entry), entry.expected);
    }
    if let Some((bottom, top)) = entry.ends() {
        let (bottom, top) = (number(bottom), number(top));
        let _ = writeln!(text, "- By `{}.level`: {bottom} at 0, {top} at 1", entry.table());
    }
    if let Some(one) = MECHANISMS.iter().find(|one| one.parameters.contains(&entry.path)) {
        let _ = writeln!(text, "- Scaled by: `mechanisms.{}`", one.name);
    }
    let _ = writeln!(text, "- Read by: {}", readers(entry));
    text
}

/// The page of the timetable.
pub fn timetable_page() -> String {
    let mut page = format!("{GENERATED}{TIMETABLE_HEAD}");
    for (at, process) in TIMETABLE.iter().enumerate() {
        let levers: Vec<String> =
            levers_read(process).iter().map(|path| format!("`{path}`")).collect();
        let levers = if levers.is_empty() { "none".to_owned() } else { levers.join(", ") };
        let _ = writeln!(
            page,
            "| {} | {:?} | {} | {} | {} | {levers} | {} |",
            at + 1,
            process.phase,
            process.phase.when(),
            process.name,
            process.sentence,
            parameter_count(process),
        );
    }
    page
}
