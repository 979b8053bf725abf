//! What a run assumed: values that the scenario changed, policies, and what the model leaves out.

use analysis::report::page::{Align, HtmlTable, Section};
use scenarios::{PolicyWords, policy_in_words};
use sim::catalogue::{Entry, catalogue};

use super::{RunReport, evidence};
use crate::check::reached;

/// What the model leaves out, and where to read on.
const LEFT_OUT: &str = "The model leaves out sixth forms; special, alternative, nursery and independent schools; \
     subjects; absence; support staff; and special needs. It ranks and maps conditions; it is not a forecast. The page \
     docs/odd.md of the program describes the model and its limits, docs/parameters.md every value with its source, \
     docs/timetable.md the order of a term.";

/// The section of the report.
pub(super) fn section(report: &RunReport<'_>) -> Section {
    let changed = changed(report);
    let policies = policies(report);
    let others = catalogue().len() - changed.as_ref().map_or(0, |table| table.rows.len());
    let mut words = vec![match (&changed, &policies) {
        (None, None) => "The scenario changes nothing: every lever and parameter has its baseline value.".to_owned(),
        (None, Some(_)) => "Outside its policies the scenario leaves every lever and parameter at its baseline value.".to_owned(),
        (Some(_), _) => format!(
            "The scenario changes the values below from the start; the other {others} levers and parameters have their \
             baseline values."
        ),
    }];
    let off = &report.loaded.scenario.switched_off;
    if !off.is_empty() {
        words.push(format!("Switched off: {}.", off.join(", ")));
    }
    words.push(LEFT_OUT.to_owned());
    let set = sources(report);
    let tables = [changed, policies, set].into_iter().flatten().collect();
    Section { heading: "What was assumed".into(), words, tables, ..Section::default() }
}

fn table(caption: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Option<HtmlTable> {
    let columns = headings.iter().map(|words| ((*words).to_owned(), Align::Left)).collect();
    (!rows.is_empty()).then(|| HtmlTable { caption: caption.to_owned(), columns, rows })
}

/// Positions in the catalogue of the values that differ from the baseline throughout.
fn positions(report: &RunReport<'_>) -> Vec<usize> {
    let values = &report.loaded.scenario.values;
    let all = catalogue().iter().enumerate();
    all.filter(|(at, entry)| values.at(*at) != entry.default).map(|(at, _)| at).collect()
}

/// The values that differ throughout: from what, to what, and who says so.
fn changed(report: &RunReport<'_>) -> Option<HtmlTable> {
    let row = |at: usize| {
        let entry = &catalogue()[at];
        vec![
            entry.path.to_owned(),
            entry.sentence.to_owned(),
            number(entry.default),
            number(report.loaded.scenario.values.at(at)),
            entry.unit.to_owned(),
            report.loaded.origins.of(entry.path).to_string(),
        ]
    };
    table(
        "Values that the scenario changes.",
        &["Value", "Meaning", "Baseline", "Here", "Unit", "Set by"],
        positions(report).into_iter().map(row).collect(),
    )
}

/// The policies: when, whom, what.
fn policies(report: &RunReport<'_>) -> Option<HtmlTable> {
    let scenario = &report.loaded.scenario;
    let schools = report.population.len();
    let row = |policy: &sim::scenario::Policy| {
        let PolicyWords { from, until, whom, what } = policy_in_words(policy, scenario);
        let reach = reached(report.population, &policy.reach);
        vec![
            policy.name.clone(),
            from,
            until,
            format!("{whom}: {} of {}", count(reach), count(schools)),
            what.join("; "),
        ]
    };
    table(
        "Policies.",
        &["Policy", "From", "Until", "Reaches", "What it does"],
        scenario.policies.iter().map(row).collect(),
    )
}

/// What is known of every value that the scenario or one of its policies changes.
fn sources(report: &RunReport<'_>) -> Option<HtmlTable> {
    let set = report.loaded.scenario.policies.iter().flat_map(|policy| &policy.set);
    let mut all: Vec<usize> = set.map(|(at, _)| *at).chain(positions(report)).collect();
    all.sort_unstable();
    all.dedup();
    let row = |at: usize| {
        let entry: &Entry = &catalogue()[at];
        let (low, high) = entry.prior.range();
        vec![
            entry.path.to_owned(),
            evidence::citation(entry.source),
            entry.certainty.in_words().to_owned(),
            format!("{} to {}", number(low), number(high)),
            entry.prior.in_words(),
        ]
    };
    table(
        "What is known of the values that change: the prior is what is believed before any run.",
        &["Value", "Source of its size", "Certainty", "Prior range", "Prior"],
        all.into_iter().map(row).collect(),
    )
}

/// A count with separators.
fn count(schools: usize) -> String {
    analysis::chart::number::number(schools as f64, 0)
}

/// A number as it is written in a scenario, with a true minus.
fn number(value: f64) -> String {
    value.to_string().replace('-', "−")
}
