//! The folder of a result: written beside its place, moved there whole.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// File by which the folder of a run's result is known.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The page that shows a result.
pub(crate) const REPORT: &str = "report.html";

/// File by which the folder of a comparison with the targets is known.
pub(crate) const TARGETS: &str = "targets.json";

/// A folder in the making; removed if it is not finished.
#[derive(Debug)]
pub(crate) struct Folder {
    target: PathBuf,
    partial: PathBuf,
    /// Folders above it that were not there before, the innermost first.
    made: Vec<PathBuf>,
    finished: bool,
}

impl Folder {
    /// Starts a folder with `parts` in it that will stand at `target`.
    pub(crate) fn start(target: &Path, parts: &[&str]) -> Result<Self, Problem> {
        let partial = beside(target, "partial")?;
        let cannot = |error: &std::io::Error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::disk(target, error),
            _ => Problem::input(format!(
                "cannot create the folder {}: {error}\ngive another place with --out, where you may write",
                target.display()
            )),
        };
        let above = partial.ancestors().skip(1);
        let made = above.take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        let made = made.map(PathBuf::from).collect();
        // From here on, leaving early takes away what was made.
        let folder = Self { target: target.into(), partial, made, finished: false };
        if let Some(parent) = folder.partial.parent() {
            fs::create_dir_all(parent).map_err(|error| cannot(&error))?;
        }
        // What a killed run left under the same name is of no use to anybody.
        let _ = fs::remove_dir_all(&folder.partial);
        fs::create_dir(&folder.partial).map_err(|error| cannot(&error))?;
        for part in parts {
            fs::create_dir(folder.partial.join(part))
                .map_err(|error| Problem::disk(target, error))?;
        }
        Ok(folder)
    }

    /// Where a file of the folder is being written.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.partial.join(file)
    }

    /// Where a file of the folder will stand: the name for messages.
    pub(crate) fn place(&self, file: &str) -> PathBuf {
        self.target.join(file)
    }

    /// Writes a whole file.
    pub(crate) fn write(&self, file: &str, content: &[u8]) -> Result<(), Problem> {
        fs::write(self.path(file), content).map_err(|error| Problem::disk(&self.place(file), error))
    }

    /// Moves the folder to its place, in exchange for what stands there.
    pub(crate) fn finish(mut self) -> Result<(), Problem> {
        let failed = |error| Problem::disk(&self.target, error);
        let old = beside(&self.target, "old")?;
        let replaced = self.target.exists();
        if replaced {
            fs::rename(&self.target, &old).map_err(failed)?;
        }
        if let Err(error) = fs::rename(&self.partial, &self.target) {
            if replaced {
                let _ = fs::rename(&old, &self.target);
            }
            return Err(failed(error));
        }
        self.finished = true;
        if replaced {
            let _ = fs::remove_dir_all(&old);
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(&self.partial);
            for folder in &self.made {
                // Stays if somebody else has put something into it meanwhile.
                let _ = fs::remove_dir(folder);
            }
        }
    }
}

/// A hidden name beside `target`, of this process alone.
fn beside(target: &Path, kind: &str) -> Result<PathBuf, Problem> {
    let name = target.file_name().ok_or_else(|| {
        Problem::input(format!("--out {}: this names no folder", target.display()))
    })?;
    let hidden = format!(".{}.{kind}-{}", name.to_string_lossy(), std::process::id());
    Ok(target.with_file_name(hidden))
}

/// Whether a complete result stands at `path`.
pub(crate) fn is_result(path: &Path) -> bool {
    path.join(MANIFEST).is_file()
}

/// What is said of a result that is there already.
pub(crate) fn existing(target: &Path, quiet: bool) -> String {
    if quiet {
        return String::new();
    }
    let summary = fs::read_to_string(target.join("summary.txt")).unwrap_or_default();
    format!(
        "{summary}\nThis result exists already, in {}.\n--overwrite runs it again.\n",
        target.display()
    )
}

/// Endings of the files that results are made of.
const ENDINGS: [&str; 10] =
    ["json", "html", "toml", "txt", "md", "csv", "parquet", "svg", "png", "log"];
/// Files at the top of a result that end like texts of anybody.
const TEXTS: [&str; 5] =
    ["summary.txt", "register.txt", "scenario.toml", "targets.md", "targets.csv"];

/// A file or folder in a result's folder that no command has written there.
fn foreign(folder: &Path) -> Option<String> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = |path: &Path, name: &str| match path.extension().and_then(|e| e.to_str()) {
        Some("txt" | "toml" | "md" | "csv") => TEXTS.contains(&name),
        Some(ending) => ENDINGS.contains(&ending),
        None => false,
    };
    for entry in entries(folder) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            if !["tables", "charts", "scenarios"].contains(&name.as_str()) {
                return Some(name);
            }
            let part = |path: &Path| {
                path.extension().and_then(|e| e.to_str()).is_some_and(|e| ENDINGS.contains(&e))
            };
            if let Some(other) = entries(&path).map(|one| one.path()).find(|one| !part(one)) {
                return Some(other.strip_prefix(folder).unwrap_or(&other).display().to_string());
            }
        } else if !ours(&path, &name) {
            return Some(name);
        }
    }
    None
}

/// Refuses an `--out` that exists, unless it is to be overwritten and may be: a result is known by
/// the file `mark` in it.
pub(crate) fn check_out(out: &Path, overwrite: bool, mark: &str) -> Result<(), Problem> {
    let Ok(found) = fs::symlink_metadata(out) else { return Ok(()) };
    if !overwrite {
        return Err(Problem::input(format!(
            "--out {}: this exists already\ngive another folder, or --overwrite to replace it",
            out.display()
        )));
    }
    let empty = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    if found.is_dir() && (out.join(mark).is_file() || empty) {
        return match foreign(out) {
            None => Ok(()),
            Some(name) => Err(Problem::input(format!(
                "--out {}: `{name}` in it is no part of a result, and --overwrite would delete it\nmove it away, or give \
                 another folder",
                out.display()
            ))),
        };
    }
    Err(Problem::input(format!(
        "--out {}: this is not a result of this command, and --overwrite replaces nothing else\ngive another folder",
        out.display()
    )))
}
