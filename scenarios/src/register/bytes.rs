//! A register's text: unpacked and decoded.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::RegisterError;

/// Bytes that a register may have, unpacked: several times the whole register of England.
const MOST_BYTES: u64 = 512 << 20;

/// The characters of code page 1252 from 0x80 to 0x9f.
const CP1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of the file at `path`.
pub(super) fn text(path: &Path) -> Result<String, RegisterError> {
    let bytes = read(path)?;
    let fault = |message: &str, advice: &str| RegisterError::NoText {
        path: path.to_path_buf(),
        message: message.to_owned(),
        advice: advice.to_owned(),
    };
    if bytes.is_empty() {
        return Err(fault("is empty", "download it again"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let advice = "unpack it and name the CSV file in it; from a spreadsheet, save as CSV";
        return Err(fault("is a zip archive or a spreadsheet, but must be a CSV file", advice));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let message = format!("is no text: byte {at} is zero");
        return Err(fault(&message, "name the register's CSV file, plain or packed with gzip"));
    }
    Ok(decode(bytes))
}

/// The bytes of the file, unpacked.
fn read(path: &Path) -> Result<Vec<u8>, RegisterError> {
    let unread = |error: std::io::Error| RegisterError::Unreadable {
        path: path.to_path_buf(),
        message: error.to_string(),
    };
    if fs::metadata(path).map_err(unread)?.is_dir() {
        return Err(RegisterError::Folder { path: path.to_path_buf() });
    }
    let mut file = File::open(path).map_err(unread)?;
    let mut start = Vec::new();
    (&mut file).take(2).read_to_end(&mut start).map_err(unread)?;
    let packed = start == [0x1f, 0x8b];
    let whole = std::io::Cursor::new(start).chain(file);
    let mut bytes = Vec::new();
    if packed {
        let unpacked = MultiGzDecoder::new(whole).take(MOST_BYTES + 1).read_to_end(&mut bytes);
        unpacked.map_err(|error| RegisterError::Gzip {
            path: path.to_path_buf(),
            message: error.to_string(),
        })?;
    } else {
        whole.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(RegisterError::TooLarge { path: path.to_path_buf(), most: MOST_BYTES });
    }
    Ok(bytes)
}

/// UTF-8 where it is that, code page 1252 otherwise.
fn decode(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(from_cp1252).collect());
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

/// The character of a byte in code page 1252.
fn from_cp1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => CP1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}
