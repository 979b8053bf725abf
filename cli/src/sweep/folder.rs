//! The folder of a sweep: its plan, its scenarios and its parts.

use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use analysis::export::ExportError;
use analysis::sweep::{
    Identity, Part, Plan, SweepError, model_hash, read_points, write_plan, write_points,
};
use scenarios::{Loaded, Overrides, Target, resolved_toml};

use super::manifest::{self, Manifest};
use super::planned::{self, Planned};
use crate::counted::counted;
use crate::problem::Problem;
use crate::scenario::mistakes;

/// File by which the folder of a sweep is known.
pub(super) const MANIFEST: &str = "manifest.json";
/// Folders in it.
const FOLDERS: [&str; 4] = ["scenarios", "parts", "tmp", "tables"];
/// Variables in which schedulers give the number of an element.
const ELEMENTS: [&str; 4] =
    ["SLURM_ARRAY_TASK_ID", "HQ_TASK_ID", "AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"];

/// A planned sweep.
pub(super) struct Sweep {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Title for people.
    pub(super) title: String,
    /// Which runs there are.
    pub(super) plan: Plan,
    /// Its parts, in order.
    pub(super) parts: Vec<Part>,
    /// The scenarios, in the order of the plan.
    pub(super) scenarios: Vec<Loaded>,
    /// What the factors vary.
    pub(super) targets: Vec<Target>,
    /// Parts of an element.
    pub(super) parts_per_element: u32,
}

impl Sweep {
    /// The sweep of a plan in a folder: written there, or found there with the same inputs. Where it has
    /// fewer replicates than the plan, the rest is added.
    pub(super) fn planned(
        folder: &Path,
        planned: &Planned,
        parts_per_element: u32,
    ) -> Result<Self, Problem> {
        let identity = identity(&planned.identity, &planned.plan)?;
        if folder.join(MANIFEST).is_file() {
            let found = manifest::read(folder)?;
            if found.identity != identity {
                return Err(Problem::input(format!(
                    "{}: this is a sweep of other inputs, or of another build of the program\ngive another folder with \
                     --out",
                    folder.display()
                )));
            }
            if found.replicates >= planned.plan.replicates {
                return Self::open(folder);
            }
        } else if fs::symlink_metadata(folder).is_ok() && !is_empty(folder) && !was_begun(folder) {
            return Err(Problem::input(format!(
                "{}: this exists already and is no sweep\ngive another folder with --out",
                folder.display()
            )));
        }
        write(folder, planned, parts_per_element, &identity)?;
        Self::open(folder)
    }

    /// Opens the folder of a planned sweep.
    pub(super) fn open(folder: &Path) -> Result<Self, Problem> {
        let manifest = manifest::read(folder)?;
        // Whoever cleared a folder away wants it filled again; what cannot be made says so when it is used.
        FOLDERS.iter().for_each(|part| drop(fs::create_dir_all(folder.join(part))));
        if manifest.build != env!("RISINGTIDE_BUILD") {
            return Err(Problem::input(format!(
                "{}: this sweep was planned by another build of the program (version {}), and its rows would not go \
                 together with those of this one\nuse that program, or plan the sweep again in another folder",
                folder.display(),
                manifest.version
            )));
        }
        let (factors, values, points) =
            read_points(&folder.join("points.parquet")).map_err(Problem::input)?;
        let targets: Option<Vec<Target>> =
            factors.iter().map(|factor| Target::named(&factor.path)).collect();
        let load = |at: usize| {
            let path = scenario_file(folder, at);
            let loaded = scenarios::load(&path.to_string_lossy(), &[], &Overrides::default());
            loaded.map_err(mistakes)
        };
        let scenarios = (0..manifest.scenarios.len()).map(load).collect::<Result<Vec<_>, _>>()?;
        let hashes = scenarios.iter().map(planned::identity).collect::<Result<Vec<_>, _>>()?;
        let unchanged = hashes == manifest.scenario_hashes;
        let plan = Plan {
            scenarios: manifest.scenarios,
            factors,
            values,
            points,
            replicates: manifest.replicates,
            seed: manifest.seed,
            part_runs: manifest.part_runs,
        };
        let known = Identity {
            build: manifest.build,
            model: model_hash(),
            scenarios: manifest.scenario_hashes,
        };
        let parts = parts(&known, &plan)?;
        let names = parts.iter().map(|part| part.name.as_str());
        let expected = manifest.parts.iter().map(String::as_str);
        let Some(targets) = targets.filter(|_| unchanged && names.eq(expected)) else {
            return Err(Problem::input(format!(
                "{}: the files of this sweep do not go together: one of them was changed\nplan it again in another folder",
                folder.display()
            )));
        };
        Ok(Self {
            folder: folder.into(),
            title: manifest.title,
            plan,
            parts,
            scenarios,
            targets,
            parts_per_element: manifest.parts_per_element,
        })
    }

