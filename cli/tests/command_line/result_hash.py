"""Works out a result hash from the Parquet tables of a run with --school-tables all."""

import hashlib
import math
import struct
import sys

import pyarrow as pa
import pyarrow.parquet as pq


def encoder(kind):
    """How a value of a column becomes bytes."""
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return lambda value: struct.pack("<q", value)
    if pa.types.is_floating(kind):
        return number
    return text


def number(value):
    if not math.isfinite(value):
        raise SystemExit("a number that is not finite")
    return struct.pack("<d", value)


def text(value):
    encoded = value.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def digests(path, replicates):
    """The digest of each replicate's rows, in the order of replicates; a table may have none."""
    table = pq.read_table(path)
    encoders = [encoder(field.type) for field in table.schema]
    hashers = {replicate: hashlib.sha256() for replicate in replicates}
    columns = [column.to_pylist() for column in table.columns]
    for row in zip(*columns):
        for value, encode in zip(row, encoders):
            hashers[row[0]].update(b"\xff" * 8 if value is None else encode(value))
    return [hasher.digest() for hasher in hashers.values()]


nation = pq.read_table(f"{sys.argv[1]}/nation.parquet", columns=["replicate"])
replicates = sorted(set(nation["replicate"].to_pylist()))
result = hashlib.sha256()
for name in ["nation", "areas", "schools", "results", "fifths", "reach", "groups"]:
    for digest in digests(f"{sys.argv[1]}/{name}.parquet", replicates):
        result.update(digest)
print(result.hexdigest())
