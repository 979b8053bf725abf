"""Works out a population's hash from its file, and looks at what the file says of its columns."""

import hashlib
import struct
import sys

import pyarrow as pa
import pyarrow.parquet as pq


def encoder(kind):
    """How a value of a column becomes bytes."""
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return lambda value: struct.pack("<q", value)
    if pa.types.is_floating(kind):
        return lambda value: struct.pack("<d", value)
    return text


def text(value):
    encoded = value.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def digest(column):
    kind = column.type
    if pa.types.is_list(kind):
        column, kind = pa.chunked_array([c.flatten() for c in column.chunks]), kind.value_type
    encode = encoder(kind)
    hasher = hashlib.sha256()
    for value in column.to_pylist():
        hasher.update(b"\xff" * 8 if value is None else encode(value))
    return hasher.digest()


table = pq.read_table(sys.argv[1])
facts = pq.ParquetFile(sys.argv[1]).metadata.metadata
for name in table.column_names:
    assert b"unit" in table.schema.field(name).metadata, name
    assert table.schema.field(name).metadata[b"description"].endswith(b"."), name
assert table.schema.field("post_expertise").type == pa.list_(
    pa.field("element", pa.float32(), nullable=False)
), table.schema.field("post_expertise")
assert [len(posts) for posts in table["post_expertise"].to_pylist()] == table["posts"].to_pylist()

result = hashlib.sha256(struct.pack("<Q", int(facts[b"seed"])))
for key, value in sorted(facts.items()):
    if key.startswith(b"constant:"):
        result.update(struct.pack("<d", float(value)))
for column in table.columns:
    result.update(digest(column))
assert result.hexdigest() == facts[b"population_hash"].decode()
print(result.hexdigest())
