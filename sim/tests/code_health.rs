//! What the code promises about itself: every number is declared in full, every process has its
//! place, every draw its own name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sim::catalogue::{Kind, Prior, catalogue, position};
use sim::draw::{Seed, purpose};
use sim::process::TIMETABLE;

/// A folder of the project.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Name and text of every Rust file of a folder, subfolders first, in order.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// A file's text without its own tests.
fn model_code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

#[test]
fn every_number_has_bounds_around_its_default() {
    for entry in catalogue() {
        assert!(entry.min < entry.max, "{}", entry.path);
        assert!((entry.min..=entry.max).contains(&entry.default), "{}", entry.path);
    }
}

#[test]
fn every_prior_lies_inside_the_bounds_and_holds_the_default() {
    for entry in catalogue() {
        let (low, high) = entry.prior.range();
        assert!(entry.min <= low && low < high && high <= entry.max, "{}", entry.path);
        assert!((low..=high).contains(&entry.default), "{}", entry.path);
        let ordered = match entry.prior {
            Prior::Uniform { .. } => true,
            Prior::Triangular { low, mode, high }
            | Prior::ZeroOrTriangular { low, mode, high, .. } => low <= mode && mode <= high,
        };
        assert!(ordered, "{}: the mode lies outside", entry.path);
    }
}

#[test]
fn every_contested_mechanism_may_do_nothing_or_harm() {
    let mut contested = 0;
    for entry in catalogue() {
        let Prior::ZeroOrTriangular { zero, low, high, .. } = entry.prior else { continue };
        contested += 1;
        assert!(zero > 0.0 && zero < 1.0, "{}: no share of the prior at zero", entry.path);
        assert!(low < 0.0 && high > 0.0, "{}: no prior beyond zero", entry.path);
    }
    assert!(contested > 10, "{contested} contested mechanisms found");
}

#[test]
fn every_number_has_a_unit_and_a_sentence_and_every_lever_an_expectation() {
    for entry in catalogue() {
        assert!(!entry.unit.trim().is_empty(), "{}", entry.path);
        assert!(entry.sentence.ends_with('.'), "{}: {}", entry.path, entry.sentence);
        assert!(entry.sentence.starts_with(char::is_uppercase), "{}", entry.path);
        assert_eq!(entry.expected.is_empty(), entry.kind == Kind::Parameter, "{}", entry.path);
    }
}

#[test]
fn every_path_is_declared_once_and_reads_as_two_plain_words() {
    for (at, entry) in catalogue().iter().enumerate() {
        assert_eq!(position(entry.path), Some(at), "{} is declared twice", entry.path);
        let (table, name) = entry.path.split_once('.').unwrap();
        for word in [table, name] {
            let plain =
                word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            assert!(plain && !word.is_empty(), "{}", entry.path);
        }
    }
}

/// The keys of the evidence file: its tables.
fn evidence() -> BTreeSet<String> {
    let text = fs::read_to_string(folder("../docs/evidence.toml")).unwrap();
    let tables = text.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    tables.map(str::to_owned).collect()
}

#[test]
fn every_number_has_a_source_in_the_evidence_file_or_is_called_an_assumption() {
    let evidence = evidence();
    assert!(!evidence.contains("assumption"), "an assumption is no source");
    for entry in catalogue() {
        let known = entry.source == "assumption" || evidence.contains(entry.source);
        assert!(known, "{}: no source `{}` in docs/evidence.toml", entry.path, entry.source);
    }
}

#[test]
fn every_source_is_named_somewhere_in_the_model_or_in_a_scenario() {
    let mut code: String = files(&folder("src")).into_iter().map(|(_, text)| text).collect();
    for file in fs::read_dir(folder("../scenarios/library")).unwrap() {
        code.push_str(&fs::read_to_string(file.unwrap().path()).unwrap());
    }
    for key in evidence() {
        let named = code.contains(&format!("\"{key}\"")) || code.contains(&format!("`{key}`"));
        assert!(named, "nothing uses `{key}`");
    }
}

#[test]
fn the_evidence_named_in_the_docs_of_a_module_is_in_the_evidence_file() {
    let evidence = evidence();
    for (path, text) in files(&folder("src")) {
        let docs: String = text
            .lines()
            .filter_map(|line| line.strip_prefix("//! "))
            .fold(String::new(), |docs, line| docs + line + " ");
        let Some((_, account)) = docs.split_once("Evidence:") else { continue };
        let account = account.split("Limits:").next().unwrap_or(account);
        for key in account.split('`').skip(1).step_by(2).filter(|key| key.contains('-')) {
            assert!(evidence.contains(key), "{}: `{key}`", path.display());
        }
    }
}

