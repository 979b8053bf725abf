//! Why a file cannot be used as a register.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Account;
use super::account::lines;
use crate::limits::grouped;
use crate::snippet::{quote, quote_path};

/// Columns of a wrong file that a message names.
const COLUMNS: usize = 6;

/// Why a file cannot be used as a register of schools.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum RegisterError {
    /// The file is missing or cannot be read.
    Unreadable { path: PathBuf, message: String },
    /// The path is a folder.
    Folder { path: PathBuf },
    /// The file is empty, packed in another way, or no text.
    NoText { path: PathBuf, message: String, advice: String },
    /// The file is packed with gzip, but damaged or cut short.
    Gzip { path: PathBuf, message: String },
    /// The file has more than `most` bytes, unpacked.
    TooLarge { path: PathBuf, most: u64 },
    /// Columns of a register are lacking; `found` are the file's own.
    NoRegister { path: PathBuf, lacking: Vec<&'static str>, found: Vec<String> },
    /// A quotation mark was left open in the row that starts at `line`.
    OpenQuote { path: PathBuf, line: u64 },
    /// There is a header and nothing below it.
    NoRows { path: PathBuf },
    /// More than half of the rows are damaged; `lines` are the first of them.
    Damaged { path: PathBuf, damaged: usize, read: usize, lines: Vec<u64> },
    /// Every row was left out.
    NoneUsed { path: PathBuf, account: Account },
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RegisterError as E;
        let name = quote_path(&self.path().display().to_string());
        match self {
            E::Unreadable { message, .. } => write!(f, "register {name} cannot be read: {message}"),
            E::Folder { .. } => write!(f, "{name} is a folder, but a register is a file"),
            E::NoText { message, advice, .. } => write!(f, "register {name} {message}\n{advice}"),
            E::Gzip { message, .. } => write!(
                f,
                "register {name} cannot be unpacked: {message}\n\
                 it is damaged or cut short: download it again"
            ),
            E::TooLarge { most, .. } => write!(
                f,
                "register {name} has more than {} MiB, but the whole of England takes about 60",
                most >> 20
            ),
            E::NoRegister { lacking, found, .. } => no_register(f, &name, lacking, found),
            E::OpenQuote { line, .. } => write!(
                f,
                "{}:{line}: a quotation mark is opened in this row and not closed\n\
                 close it, or download the register again",
                self.path().display()
            ),
            E::NoRows { .. } => {
                write!(f, "register {name} has a header but no rows\ndownload it again")
            }
            E::Damaged { damaged, read, lines: first, .. } => write!(
                f,
                "register {name} is damaged: {} of {} rows cannot be read ({})\n\
                 download it again",
                grouped(*damaged as i128),
                grouped(*read as i128),
                lines(first, *damaged)
            ),
            E::NoneUsed { account, .. } => {
                write!(f, "register {name} has no school that the model can use\n{account}")
            }
        }
    }
}

impl std::error::Error for RegisterError {}

impl RegisterError {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            RegisterError::Unreadable { path, .. }
            | RegisterError::Folder { path }
            | RegisterError::NoText { path, .. }
            | RegisterError::Gzip { path, .. }
            | RegisterError::TooLarge { path, .. }
            | RegisterError::NoRegister { path, .. }
            | RegisterError::OpenQuote { path, .. }
            | RegisterError::NoRows { path }
            | RegisterError::Damaged { path, .. }
            | RegisterError::NoneUsed { path, .. } => path,
        }
    }
}

/// The message for a file that lacks columns.
fn no_register(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    lacking: &[&str],
    found: &[String],
) -> fmt::Result {
    let own: Vec<String> = found.iter().take(COLUMNS).map(|column| quote(column)).collect();
    let more = if found.len() > COLUMNS { ", …" } else { "" };
    writeln!(f, "{name} is no register of schools: it lacks {}", lacking.join(", "))?;
    writeln!(f, "its own columns are {}{more}", own.join(", "))?;
    f.write_str(
        "download “all establishment data” from the government's register and name that file",
    )?;
    let separator = found.first().is_some_and(|cell| cell.contains([';', '\t']));
    if separator {
        f.write_str("\nits columns must be separated by commas")?;
    }
    Ok(())
}
