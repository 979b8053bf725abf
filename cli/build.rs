//! Hashes the program's own text, so that the parts of a sweep carry what computed them.
//!
//! The hash is the same wherever the same text is built: it holds no path, time or machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// Everything that a result depends on, from the workspace's folder.
const TEXTS: [&str; 6] =
    ["Cargo.lock", "sim/src", "scenarios/src", "scenarios/library", "analysis/src", "cli/src"];

fn main() -> io::Result<()> {
    let workspace = Path::new("..");
    let mut files = Vec::new();
    for text in TEXTS {
        println!("cargo::rerun-if-changed=../{text}");
        list(workspace, Path::new(text), &mut files)?;
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        let content = fs::read(workspace.join(&file))?;
        // The same on every system, whatever separates its folders.
        let name = file.components().map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        hasher.update((name.len() as u64).to_le_bytes());
        hasher.update(name);
        hasher.update((content.len() as u64).to_le_bytes());
        hasher.update(content);
    }
    let digits = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    println!("cargo::rustc-env=RISINGTIDE_BUILD={digits}");
    Ok(())
}

/// Adds a file, or the files of a folder.
fn list(workspace: &Path, path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !workspace.join(path).is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(workspace.join(path))? {
        list(workspace, &path.join(entry?.file_name()), files)?;
    }
    Ok(())
}
