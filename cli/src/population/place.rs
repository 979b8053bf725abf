//! Where a population file may be written.

use std::fs;
use std::path::Path;

use analysis::population_file::is_population_file;

use crate::problem::Problem;

/// Refuses a place that is taken, unless by a population file that is to be overwritten, and one
/// where nothing can be written.
pub(super) fn check(out: &Path, overwrite: bool) -> Result<(), Problem> {
    let refused = |words: &str| Err(Problem::input(format!("--out {}: {words}", out.display())));
    if out.file_name().is_none() || out.is_dir() {
        return refused(
            "this names a folder, expected a file\nadd a name, such as england.parquet",
        );
    }
    if fs::symlink_metadata(out).is_ok() {
        if !overwrite {
            return refused("this exists already\ngive another name, or --overwrite to replace it");
        }
        if !is_population_file(out) {
            return refused(
                "this is no population file, and --overwrite replaces nothing else\ngive another name",
            );
        }
    }
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    if !parent.is_dir() {
        let words =
            format!("there is no folder {}\nmake it first, or give another name", parent.display());
        return refused(&words);
    }
    writable(parent, out)
}

/// Finds out before the work whether the folder takes a file.
fn writable(parent: &Path, out: &Path) -> Result<(), Problem> {
    let probe = parent.join(format!(".risingtide-probe-{}", std::process::id()));
    let created = fs::File::create_new(&probe);
    let done = created.and_then(|_| fs::remove_file(&probe));
    done.map_err(|error| {
        Problem::input(format!(
            "--out {}: cannot write into the folder {}: {error}\ngive a place where you may write",
            out.display(),
            parent.display()
        ))
    })
}
