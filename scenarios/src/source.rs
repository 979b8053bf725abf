//! Texts that a scenario is made of, and places in them.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::snippet;

/// What a text is called in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A file, by the path that the user gave.
    File(String),
    /// A scenario of the library, by name.
    BuiltIn(&'static str),
    /// The library's baseline, as the defaults of a scenario that extends nothing.
    Defaults,
    /// The n-th `--set` of the command line, from 1.
    Set(usize),
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::File(path) => f.write_str(&snippet::clean(path)),
            Label::BuiltIn(name) => write!(f, "built-in {name}"),
            Label::Defaults => f.write_str("default"),
            Label::Set(number) => write!(f, "--set {number}"),
        }
    }
}

/// One text: a file, a library scenario or a `--set`.
#[derive(Debug)]
pub(crate) struct Source {
    /// What it is called in messages.
    pub(crate) label: Label,
    /// All of it.
    pub(crate) text: String,
    /// Folder against which its relative paths are read.
    pub(crate) folder: PathBuf,
}

/// A stretch of a text.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The text.
    pub(crate) source: Arc<Source>,
    /// Bytes of the text.
    pub(crate) span: Range<usize>,
}

impl Place {
    /// A stretch of `source`.
    pub(crate) fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self { source: Arc::clone(source), span }
    }

    /// Line and column of the start, both from 1; the column counts characters.
    pub(crate) fn line_and_column(&self) -> (usize, usize) {
        snippet::line_and_column(&self.source.text, self.span.start)
    }
}

/// The place itself, its line and the underline, as several lines of text.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_and_column();
        let (shown, mark) = snippet::underlined(&self.source.text, &self.span);
        let label = &self.source.label;
        if matches!(label, Label::Set(_)) {
            let head = format!("{label}: ");
            return write!(f, "{head}{shown}\n{:1$}{mark}", "", head.len());
        }
        let number = line.to_string();
        writeln!(f, "{label}:{line}:{column}")?;
        write!(f, "{number} | {shown}\n{:1$} | {mark}", "", number.len())
    }
}
