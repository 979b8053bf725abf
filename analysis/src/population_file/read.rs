//! Reads a population back, and makes sure that it is the one that was written.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::SchemaDescriptor;
use sim::agent::TIE_ROWS;
use sim::population::Population;
use sim::population::state::{About, Cells, Table};
use sim::scenario::MAX_SCHOOLS;

use super::decode::cells;
use super::error::{PopulationError, Problem};
use super::facts::{Facts, Pairs};
use super::hash::PopulationHash;
use super::levels::Levels;
use super::schema::{columns, schema};
use super::seal::{self, Checked};
use super::{FORMAT, TABLE};
use crate::export::parquet::TABLE_KEY;

/// A population that came from a file.
#[derive(Debug)]
pub struct Held {
    /// The population.
    pub population: Population,
    /// How it came about.
    pub facts: Facts,
    /// Its hash, as 64 hexadecimal digits: worked out anew.
    pub hash: String,
}

/// Reads a file that [`super::PopulationWriter`] wrote. The journeys between schools are found anew.
///
/// # Errors
/// The file cannot be read, is something else, has another version's format, was changed or damaged
/// after it was written, or does not hold a population.
pub fn read_population(path: impl AsRef<Path>) -> Result<Held, PopulationError> {
    let path = path.as_ref();
    let label = || path.display().to_string();
    let refused = |source| PopulationError::Read { path: label(), source };
    if path.is_dir() {
        return Err(PopulationError::Foreign { path: label(), found: "a folder".into() });
    }
    let mut file = File::open(path).map_err(refused)?;
    match seal::check(&mut file).map_err(refused)? {
        Checked::Whole => {}
        Checked::Foreign(found) => {
            return Err(PopulationError::Foreign { path: label(), found: found.into() });
        }
        Checked::Changed => return Err(PopulationError::Changed { path: label() }),
    }
    let bytes = file.metadata().map_err(refused)?.len();
    match caught(|| held(file, bytes)) {
        Ok(held) => Ok(held),
        Err(Refused::Version(found)) => {
            Err(PopulationError::Version { path: label(), found, expected: FORMAT })
        }
        Err(Refused::Contents(Problem(problem))) => {
            Err(PopulationError::Contents { path: label(), problem })
        }
    }
}

/// Why a whole file is refused.
enum Refused {
    Version(String),
    Contents(Problem),
}

impl<T: Into<Problem>> From<T> for Refused {
    fn from(problem: T) -> Self {
        Self::Contents(problem.into())
    }
}

/// Damage does not come this far; a file made to mislead can still make the decoder give up.
fn caught(read: impl FnOnce() -> Result<Held, Refused>) -> Result<Held, Refused> {
    // Nothing that the closure has begun is used after it gives up.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Problem("its columns are not encoded as this version writes them".into()).into())
    })
}

fn held(file: File, bytes: u64) -> Result<Held, Refused> {
    let reader = SerializedFileReader::new(file).map_err(Problem::from)?;
    let metadata = reader.metadata().file_metadata();
    let pairs = metadata.key_value_metadata().map_or(&[][..], Vec::as_slice);
    let pairs = pairs.iter().map(|pair| (pair.key.as_str(), pair.value.as_deref().unwrap_or("")));
    let pairs = Pairs(pairs.collect());
    if pairs.find(TABLE_KEY)? != TABLE {
        return Err(Problem("it is another table".into()).into());
    }
    let format = pairs.find("format")?;
    if format != FORMAT {
        return Err(Refused::Version(format.to_owned()));
    }
    same_columns(metadata.schema_descr())?;
    let mut population = Population { seed: pairs.parsed("seed")?, ..Population::default() };
    population.set_constants(&mut |about| pairs.number(&format!("constant:{}", about.name)))?;
    let mut hash = PopulationHash::default();
    for group in 0..reader.num_row_groups() {
        take_group(&reader, group, bytes, &mut population, &mut hash)?;
    }
    population.complete().map_err(Problem::from)?;
    let hash = hash.finish(&population);
    if pairs.find("population_hash")? != hash {
        return Err(Problem("its hash is not the one that it states".into()).into());
    }
    Ok(Held { facts: Facts::from_pairs(&pairs)?, population, hash })
}

