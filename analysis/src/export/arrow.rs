//! The Arrow schema of a table, as Arrow readers look for it in a Parquet file's metadata.
//!
//! The layout is `Message.fbs` and `Schema.fbs` of Apache Arrow. Only the four kinds of column are
//! needed, so it is written here: the `arrow-ipc` crate would add a third to the build time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flatbuffers::{
    FlatBufferBuilder, ForwardsUOffset, TableFinishedWIPOffset, VOffsetT, Vector, WIPOffset,
};

use crate::table::{ColumnDef, Kind, TableSpec};

/// The key of the schema in the file's metadata.
pub(super) const KEY: &str = "ARROW:schema";

/// Fourth version of the metadata after the first, which is what readers call V5.
const METADATA_VERSION: i16 = 4;
/// The kind of message that holds a schema.
const SCHEMA_MESSAGE: u8 = 1;
/// The precision of a 64-bit real.
const DOUBLE: i16 = 2;

type Builder = FlatBufferBuilder<'static>;
type Tables = WIPOffset<Vector<'static, ForwardsUOffset<TableFinishedWIPOffset>>>;
type Done = WIPOffset<TableFinishedWIPOffset>;

/// The place of a table's field, by its number in the schema language.
const fn slot(number: VOffsetT) -> VOffsetT {
    4 + 2 * number
}

/// The schema with each column's unit and description, as an IPC message in Base64.
pub(super) fn encode_schema(spec: &TableSpec) -> String {
    let mut builder = Builder::new();
    let fields: Vec<Done> = spec.columns.iter().map(|c| field(&mut builder, c)).collect();
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

fn field(builder: &mut Builder, column: &ColumnDef) -> Done {
    let name = builder.create_string(&column.name);
    let pairs = [("unit", &column.unit), ("description", &column.description)];
    let metadata = pairs.map(|(key, value)| pair(builder, key, value));
    let metadata: Tables = builder.create_vector(&metadata);
    let children: Tables = builder.create_vector::<Done>(&[]);
    let (code, kind) = kind(builder, column.kind);
    let start = builder.start_table();
    builder.push_slot_always(slot(0), name);
    builder.push_slot_always(slot(1), column.nullable);
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
fn kind(builder: &mut Builder, kind: Kind) -> (u8, Done) {
    let start = builder.start_table();
    let code = match kind {
        Kind::Int => {
            builder.push_slot_always(slot(0), 64_i32);
            builder.push_slot_always(slot(1), true);
            2_u8
        }
        Kind::Real => {
            builder.push_slot_always(slot(0), DOUBLE);
            3
        }
        Kind::Text => 5,
        Kind::Flag => 6,
    };
    (code, builder.end_table(start))
}
