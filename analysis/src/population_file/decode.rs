//! One column of a row group as plain values.

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use sim::population::state::{About, Cells, Kind};

use super::error::Problem;
use super::levels::Levels;

/// The values of a column of `rows` schools; of lists, those that the levels foretell.
pub(super) fn cells(
    about: &About,
    column: ColumnReader,
    rows: usize,
    lists: Option<&Levels>,
) -> Result<Cells, Problem> {
    let named = |problem: Problem| Problem(format!("column {}: {}", about.name, problem.0));
    match (column, about.kind, about.optional) {
        (ColumnReader::DoubleColumnReader(c), Kind::Double, false) => {
            all(c, rows, lists).map(Cells::Double)
        }
        (ColumnReader::FloatColumnReader(c), Kind::Single, false) => {
            all(c, rows, lists).map(Cells::Single)
        }
        (ColumnReader::BoolColumnReader(c), Kind::Flag, false) => {
            all(c, rows, lists).map(Cells::Flag)
        }
        (ColumnReader::Int32ColumnReader(c), Kind::Whole { .. }, false) => all(c, rows, lists)
            .map(|cells| Cells::Whole(cells.into_iter().map(i64::from).collect())),
        (ColumnReader::Int64ColumnReader(c), Kind::Whole { .. }, false) => {
            all(c, rows, lists).map(Cells::Whole)
        }
        (ColumnReader::Int64ColumnReader(c), Kind::Whole { .. }, true) => {
            some(c, rows).map(Cells::MaybeWhole)
        }
        (ColumnReader::ByteArrayColumnReader(c), Kind::Word(words), false) => all(c, rows, lists)
            .and_then(|cells| {
                cells.iter().map(|cell| position(cell, words)).collect::<Result<_, _>>()
            })
            .map(Cells::Word),
        (ColumnReader::ByteArrayColumnReader(c), Kind::Word(words), true) => {
            each(some(c, rows), |cell| position(cell, words)).map(Cells::MaybeWord)
        }
        (ColumnReader::ByteArrayColumnReader(c), Kind::Text, true) => {
            each(some(c, rows), text).map(Cells::MaybeText)
        }
        _ => Err(Problem("holds values of another type".into())),
    }
    .map_err(named)
}

/// The position of a word in its list.
fn position(cell: &ByteArray, words: &[&str]) -> Result<u8, Problem> {
    let found = words.iter().position(|word| word.as_bytes() == cell.data());
    found.map(|position| position as u8).ok_or_else(|| {
        let found = String::from_utf8_lossy(cell.data());
        Problem(format!("holds ‘{found}’, expected one of: {}", words.join(", ")))
    })
}

fn text(cell: &ByteArray) -> Result<String, Problem> {
    Ok(cell.as_utf8()?.to_owned())
}

fn each<T>(
    cells: Result<Vec<Option<ByteArray>>, Problem>,
    of: impl Fn(&ByteArray) -> Result<T, Problem>,
) -> Result<Vec<Option<T>>, Problem> {
    cells?.iter().map(|cell| cell.as_ref().map(&of).transpose()).collect()
}

/// Values of a column without gaps.
fn all<T: DataType>(
    column: ColumnReaderImpl<T>,
    rows: usize,
    lists: Option<&Levels>,
) -> Result<Vec<T::T>, Problem> {
    let (values, levels) = take(column, rows, lists.is_some(), lists.is_some())?;
    match lists {
        Some(expected) if levels != *expected => {
            Err(Problem("its lists are not as long as the school's posts or year groups".into()))
        }
        None if values.len() != rows => Err(cut_short(rows, values.len())),
        _ => Ok(values),
    }
}

/// Values of a column with gaps.
fn some<T: DataType>(
    column: ColumnReaderImpl<T>,
    rows: usize,
) -> Result<Vec<Option<T::T>>, Problem> {
    let (values, Levels { definition, .. }) = take(column, rows, true, false)?;
    if definition.len() != rows {
        return Err(cut_short(rows, definition.len()));
    }
    let mut values = values.into_iter();
    Ok(definition.into_iter().map(|level| if level > 0 { values.next() } else { None }).collect())
}

fn cut_short(rows: usize, found: usize) -> Problem {
    Problem(format!("has {found} values for {rows} schools"))
}

fn take<T: DataType>(
    mut column: ColumnReaderImpl<T>,
    rows: usize,
    with_gaps: bool,
    lists: bool,
) -> Result<(Vec<T::T>, Levels), Problem> {
    let (mut values, mut levels) = (Vec::new(), Levels::default());
    let mut read = 0;
    while read < rows {
        let definition = with_gaps.then_some(&mut levels.definition);
        let repetition = lists.then_some(&mut levels.repetition);
        let (records, _, _) =
            column.read_records(rows - read, definition, repetition, &mut values)?;
        if records == 0 {
            break;
        }
        read += records;
    }
    Ok((values, levels))
}
