//! Where bytes go: a file that appears whole or not at all, or any other writer.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ExportError;

/// A destination and the name error messages give it.
pub(crate) struct Sink {
    label: String,
    target: Target,
}

enum Target {
    File { file: File, partial: PathBuf, path: PathBuf, committed: bool },
    Other(Box<dyn Write + Send>),
}

impl Sink {
    /// A file that takes its name only on [`Sink::commit`]; until then `.partial` is added to it.
    pub(crate) fn file(path: &Path) -> Result<Self, ExportError> {
        let label = path.display().to_string();
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial)
            .map_err(|source| ExportError::Write { path: label.clone(), source })?;
        let path = path.to_owned();
        Ok(Self { label, target: Target::File { file, partial, path, committed: false } })
    }

    /// Any writer, under a name for error messages.
    pub(crate) fn other(writer: Box<dyn Write + Send>, label: &str) -> Self {
        Self { label: label.to_owned(), target: Target::Other(writer) }
    }

    /// The name for error messages.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// Flushes, and gives a file its name.
    pub(crate) fn commit(mut self) -> Result<(), ExportError> {
        let done = match &mut self.target {
            Target::Other(writer) => writer.flush(),
            Target::File { file, partial, path, committed } => {
                // Some file systems report a full disk only when the data are synced.
                let renamed = file.sync_all().and_then(|()| fs::rename(&*partial, &*path));
                *committed = renamed.is_ok();
                renamed
            }
        };
        done.map_err(|source| ExportError::Write { path: self.label.clone(), source })
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::File { file, .. } => file.write(bytes),
            Target::Other(writer) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::File { file, .. } => file.flush(),
            Target::Other(writer) => writer.flush(),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Target::File { partial, committed: false, .. } = &self.target {
            // Nothing can be reported from here, and a stray partial file harms nobody.
            let _ = fs::remove_file(partial);
        }
    }
}
