//! The file of targets, read once.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::facts_file::{At, FactsFileError, table};

/// Where it stands, for messages.
const PATH: &str = "analysis/targets.toml";
/// The file of targets.
const FILE: &str = include_str!("../../targets.toml");

/// A thing that is measured in England, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Short name, such as `T1`.
    pub id: String,
    /// What it is, in a few words.
    pub name: String,
    /// Exactly what is reckoned.
    pub definition: String,
    /// Unit of all its rows.
    pub unit: String,
    /// Whether the model may not miss it.
    pub must: bool,
    /// Its numbers, one or more.
    pub rows: Vec<TargetRow>,
}

/// One number of a target.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// Which number, such as `secondary r1`.
    pub part: String,
    /// The published figure; for a range its middle; none where none is published.
    pub value: Option<f64>,
    /// Low and high end within which it is hit; none for a row that is shown and not judged.
    pub band: Option<(f64, f64)>,
    /// How far beyond the band it is near: the tolerance, or half a range without one.
    pub margin: f64,
    /// Whether the target is a range, not a value with a tolerance.
    pub is_range: bool,
    /// Whether parameters may be fitted to it; otherwise it is held back and only reported.
    pub fitted: bool,
    /// Whether it rests on files or published counts, not on one study or a remembered figure.
    pub solid: bool,
    /// Who published it.
    pub source: Source,
    /// What the model lacks to answer it; none when it answers it.
    pub waits: Option<String>,
}

/// Who published a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key in the file.
    pub key: String,
    /// Who published it, and where.
    pub citation: String,
}

/// Every target, in the order of the file.
///
/// # Errors
/// If the built-in file is faulty.
pub fn targets() -> Result<Vec<Target>, FactsFileError> {
    read(FILE)
}

/// The targets of a file's text.
fn read(text: &str) -> Result<Vec<Target>, FactsFileError> {
    let file = DeTable::parse(text).map_err(|error| FactsFileError::syntax(PATH, &error))?;
    let file = At { file: PATH, place: "the file", table: file.get_ref() };
    let citations = file.inner("source")?;
    let sources = citations.table.iter().map(|(key, value)| {
        let place = format!("source {}", key.get_ref());
        let table = At {
            file: PATH,
            place: &place,
            table: table(PATH, &place, "source", value.get_ref())?,
        };
        Ok((key.get_ref().to_string(), table.text("citation")?))
    });
    let sources: BTreeMap<String, String> = sources.collect::<Result<_, FactsFileError>>()?;
    file.list("target")?.iter().map(|value| target(value, &sources)).collect()
}

fn target(
    value: &Spanned<DeValue<'_>>,
    sources: &BTreeMap<String, String>,
) -> Result<Target, FactsFileError> {
    let nameless = At {
        file: PATH,
        place: "a target",
        table: table(PATH, "a target", "target", value.get_ref())?,
    };
    let id = nameless.text("id")?;
    let own = At { place: &id, ..nameless };
    let rows = own.list("rows")?.iter().map(|value| {
        let place = format!("{id}, a row");
        let row =
            At { file: PATH, place: &place, table: table(PATH, &place, "rows", value.get_ref())? };
        target_row(&row, &own, sources)
    });
    Ok(Target {
        name: own.text("name")?,
        definition: own.text("definition")?,
        unit: own.text("unit")?,
        must: own.optional("must", At::truth)?.unwrap_or(false),
        rows: rows.collect::<Result<_, _>>()?,
        id,
    })
}

/// One row; what it leaves out holds as its target says.
fn target_row(
    row: &At<'_>,
    target: &At<'_>,
    sources: &BTreeMap<String, String>,
) -> Result<TargetRow, FactsFileError> {
    let either = |key: &str| if row.table.contains_key(key) { row } else { target };
    let key = either("source").text("source")?;
    let citation = sources.get(&key).ok_or_else(|| row.wrong("source", "a key of [source]"))?;
    let (value, band, margin) = numbers(row)?;
    Ok(TargetRow {
        part: row.text("part")?,
        value,
        band,
        margin,
        is_range: row.table.contains_key("low"),
        fitted: either("fitted").truth("fitted")?,
        solid: either("solid").truth("solid")?,
        source: Source { citation: citation.clone(), key },
        waits: either("waits").optional("waits", At::text)?,
    })
}

