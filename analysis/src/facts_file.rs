//! Built-in TOML files of published figures: reading a table of them, with messages that name the place.

use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong with a built-in file: a fault of the program.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FactsFileError {
    /// The file is not valid TOML.
    #[error("{file} is not valid TOML: {problem}; mend the file at that place")]
    Syntax {
        /// The file.
        file: &'static str,
        /// What the parser said.
        problem: String,
    },
    /// A key is missing or of the wrong kind.
    #[error("{file}: {place}: `{key}` must be {expected}; write it so")]
    Key {
        /// The file.
        file: &'static str,
        /// The table and its part.
        place: String,
        /// The key.
        key: String,
        /// What was expected.
        expected: &'static str,
    },
}

impl FactsFileError {
    /// The text is not valid TOML.
    pub(crate) fn syntax(file: &'static str, problem: &impl ToString) -> Self {
        Self::Syntax { file, problem: problem.to_string() }
    }
}

/// A table of a file and where it stands.
pub(crate) struct At<'a> {
    pub(crate) file: &'static str,
    pub(crate) place: &'a str,
    pub(crate) table: &'a DeTable<'a>,
}

impl<'a> At<'a> {
    /// The value of a key is not what was expected.
    pub(crate) fn wrong(&self, key: &str, expected: &'static str) -> FactsFileError {
        let (place, key) = (self.place.to_owned(), key.to_owned());
        FactsFileError::Key { file: self.file, place, key, expected }
    }

    fn get(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.table.get(key).map(Spanned::get_ref)
    }

    /// Text that is not empty.
    pub(crate) fn text(&self, key: &str) -> Result<String, FactsFileError> {
        match self.get(key) {
            Some(DeValue::String(text)) if !text.is_empty() => Ok(text.to_string()),
            _ => Err(self.wrong(key, "text")),
        }
    }

    /// True or false.
    pub(crate) fn truth(&self, key: &str) -> Result<bool, FactsFileError> {
        match self.get(key) {
            Some(DeValue::Boolean(truth)) => Ok(*truth),
            _ => Err(self.wrong(key, "true or false")),
        }
    }

    /// A number with a decimal point.
    pub(crate) fn number(&self, key: &str) -> Result<f64, FactsFileError> {
        let number = match self.get(key) {
            Some(DeValue::Float(number)) => number.as_str().parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| self.wrong(key, "a number with a decimal point"))
    }

    /// A list of numbers, whole or not.
    pub(crate) fn numbers(&self, key: &str) -> Result<Vec<f64>, FactsFileError> {
        let number = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let numbers: Option<Vec<f64>> = self.list(key)?.iter().map(number).collect();
        numbers.ok_or_else(|| self.wrong(key, "a list of numbers"))
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &str) -> Result<Vec<String>, FactsFileError> {
        let text = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        };
        let texts: Option<Vec<String>> = self.list(key)?.iter().map(text).collect();
        texts.ok_or_else(|| self.wrong(key, "a list of texts"))
    }

    /// The value of a key that may be absent.
    pub(crate) fn optional<T>(
        &self,
        key: &str,
        read: impl Fn(&Self, &str) -> Result<T, FactsFileError>,
    ) -> Result<Option<T>, FactsFileError> {
        self.get(key).map(|_| read(self, key)).transpose()
    }

    /// A list of anything.
    pub(crate) fn list(&self, key: &str) -> Result<&'a [Spanned<DeValue<'a>>], FactsFileError> {
        match self.get(key) {
            Some(DeValue::Array(list)) => Ok(list),
            _ => Err(self.wrong(key, "a list")),
        }
    }

    /// A table within the table.
    pub(crate) fn inner(&self, key: &str) -> Result<At<'a>, FactsFileError> {
        match self.get(key) {
            Some(DeValue::Table(table)) => Ok(At { file: self.file, place: self.place, table }),
            _ => Err(self.wrong(key, "a table")),
        }
    }
}

/// The table that a value must be.
pub(crate) fn table<'a>(
    file: &'static str,
    place: &str,
    key: &str,
    value: &'a DeValue<'a>,
) -> Result<&'a DeTable<'a>, FactsFileError> {
    match value {
        DeValue::Table(table) => Ok(table),
        _ => Err(FactsFileError::Key {
            file,
            place: place.to_owned(),
            key: key.to_owned(),
            expected: "a table",
        }),
    }
}
