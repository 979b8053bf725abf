//! The columns of a population as columns of a Parquet file.

use std::convert::Infallible;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::{ColumnPath, Type, TypePtr};
use sim::population::Population;
use sim::population::state::{About, Kind, Table};

use crate::export::arrow::{Field, Shape};

/// Every column, in order.
pub(super) fn columns() -> Vec<About> {
    let mut columns = Vec::new();
    let Ok(()) = Population::default().give(0..0, &mut |about, _| {
        columns.push(about.clone());
        Ok::<(), Infallible>(())
    });
    columns
}

/// Whether each school has a list of such values.
pub(super) fn is_list(about: &About) -> bool {
    matches!(about.table, Table::Posts | Table::Cohorts | Table::Ties)
}

/// How a column's values are stored.
pub(super) fn shape(about: &About) -> Shape {
    match about.kind {
        Kind::Double => Shape::Double,
        Kind::Single => Shape::Single,
        Kind::Whole { most } if most <= i64::from(i32::MAX) => Shape::Int,
        Kind::Whole { .. } => Shape::Long,
        Kind::Flag => Shape::Flag,
        Kind::Word(_) | Kind::Text => Shape::Text,
    }
}

/// A column for Arrow's schema.
pub(super) fn field(about: &About) -> Field<'_> {
    Field {
        name: &about.name,
        unit: about.unit,
        description: about.sentence,
        shape: shape(about),
        nullable: about.optional,
        list: is_list(about),
    }
}

/// The schema of the file.
pub(super) fn schema(columns: &[About]) -> Result<Type, ParquetError> {
    let fields = columns.iter().map(parquet_field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("schema").with_fields(fields).build()
}

fn parquet_field(about: &About) -> Result<TypePtr, ParquetError> {
    if !is_list(about) {
        return primitive(about, &about.name);
    }
    let element = primitive(about, "element")?;
    let repeated = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![element])
        .build()?;
    let list = Type::group_type_builder(&about.name)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(repeated)])
        .build()?;
    Ok(Arc::new(list))
}

fn primitive(about: &About, name: &str) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match shape(about) {
        Shape::Long => (Physical::INT64, None),
        Shape::Int => (Physical::INT32, None),
        Shape::Double => (Physical::DOUBLE, None),
        Shape::Single => (Physical::FLOAT, None),
        Shape::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Shape::Flag => (Physical::BOOLEAN, None),
    };
    let repetition = if about.optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let primitive = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()?;
    Ok(Arc::new(primitive))
}

/// How the file is written: hardly a number stands twice, so that dictionaries serve words and whole
/// numbers alone.
pub(super) fn properties(columns: &[About]) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_created_by("risingtide".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true);
    for about in columns.iter().filter(|a| matches!(a.kind, Kind::Double | Kind::Single)) {
        let mut path = vec![about.name.clone()];
        if is_list(about) {
            path.extend(["list".to_owned(), "element".to_owned()]);
        }
        properties = properties.set_column_dictionary_enabled(ColumnPath::new(path), false);
    }
    properties.build()
}
