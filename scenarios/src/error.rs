//! What is wrong with a scenario: every mistake with its place, and the whole list.

use std::fmt;

use crate::source::{Label, Place};

/// Mistakes that a list shows; the rest is counted.
const SHOWN: usize = 50;

/// One mistake: what, where, what was expected, what to do.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    place: Option<Place>,
    message: String,
    also: Option<(Place, String)>,
    help: Vec<String>,
}

impl Diagnostic {
    /// A mistake at a place.
    pub(crate) fn at(place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), message: message.into(), also: None, help: Vec::new() }
    }

    /// A mistake that no text shows, such as a missing file.
    pub(crate) fn plain(message: impl Into<String>) -> Self {
        Self { place: None, message: message.into(), also: None, help: Vec::new() }
    }

    /// The same mistake, shown at `place`.
    pub(crate) fn moved_to(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a second place, and what stands there.
    pub(crate) fn also(mut self, place: Place, message: impl Into<String>) -> Self {
        self.also = Some((place, message.into()));
        self
    }

    /// Adds a line of advice.
    pub(crate) fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// What is wrong, without the place and the advice.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where the mistake stands.
    pub(crate) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// The second place, and what stands there.
    pub(crate) fn second(&self) -> Option<(&Place, &str)> {
        self.also.as_ref().map(|(place, message)| (place, message.as_str()))
    }

    /// What to do about it, a line each.
    pub fn advice(&self) -> &[String] {
        &self.help
    }

    /// The file, library scenario or option in which the mistake stands.
    pub fn text_name(&self) -> Option<String> {
        self.place.as_ref().map(|place| place.source.label.to_string())
    }

    /// Line and column of the mistake, both from 1, where it stands in a file.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        let place = self.place.as_ref()?;
        let in_file = !matches!(place.source.label, Label::Set(_));
        in_file.then(|| place.line_and_column())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            writeln!(f, "{place}")?;
        }
        f.write_str(&self.message)?;
        if let Some((place, message)) = &self.also {
            write!(f, "\n{place}\n{message}")?;
        }
        self.help.iter().try_for_each(|line| write!(f, "\n{line}"))
    }
}

/// Everything that is wrong with a scenario: the first 50 mistakes and a count of the rest.
#[derive(Clone, Debug)]
pub struct Failure {
    diagnostics: Vec<Diagnostic>,
    count: usize,
}

impl Failure {
    /// A single mistake.
    pub(crate) fn one(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], count: 1 }
    }

    /// The mistakes, in the order of the text: 50 at most.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The same, with the place at which the scenario was named.
    pub(crate) fn named_at(mut self, place: &Place) -> Self {
        let (line, _) = place.line_and_column();
        let words = format!("the scenario is named in {}, line {line}", place.source.label);
        if let Some(first) = self.diagnostics.first_mut() {
            first.help.push(words);
        }
        self
    }

    /// How many mistakes there are, shown or not.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// All mistakes in plain text, with an empty line between them and no line break at the end.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, diagnostic) in self.diagnostics.iter().enumerate() {
            let gap = if number == 0 { "" } else { "\n\n" };
            write!(f, "{gap}{diagnostic}")?;
        }
        match self.count - self.diagnostics.len() {
            0 => Ok(()),
            1 => f.write_str("\n\nand 1 more error"),
            more => write!(f, "\n\nand {more} more errors"),
        }
    }
}

impl std::error::Error for Failure {}

/// Collects mistakes; beyond the first [`SHOWN`] they are only counted.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    kept: Vec<Diagnostic>,
    count: usize,
}

impl Errors {
    /// Adds a mistake. It is built only when it will be shown: a file may hold thousands.
    pub(crate) fn add(&mut self, build: impl FnOnce() -> Diagnostic) {
        self.count += 1;
        if self.kept.len() < SHOWN {
            self.kept.push(build());
        }
    }

    /// How many mistakes were added.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The list of mistakes, of which there is one at least.
    pub(crate) fn into_failure(self) -> Failure {
        Failure { diagnostics: self.kept, count: self.count }
    }

    /// Nothing, or the list of mistakes.
    pub(crate) fn into_result(self) -> Result<(), Failure> {
        if self.count == 0 {
            return Ok(());
        }
        Err(self.into_failure())
    }
}
