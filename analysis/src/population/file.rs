//! The file of published figures of the population, read once.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::facts_file::{At, FactsFileError, table};

/// Where it stands, for messages.
const PATH: &str = "analysis/population.toml";
/// The file itself.
const FILE: &str = include_str!("../../population.toml");

/// One published quantity, with its figures for several kinds of school.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Heading.
    pub title: String,
    /// Name of the quantity.
    pub quantity: String,
    /// Unit of all its figures.
    pub unit: String,
    /// Who published it.
    pub citation: String,
    /// What else must be known.
    pub note: Option<String>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// One published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Of which schools or trusts.
    pub of: String,
    /// Which statistic.
    pub statistic: String,
    /// The published value.
    pub value: f64,
    /// How far the synthetic population may be off, in the figure's unit; none where it is not held.
    pub tolerance: Option<f64>,
}

impl Figure {
    /// Whether a value lies within the tolerance; none where the figure is not held.
    pub fn holds(&self, found: Option<f64>) -> Option<bool> {
        let tolerance = self.tolerance?;
        Some(found.is_some_and(|found| (found - self.value).abs() <= tolerance + 1e-9))
    }
}

/// Every published quantity, in the order of the file.
///
/// # Errors
/// If the built-in file is faulty.
pub fn quantities() -> Result<Vec<Quantity>, FactsFileError> {
    read(FILE)
}

fn read(text: &str) -> Result<Vec<Quantity>, FactsFileError> {
    let file = DeTable::parse(text).map_err(|error| FactsFileError::syntax(PATH, &error))?;
    let file = At { file: PATH, place: "the file", table: file.get_ref() };
    let sources = file.inner("source")?;
    let citations = sources.table.keys().map(|key| {
        let key = key.get_ref();
        Ok((key.to_string(), sources.text(key)?))
    });
    let citations: BTreeMap<String, String> = citations.collect::<Result<_, FactsFileError>>()?;
    file.list("table")?.iter().map(|value| quantity(value, &citations)).collect()
}

fn quantity(
    value: &Spanned<DeValue<'_>>,
    citations: &BTreeMap<String, String>,
) -> Result<Quantity, FactsFileError> {
    let nameless = At {
        file: PATH,
        place: "a table",
        table: table(PATH, "a table", "table", value.get_ref())?,
    };
    let title = nameless.text("title")?;
    let own = At { place: &title, ..nameless };
    let statistics = own.texts("statistics")?;
    let mut figures = Vec::new();
    for value in own.list("rows")? {
        let row =
            At { file: PATH, place: &title, table: table(PATH, &title, "rows", value.get_ref())? };
        figures.extend(row_figures(&row, &own, &statistics)?);
    }
    let source = own.text("source")?;
    let citation =
        citations.get(&source).ok_or_else(|| own.wrong("source", "a key of [source]"))?;
    Ok(Quantity {
        quantity: own.text("quantity")?,
        unit: own.text("unit")?,
        citation: citation.clone(),
        note: own.optional("note", At::text)?,
        figures,
        title,
    })
}

/// The figures of one row; tolerances that it does not state are its table's.
fn row_figures(
    row: &At<'_>,
    own: &At<'_>,
    statistics: &[String],
) -> Result<Vec<Figure>, FactsFileError> {
    let of = row.text("of")?;
    let values = row.numbers("values")?;
    let stated = |at: &At<'_>, key| at.optional(key, At::numbers);
    let tolerances = |at: &At<'_>| -> Result<Option<Vec<f64>>, FactsFileError> {
        let shares = stated(at, "within")?.map(|shares| {
            shares.iter().zip(&values).map(|(share, value)| share * value.abs()).collect()
        });
        Ok(shares.or(stated(at, "plus_minus")?))
    };
    let tolerances = match tolerances(row)? {
        Some(tolerances) => tolerances,
        None => tolerances(own)?.unwrap_or_else(|| vec![0.0; statistics.len()]),
    };
    if values.len() != statistics.len() || tolerances.len() != statistics.len() {
        return Err(row.wrong("values", "as long as `statistics`, and so its tolerances"));
    }
    let figures = statistics.iter().zip(values.iter().zip(tolerances));
    let figure = |(statistic, (value, tolerance)): (&String, (&f64, f64))| Figure {
        of: of.clone(),
        statistic: statistic.clone(),
        value: *value,
        tolerance: (tolerance > 0.0).then_some(tolerance),
    };
    Ok(figures.map(figure).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(row: &str) -> Result<Vec<Quantity>, FactsFileError> {
        read(&format!(
            "[source]\na = \"A\"\n[[table]]\ntitle = \"T\"\nquantity = \"roll\"\nunit = \"pupils\"\n\
             source = \"a\"\nstatistics = [\"mean\", \"SD\"]\nwithin = [0.1, 0]\nrows = [{row}]\n"
        ))
    }

    #[test]
    fn tolerances_are_shares_of_the_value_or_its_own_unit_and_zero_holds_nothing() {
        let figures = |row: &str| one(row).unwrap()[0].figures.clone();
        let tolerances = |row: &str| figures(row).iter().map(|f| f.tolerance).collect::<Vec<_>>();
        assert_eq!(tolerances("{ of = \"primary\", values = [50, 2.0] }"), [Some(5.0), None]);
        let own = "{ of = \"primary\", values = [50, 2.0], plus_minus = [1, 0.5] }";
        assert_eq!(tolerances(own), [Some(1.0), Some(0.5)]);
        assert_eq!(figures(own)[0].holds(Some(51.0)), Some(true));
        assert_eq!(figures(own)[0].holds(Some(51.1)), Some(false));
        assert_eq!(figures(own)[0].holds(None), Some(false));
    }

    #[test]
    fn rows_of_another_length_are_refused() {
        let message = one("{ of = \"primary\", values = [50] }").unwrap_err().to_string();
        assert!(message.contains("T: `values` must be as long"), "{message}");
    }
}
