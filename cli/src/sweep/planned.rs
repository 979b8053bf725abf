//! From an experiment file to a plan.

use std::path::{Path, PathBuf};

use analysis::store::{sha256_of_file, sha256_of_text};
use analysis::sweep::{Axis, Identity, Plan, model_hash};
use scenarios::{Experiment, Loaded, Target, load_experiment, resolved_toml};
use sim::scenario::Source;

use super::folder::Sweep;
use crate::args::ValueOptions;
use crate::counted::counted;
use crate::problem::Problem;
use crate::scenario::mistakes;

/// A plan, and what it was made from.
pub(super) struct Planned {
    /// The experiment.
    pub(super) experiment: Experiment,
    /// Which runs there are.
    pub(super) plan: Plan,
    /// What their rows depend on.
    pub(super) identity: Identity,
}

impl Planned {
    /// Reads an experiment and plans its runs.
    pub(super) fn of(
        path: &Path,
        values: &ValueOptions,
        part_runs: Option<usize>,
    ) -> Result<Self, Problem> {
        let path = path.to_string_lossy();
        let experiment = load_experiment(&path, &values.sets, &values.overrides());
        let experiment = experiment.map_err(mistakes)?;
        let identity = Identity {
            build: env!("RISINGTIDE_BUILD").to_owned(),
            model: model_hash(),
            scenarios: experiment.scenarios.iter().map(identity).collect::<Result<_, _>>()?,
        };
        let plan = plan(&experiment, part_runs);
        Ok(Self { experiment, plan, identity })
    }

    /// `results/<experiment>-<first 8 digits of the hash of the inputs>`; replicates do not count, so
    /// that more of them find the folder again.
    pub(super) fn usual_folder(&self) -> PathBuf {
        let hash = self.identity.of_sweep(&self.plan).unwrap_or_default();
        let digits = hash.get(..8).unwrap_or_default();
        Path::new("results").join(format!("{}-{digits}", self.experiment.name))
    }

    /// The sweep at `folder`, planned there unless it was before.
    pub(super) fn written(&self, folder: &Path, parts_per_element: u32) -> Result<Sweep, Problem> {
        Sweep::planned(folder, self, parts_per_element)
    }

    /// What is run, in words.
    pub(super) fn in_words(&self) -> String {
        let (experiment, plan) = (&self.experiment, &self.plan);
        let factors: Vec<String> = plan.factors.iter().map(|factor| factor.path.clone()).collect();
        let over = match factors.as_slice() {
            [] => "no factors".to_owned(),
            names => names.join(", "),
        };
        format!(
            "{}\n{} × {} of the design ({}; {over}) × {} = {}\n",
            experiment.title,
            counted(plan.scenarios.len(), "scenario"),
            counted(plan.points, "point"),
            experiment.design.kind(),
            counted(plan.replicates as usize, "replicate"),
            counted(plan.runs(), "run")
        )
    }
}

/// Hash of a scenario, however many replicates it asks for, and of the files that its schools come from.
pub(super) fn identity(loaded: &Loaded) -> Result<String, Problem> {
    let mut once = loaded.clone();
    once.scenario.run.replicates = 1;
    let mut text = resolved_toml(&once);
    let files: Vec<&String> = match &loaded.scenario.population.source {
        Source::Synthetic => Vec::new(),
        Source::File(path) => vec![path],
        Source::Register { path, group_links } => {
            std::iter::once(path).chain(group_links).collect()
        }
    };
    for path in files {
        let hash = sha256_of_file(Path::new(path)).map_err(|error| {
            Problem::input(format!("{path} cannot be read: {error}\ncheck the path"))
        })?;
        text.push_str(&hash);
    }
    // Where a value came from changes nothing.
    let values: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(" #").next().unwrap_or(line).trim_end())
        .collect();
    Ok(sha256_of_text(&values.join("\n")))
}

fn plan(experiment: &Experiment, part_runs: Option<usize>) -> Plan {
    let design = &experiment.design;
    let axis = |target: &Target| Axis { path: target.path(), unit: target.unit().to_owned() };
    let school_years = |loaded: &Loaded| {
        let (run, population) = (&loaded.scenario.run, &loaded.scenario.population);
        u64::from(run.years) * u64::from(population.schools)
    };
    let most = experiment.scenarios.iter().map(school_years).max().unwrap_or(1);
    Plan {
        scenarios: experiment.names.clone(),
        factors: design.targets().iter().map(axis).collect(),
        values: (0..design.points()).flat_map(|at| design.point(at)).collect(),
        points: design.points(),
        replicates: experiment.replicates(),
        seed: experiment.scenarios[0].scenario.run.seed,
        part_runs: part_runs.unwrap_or_else(|| Plan::usual_part_runs(most)),
    }
}
