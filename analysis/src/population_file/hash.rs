//! The hash by which a population is known.
//!
//! SHA-256 over the seed, the national constants in the alphabetical order of their names, and the
//! SHA-256 of each column, in the order of the columns. A column's values are hashed school by school: numbers of either precision as 64-bit
//! doubles, whole numbers and flags (0, 1) as 64-bit signed integers, a missing value as eight bytes
//! of 255, all little-endian; words and other text as their length (64 bits) and their UTF-8 bytes.

use std::convert::Infallible;

use sha2::{Digest as _, Sha256};
use sim::population::Population;
use sim::population::state::{About, Cells, Kind};

use super::AT_A_TIME;
use crate::store::{MISSING, hex, push_text};

/// The hash of a population, as 64 hexadecimal digits.
pub fn population_hash(population: &Population) -> String {
    let mut hash = PopulationHash::default();
    for start in (0..population.len()).step_by(AT_A_TIME) {
        let schools = start..(start + AT_A_TIME).min(population.len());
        hash.next_schools();
        let Ok(()) = population.give(schools, &mut |about, cells| {
            hash.add(about, &cells);
            Ok::<(), Infallible>(())
        });
    }
    hash.finish(population)
}

/// The hash of a population, built up from its columns, some schools at a time.
#[derive(Debug, Default)]
pub(super) struct PopulationHash {
    columns: Vec<Sha256>,
    /// The column that comes next.
    next: usize,
    bytes: Vec<u8>,
}

impl PopulationHash {
    /// From here on columns of the next schools come, from the first on.
    pub(super) fn next_schools(&mut self) {
        self.next = 0;
    }

    /// Adds the next column.
    pub(super) fn add(&mut self, about: &About, cells: &Cells) {
        if self.next == self.columns.len() {
            self.columns.push(Sha256::new());
        }
        self.bytes.clear();
        push(&mut self.bytes, about, cells);
        self.columns[self.next].update(&self.bytes);
        self.next += 1;
    }

    /// The hash, with what holds for the whole population.
    pub(super) fn finish(self, population: &Population) -> String {
        let mut all = Sha256::new();
        all.update(population.seed.to_le_bytes());
        let mut constants = population.constants();
        constants.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        for (_, constant) in constants {
            all.update(constant.to_le_bytes());
        }
        for column in self.columns {
            all.update(column.finalize());
        }
        hex(&all.finalize())
    }
}

fn push(bytes: &mut Vec<u8>, about: &About, cells: &Cells) {
    let words: &[&str] = if let Kind::Word(words) = about.kind { words } else { &[] };
    let word = |position: u8| words.get(usize::from(position)).copied().unwrap_or_default();
    match cells {
        Cells::Double(cells) => bytes.extend(cells.iter().flat_map(|value| value.to_le_bytes())),
        Cells::Single(cells) => {
            bytes.extend(cells.iter().flat_map(|value| f64::from(*value).to_le_bytes()));
        }
        Cells::Whole(cells) => bytes.extend(cells.iter().flat_map(|value| value.to_le_bytes())),
        Cells::Flag(cells) => {
            bytes.extend(cells.iter().flat_map(|value| i64::from(*value).to_le_bytes()));
        }
        Cells::MaybeWhole(cells) => {
            bytes.extend(cells.iter().flat_map(|value| value.map_or(MISSING, i64::to_le_bytes)));
        }
        Cells::Word(cells) => cells.iter().for_each(|cell| push_text(bytes, word(*cell))),
        Cells::MaybeWord(cells) => {
            cells.iter().for_each(|cell| push_or_missing(bytes, cell.map(word)));
        }
        Cells::MaybeText(cells) => {
            cells.iter().for_each(|cell| push_or_missing(bytes, cell.as_deref()));
        }
    }
}

fn push_or_missing(bytes: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => push_text(bytes, text),
        None => bytes.extend_from_slice(&MISSING),
    }
}
