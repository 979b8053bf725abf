//! Tables written and read back, and what happens when the disk refuses.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use analysis::export::{CsvWriter, ExportError, ParquetWriter, read_parquet};
use analysis::table::{ColumnDef, Kind, TableSpec, Values};

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn spec() -> TableSpec {
    let columns = vec![
        ColumnDef::new("replicate", Kind::Int, "", "Replicate, from 0."),
        ColumnDef::new("gap", Kind::Real, "months", "Disadvantage gap at 16."),
        ColumnDef::new("name", Kind::Text, "", "Name of the area."),
        ColumnDef::new("open", Kind::Flag, "", "Whether it is open."),
        ColumnDef::new("urn", Kind::Int, "", "Reference number.").nullable(),
        ColumnDef::new("spend", Kind::Real, "£ per pupil", "Spend.").nullable(),
        ColumnDef::new("note", Kind::Text, "", "Note.").nullable(),
        ColumnDef::new("trial", Kind::Flag, "", "In the trial.").nullable(),
    ];
    TableSpec::new("areas", columns).unwrap()
}

fn chunk() -> Vec<Values> {
    vec![
        Values::Int(vec![0, i64::MAX, i64::MIN]),
        Values::Real(vec![0.1, -0.0, 1e300]),
        Values::Text(vec!["Kent".into(), "a \"b\", c\nd".into(), "£ − é".into()]),
        Values::Flag(vec![true, false, true]),
        Values::OptInt(vec![None, Some(100_000), None]),
        Values::OptReal(vec![Some(6980.5), None, Some(5e-324)]),
        Values::OptText(vec![None, Some(String::new()), Some("x".into())]),
        Values::OptFlag(vec![Some(true), None, Some(false)]),
    ]
}

#[test]
fn a_parquet_table_reads_back_as_it_was_written_with_its_units() {
    let path = folder("round_trip").join("areas.parquet");
    let mut writer = ParquetWriter::create(&path, &spec()).unwrap();
    writer.write(&chunk()).unwrap();
    assert!(!path.exists(), "a file appears only when it is whole");
    writer.write(&chunk()).unwrap();
    writer.finish().unwrap();
    let (read, columns) = read_parquet(&path).unwrap();
    assert_eq!(read, spec());
    assert_eq!(columns[5].len(), 6);
    let Values::OptReal(spend) = &columns[5] else { panic!("not reals: {:?}", columns[5]) };
    assert_eq!(spend[3..], [Some(6980.5), None, Some(5e-324)]);
    assert_eq!(columns[2].clone(), twice(&chunk()[2]));
}

fn twice(values: &Values) -> Values {
    let Values::Text(v) = values else { panic!("not text") };
    Values::Text([v.clone(), v.clone()].concat())
}

#[test]
fn a_table_without_rows_reads_back() {
    let path = folder("no_rows").join("t.parquet");
    ParquetWriter::create(&path, &spec()).unwrap().finish().unwrap();
    let (read, columns) = read_parquet(&path).unwrap();
    assert_eq!(read, spec());
    assert!(columns.iter().all(Values::is_empty));
}

#[test]
fn values_given_without_gaps_fit_a_nullable_column() {
    let path = folder("full_nullable").join("t.parquet");
    let column = ColumnDef::new("x", Kind::Real, "SD", "").nullable();
    let spec = TableSpec::new("t", vec![column]).unwrap();
    let mut writer = ParquetWriter::create(&path, &spec).unwrap();
    writer.write(&[Values::Real(vec![1.5, 2.5])]).unwrap();
    writer.finish().unwrap();
    let expected = Values::OptReal(vec![Some(1.5), Some(2.5)]);
    assert_eq!(read_parquet(&path).unwrap().1, [expected]);
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let folder = folder("same_bytes");
    let write = |name: &str| {
        let path = folder.join(name);
        let mut writer = ParquetWriter::create(&path, &spec()).unwrap();
        writer.write(&chunk()).unwrap();
        writer.finish().unwrap();
        fs::read(path).unwrap()
    };
    assert_eq!(write("a.parquet"), write("b.parquet"));
}

#[test]
fn csv_is_quoted_only_where_needed_and_missing_cells_are_empty() {
    let path = folder("csv").join("areas.csv");
    let mut writer = CsvWriter::create(&path, &spec()).unwrap();
    writer.write(&chunk()).unwrap();
    writer.finish().unwrap();
    let expected = "replicate,gap,name,open,urn,spend,note,trial\n\
        0,0.1,Kent,true,,6980.5,,true\n\
        9223372036854775807,-0.0,\"a \"\"b\"\", c\nd\",false,100000,,\"\",\n\
        -9223372036854775808,1e300,£ − é,true,,5e-324,x,false\n";
    assert_eq!(fs::read_to_string(path).unwrap(), expected);
}

