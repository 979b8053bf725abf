//! Parquet: Snappy where it pays, one row group per chunk, units and descriptions as Arrow field metadata.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{ColumnPath, Type, TypePtr};

use super::sink::Sink;
use super::{ExportError, arrow};
use crate::table::{ColumnDef, Kind, TableSpec, Values};

/// The key of the table's name in the file's metadata.
pub(crate) const TABLE_KEY: &str = "table";

/// The key of something about a column in the file's metadata.
pub(crate) fn column_key(about: &str, column: &str) -> String {
    format!("{about}:{column}")
}

/// Writes a table as Parquet, one row group per chunk. The same values give the same bytes.
pub struct ParquetWriter {
    spec: TableSpec,
    label: String,
    inner: Option<SerializedFileWriter<Sink>>,
}

impl ParquetWriter {
    /// Starts a file at `path`, which appears only on [`ParquetWriter::finish`].
    pub fn create(path: impl AsRef<Path>, spec: &TableSpec) -> Result<Self, ExportError> {
        spec.check_columns()?;
        Self::start(Sink::file(path.as_ref())?, spec)
    }

    /// Starts a table on any writer; `label` names it in error messages.
    pub fn to_writer(
        writer: impl Write + Send + 'static,
        label: &str,
        spec: &TableSpec,
    ) -> Result<Self, ExportError> {
        spec.check_columns()?;
        Self::start(Sink::other(Box::new(writer), label), spec)
    }

    fn start(sink: Sink, spec: &TableSpec) -> Result<Self, ExportError> {
        let label = sink.label().to_owned();
        let inner = open(sink, spec).map_err(|error| explain(error, &label, &spec.name))?;
        Ok(Self { spec: spec.clone(), label, inner: Some(inner) })
    }

    /// Adds one row group: one [`Values`] per column, all of one length. No rows add nothing.
    pub fn write(&mut self, chunk: &[Values]) -> Result<(), ExportError> {
        let rows = self.spec.check(chunk)?;
        let Some(inner) = &mut self.inner else {
            return Err(ExportError::GivenUp { path: self.label.clone() });
        };
        if rows == 0 {
            return Ok(());
        }
        write_group(inner, &self.spec, chunk).map_err(|error| {
            self.inner = None;
            explain(error, &self.label, &self.spec.name)
        })
    }

    /// Writes the footer and gives the file its name. Without it nothing is left at the path.
    pub fn finish(mut self) -> Result<(), ExportError> {
        let Some(inner) = self.inner.take() else {
            return Err(ExportError::GivenUp { path: self.label.clone() });
        };
        let sink =
            inner.into_inner().map_err(|error| explain(error, &self.label, &self.spec.name))?;
        sink.commit()
    }
}

fn open(sink: Sink, spec: &TableSpec) -> Result<SerializedFileWriter<Sink>, ParquetError> {
    let fields = spec.columns.iter().map(parquet_field).collect::<Result<Vec<_>, _>>()?;
    let root = Type::group_type_builder("schema").with_fields(fields).build()?;
    let mut properties = WriterProperties::builder()
        .set_created_by("risingtide".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true)
        .set_key_value_metadata(Some(file_metadata(spec)));
    for column in &spec.columns {
        let path = ColumnPath::new(vec![column.name.clone()]);
        properties = match column.kind {
            // Hardly a real number stands twice: looking for repetition takes time and saves little.
            Kind::Real => properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_compression(path, Compression::UNCOMPRESSED),
            // Whole numbers are small or follow one another: their differences are short.
            Kind::Int => properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED),
            Kind::Text | Kind::Flag => properties,
        };
    }
    let properties = properties.build();
    SerializedFileWriter::new(sink, Arc::new(root), Arc::new(properties))
}

fn parquet_field(column: &ColumnDef) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Int => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Flag => (Physical::BOOLEAN, None),
    };
    let repetition = if column.nullable { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()
        .map(Arc::new)
}

/// Units and descriptions twice: for Arrow readers, and as plain text for everyone else.
fn file_metadata(spec: &TableSpec) -> Vec<KeyValue> {
    let mut pairs = vec![
        KeyValue::new(arrow::KEY.to_owned(), arrow::encode_schema(spec)),
        KeyValue::new(TABLE_KEY.to_owned(), spec.name.clone()),
    ];
    for column in &spec.columns {
        let about = [("unit", &column.unit), ("description", &column.description)];
        pairs.extend(
            about.map(|(key, value)| KeyValue::new(column_key(key, &column.name), value.clone())),
        );
    }
    pairs
}

fn write_group(
    file: &mut SerializedFileWriter<Sink>,
    spec: &TableSpec,
    chunk: &[Values],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for (column, values) in spec.columns.iter().zip(chunk) {
        let Some(mut writer) = group.next_column()? else {
            return Err(ParquetError::General(format!("no place for column `{}`", column.name)));
        };
        write_column(&mut writer, values, column.nullable)?;
        writer.close()?;
    }
    group.close()?;
    Ok(())
}

fn write_column(
    out: &mut SerializedColumnWriter<'_>,
    values: &Values,
    nullable: bool,
) -> Result<(), ParquetError> {
    let levels = definition_levels(values, nullable);
    let levels = levels.as_deref();
    match values {
        Values::Int(v) => out.typed::<Int64Type>().write_batch(v, levels, None),
        Values::Real(v) => out.typed::<DoubleType>().write_batch(v, levels, None),
        Values::Flag(v) => out.typed::<BoolType>().write_batch(v, levels, None),
        Values::Text(v) => {
            let cells: Vec<_> = v.iter().map(|x| ByteArray::from(x.as_str())).collect();
            out.typed::<ByteArrayType>().write_batch(&cells, levels, None)
        }
        Values::OptInt(v) => out.typed::<Int64Type>().write_batch(&present(v), levels, None),
        Values::OptReal(v) => out.typed::<DoubleType>().write_batch(&present(v), levels, None),
        Values::OptFlag(v) => out.typed::<BoolType>().write_batch(&present(v), levels, None),
        Values::OptText(v) => {
            let cells: Vec<_> = v.iter().flatten().map(|x| ByteArray::from(x.as_str())).collect();
            out.typed::<ByteArrayType>().write_batch(&cells, levels, None)
        }
    }?;
    Ok(())
}

/// For a nullable column, 1 where a cell is present and 0 where it is missing.
fn definition_levels(values: &Values, nullable: bool) -> Option<Vec<i16>> {
    fn of<T>(cells: &[Option<T>]) -> Vec<i16> {
        cells.iter().map(|cell| i16::from(cell.is_some())).collect()
    }
    nullable.then(|| match values {
        Values::OptInt(v) => of(v),
        Values::OptReal(v) => of(v),
        Values::OptText(v) => of(v),
        Values::OptFlag(v) => of(v),
        Values::Int(_) | Values::Real(_) | Values::Text(_) | Values::Flag(_) => {
            vec![1; values.len()]
        }
    })
}

fn present<T: Copy>(cells: &[Option<T>]) -> Vec<T> {
    cells.iter().copied().flatten().collect()
}

pub(crate) fn explain(error: ParquetError, path: &str, table: &str) -> ExportError {
    let (path, table) = (path.to_owned(), table.to_owned());
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(source) => ExportError::Write { path, source: *source },
            Err(cause) => ExportError::Encode { path, table, problem: cause.to_string() },
        },
        other => ExportError::Encode { path, table, problem: other.to_string() },
    }
}