/// Figure, band and margin of a row.
type Numbers = (Option<f64>, Option<(f64, f64)>, f64);

/// The numbers of a row.
fn numbers(row: &At<'_>) -> Result<Numbers, FactsFileError> {
    if row.optional("unpublished", At::truth)?.unwrap_or(false) {
        return Ok((None, None, 0.0));
    }
    if let Some(shown) = row.optional("shown", At::number)? {
        return Ok((Some(shown), None, 0.0));
    }
    if let Some(value) = row.optional("value", At::number)? {
        let tolerance = row.number("tolerance")?;
        return Ok((Some(value), Some((value - tolerance, value + tolerance)), tolerance));
    }
    let (low, high) = (row.number("low")?, row.number("high")?);
    let tolerance = row.optional("tolerance", At::number)?;
    let beyond = tolerance.unwrap_or(0.0);
    let margin = tolerance.unwrap_or((high - low) / 2.0);
    Ok((Some((low + high) / 2.0), Some((low - beyond, high + beyond)), margin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(numbers: &str) -> Result<TargetRow, FactsFileError> {
        let text = format!(
            "[source.a]\ncitation = \"A\"\n[[target]]\nid = \"T1\"\nname = \"N\"\ndefinition = \"D\"\n\
             unit = \"u\"\nfitted = true\nsolid = false\nsource = \"a\"\n\
             rows = [{{ part = \"all\", {numbers} }}]\n"
        );
        Ok(read(&text)?[0].rows[0].clone())
    }

    #[test]
    fn the_file_holds_every_target_once_and_in_order() {
        let targets = targets().unwrap();
        let ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
        let expected: Vec<String> =
            (1..=20).map(|i| format!("T{i}")).chain((1..=33).map(|i| format!("X{i}"))).collect();
        assert_eq!(ids, expected);
    }

    #[test]
    fn every_row_is_named_once_within_its_target_and_has_a_sensible_band() {
        for target in targets().unwrap() {
            assert!(target.definition.ends_with(['.', ')']), "{}", target.id);
            let parts: std::collections::BTreeSet<_> =
                target.rows.iter().map(|row| &row.part).collect();
            assert_eq!(parts.len(), target.rows.len(), "{}", target.id);
            assert!(!target.rows.is_empty(), "{}", target.id);
            for row in &target.rows {
                let Some((low, high)) = row.band else { continue };
                assert!(low < high && row.margin > 0.0, "{} {}", target.id, row.part);
                assert!((low..=high).contains(&row.value.unwrap()), "{} {}", target.id, row.part);
            }
        }
    }

    #[test]
    fn a_value_a_range_and_a_range_with_tolerance_have_their_bands() {
        let band = |numbers: &str| {
            let row = row(numbers).unwrap();
            (row.band.unwrap(), row.margin)
        };
        assert_eq!(band("value = 1.0, tolerance = 0.5"), ((0.5, 1.5), 0.5));
        assert_eq!(band("low = 1.0, high = 2.0"), ((1.0, 2.0), 0.5));
        assert_eq!(band("low = 1.0, high = 2.0, tolerance = 0.25"), ((0.75, 2.25), 0.25));
        let shown = |numbers: &str| {
            let row = row(numbers).unwrap();
            (row.value, row.band)
        };
        assert_eq!(shown("shown = 3.0"), (Some(3.0), None));
        assert_eq!(shown("unpublished = true"), (None, None));
    }

    #[test]
    fn a_row_may_differ_from_its_target() {
        let row = row("value = 1.0, tolerance = 0.5, solid = true, waits = \"trusts\"").unwrap();
        assert!(row.solid && row.fitted);
        assert_eq!(row.waits.as_deref(), Some("trusts"));
    }

    #[test]
    fn a_faulty_file_is_refused_with_place_and_key() {
        let message = row("value = 1.0").unwrap_err().to_string();
        assert!(message.contains("T1") && message.contains("`tolerance`"), "{message}");
        let message = row("value = 1, tolerance = 0.5").unwrap_err().to_string();
        assert!(message.contains("decimal point"), "{message}");
        assert!(read("[[target").unwrap_err().to_string().contains("TOML"));
    }
}
