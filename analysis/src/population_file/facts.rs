//! What a population file says of how its population came about.

use super::FORMAT;
use super::error::Problem;

/// How a population came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Version of the program that wrote it.
    pub program_version: String,
    /// Whether it has been through the burn-in.
    pub settled: bool,
    /// Calendar year of the autumn before which it was settled.
    pub start: u16,
    /// Every parameter with its value, by path.
    pub values: Vec<(String, f64)>,
    /// Processes that were left out of the burn-in.
    pub without: Vec<String>,
    /// The account of the register from which it came; empty for a synthetic one.
    pub account: String,
}

const VALUE: &str = "value:";

impl Facts {
    /// As keys and values of the file's metadata.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let Self { program_version, settled, start, values, without, account } = self;
        let mut pairs = vec![
            ("format".to_owned(), FORMAT.to_owned()),
            ("program".to_owned(), "risingtide".to_owned()),
            ("program_version".to_owned(), program_version.clone()),
            ("settled".to_owned(), settled.to_string()),
            ("start".to_owned(), start.to_string()),
            ("without".to_owned(), without.join(",")),
            ("register_account".to_owned(), account.clone()),
        ];
        pairs.extend(values.iter().map(|(path, value)| (format!("{VALUE}{path}"), exact(*value))));
        pairs
    }

    /// From the file's metadata.
    pub(super) fn from_pairs(pairs: &Pairs<'_>) -> Result<Self, Problem> {
        let without = pairs.find("without")?.split(',').filter(|name| !name.is_empty());
        let values = pairs.0.iter().filter_map(|(key, value)| {
            let path = key.strip_prefix(VALUE)?;
            Some(number(key, value).map(|value| (path.to_owned(), value)))
        });
        Ok(Self {
            program_version: pairs.find("program_version")?.to_owned(),
            settled: pairs.parsed("settled")?,
            start: pairs.parsed("start")?,
            values: values.collect::<Result<_, _>>()?,
            without: without.map(str::to_owned).collect(),
            account: pairs.find("register_account")?.to_owned(),
        })
    }
}

/// Keys and values of a file's metadata.
pub(super) struct Pairs<'a>(pub(super) Vec<(&'a str, &'a str)>);

impl Pairs<'_> {
    pub(super) fn find(&self, key: &str) -> Result<&str, Problem> {
        let pair = self.0.iter().find(|(other, _)| *other == key);
        pair.map(|(_, value)| *value)
            .ok_or_else(|| Problem(format!("its metadata have no `{key}`")))
    }

    pub(super) fn parsed<T: std::str::FromStr>(&self, key: &str) -> Result<T, Problem> {
        let value = self.find(key)?;
        value.parse().map_err(|_| Problem(format!("its metadata say {key} = `{value}`")))
    }

    /// A finite number.
    pub(super) fn number(&self, key: &str) -> Result<f64, Problem> {
        number(key, self.find(key)?)
    }
}

fn number(key: &str, value: &str) -> Result<f64, Problem> {
    let number = value.parse().ok().filter(|number: &f64| number.is_finite());
    number
        .ok_or_else(|| Problem(format!("its metadata say {key} = `{value}`, not a finite number")))
}

/// The shortest text that gives the same number back.
pub(super) fn exact(value: f64) -> String {
    format!("{value:?}")
}
