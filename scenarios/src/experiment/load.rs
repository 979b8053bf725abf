//! From the path of an experiment file to scenarios, a design and the number of replicates.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::chain;
use crate::check::{self, ExperimentText};
use crate::error::{Diagnostic, Errors, Failure};
use crate::experiment::Design;
use crate::limits;
use crate::load::{Loaded, load_under};
use crate::overrides::Overrides;
use crate::source::{Label, Place, Source};
use crate::text;

/// Runs that an experiment may have.
const MAX_RUNS: usize = 10_000_000;

/// A checked experiment.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// Short name: the file's stem.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// What it asks, in a sentence or two; may be empty.
    pub summary: String,
    /// The scenarios, each with what the experiment states for all of them.
    pub scenarios: Vec<Loaded>,
    /// Their names in tables: no two are the same.
    pub names: Vec<String>,
    /// What varies.
    pub design: Design,
    /// Its text.
    pub text: String,
}

impl Experiment {
    /// Runs of every scenario at every point.
    pub fn replicates(&self) -> u32 {
        self.scenarios.first().map_or(0, |loaded| loaded.scenario.run.replicates)
    }

    /// Number of runs.
    pub fn runs(&self) -> usize {
        self.scenarios.len() * self.design.points() * self.replicates() as usize
    }
}

/// Reads and checks an experiment file; `sets` and `overrides` hold for all of its scenarios, and win.
///
/// # Errors
/// Everything that is wrong with the file, or, when nothing is, with the first of its scenarios that has
/// mistakes.
pub fn load_experiment(
    path: &str,
    sets: &[String],
    overrides: &Overrides,
) -> Result<Experiment, Failure> {
    let (text, folder) = chain::file(Path::new(path), path).map_err(Failure::one)?;
    let label = Label::File(path.to_owned());
    let source = Arc::new(Source { label, text, folder: folder.clone() });
    let mut errors = Errors::default();
    let Some(entries) = text::parse_experiment(&source, &mut errors) else {
        return Err(errors.into_failure());
    };
    let read = check::experiment(&source, &entries, &folder, &mut errors);
    errors.into_result()?;
    let scenarios = scenarios(&read, &folder, sets, overrides)?;
    let title = read.title.as_ref().map(|title| title.value.clone());
    let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let experiment = Experiment {
        title: title.unwrap_or_else(|| name.clone()),
        summary: read.summary.as_ref().map(|one| one.value.clone()).unwrap_or_default(),
        names: distinct_names(&scenarios),
        scenarios,
        design: seeded(read.design),
        text: source.text.clone(),
        name,
    };
    agree(&experiment)?;
    Ok(experiment)
}

/// A design whose seed is known by now.
fn seeded(design: Design) -> Design {
    match design {
        Design::LatinHypercube { factors, points, seed, .. } => {
            Design::latin_hypercube(factors, points, seed)
        }
        other => other,
    }
}

/// Every scenario that the experiment names, under what it states for all.
fn scenarios(
    read: &ExperimentText,
    folder: &Path,
    sets: &[String],
    overrides: &Overrides,
) -> Result<Vec<Loaded>, Failure> {
    let mut all = Vec::new();
    for named in &read.scenarios {
        let place: &Place = &named.place;
        let loaded = load_under(&named.value, folder, &read.layer, sets, overrides);
        all.push(loaded.map_err(|failure| failure.named_at(place))?);
    }
    Ok(all)
}

/// Names for tables: the scenarios' own, with a number where two have one name.
pub fn distinct_names(scenarios: &[Loaded]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for loaded in scenarios {
        let name = &loaded.scenario.name;
        let mut own = name.clone();
        let mut number = 2;
        while names.contains(&own) {
            own = format!("{name} ({number})");
            number += 1;
        }
        names.push(own);
    }
    names
}

/// All scenarios of an experiment share seeds, so that their runs compare replicate by replicate.
fn agree(experiment: &Experiment) -> Result<(), Failure> {
    let runs = experiment.scenarios.len().checked_mul(experiment.design.points());
    let runs = runs.and_then(|runs| runs.checked_mul(experiment.replicates() as usize));
    if runs.is_none_or(|runs| runs > MAX_RUNS) {
        let most = limits::grouped(MAX_RUNS as i128);
        return Err(Failure::one(
            Diagnostic::plain(format!("the experiment has more than {most} runs"))
                .help("take fewer points, scenarios or replicates"),
        ));
    }
    let first = &experiment.scenarios[0].scenario;
    for (other, name) in experiment.scenarios.iter().zip(&experiment.names).skip(1) {
        let other = &other.scenario;
        let differ = [
            ("run.seed", first.run.seed, other.run.seed),
            ("run.replicates", first.run.replicates.into(), other.run.replicates.into()),
        ];
        if let Some((path, one, another)) = differ.into_iter().find(|(_, one, other)| one != other)
        {
            return Err(Failure::one(
                Diagnostic::plain(format!(
                    "`{path}` is {one} in {} and {another} in {name}, but scenarios are compared under the same draws",
                    experiment.names[0]
                ))
                .help(format!("state it in the experiment, which wins: [run] {}", &path[4..])),
            ));
        }
    }
    Ok(())
}

/// The folder and the text of a table's path.
pub(crate) fn beside(folder: &Path, path: &str) -> PathBuf {
    folder.join(path)
}