    /// How many parts and elements there are.
    pub(super) fn in_parts(&self) -> String {
        let parts = self.parts.len();
        format!(
            "{} of at most {}; {}",
            counted(parts, "part"),
            counted(self.plan.part_runs, "run"),
            counted(self.elements(), "element")
        )
    }

    fn elements(&self) -> usize {
        self.parts.len().div_ceil(self.parts_per_element as usize)
    }

    /// The parts that `I..J` names.
    pub(super) fn range(&self, text: &str) -> Result<Range<usize>, Problem> {
        let ends = text.split_once("..").and_then(|(from, to)| {
            Some((from.trim().parse::<usize>().ok()?, to.trim().parse::<usize>().ok()?))
        });
        match ends {
            Some((from, to)) if from < to && to <= self.parts.len() => Ok(from..to),
            _ => Err(Problem::input(format!(
                "--range {text}: expected two whole numbers such as 0..10, the first below the second, and the second at \
                 most {}, the number of parts",
                self.parts.len()
            ))),
        }
    }

    /// The parts of an element: of that number, or of the one in the environment.
    pub(super) fn element(&self, text: &str) -> Result<Range<usize>, Problem> {
        let found = ELEMENTS.iter().find_map(|name| std::env::var(name).ok());
        let number = match (text, found) {
            ("env", Some(found)) => found,
            ("env", None) => {
                return Err(Problem::input(format!(
                    "--element env: none of {} is set\ngive the number of the element, or start the worker from a job array",
                    ELEMENTS.join(", ")
                )));
            }
            (text, _) => text.to_owned(),
        };
        let all = self.elements();
        match number.trim().parse::<usize>() {
            Ok(number) if number < all => {
                let first = number * self.parts_per_element as usize;
                Ok(first..(first + self.parts_per_element as usize).min(self.parts.len()))
            }
            _ => Err(Problem::input(format!(
                "--element {number}: expected a whole number from 0 to {}",
                all.saturating_sub(1)
            ))),
        }
    }
}

/// The file of a scenario, by its position in the plan.
fn scenario_file(folder: &Path, at: usize) -> PathBuf {
    folder.join("scenarios").join(format!("{at}.toml"))
}

fn identity(identity: &Identity, plan: &Plan) -> Result<String, Problem> {
    identity.of_sweep(plan).map_err(Problem::fault)
}

fn parts(identity: &Identity, plan: &Plan) -> Result<Vec<Part>, Problem> {
    let part = |runs: Range<usize>| {
        let name = identity.part_name(plan, &runs).map_err(Problem::fault)?;
        Ok(Part { runs, name })
    };
    plan.parts().into_iter().map(part).collect()
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Whether a plan was being written there when the program was killed: nothing but folders of ours.
fn was_begun(folder: &Path) -> bool {
    let files = ["points.parquet", "plan.parquet", "experiment.toml"];
    let ours = |name: &str| {
        // A file in the making has the number of its process at its end.
        let whole =
            name.trim_end_matches(".partial").trim_end_matches(|c: char| c.is_ascii_digit());
        let whole = whole.trim_end_matches('.');
        FOLDERS.contains(&whole) || files.contains(&whole) || whole == MANIFEST
    };
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|entry| ours(&entry.file_name().to_string_lossy())))
    })
}