/// Refuses columns other than those of a population, in another order or of another type.
fn same_columns(found: &SchemaDescriptor) -> Result<(), Problem> {
    let expected = SchemaDescriptor::new(schema(&columns())?.into());
    let same = |number: usize| {
        let (one, other) = (expected.column(number), found.column(number));
        one.path() == other.path()
            && one.physical_type() == other.physical_type()
            && one.max_def_level() == other.max_def_level()
            && one.max_rep_level() == other.max_rep_level()
    };
    if expected.num_columns() != found.num_columns() {
        let (expected, found) = (expected.num_columns(), found.num_columns());
        return Err(Problem(format!("it has {found} columns, expected {expected}")));
    }
    match (0..expected.num_columns()).find(|number| !same(*number)) {
        None => Ok(()),
        Some(number) => {
            let name = expected.column(number).path().string();
            Err(Problem(format!("column {number} is not {name} as this version writes it")))
        }
    }
}

/// Takes the schools of one row group.
fn take_group(
    reader: &SerializedFileReader<File>,
    group: usize,
    bytes: u64,
    population: &mut Population,
    hash: &mut PopulationHash,
) -> Result<(), Problem> {
    let group = reader.get_row_group(group)?;
    let schools = usize::try_from(group.metadata().num_rows()).unwrap_or(usize::MAX);
    if schools.saturating_add(population.len()) > MAX_SCHOOLS as usize {
        return Err(Problem(format!("it has more than {MAX_SCHOOLS} schools")));
    }
    placed(group.metadata(), bytes)?;
    let (mut posts, mut cohorts) = (Levels::default(), Levels::default());
    let ties = Levels::of((0..schools).map(|_| TIE_ROWS));
    let mut number = 0;
    hash.next_schools();
    population.take(schools, &mut |about| {
        let lists = match about.table {
            Table::Posts => Some(&posts),
            Table::Cohorts => Some(&cohorts),
            Table::Ties => Some(&ties),
            Table::Schools | Table::Nation => None,
        };
        let cells = cells(about, group.get_column_reader(number)?, schools, lists)?;
        hash.add(about, &cells);
        match number {
            0 => posts = lengths(about, &cells, bytes)?,
            1 => cohorts = lengths(about, &cells, bytes)?,
            _ => {}
        }
        number += 1;
        Ok(cells)
    })
}

/// Refuses columns that do not lie in the file.
fn placed(group: &RowGroupMetaData, bytes: u64) -> Result<(), Problem> {
    let lies = |column: &ColumnChunkMetaData| {
        let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
        let end = start.checked_add(column.compressed_size());
        start >= 0 && end.is_some_and(|end| end >= start && end.unsigned_abs() <= bytes)
    };
    match group.columns().iter().find(|column| !lies(column)) {
        None => Ok(()),
        Some(column) => {
            let name = column.column_path().string();
            Err(Problem(format!("column {name} does not lie in the file")))
        }
    }
}

/// The lists that a column of lengths foretells: never more values than the file has bytes.
fn lengths(about: &About, cells: &Cells, bytes: u64) -> Result<Levels, Problem> {
    let Cells::Whole(lengths) = cells else { return Ok(Levels::default()) };
    let length = |length: &i64| usize::try_from(*length).unwrap_or(usize::MAX);
    let all = lengths.iter().map(length).fold(0, usize::saturating_add);
    if all as u64 > bytes {
        return Err(Problem(format!("column {}: {all} in a file of {bytes} bytes", about.name)));
    }
    Ok(Levels::of(lengths.iter().map(length)))
}
