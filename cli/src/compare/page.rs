//! The report of a comparison.

use analysis::compare::{Comparison, html_tables, sentences};
use analysis::report::LeftOut;
use analysis::report::page::{Page, Section, html as page};
use scenarios::changes_between;

use super::arms::Arms;
use crate::args::CompareOptions;
use crate::pictures::Pictures;
use crate::report::command::{quoted, values};
use crate::report::{CITATION, missing};

/// The page, with the charts that were drawn and the reasons for those that were not.
pub(super) fn html(
    arms: &Arms,
    comparison: &Comparison,
    spread: &[Vec<String>],
    hashes: &[String],
    options: &CompareOptions,
    pictures: Pictures,
    left_out: Vec<LeftOut>,
) -> String {
    let titles = &comparison.titles;
    let left_out = [left_out, pictures.left_out].concat();
    let mut sections = vec![Section {
        heading: "What differs in the inputs".into(),
        words: inputs(arms, spread),
        ..Section::default()
    }];
    sections.push(Section {
        heading: "What happens".into(),
        words: left_out.iter().map(missing).collect(),
        figures: pictures.figures,
        ..Section::default()
    });
    for scenario in 1..titles.len() {
        sections.push(Section {
            heading: format!("Numbers: {} against {}", titles[scenario], titles[0]),
            words: vec![
                "“Better in” is the share of replicates in which the second is better; “a pair is worth” so many unpaired \
                 runs of each scenario. Fifths by disadvantage hold equal numbers of schools within their stage."
                    .into(),
            ],
            tables: html_tables(comparison, scenario),
            ..Section::default()
        });
    }
    sections.push(repeat(arms, options));
    let summary = (1..titles.len()).flat_map(|scenario| sentences(comparison, scenario)).collect();
    page(&Page {
        title: format!("{} against {}", titles[1..].join(", "), titles[0]),
        subtitle: "A comparison by Rising Tide, a simulation of the English school system".into(),
        summary,
        sections,
        facts: facts(arms, comparison, hashes),
    })
}

fn inputs(arms: &Arms, spread: &[Vec<String>]) -> Vec<String> {
    let mut words = Vec::new();
    for (at, loaded) in arms.loaded.iter().enumerate().skip(1) {
        let lines = changes_between(&arms.loaded[0], loaded);
        let said = if lines.is_empty() { "nothing".to_owned() } else { lines.join("; ") };
        words.push(format!("{} against {}: {said}.", arms.names[at], arms.names[0]));
        words.extend(spread[at - 1].iter().cloned());
    }
    words
}

fn repeat(arms: &Arms, options: &CompareOptions) -> Section {
    let version = env!("CARGO_PKG_VERSION");
    let mut command = vec!["risingtide".to_owned(), "compare".to_owned()];
    command.extend(options.scenarios.iter().map(|name| quoted(name)));
    command.extend(values(&options.values));
    command.extend(options.until.iter().map(|until| format!("--until {}", quoted(until))));
    let files: Vec<String> =
        (0..arms.loaded.len()).map(|at| format!("scenarios/{at}.toml")).collect();
    Section {
        heading: "How to repeat it".into(),
        words: vec![
            format!("To cite this comparison: {}. {}. Version {version}.", CITATION.0, CITATION.1),
            "The tables lie in the folder tables beside this page: comparison holds every metric, class of schools and school \
             year with its interval, metrics what each run gave, school_differences what differs school by school. To run \
             it again, use the first command; or the second from this folder, where every value is stated."
                .into(),
        ],
        commands: vec![command.join(" "), format!("risingtide compare {}", files.join(" "))],
        ..Section::default()
    }
}

fn facts(arms: &Arms, comparison: &Comparison, hashes: &[String]) -> Vec<(String, String)> {
    let first = &arms.loaded[0].scenario;
    let mut facts = vec![
        ("Version".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ("Seed".to_owned(), first.run.seed.to_string()),
        ("Pairs of runs".to_owned(), comparison.replicates().to_string()),
        ("School years".to_owned(), first.run.years.to_string()),
        ("Schools".to_owned(), arms.population().len().to_string()),
    ];
    let hashes = arms.names.iter().zip(hashes);
    facts.extend(hashes.map(|(name, hash)| (format!("Result hash of {name}"), hash.clone())));
    facts
}
