//! Broken scenarios never stop the program.

use std::fs;
use std::path::PathBuf;

use scenarios::{Overrides, load, resolved_toml};

/// Pieces that a mutation puts in.
const PIECES: [&str; 24] = [
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'''",
    "\n",
    "=",
    ".",
    ",",
    "#",
    "\\",
    "nan",
    "-1",
    "1e400",
    "\t",
    "ß",
    "\u{1F3EB}",
    "[[policy]]\n",
    "set",
    "from = ",
    "\r",
    "2027-autumn",
    "\u{feff}",
];

/// A small generator of draws with a fixed seed.
struct Draws(u64);

impl Draws {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Texts to start from: the right ones and those with one mistake.
fn seeds() -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir("tests/errors")
        .unwrap()
        .chain(fs::read_dir("library").unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The text with one to four mutations.
fn mutated(text: &str, draws: &mut Draws) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=draws.below(4) {
        let at = draws.below(bytes.len() + 1);
        match draws.below(5) {
            0 if at < bytes.len() => bytes[at] = draws.below(256) as u8,
            1 => bytes.truncate(at),
            2 => {
                let end = (at + draws.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + draws.below(60)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = draws.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            _ => {
                let piece = PIECES[draws.below(PIECES.len())].bytes();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

#[test]
fn three_thousand_mutations_are_loaded_or_refused() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("case.toml");
    let shown = path.to_str().unwrap();
    let seeds = seeds();
    let mut draws = Draws(20_261_122);
    for _ in 0..3_000 {
        let seed = &seeds[draws.below(seeds.len())];
        let bytes = mutated(seed, &mut draws);
        fs::write(&path, &bytes).unwrap();
        match load(shown, &[], &Overrides::default()) {
            Ok(loaded) => assert!(!resolved_toml(&loaded).is_empty()),
            Err(failure) => assert!(!failure.to_string().is_empty()),
        }
        let text = String::from_utf8_lossy(&bytes);
        let path =
            ["", "title=", "run.years=", "population.regions=", "capacity.x="][draws.below(5)];
        let _ = load("england", &[format!("{path}{text}")], &Overrides::default())
            .map_err(|failure| failure.to_string());
    }
}
