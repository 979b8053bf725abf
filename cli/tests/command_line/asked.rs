//! Runs the built program in a folder of the test's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Options that make a run small.
pub(crate) const SMALL: [&str; 6] = ["--schools", "60", "--years", "2", "--replicates", "2"];

/// What the program answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Exit code; -1 if a signal ended it.
    pub(crate) code: i32,
    /// What it printed.
    pub(crate) out: String,
    /// What it printed on the error stream.
    pub(crate) err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        Self { code: output.status.code().unwrap_or(-1), out, err }
    }
}

/// A folder that a test works in.
pub(crate) struct Place(TempDir);

impl Place {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap())
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file into it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Text of a file in it.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names in it or in one of its folders, sorted, hidden ones included.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A command of the program, to be run in this folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_risingtide"));
        command.current_dir(self.0.path());
        command
    }

    /// What the program answers.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Answer {
        self.command().args(arguments).output().unwrap().into()
    }

    /// A small run into the folder `out`, with more arguments.
    pub(crate) fn run(&self, out: &str, more: &[&str]) -> Answer {
        let mut arguments = vec!["run", "--out", out];
        arguments.extend(SMALL);
        arguments.extend(more);
        self.ask(&arguments)
    }

    /// The result hash of a small run into the folder `out`, with more arguments.
    pub(crate) fn hash(&self, out: &str, more: &[&str]) -> String {
        let answer = self.run(out, more);
        assert_eq!(answer.code, 0, "{}", answer.err);
        self.result_hash(out)
    }

    /// The manifest of the result in `out`.
    pub(crate) fn manifest(&self, out: &str) -> Value {
        serde_json::from_str(&self.read(&format!("{out}/manifest.json"))).unwrap()
    }

    /// The result hash of the result in `out`.
    pub(crate) fn result_hash(&self, out: &str) -> String {
        self.manifest(out)["result_hash"].as_str().unwrap().into()
    }
}

/// Refuses an answer that is not one of wrong input with these words on the error stream alone.
pub(crate) fn assert_refused(answer: &Answer, words: &[&str]) {
    assert_eq!(answer.code, 2, "{answer:?}");
    assert_eq!(answer.out, "", "{answer:?}");
    for word in words {
        assert!(answer.err.contains(word), "no “{word}” in:\n{}", answer.err);
    }
}

/// The bytes of every file below a folder, by path.
pub(crate) fn bytes_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let files = entries.into_iter().flat_map(|path| {
        if path.is_dir() {
            bytes_below(&path)
        } else {
            vec![(path.clone(), fs::read(&path).unwrap())]
        }
    });
    files.collect()
}
