//! The hash by which a result is known.
//!
//! The result hash is SHA-256 over the SHA-256 of each table of each replicate: tables in the order
//! nation, areas, schools, results, fifths, reach, groups; replicates in their order within a table. A table's rows are hashed one
//! after the other, each row's values in the order of the columns: whole numbers as 64-bit signed
//! integers, numbers as 64-bit doubles, a missing value as eight bytes of 255, all little-endian;
//! text as its length (64 bits) and its UTF-8 bytes. A number that is not finite is refused.

use std::fs::File;
use std::io::{self, Read as _};
use std::ops::Range;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::table::Values;

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The digests of one replicate's tables: nation, areas, schools, results, fifths, reach, groups.
pub type Digests = [Digest; 7];

/// Bytes of a missing value: a bit pattern that no finite number has.
pub(crate) const MISSING: [u8; 8] = [0xff; 8];
/// Rows gathered before they are hashed together.
const BLOCK: usize = 64;

/// The digest of a table's rows.
///
/// # Errors
/// The row (from 0) and column (from 0) of a number that is not finite.
pub fn digest_of_rows(columns: &[Values]) -> Result<Digest, (usize, usize)> {
    let rows = columns.first().map_or(0, Values::len);
    let mut hasher = Sha256::new();
    let mut bytes = Vec::with_capacity(BLOCK * columns.len() * 8);
    let words_only = columns.iter().all(|c| !matches!(c, Values::Text(_) | Values::OptText(_)));
    for start in (0..rows).step_by(BLOCK) {
        let block = start..(start + BLOCK).min(rows);
        bytes.clear();
        if words_only {
            push_block(&mut bytes, columns, block)?;
        } else {
            for row in block {
                for (number, column) in columns.iter().enumerate() {
                    push(&mut bytes, column, row).ok_or((row, number))?;
                }
            }
        }
        hasher.update(&bytes);
    }
    Ok(hasher.finalize().into())
}

/// Adds a block of rows whose values all take eight bytes: column by column, each value to its place.
fn push_block(
    bytes: &mut Vec<u8>,
    columns: &[Values],
    rows: Range<usize>,
) -> Result<(), (usize, usize)> {
    bytes.resize(rows.len() * columns.len() * 8, 0);
    for (number, column) in columns.iter().enumerate() {
        let words = bytes.as_chunks_mut::<8>().0.iter_mut();
        let places = words.skip(number).step_by(columns.len());
        match column {
            Values::Int(values) => {
                for (place, value) in places.zip(&values[rows.clone()]) {
                    *place = value.to_le_bytes();
                }
            }
            Values::Real(values) => {
                for ((place, value), row) in places.zip(&values[rows.clone()]).zip(rows.clone()) {
                    *place = finite(*value).ok_or((row, number))?;
                }
            }
            Values::OptReal(values) => {
                for ((place, value), row) in places.zip(&values[rows.clone()]).zip(rows.clone()) {
                    *place = match value {
                        Some(value) => finite(*value).ok_or((row, number))?,
                        None => MISSING,
                    };
                }
            }
            _ => {
                for (place, row) in places.zip(rows.clone()) {
                    *place = eight(column, row).ok_or((row, number))?;
                }
            }
        }
    }
    Ok(())
}

/// A number as bytes; none when it is not finite.
fn finite(value: f64) -> Option<[u8; 8]> {
    value.is_finite().then(|| value.to_le_bytes())
}

/// Adds one value; none for a number that is not finite.
fn push(bytes: &mut Vec<u8>, column: &Values, row: usize) -> Option<()> {
    match column {
        Values::Text(values) => push_text(bytes, &values[row]),
        Values::OptText(values) => match &values[row] {
            Some(text) => push_text(bytes, text),
            None => bytes.extend_from_slice(&MISSING),
        },
        _ => bytes.extend_from_slice(&eight(column, row)?),
    }
    Some(())
}

/// One value that is no text, as eight bytes; none for a number that is not finite.
fn eight(column: &Values, row: usize) -> Option<[u8; 8]> {
    Some(match column {
        Values::Int(values) => values[row].to_le_bytes(),
        Values::Real(values) => finite(values[row])?,
        Values::Flag(values) => i64::from(values[row]).to_le_bytes(),
        Values::OptInt(values) => values[row].map_or(MISSING, i64::to_le_bytes),
        Values::OptReal(values) => match values[row] {
            Some(value) => finite(value)?,
            None => MISSING,
        },
        Values::OptFlag(values) => {
            values[row].map_or(MISSING, |flag| i64::from(flag).to_le_bytes())
        }
        Values::Text(_) | Values::OptText(_) => return None,
    })
}

pub(crate) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

/// The hash of a result, built up replicate by replicate.
#[derive(Clone, Debug, Default)]
pub struct ResultHash {
    /// Digests by replicate.
    replicates: Vec<Digests>,
}

impl ResultHash {
    /// Adds the next replicate's digests.
    pub fn add(&mut self, digests: Digests) {
        self.replicates.push(digests);
    }

    /// The hash as 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        let mut hasher = Sha256::new();
        for table in 0..Digests::default().len() {
            for digests in &self.replicates {
                hasher.update(digests[table]);
            }
        }
        hex(&hasher.finalize())
    }
}

/// SHA-256 of a text, as 64 hexadecimal digits.
pub fn sha256_of_text(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// SHA-256 of a file, as 64 hexadecimal digits.
///
/// # Errors
/// The file cannot be read.
pub fn sha256_of_file(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let (mut file, mut block) = (File::open(path)?, vec![0; 1 << 16]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex(&hasher.finalize())),
            read => hasher.update(&block[..read]),
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_hashed_as_its_values_bytes_in_order() {
        let columns = [
            Values::Int(vec![1, 2]),
            Values::OptReal(vec![Some(0.5), None]),
            Values::Real(vec![3.0, 4.0]),
        ];
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&1_i64.to_le_bytes());
        bytes.extend_from_slice(&0.5_f64.to_le_bytes());
        bytes.extend_from_slice(&3.0_f64.to_le_bytes());
        bytes.extend_from_slice(&2_i64.to_le_bytes());
        bytes.extend_from_slice(&[0xff; 8]);
        bytes.extend_from_slice(&4.0_f64.to_le_bytes());
        let expected: Digest = Sha256::digest(&bytes).into();
        assert_eq!(digest_of_rows(&columns), Ok(expected));
    }

    #[test]
    fn a_number_that_is_not_finite_is_refused_with_its_place() {
        let columns = [Values::Int(vec![1, 2]), Values::Real(vec![0.0, f64::NAN])];
        assert_eq!(digest_of_rows(&columns), Err((1, 1)));
    }

    #[test]
    fn the_order_of_replicates_and_tables_matters() {
        let mut one = ResultHash::default();
        one.add([[1; 32], [2; 32], [3; 32], [4; 32], [5; 32], [6; 32], [7; 32]]);
        let mut other = ResultHash::default();
        other.add([[1; 32], [3; 32], [2; 32], [4; 32], [5; 32], [6; 32], [7; 32]]);
        assert_ne!(one.hex(), other.hex());
        assert_eq!(one.hex().len(), 64);
    }

    #[test]
    fn the_empty_text_has_the_published_hash() {
        assert!(sha256_of_text("").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }
}
