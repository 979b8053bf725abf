//! Files that are refused before they are parsed, and names that lead to no file.

use std::fs::{self, File};
use std::path::PathBuf;

use scenarios::{Overrides, load};

/// A folder of this test's own, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What is said of a file with these bytes.
fn said_of(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder(name).join("case.toml");
    fs::write(&path, bytes).unwrap();
    said(path.to_str().unwrap())
}

/// What is said of a source.
fn said(source: &str) -> String {
    load(source, &[], &Overrides::default()).unwrap_err().to_string()
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_with_its_size() {
    let path = folder("large").join("case.toml");
    File::create(&path).unwrap().set_len(50 << 20).unwrap();
    let said = said(path.to_str().unwrap());
    assert!(said.contains("has 50.0 MiB, but a scenario has 1 MiB at most"), "{said}");
}

#[test]
fn brackets_within_brackets_are_refused_at_any_number() {
    for (count, name) in [(33, "deep-33"), (10_000, "deep-10k"), (1_000_000, "deep-1m")] {
        for bracket in ["[", "{"] {
            let said = said_of(name, format!("a = {}", bracket.repeat(count)));
            assert!(said.contains("more than 32 levels"), "{said}");
        }
    }
}

#[test]
fn deep_tables_and_deep_keys_are_refused() {
    let inline = format!("a = {}1{}", "{ a = ".repeat(100_000), " }".repeat(100_000));
    let dotted = format!("{}a = 1", "a.".repeat(400_000));
    let heading = format!("[{}a]\n", "a.".repeat(400_000));
    let policies = format!("[[{}a]]\n", "a.".repeat(400_000));
    for text in [inline, dotted, heading, policies] {
        let said = said_of("deep", &text);
        assert!(said.contains("more than 32 levels"), "{said}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let said = said_of("binary", b"title = \"a\"\0\xff\xfe");
    assert!(said.contains("is no text: byte 11 is zero"), "{said}");
    let said = said_of("latin", b"title = \"Gr\xf6\xdfe\"\n");
    assert!(said.contains("not UTF-8: the text breaks off at byte 11"), "{said}");
    let said = said_of("utf16", b"\xff\xfet\0i\0");
    assert!(said.contains("UTF-16"), "{said}");
}

#[test]
fn a_file_without_a_byte_shows_what_a_smallest_scenario_looks_like() {
    let said = said_of("nothing", "");
    assert!(said.contains("states nothing"), "{said}");
    let example: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let path = folder("smallest").join("smallest.toml");
    fs::write(&path, example.join("\n")).unwrap();
    load(path.to_str().unwrap(), &[], &Overrides::default()).unwrap();
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_mistake() {
    let path = folder("bom").join("case.toml");
    fs::write(&path, "\u{feff}[run]\r\nyears = 3\r\n").unwrap();
    let loaded = load(path.to_str().unwrap(), &[], &Overrides::default()).unwrap();
    assert_eq!(loaded.scenario.run.years, 3);
    let said = said_of("bom-wrong", "\u{feff}[run]\r\nyears = 0\r\n");
    assert!(said.contains("case.toml:2:9\n2 | years = 0\n  |         ^\n"), "{said}");
}

#[test]
fn names_that_lead_to_no_file_get_advice() {
    let folder = folder("names");
    fs::write(folder.join("mine.toml"), "[run]\nyears = 3\n").unwrap();
    let mine = said(folder.join("mine").to_str().unwrap());
    assert!(mine.contains("there is a file"), "{mine}");
    assert!(said("engalnd").ends_with("nearest: `england`"));
    assert!(said("zebra").contains("built-in: `england`"));
    assert!(said(folder.to_str().unwrap()).contains("is a folder"));
    assert!(said("").contains("there is no file"));
    assert!(said("a\0b").contains("cannot be read"));
}

#[test]
fn a_chain_of_too_many_files_is_refused() {
    let folder = folder("chain");
    for at in 0..40 {
        let text = format!("extends = \"{}.toml\"\n", at + 1);
        fs::write(folder.join(format!("{at}.toml")), text).unwrap();
    }
    let said = said(folder.join("0.toml").to_str().unwrap());
    assert!(said.contains("chains more than 32 scenarios"), "{said}");
}

#[test]
fn options_out_of_range_are_named() {
    let overrides = Overrides {
        years: Some(0),
        schools: Some(1_000_000_000),
        replicates: Some(10_001),
        seed: Some(u64::MAX),
        register: Some(PathBuf::new()),
        group_links: Some(PathBuf::new()),
        draw_parameters: false,
        population: Some(PathBuf::new()),
    };
    let failure = load("england", &[], &overrides).unwrap_err();
    let said = failure.to_string();
    assert_eq!(failure.count(), 10);
    for part in [
        "`--years` is 0",
        "roughly 13 TB",
        "`--replicates`",
        "`--seed`",
        "`--register` is empty",
        "`--group-links` is empty",
        "`--population` is empty",
        "`--population` and `--register` are both given",
        "`--population` and `--schools` are both given",
        "`--group-links` needs a register, but the schools come from a population file",
    ] {
        assert!(said.contains(part), "{said}");
    }
}
