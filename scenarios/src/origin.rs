//! Where every value of a resolved scenario came from.

use std::collections::BTreeMap;
use std::fmt;

use crate::snippet::clean;
use crate::source::{Label, Place};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// No text states it: the catalogue's or the baseline's default.
    Default,
    /// A scenario of the library.
    BuiltIn {
        /// Its name.
        name: &'static str,
        /// Line, from 1.
        line: usize,
    },
    /// A file.
    File {
        /// Its path, as it was given or as the `extends` that led to it says.
        path: String,
        /// Line, from 1.
        line: usize,
    },
    /// A `--set` of the command line.
    Set {
        /// Which one, from 1.
        number: usize,
    },
    /// The level of a driver, which sets several levers.
    Level {
        /// The driver.
        driver: &'static str,
        /// Where the level came from.
        of: Box<Origin>,
    },
    /// An option of the command line, such as `--years`.
    Flag {
        /// The option.
        name: &'static str,
    },
}

impl Origin {
    /// The same origin, of a lever that follows a driver's level stated there.
    pub(crate) fn through_level(self, driver: &'static str) -> Self {
        Origin::Level { driver, of: Box::new(self) }
    }

    /// The origin of a value that stands at `place`.
    pub(crate) fn of(place: &Place) -> Self {
        let line = || place.line_and_column().0;
        match &place.source.label {
            Label::Defaults => Origin::Default,
            Label::BuiltIn(name) => Origin::BuiltIn { name, line: line() },
            Label::File(path) => Origin::File { path: path.clone(), line: line() },
            Label::Set(number) => Origin::Set { number: *number },
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::BuiltIn { name, line } => write!(f, "built-in {name}:{line}"),
            Origin::File { path, line } => write!(f, "{}:{line}", clean(path)),
            Origin::Set { number } => write!(f, "--set {number}"),
            Origin::Level { driver, of } => write!(f, "{of} ({driver}.level)"),
            Origin::Flag { name } => f.write_str(name),
        }
    }
}

/// Where every value came from, by path: `title`, `run.years`, `accountability.stakes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    values: BTreeMap<String, Origin>,
    policies: Vec<Origin>,
}

impl Origins {
    /// Where the value of `path` came from; a value that no text states is a default.
    pub fn of(&self, path: &str) -> &Origin {
        self.values.get(path).unwrap_or(&Origin::Default)
    }

    /// Every path and its origin, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Origin)> {
        self.values.iter().map(|(path, origin)| (path.as_str(), origin))
    }

    /// The origin of each policy, in the order of the timeline.
    pub fn policies(&self) -> &[Origin] {
        &self.policies
    }

    /// Notes where `path` came from.
    pub(crate) fn note(&mut self, path: &str, origin: Origin) {
        self.values.insert(path.to_owned(), origin);
    }

    /// Notes where the next policy came from.
    pub(crate) fn note_policy(&mut self, origin: Origin) {
        self.policies.push(origin);
    }
}
