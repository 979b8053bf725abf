"""Opens the tables of a result in three programs, and finds the intervals of a comparison again."""

import sys

import duckdb
import pandas
import pyarrow.parquet
import scipy.stats

folder, sweep = sys.argv[1:]


def opened(path):
    """The table as pandas has it, which pyarrow and DuckDB must have too."""
    arrow = pyarrow.parquet.read_table(path)
    for field in arrow.schema:
        assert field.metadata and b"unit" in field.metadata and b"description" in field.metadata, field
    frame = pandas.read_parquet(path)
    rows = duckdb.sql(f"select count(*) from '{path}'").fetchall()[0][0]
    assert len(frame) == arrow.num_rows == rows > 0, path
    columns = [row[0] for row in duckdb.sql(f"describe select * from '{path}'").fetchall()]
    assert columns == list(frame.columns) == arrow.schema.names, path
    return frame


for name in ["nation", "areas", "schools", "results", "school_list", "school_differences"]:
    opened(f"{folder}/tables/{name}.parquet")
found = opened(f"{folder}/tables/comparison.parquet")
values = opened(f"{folder}/tables/metrics.parquet")
cell = ["school_year", "by", "class", "metric"]
sides = {name: part.set_index(cell + ["replicate"])["value"] for name, part in values.groupby("scenario")}
first, second = sides["england"], sides["more"]
both = pandas.concat([first.rename("first"), second.rename("second")], axis=1).dropna()
checked = 0
for key, pairs in both.groupby(level=cell):
    row = found[(found[cell] == list(key)).all(axis=1)].iloc[0]
    if len(pairs) < 2 or (pairs["second"] - pairs["first"]).std() < 1e-9:
        continue
    test = scipy.stats.ttest_rel(pairs["second"], pairs["first"])
    low, high = test.confidence_interval(0.95)
    scale = max(abs(high), abs(low), 1e-9)
    assert abs(low - row["low"]) < 1e-6 * scale and abs(high - row["high"]) < 1e-6 * scale, (key, row)
    ratio = (pairs["first"].var() + pairs["second"].var()) / (pairs["second"] - pairs["first"]).var()
    assert abs(ratio / row["variance_ratio"] - 1) < 1e-6, (key, row)
    checked += 1
    if checked == 300:
        break
runs = opened(f"{sweep}/tables/runs.parquet")
parts = duckdb.sql(f"select * from '{sweep}/parts/*.parquet' order by run").df()
# No run failed, so that there is no message; programs differ in how they say so.
assert runs["message"].isna().all() and parts["message"].isna().all()
pandas.testing.assert_frame_equal(
    runs.drop(columns="message"), parts.drop(columns="message"), check_dtype=False
)
assert (runs["status"] == "ok").all() and runs["accountability.stakes"].between(0, 1).all()
plan = opened(f"{sweep}/plan.parquet")
assert plan["run"].tolist() == runs["run"].tolist() and plan["seed"].tolist() == runs["seed"].tolist()
print(f"{checked} intervals")