/// Writes the plan; the manifest comes last, so that a folder with one is whole.
fn write(
    folder: &Path,
    planned: &Planned,
    parts_per_element: u32,
    of_sweep: &str,
) -> Result<(), Problem> {
    for part in FOLDERS {
        fs::create_dir_all(folder.join(part)).map_err(|error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::disk(folder, &error),
            _ => Problem::input(format!(
                "cannot create the folder {}: {error}\ngive another place with --out, where you may write",
                folder.display()
            )),
        })?;
    }
    let plan = &planned.plan;
    for (at, loaded) in planned.experiment.scenarios.iter().enumerate() {
        whole_file(&scenario_file(folder, at), resolved_toml(loaded).as_bytes())?;
    }
    whole_file(&folder.join("experiment.toml"), planned.experiment.text.as_bytes())?;
    // Under names of this process alone: two commands may plan one folder at the same time.
    let own = |name: &str| folder.join("tmp").join(format!("{}-{name}", std::process::id()));
    let (points, runs) = (own("points.parquet"), own("plan.parquet"));
    write_points(plan, &points).map_err(|e| problem(folder, &e))?;
    write_plan(plan, &runs).map_err(|e| problem(folder, &e))?;
    moved(&points, &folder.join("points.parquet"))?;
    moved(&runs, &folder.join("plan.parquet"))?;
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").into(),
        build: planned.identity.build.clone(),
        identity: of_sweep.to_owned(),
        title: planned.experiment.title.clone(),
        summary: planned.experiment.summary.clone(),
        scenarios: plan.scenarios.clone(),
        scenario_hashes: planned.identity.scenarios.clone(),
        factors: plan.factors.clone(),
        design: planned.experiment.design.kind().into(),
        points: plan.points,
        replicates: plan.replicates,
        seed: plan.seed,
        part_runs: plan.part_runs,
        parts_per_element,
        parts: parts(&planned.identity, plan)?.into_iter().map(|part| part.name).collect(),
    };
    whole_file(&folder.join(MANIFEST), manifest::text(&manifest).as_bytes())
}

/// Writes a file beside its place, under a name of this process alone, and moves it there.
pub(super) fn whole_file(path: &Path, content: &[u8]) -> Result<(), Problem> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(format!(".{}.partial", std::process::id()));
    let written = fs::write(&partial, content).and_then(|()| fs::rename(&partial, path));
    written.map_err(|error| Problem::disk(path, &error))
}

/// Gives a whole file its name.
pub(super) fn moved(from: &Path, to: &Path) -> Result<(), Problem> {
    fs::rename(from, to).map_err(|error| Problem::disk(to, &error))
}

/// What went wrong with the files of a sweep, with its exit code.
pub(super) fn problem(folder: &Path, error: &SweepError) -> Problem {
    let code = match error {
        SweepError::Disk { .. }
        | SweepError::Missing { .. }
        | SweepError::Export(ExportError::Write { .. }) => Problem::STOPPED,
        SweepError::Damaged { .. } => Problem::INPUT,
        SweepError::Different { .. } | SweepError::Export(_) | SweepError::Table(_) => {
            Problem::FAULT
        }
    };
    let advice = match error {
        SweepError::Missing { .. } => {
            format!("\nrun them with: risingtide sweep resume {}", folder.display())
        }
        _ if code == Problem::STOPPED => format!(
            "\nwhat is done stays; make room and run: risingtide sweep resume {}",
            folder.display()
        ),
        _ => String::new(),
    };
    Problem { code, message: format!("{error}{advice}") }
}
