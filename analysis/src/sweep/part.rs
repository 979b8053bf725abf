//! A part of a sweep as a file: there whole or not at all.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::error::SweepError;
use crate::export::ParquetWriter;
use crate::table::{TableSpec, Values};

/// One part: its runs and its file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its runs.
    pub runs: Range<usize>,
    /// Name of its file.
    pub name: String,
}

impl Part {
    /// Its file below the folder of a sweep.
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join("parts").join(&self.name)
    }

    /// Whether it is done. Asked twice where the answer is no: some file systems show new files late.
    pub fn is_there(&self, folder: &Path) -> bool {
        self.path(folder).is_file()
    }
}

/// What became of a part that was to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is there now.
    New,
    /// Somebody else had published the same bytes meanwhile.
    Already,
}

/// Writes the rows of a part, under a name of this process alone, and gives it its name when all of it
/// is on the disk.
///
/// # Errors
/// The disk's, and [`SweepError::Different`] where the part is there already with other bytes.
pub fn publish(
    folder: &Path,
    part: &Part,
    spec: &TableSpec,
    rows: &[Values],
) -> Result<Published, SweepError> {
    let path = part.path(folder);
    let own = format!("{}.{}.{:?}", part.name, std::process::id(), std::thread::current().id());
    let own = own.replace(['(', ')'], "");
    let partial = folder.join("tmp").join(own);
    let mut writer = ParquetWriter::create(&partial, spec)?;
    writer.write(rows)?;
    writer.finish()?;
    let disk = |source: io::Error| SweepError::Disk { path: path.clone(), source };
    if path.is_file() {
        let same = fs::read(&path).map_err(disk)? == fs::read(&partial).map_err(disk)?;
        let _ = fs::remove_file(&partial);
        return if same { Ok(Published::Already) } else { Err(SweepError::Different { path }) };
    }
    fs::rename(&partial, &path).map_err(disk)?;
    sync_folder(&folder.join("parts"));
    Ok(Published::New)
}

/// Asks the system to keep the names of a folder; where it cannot, the file is there all the same.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
