//! Writes a population, some schools at a time.

use std::path::Path;
use std::sync::Arc;

use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use sim::population::Population;
use sim::population::state::{About, Cells, Kind, Table};

use super::facts::{Facts, exact};
use super::hash::PopulationHash;
use super::levels::Levels;
use super::schema::{columns, field, properties, schema, shape};
use super::seal::Sealing;
use super::{AT_A_TIME, TABLE};
use crate::export::ExportError;
use crate::export::arrow::{self, Shape};
use crate::export::parquet::{TABLE_KEY, column_key, explain};
use crate::export::sink::Sink;
use crate::table::TableError;

/// A population on its way into a file, which appears only on [`PopulationWriter::finish`].
pub struct PopulationWriter<'a> {
    population: &'a Population,
    label: String,
    file: SerializedFileWriter<Sealing<Sink>>,
    hash: PopulationHash,
    next: usize,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The population's hash.
    pub hash: String,
    /// Bytes of the file.
    pub bytes: u64,
}

impl<'a> PopulationWriter<'a> {
    /// Starts a file at `path` for a population, with what is to be said of it.
    ///
    /// # Errors
    /// The folder or the disk refuses.
    pub fn create(
        path: impl AsRef<Path>,
        population: &'a Population,
        facts: &Facts,
    ) -> Result<Self, ExportError> {
        let sink = Sink::file(path.as_ref())?;
        let label = sink.label().to_owned();
        let columns = columns();
        let open = || {
            let root = Arc::new(schema(&columns)?);
            let properties = Arc::new(properties(&columns));
            SerializedFileWriter::new(Sealing::new(sink), root, properties)
        };
        let mut file = open().map_err(|error| explain(error, &label, TABLE))?;
        for (key, value) in metadata(population, facts, &columns) {
            file.append_key_value_metadata(KeyValue::new(key, value));
        }
        Ok(Self { population, label, file, hash: PopulationHash::default(), next: 0 })
    }

    /// Writes the next schools; false when there are none left.
    ///
    /// # Errors
    /// The disk refuses; a number is not finite, which is a fault of the model.
    pub fn write_some(&mut self) -> Result<bool, ExportError> {
        let schools = self.next..(self.next + AT_A_TIME).min(self.population.len());
        if schools.is_empty() {
            return Ok(false);
        }
        self.next = schools.end;
        let layout = &self.population.layout;
        let posts = Levels::of_rows(schools.clone().map(|school| layout.posts(school)));
        let cohorts = Levels::of_rows(schools.clone().map(|school| layout.cohorts(school)));
        let ties = Levels::of_rows(schools.clone().map(|school| layout.ties(school)));
        let (hash, label) = (&mut self.hash, &self.label);
        hash.next_schools();
        let told = |error| explain(error, label, TABLE);
        let mut group = self.file.next_row_group().map_err(told)?;
        self.population.give(schools, &mut |about, cells| {
            finite(about, &cells)?;
            hash.add(about, &cells);
            let levels = match about.table {
                Table::Posts => Some(&posts),
                Table::Cohorts => Some(&cohorts),
                Table::Ties => Some(&ties),
                Table::Schools | Table::Nation => None,
            };
            let Some(mut column) = group.next_column().map_err(told)? else {
                return Err(told(ParquetError::General(format!("no place for {}", about.name))));
            };
            write(&mut column, about, cells, levels).map_err(told)?;
            column.close().map_err(told)
        })?;
        group.close().map_err(told)?;
        Ok(true)
    }

    /// Writes what is left and gives the file its name. Without it nothing is left at the path.
    ///
    /// # Errors
    /// As [`PopulationWriter::write_some`].
    pub fn finish(mut self) -> Result<Written, ExportError> {
        while self.write_some()? {}
        let hash = self.hash.finish(self.population);
        let mut file = self.file;
        let told = |error| explain(error, &self.label, TABLE);
        file.append_key_value_metadata(KeyValue::new("population_hash".into(), hash.clone()));
        file.flush().map_err(|error| told(error.into()))?;
        file.inner_mut().footer_begins();
        let sealing = file.into_inner().map_err(told)?;
        let (sink, bytes) = sealing.finish().map_err(|error| told(error.into()))?;
        sink.commit()?;
        Ok(Written { hash, bytes })
    }
}

