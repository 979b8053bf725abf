//! What a run assumed: values that the scenario changed, policies, and what the model leaves out.

use analysis::report::page::{Align, HtmlTable, Section};
use scenarios::{PolicyWords, Reached, contested_in_words, policy_in_words};
use sim::catalogue::{Entry, catalogue};

use super::{RunReport, evidence};
use crate::check::counted;

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
    words.extend(contested(report));
    words.push(LEFT_OUT.to_owned());
    let set = sources(report);
    let tables = [changed, policies, set].into_iter().flatten().collect();
    Section { heading: "What was assumed".into(), words, tables, ..Section::default() }
}

/// What is left out, scaled or drawn, and which policies met in the run, in sentences.
fn contested(report: &RunReport<'_>) -> Vec<String> {
    let mut words: Vec<String> = contested_in_words(report.loaded)
        .into_iter()
        .map(|line| format!("The scenario {line}."))
        .collect();
    if report.loaded.scenario.doubt.draw {
        words.push(
            "Each replicate drew its own parameters from their priors and settled its own population with them; the \
             table draws holds every value."
                .to_owned(),
        );
    }
    words.extend(report.met.iter().cloned());
    words
}

fn table(caption: &str, headings: &[&str], rows: Vec<Vec<String>>) -> Option<HtmlTable> {
    let columns = headings.iter().map(|words| ((*words).to_owned(), Align::Left)).collect();
    (!rows.is_empty()).then(|| HtmlTable { caption: caption.to_owned(), columns, rows })
}

/// Positions in the catalogue of the values that differ from the baseline throughout.
fn positions(report: &RunReport<'_>) -> Vec<usize> {
    let values = &report.loaded.scenario.values;
    let all = catalogue().iter().enumerate();
    all.filter(|(at, entry)| values.stated(*at) != entry.default).map(|(at, _)| at).collect()
}

/// The values that differ throughout: from what, to what, and who says so.
fn changed(report: &RunReport<'_>) -> Option<HtmlTable> {
    let row = |at: usize| {
        let entry = &catalogue()[at];
        vec![
            entry.path.to_owned(),
            entry.sentence.to_owned(),
            number(entry.default),
            number(report.loaded.scenario.values.stated(at)),
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
    let row = |(policy, reached): (&sim::scenario::Policy, &Reached)| {
        let PolicyWords { from, until, whom, what } = policy_in_words(policy, scenario);
        vec![
            policy.name.clone(),
            from,
            until,
            format!("{whom}: {}", counted(reached, report.population)),
            what.join("; "),
        ]
    };
    table(
        "Policies.",
        &["Policy", "From", "Until", "Reaches", "What it does"],
        scenario.policies.iter().zip(report.reached).map(row).collect(),
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

/// A number as it is written in a scenario, with a true minus.
fn number(value: f64) -> String {
    value.to_string().replace('-', "−")
}
