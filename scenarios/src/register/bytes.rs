//! A file's text: unpacked and decoded.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::RegisterError;
use crate::encoding::{self, NoText};

/// Bytes that a register may have, unpacked: several times the whole register of England.
const MOST_BYTES: u64 = 512 << 20;

/// The text of the file at `path`.
pub(super) fn text(path: &Path) -> Result<String, RegisterError> {
    let bytes = read(path)?;
    encoding::decode(bytes).map_err(|NoText { message, advice }| RegisterError::NoText {
        path: path.to_path_buf(),
        message,
        advice: advice.to_owned(),
    })
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
