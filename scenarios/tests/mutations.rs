//! Broken scenarios never stop the program.

use std::fs;
use std::path::PathBuf;

use scenarios::{Loaded, Overrides, changes, differences_in_words, load, reached, resolved_toml};
use sim::population::Population;

/// Pieces that a mutation puts in.
const PIECES: [&str; 40] = [
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
    "level = 0.3\n",
    "\"competition.level\" = 1",
    "[mechanisms]\n",
    "tips = -1\n",
    "staffing = 0\n",
    "[uncertainty]\n",
    "\"learning.decay\" = { uniform = [0, 1] }\n",
    "zero = 0.5, ",
    "where.share = 0.5\n",
    "share = { from = 0.1, to = 0.2 }",
    "lot = 3\n",
    "ramp_terms = 3\n",
    "follow = true\n",
    "draw_parameters = true\n",
    "disadvantage_quintiles = [1, 5]\n",
    "grades = [\"Good\"]\n",
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

/// Texts to start from: the right ones, or those with one mistake.
fn seeds(folders: &[&str]) -> Vec<String> {
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The text with one to so many mutations.
fn mutated(text: &str, most: usize, draws: &mut Draws) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=draws.below(most) {
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

/// Mutated texts that are tried.
const CASES: usize = 20_000;

#[test]
fn twenty_thousand_mutations_are_loaded_or_refused() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("case.toml");
    let shown = path.to_str().unwrap();
    let england = load("england", &[], &Overrides::default()).unwrap();
    let mut few = england.scenario.clone();
    few.population.schools = 30;
    let schools = sim::population::synthetic(&few);
    let right_seeds = seeds(&["library", "tests/mutated"]);
    let wrong_seeds = seeds(&["tests/errors"]);
    let mut draws = Draws(20_261_122);
    let (mut right, mut wrong) = (0, 0);
    for _ in 0..CASES {
        let (seeds, most) = if draws.below(2) == 0 { (&right_seeds, 2) } else { (&wrong_seeds, 4) };
        let seed = &seeds[draws.below(seeds.len())];
        let bytes = mutated(seed, most, &mut draws);
        fs::write(&path, &bytes).unwrap();
        match load(shown, &[], &Overrides::default()) {
            Ok(loaded) => {
                right += 1;
                used(&loaded, &england, &schools);
            }
            Err(failure) => {
                wrong += 1;
                assert!(!failure.to_string().is_empty() && !failure.for_terminal(true).is_empty());
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let path = PATHS[draws.below(PATHS.len())];
        let _ = load("england", &[format!("{path}{text}")], &Overrides::default())
            .map_err(|failure| failure.to_string());
    }
    assert!(right > CASES / 20 && wrong > CASES / 4, "{right} right, {wrong} wrong");
}

/// Starts of a `--set` before a mutated text.
const PATHS: [&str; 7] = [
    "",
    "title=",
    "run.years=",
    "population.regions=",
    "capacity.x=",
    "mechanisms.tips=",
    "uncertainty.learning.decay=",
];

/// Whatever was loaded can be told, compared, counted and stated in full; and the full text is right.
fn used(loaded: &Loaded, england: &Loaded, schools: &Population) {
    let _ = (changes(loaded), differences_in_words(england, loaded));
    let _ = reached(loaded, schools).map_err(|failure| failure.for_terminal(false));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations/resolved.toml");
    fs::write(&path, resolved_toml(loaded)).unwrap();
    let again = load(path.to_str().unwrap(), &[], &Overrides::default());
    let again = again.unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(again.scenario.values, loaded.scenario.values);
    assert_eq!(again.scenario.policies, loaded.scenario.policies);
}
