//! The Parquet files open in pyarrow, pandas, polars and DuckDB, with units and descriptions.

use std::path::PathBuf;
use std::process::{Command, Output};

use analysis::export::{CsvWriter, ParquetWriter};
use analysis::table::{ColumnDef, Kind, TableSpec, Values};

const CHECK: &str = r#"
import sys, importlib.util as u, pyarrow as pa, pyarrow.parquet as pq
path, csv = sys.argv[1:3]
t = pq.read_table(path)
s = t.schema
assert [s.field(n).type for n in s.names] == [
    pa.int64(), pa.float64(), pa.string(), pa.bool_(), pa.float64()], s
assert s.field('gap').metadata == {b'unit': b'months', b'description': 'Gap, £.'.encode()}
assert not s.field('gap').nullable and s.field('spend').nullable
rows = [(1, 0.1, 'Kent', True, None), (2, -2.5, '£ − é', False, 6980.5)] * 2
assert [tuple(r.values()) for r in t.to_pylist()] == rows, t.to_pylist()
f = pq.ParquetFile(path)
assert f.metadata.created_by == 'risingtide' and f.metadata.num_row_groups == 2
assert f.metadata.row_group(0).column(0).compression == 'SNAPPY'
seen = ['pyarrow']
if u.find_spec('pandas'):
    import pandas as pd
    for d in (pd.read_parquet(path), pd.read_csv(csv)):
        assert list(d['gap']) == [0.1, -2.5] * 2 and d['spend'].isna().sum() == 2
        assert d['open'].dtype == bool and d['year'].dtype == 'int64'
    seen.append('pandas')
if u.find_spec('polars'):
    import polars as pl
    for d in (pl.read_parquet(path), pl.read_csv(csv)):
        assert d.rows() == rows, d
    seen.append('polars')
if u.find_spec('duckdb'):
    import duckdb
    for p in (path, csv):
        assert duckdb.sql(f"select * from '{p}'").fetchall() == rows
    seen.append('duckdb')
print('opened in', *seen)
"#;

#[test]
fn python_libraries_read_values_units_and_descriptions() {
    let (parquet, csv) = write_both();
    let run = Command::new("python3").args(["-c", CHECK]).args([&parquet, &csv]).output();
    match run {
        Ok(output) if output.status.success() => {
            print_line(&String::from_utf8_lossy(&output.stdout));
        }
        Ok(output) if missing_pyarrow(&output) => not_run("pyarrow is not installed"),
        Ok(output) => panic!("{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => not_run(&format!("python3 did not start: {error}")),
    }
}

fn missing_pyarrow(output: &Output) -> bool {
    String::from_utf8_lossy(&output.stderr).contains("No module named 'pyarrow'")
}

fn not_run(reason: &str) {
    let full = std::env::var("RISINGTIDE_FULL_TESTS").is_ok_and(|value| value == "1");
    assert!(!full, "{reason}, and RISINGTIDE_FULL_TESTS=1 asks for every test");
    print_line(&format!("not run: {reason}"));
}

#[expect(clippy::print_stdout, reason = "says which readers were tried")]
fn print_line(line: &str) {
    println!("{}", line.trim_end());
}

fn write_both() -> (PathBuf, PathBuf) {
    let columns = vec![
        ColumnDef::new("year", Kind::Int, "school year", "Year."),
        ColumnDef::new("gap", Kind::Real, "months", "Gap, £."),
        ColumnDef::new("name", Kind::Text, "", "Name."),
        ColumnDef::new("open", Kind::Flag, "", "Open."),
        ColumnDef::new("spend", Kind::Real, "£", "Spend.").nullable(),
    ];
    let spec = TableSpec::new("areas", columns).unwrap();
    let chunk = [
        Values::Int(vec![1, 2]),
        Values::Real(vec![0.1, -2.5]),
        Values::Text(vec!["Kent".into(), "£ − é".into()]),
        Values::Flag(vec![true, false]),
        Values::OptReal(vec![None, Some(6980.5)]),
    ];
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (parquet, csv) = (folder.join("python.parquet"), folder.join("python.csv"));
    let mut writer = ParquetWriter::create(&parquet, &spec).unwrap();
    let mut lines = CsvWriter::create(&csv, &spec).unwrap();
    for _ in 0..2 {
        writer.write(&chunk).unwrap();
        lines.write(&chunk).unwrap();
    }
    writer.finish().unwrap();
    lines.finish().unwrap();
    (parquet, csv)
}