/// What the file says of all its schools and of its columns, but for the hash.
fn metadata(population: &Population, facts: &Facts, columns: &[About]) -> Vec<(String, String)> {
    let fields: Vec<_> = columns.iter().map(field).collect();
    let mut pairs = vec![
        (arrow::KEY.to_owned(), arrow::encode_fields(&fields)),
        (TABLE_KEY.to_owned(), TABLE.to_owned()),
        ("seed".to_owned(), population.seed.to_string()),
    ];
    pairs.extend(facts.pairs());
    for (about, value) in population.constants() {
        pairs.push((format!("constant:{}", about.name), exact(value)));
        pairs.push((column_key("unit", &about.name), about.unit.to_owned()));
        pairs.push((column_key("description", &about.name), about.sentence.to_owned()));
    }
    for about in columns {
        pairs.push((column_key("unit", &about.name), about.unit.to_owned()));
        pairs.push((column_key("description", &about.name), about.sentence.to_owned()));
    }
    pairs
}

/// Refuses what is no number.
fn finite(about: &About, cells: &Cells) -> Result<(), ExportError> {
    let row = match cells {
        Cells::Double(cells) => cells.iter().position(|value| !value.is_finite()),
        Cells::Single(cells) => cells.iter().position(|value| !value.is_finite()),
        _ => None,
    };
    row.map_or(Ok(()), |row| {
        let (table, column) = (TABLE.to_owned(), about.name.clone());
        Err(TableError::NotFinite { table, column, row }.into())
    })
}

fn write(
    out: &mut SerializedColumnWriter<'_>,
    about: &About,
    cells: Cells,
    lists: Option<&Levels>,
) -> Result<(), ParquetError> {
    let words: &[&'static str] = if let Kind::Word(words) = about.kind { words } else { &[] };
    let word = |position: u8| {
        let word: &'static str = words.get(usize::from(position)).copied().unwrap_or_default();
        ByteArray::from(word.as_bytes().to_vec())
    };
    match cells {
        Cells::Double(cells) => put::<DoubleType>(out, &cells, lists),
        Cells::Single(cells) => put::<FloatType>(out, &cells, lists),
        Cells::Flag(cells) => put::<BoolType>(out, &cells, lists),
        Cells::Whole(cells) if shape(about) == Shape::Int => {
            let cells: Vec<i32> = cells.into_iter().map(|value| value as i32).collect();
            put::<Int32Type>(out, &cells, lists)
        }
        Cells::Whole(cells) => put::<Int64Type>(out, &cells, lists),
        Cells::MaybeWhole(cells) => put_some::<Int64Type>(out, cells),
        Cells::Word(cells) => {
            let words: Vec<ByteArray> =
                (0..words.len()).map(|position| word(position as u8)).collect();
            let cells: Vec<ByteArray> =
                cells.into_iter().map(|cell| words[usize::from(cell)].clone()).collect();
            put::<ByteArrayType>(out, &cells, lists)
        }
        Cells::MaybeWord(cells) => {
            put_some::<ByteArrayType>(out, cells.into_iter().map(|cell| cell.map(word)).collect())
        }
        Cells::MaybeText(cells) => {
            let text = |text: String| ByteArray::from(text.into_bytes());
            put_some::<ByteArrayType>(out, cells.into_iter().map(|cell| cell.map(text)).collect())
        }
    }
}

fn put<T: DataType>(
    out: &mut SerializedColumnWriter<'_>,
    cells: &[T::T],
    lists: Option<&Levels>,
) -> Result<(), ParquetError> {
    let definition = lists.map(|levels| levels.definition.as_slice());
    let repetition = lists.map(|levels| levels.repetition.as_slice());
    out.typed::<T>().write_batch(cells, definition, repetition).map(|_| ())
}

fn put_some<T: DataType>(
    out: &mut SerializedColumnWriter<'_>,
    cells: Vec<Option<T::T>>,
) -> Result<(), ParquetError> {
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let cells: Vec<T::T> = cells.into_iter().flatten().collect();
    out.typed::<T>().write_batch(&cells, Some(&there), None).map(|_| ())
}
