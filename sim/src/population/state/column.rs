//! A column of plain values: what it is, and what it holds.

use core::fmt;

/// What a row of a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A school, its head included.
    Schools,
    /// A teacher's post.
    Posts,
    /// A year group.
    Cohorts,
    /// A tie that a school began, or the room for one.
    Ties,
    /// The nation: one row.
    Nation,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers in double precision.
    Double,
    /// Numbers in single precision.
    Single,
    /// Whole numbers from 0.
    Whole {
        /// The largest that fits.
        most: i64,
    },
    /// True or false.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What its rows stand for.
    pub table: Table,
    /// Its name: no two columns have one name.
    pub name: String,
    /// Unit; empty for words and flags.
    pub unit: &'static str,
    /// What it means, in a sentence.
    pub sentence: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether values may be missing.
    pub optional: bool,
}

/// Values of a column, row by row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Numbers in double precision.
    Double(Vec<f64>),
    /// Numbers in single precision.
    Single(Vec<f32>),
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Whole numbers, some missing.
    MaybeWhole(Vec<Option<i64>>),
    /// True or false.
    Flag(Vec<bool>),
    /// Positions in the column's list of words.
    Word(Vec<u8>),
    /// The same, some missing.
    MaybeWord(Vec<Option<u8>>),
    /// Texts, some missing.
    MaybeText(Vec<Option<String>>),
}

impl Cells {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Cells::Double(cells) => cells.len(),
            Cells::Single(cells) => cells.len(),
            Cells::Whole(cells) => cells.len(),
            Cells::MaybeWhole(cells) => cells.len(),
            Cells::Flag(cells) => cells.len(),
            Cells::Word(cells) => cells.len(),
            Cells::MaybeWord(cells) => cells.len(),
            Cells::MaybeText(cells) => cells.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What is wrong with values that were to become a population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(String);

impl Wrong {
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    pub(super) fn kind() -> Self {
        Self::new("holds values of another kind")
    }

    pub(super) fn of(self, about: &About) -> Self {
        Self(format!("column {}: {}", about.name, self.0))
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}
