//! The Arrow schema of a table, as Arrow readers look for it in a Parquet file's metadata.
//!
//! The layout is `Message.fbs` and `Schema.fbs` of Apache Arrow. Only a few kinds of column are needed,
//! so it is written here: the `arrow-ipc` crate would add a third to the build time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flatbuffers::{
    FlatBufferBuilder, ForwardsUOffset, TableFinishedWIPOffset, VOffsetT, Vector, WIPOffset,
};

use crate::table::{ColumnDef, Kind, TableSpec};

/// The key of the schema in the file's metadata.
pub(crate) const KEY: &str = "ARROW:schema";

/// Fourth version of the metadata after the first, which is what readers call V5.
const METADATA_VERSION: i16 = 4;
/// The kind of message that holds a schema.
const SCHEMA_MESSAGE: u8 = 1;
/// The precision of a 32-bit real, and of a 64-bit one.
const SINGLE: i16 = 1;
const DOUBLE: i16 = 2;
/// The type of a list.
const LIST: u8 = 12;

type Builder = FlatBufferBuilder<'static>;
type Tables = WIPOffset<Vector<'static, ForwardsUOffset<TableFinishedWIPOffset>>>;
type Done = WIPOffset<TableFinishedWIPOffset>;

/// The place of a table's field, by its number in the schema language.
const fn slot(number: VOffsetT) -> VOffsetT {
    4 + 2 * number
}

/// What the cells of an Arrow column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Whole numbers of 64 bits.
    Long,
    /// Whole numbers of 32 bits.
    Int,
    /// Reals of 64 bits.
    Double,
    /// Reals of 32 bits.
    Single,
    /// UTF-8 text.
    Text,
    /// True or false.
    Flag,
}

/// A column of an Arrow schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) description: &'a str,
    pub(crate) shape: Shape,
    pub(crate) nullable: bool,
    /// Whether a cell is a list of such values.
    pub(crate) list: bool,
}

/// The schema of a table, with each column's unit and description, as an IPC message in Base64.
pub(super) fn encode_schema(spec: &TableSpec) -> String {
    let fields: Vec<Field<'_>> = spec.columns.iter().map(of_column).collect();
    encode_fields(&fields)
}

fn of_column(column: &ColumnDef) -> Field<'_> {
    let shape = match column.kind {
        Kind::Int => Shape::Long,
        Kind::Real => Shape::Double,
        Kind::Text => Shape::Text,
        Kind::Flag => Shape::Flag,
    };
    Field {
        name: &column.name,
        unit: &column.unit,
        description: &column.description,
        shape,
        nullable: column.nullable,
        list: false,
    }
}

/// The schema of these columns.
pub(crate) fn encode_fields(fields: &[Field<'_>]) -> String {
    let mut builder = Builder::new();
    let fields: Vec<Done> = fields.iter().map(|one| field(&mut builder, one)).collect();
    let fields = builder.create_vector(&fields);
    let start = builder.start_table();
    builder.push_slot_always(slot(1), fields);
    let schema = builder.end_table(start);
    let start = builder.start_table();
    builder.push_slot_always(slot(0), METADATA_VERSION);
    builder.push_slot_always(slot(1), SCHEMA_MESSAGE);
    builder.push_slot_always(slot(2), schema);
    let message = builder.end_table(start);
    builder.finish_minimal(message);
    STANDARD.encode(with_length(builder.finished_data()))
}

/// An IPC message: a marker, its length with padding to eight bytes, and itself.
fn with_length(message: &[u8]) -> Vec<u8> {
    let mut message = message.to_vec();
    message.resize(message.len().next_multiple_of(8), 0);
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    [&[0xff; 4], length.to_le_bytes().as_slice(), &message].concat()
}

fn field(builder: &mut Builder, column: &Field<'_>) -> Done {
    let pairs = [("unit", column.unit), ("description", column.description)];
    let metadata = pairs.map(|(key, value)| pair(builder, key, value));
    if !column.list {
        let kind = kind(builder, column.shape);
        return node(builder, column.name, column.nullable, kind, &[], &metadata);
    }
    let of = kind(builder, column.shape);
    let element = node(builder, "element", false, of, &[], &[]);
    let start = builder.start_table();
    let list = (LIST, builder.end_table(start));
    node(builder, column.name, column.nullable, list, &[element], &metadata)
}

fn node(
    builder: &mut Builder,
    name: &str,
    nullable: bool,
    (code, kind): (u8, Done),
    children: &[Done],
    metadata: &[Done],
) -> Done {
    let name = builder.create_string(name);
    let metadata: Tables = builder.create_vector(metadata);
    let children: Tables = builder.create_vector(children);
    let start = builder.start_table();
    builder.push_slot_always(slot(0), name);
    builder.push_slot_always(slot(1), nullable);
    builder.push_slot_always(slot(2), code);
    builder.push_slot_always(slot(3), kind);
    builder.push_slot_always(slot(5), children);
    builder.push_slot_always(slot(6), metadata);
    builder.end_table(start)
}

fn pair(builder: &mut Builder, key: &str, value: &str) -> Done {
    let (key, value) = (builder.create_string(key), builder.create_string(value));
    let start = builder.start_table();
    builder.push_slot_always(slot(0), key);
    builder.push_slot_always(slot(1), value);
    builder.end_table(start)
}

/// The code of a type, and the table that describes it.
fn kind(builder: &mut Builder, shape: Shape) -> (u8, Done) {
    let start = builder.start_table();
    let code = match shape {
        Shape::Long | Shape::Int => {
            let bits = if shape == Shape::Long { 64_i32 } else { 32 };
            builder.push_slot_always(slot(0), bits);
            builder.push_slot_always(slot(1), true);
            2_u8
        }
        Shape::Double | Shape::Single => {
            let precision = if shape == Shape::Double { DOUBLE } else { SINGLE };
            builder.push_slot_always(slot(0), precision);
            3
        }
        Shape::Text => 5,
        Shape::Flag => 6,
    };
    (code, builder.end_table(start))
}
