//! Our own Parquet files read back, with their units.

use std::fs::File;
use std::path::Path;

use parquet::basic::{Repetition, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::ExportError;
use super::parquet::{TABLE_KEY, column_key};
use crate::table::{ColumnDef, Kind, TableSpec, Values};

/// Reads a Parquet table that [`super::ParquetWriter`] wrote: its columns with units, and all its
/// values, in the order of the columns. Nullable columns come back as the `Opt…` values.
///
/// An error when the file cannot be opened or is not such a table.
pub fn read_parquet(path: impl AsRef<Path>) -> Result<(TableSpec, Vec<Values>), ExportError> {
    let path = path.as_ref();
    let label = path.display().to_string();
    let file =
        File::open(path).map_err(|source| ExportError::Read { path: label.clone(), source })?;
    read_file(file).map_err(|problem| ExportError::NotOurs { path: label, problem })
}

fn read_file(file: File) -> Result<(TableSpec, Vec<Values>), String> {
    let reader = SerializedFileReader::new(file).map_err(say)?;
    let spec = read_spec(&reader)?;
    let mut columns: Vec<Values> = spec.columns.iter().map(empty).collect();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group).map_err(say)?;
        let rows = usize::try_from(group.metadata().num_rows()).map_err(|e| e.to_string())?;
        for (index, values) in columns.iter_mut().enumerate() {
            let column = group.get_column_reader(index).map_err(say)?;
            append(values, column, rows)?;
        }
    }
    Ok((spec, columns))
}

fn say(error: ParquetError) -> String {
    error.to_string()
}

fn read_spec(reader: &SerializedFileReader<File>) -> Result<TableSpec, String> {
    let file = reader.metadata().file_metadata();
    let pairs = file.key_value_metadata().map_or(&[][..], Vec::as_slice);
    let find = |key: &str| {
        let pair = pairs.iter().find(|pair| pair.key == key);
        let value = pair.and_then(|pair| pair.value.clone());
        value.ok_or_else(|| format!("its metadata have no `{key}`"))
    };
    let columns = file.schema_descr().columns().iter().map(|column| {
        let (name, repetition) = (column.name(), column.self_type().get_basic_info().repetition());
        Ok(ColumnDef {
            name: name.to_owned(),
            unit: find(&column_key("unit", name))?,
            description: find(&column_key("description", name))?,
            kind: kind_of(column.physical_type(), name)?,
            nullable: repetition == Repetition::OPTIONAL,
        })
    });
    let columns = columns.collect::<Result<Vec<_>, String>>()?;
    TableSpec::new(&find(TABLE_KEY)?, columns).map_err(|e| e.to_string())
}

fn kind_of(physical: Physical, column: &str) -> Result<Kind, String> {
    match physical {
        Physical::INT64 => Ok(Kind::Int),
        Physical::DOUBLE => Ok(Kind::Real),
        Physical::BYTE_ARRAY => Ok(Kind::Text),
        Physical::BOOLEAN => Ok(Kind::Flag),
        other => Err(format!("column `{column}` holds {other}, which we never write")),
    }
}

fn empty(column: &ColumnDef) -> Values {
    match (column.kind, column.nullable) {
        (Kind::Int, false) => Values::Int(vec![]),
        (Kind::Real, false) => Values::Real(vec![]),
        (Kind::Text, false) => Values::Text(vec![]),
        (Kind::Flag, false) => Values::Flag(vec![]),
        (Kind::Int, true) => Values::OptInt(vec![]),
        (Kind::Real, true) => Values::OptReal(vec![]),
        (Kind::Text, true) => Values::OptText(vec![]),
        (Kind::Flag, true) => Values::OptFlag(vec![]),
    }
}

fn append(values: &mut Values, column: ColumnReader, rows: usize) -> Result<(), String> {
    match (values, column) {
        (Values::Int(to), ColumnReader::Int64ColumnReader(c)) => to.extend(all(c, rows)?),
        (Values::Real(to), ColumnReader::DoubleColumnReader(c)) => to.extend(all(c, rows)?),
        (Values::Flag(to), ColumnReader::BoolColumnReader(c)) => to.extend(all(c, rows)?),
        (Values::Text(to), ColumnReader::ByteArrayColumnReader(c)) => {
            for cell in all(c, rows)? {
                to.push(text(&cell)?);
            }
        }
        (Values::OptInt(to), ColumnReader::Int64ColumnReader(c)) => to.extend(some(c, rows)?),
        (Values::OptReal(to), ColumnReader::DoubleColumnReader(c)) => to.extend(some(c, rows)?),
        (Values::OptFlag(to), ColumnReader::BoolColumnReader(c)) => to.extend(some(c, rows)?),
        (Values::OptText(to), ColumnReader::ByteArrayColumnReader(c)) => {
            for cell in some(c, rows)? {
                to.push(cell.as_ref().map(text).transpose()?);
            }
        }
        _ => return Err("a column's values do not match its type".to_owned()),
    }
    Ok(())
}

fn text(cell: &ByteArray) -> Result<String, String> {
    cell.as_utf8().map(str::to_owned).map_err(say)
}

fn all<T: DataType>(column: ColumnReaderImpl<T>, rows: usize) -> Result<Vec<T::T>, String> {
    let (values, _) = take(column, rows, false)?;
    if values.len() == rows { Ok(values) } else { Err(cut_short(rows, values.len())) }
}

fn some<T: DataType>(
    column: ColumnReaderImpl<T>,
    rows: usize,
) -> Result<Vec<Option<T::T>>, String> {
    let (values, levels) = take(column, rows, true)?;
    if levels.len() != rows {
        return Err(cut_short(rows, levels.len()));
    }
    let mut values = values.into_iter();
    Ok(levels.into_iter().map(|level| if level > 0 { values.next() } else { None }).collect())
}

fn cut_short(rows: usize, found: usize) -> String {
    format!("a row group of {rows} rows has a column of {found}")
}

fn take<T: DataType>(
    mut column: ColumnReaderImpl<T>,
    rows: usize,
    nullable: bool,
) -> Result<(Vec<T::T>, Vec<i16>), String> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let mut read = 0;
    while read < rows {
        let to = nullable.then_some(&mut levels);
        let (records, _, _) =
            column.read_records(rows - read, to, None, &mut values).map_err(say)?;
        if records == 0 {
            break;
        }
        read += records;
    }
    Ok((values, levels))
}