#[test]
fn every_file_of_a_process_is_in_the_timetable_and_the_reverse() {
    let files: BTreeSet<String> =
        files(&folder("src/process")).iter().map(|(path, _)| stem(path).to_owned()).collect();
    let mut timetable: BTreeSet<String> =
        TIMETABLE.iter().map(|process| process.name.to_owned()).collect();
    assert_eq!(timetable.len(), TIMETABLE.len(), "a process stands twice in the timetable");
    timetable.insert("mod".into());
    assert_eq!(files, timetable);
}

#[test]
fn every_parameter_carries_the_name_of_its_process() {
    for process in TIMETABLE {
        assert!(process.sentence.ends_with('.'), "{}", process.name);
        for parameter in process.parameters {
            assert_eq!(parameter.path.split('.').next(), Some(process.name), "{}", parameter.path);
            assert!(parameter.readers().contains(&process.name), "{}", parameter.path);
        }
    }
}

/// Name of each draw in the code of the model, with the file and the folders that hold it.
fn draws() -> Vec<(String, String, Vec<String>)> {
    let mut found = Vec::new();
    for (path, text) in files(&folder("src")) {
        let folders = path.parent().unwrap().iter().map(|part| part.to_string_lossy().into_owned());
        let homes: Vec<String> = folders.collect();
        for declared in model_code(&text).split("= purpose(\"").skip(1) {
            let name = declared.split('"').next().unwrap_or(declared);
            found.push((name.to_owned(), stem(&path).to_owned(), homes.clone()));
        }
    }
    found
}

#[test]
fn every_draw_is_named_once_and_after_its_module() {
    let draws = draws();
    assert!(draws.len() > 5, "{draws:?}");
    let names: BTreeSet<&str> = draws.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(names.len(), draws.len(), "{draws:?}");
    for (name, file, homes) in &draws {
        let module = name.split('.').next().unwrap_or(name);
        // Replicates belong to the run, and their seeds are drawn where seeds are.
        let within = homes.iter().any(|home| home == module);
        let at_home = module == file || within || (file == "draw" && module == "run");
        assert!(at_home, "{name} is drawn in {homes:?}, {file}.rs");
    }
}

#[test]
fn no_two_purposes_share_their_draws() {
    let words: BTreeSet<[u8; 8]> = draws()
        .into_iter()
        .map(|(name, _, _)| Seed(1).draws(purpose(name.leak())).at::<1>(0, 0, 0)[0])
        .collect();
    assert_eq!(words.len(), draws().len());
}

/// Constant by path: how the code names each lever.
fn lever_names() -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (path, text) in files(&folder("src/driver")) {
        for line in text.lines() {
            let Some((constant, rest)) = line.trim().split_once(" = \"") else { continue };
            if let Some((lever, _)) = rest.split_once("\": ") {
                names.insert(lever.to_owned(), format!("{}::{constant}", stem(&path)));
            }
        }
    }
    names
}

#[test]
fn a_process_reads_the_levers_that_it_declares_and_no_other() {
    let names = lever_names();
    let levers = catalogue().iter().filter(|entry| entry.kind == Kind::Lever);
    assert_eq!(levers.map(|lever| lever.path).collect::<BTreeSet<_>>().len(), names.len());
    for process in TIMETABLE {
        let text =
            fs::read_to_string(folder("src/process").join(process.name).with_extension("rs"));
        let text = text.unwrap();
        // However the list is broken into lines.
        let code = model_code(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        let (before, after) = code.split_once("const READS: &[Entry] = &[").unwrap();
        let (_, after) = after.split_once("];").unwrap();
        for (path, constant) in &names {
            let declared = process.levers.iter().any(|lever| lever.path == path);
            let read = [before, after].iter().any(|part| names_whole(part, constant));
            assert_eq!(declared, read, "{} and {path}: declared {declared}", process.name);
        }
    }
}

/// Whether `code` names `constant` as a whole word.
fn names_whole(code: &str, constant: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    code.match_indices(constant).any(|(at, _)| !code[at + constant.len()..].starts_with(word))
}

#[test]
fn a_lever_belongs_to_the_driver_of_its_file_and_somebody_reads_it() {
    for (path, constant) in lever_names() {
        assert_eq!(path.split('.').next(), constant.split("::").next(), "{path}");
        let entry = catalogue()[position(&path).unwrap()];
        assert!(!entry.readers().is_empty(), "no process reads {path}");
    }
}

#[test]
fn no_process_knows_a_policy_a_scenario_or_london() {
    for (path, text) in files(&folder("src/process")) {
        let code: String =
            model_code(&text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        if stem(&path) != "policy" {
            assert!(!code.contains("Timeline"), "{} reads the timeline", path.display());
        }
        for word in ["Region::London", "scenario.name", "policy.name"] {
            assert!(!code.contains(word), "{} names {word}", path.display());
        }
    }
}