#[test]
fn values_that_do_not_fit_are_refused_and_the_writer_goes_on() {
    let path = folder("refused").join("t.parquet");
    let mut writer = ParquetWriter::create(&path, &spec()).unwrap();
    let mut bad = chunk();
    bad[1] = Values::Real(vec![0.0, f64::INFINITY, 0.0]);
    let message = writer.write(&bad).unwrap_err().to_string();
    assert!(message.contains("`gap`") && message.contains("`areas`"), "{message}");
    writer.write(&chunk()).unwrap();
    writer.finish().unwrap();
    assert_eq!(read_parquet(&path).unwrap().1[0].len(), 3);
}

#[test]
fn a_missing_folder_is_an_error_that_names_the_path() {
    let path = folder("missing").join("nowhere").join("t.parquet");
    let message = ParquetWriter::create(&path, &spec()).err().unwrap().to_string();
    assert!(message.contains("nowhere"), "{message}");
    let message = CsvWriter::create(&path, &spec()).err().unwrap().to_string();
    assert!(message.contains("nowhere"), "{message}");
}

#[test]
fn an_abandoned_table_leaves_nothing_behind() {
    let folder = folder("abandoned");
    let mut writer = ParquetWriter::create(folder.join("t.parquet"), &spec()).unwrap();
    writer.write(&chunk()).unwrap();
    drop(writer);
    drop(CsvWriter::create(folder.join("t.csv"), &spec()).unwrap());
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}

/// A place that is full after some bytes.
struct Full {
    left: usize,
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left < bytes.len() {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left"));
        }
        self.left -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn until_full(size: usize) -> Vec<ExportError> {
    let mut errors = Vec::new();
    let parquet = ParquetWriter::to_writer(Full { left: size }, "full.parquet", &spec());
    let done = parquet.and_then(|mut writer| {
        (0..50).try_for_each(|_| writer.write(&chunk()))?;
        writer.finish()
    });
    errors.extend(done.err());
    let csv = CsvWriter::to_writer(Full { left: size }, "full.csv", &spec());
    let done = csv.and_then(|mut writer| {
        (0..500).try_for_each(|_| writer.write(&chunk()))?;
        writer.finish()
    });
    errors.extend(done.err());
    errors
}

#[test]
fn a_full_disk_is_an_error_that_names_the_path_wherever_it_strikes() {
    for size in (0..12_000).step_by(97) {
        let errors = until_full(size);
        assert_eq!(errors.len(), 2, "at {size} bytes");
        for error in errors {
            assert!(matches!(&error, ExportError::Write { .. }), "{error:?}");
            assert!(error.to_string().contains("full."), "{error}");
        }
    }
}

#[test]
fn a_writer_that_failed_says_so_when_used_again() {
    let mut writer = ParquetWriter::to_writer(Full { left: 40 }, "full", &spec()).unwrap();
    let failed = (0..50).find_map(|_| writer.write(&chunk()).err());
    if failed.is_some() {
        let again = writer.write(&chunk()).unwrap_err();
        assert!(matches!(again, ExportError::GivenUp { .. }), "{again:?}");
    }
    assert!(writer.finish().is_err());
}

#[test]
fn any_writer_will_do() {
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);
    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let shared = Shared::default();
    let mut writer = ParquetWriter::to_writer(shared.clone(), "memory", &spec()).unwrap();
    writer.write(&chunk()).unwrap();
    writer.finish().unwrap();
    assert_eq!(&shared.0.lock().unwrap()[..4], b"PAR1");
}

#[test]
fn a_file_that_is_no_table_is_refused_by_name() {
    let path = folder("no_table").join("t.parquet");
    fs::write(&path, b"not a table").unwrap();
    let message = read_parquet(&path).unwrap_err().to_string();
    assert!(message.contains("t.parquet"), "{message}");
    assert!(read_parquet(path.with_extension("gone")).is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_size_limit_is_an_error_and_not_a_death() {
    use std::process::Command;
    if std::env::var_os("RISINGTIDE_TEST_LIMITED").is_some() {
        let path = folder("limited").join("t.csv");
        let mut writer = CsvWriter::create(&path, &spec()).unwrap();
        let done = (0..2000).try_for_each(|_| writer.write(&chunk()));
        let error = done.and_then(|()| writer.finish()).unwrap_err();
        assert!(error.to_string().contains("t.csv"), "{error}");
        return;
    }
    let test = "a_file_size_limit_is_an_error_and_not_a_death";
    let script = format!("trap '' XFSZ; ulimit -f 8; exec \"$0\" --exact {test}");
    let output = Command::new("sh")
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap())
        .env("RISINGTIDE_TEST_LIMITED", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
