//! Why a file cannot be used as a register.

use std::fmt;
use std::path::{Path, PathBuf};

use super::left_out::lines;
use super::{Account, Emptied};
use crate::limits::grouped;
use crate::snippet::{quote, quote_path};

/// Columns of a wrong file that a message names.
const COLUMNS: usize = 6;

/// Where to get a register.
const REGISTER: &str = "download “all establishment data” (edubasealldata and a date) from the \
                        government's service “Get information about schools” and name that file";
/// Where to get a file of groups.
const GROUP_LINKS: &str = "download the links of establishment groups from the government's service \
                           “Get information about schools” and name that file";

/// Why a file cannot be used as a register of schools, or as a file of their groups.
#[derive(Clone, Debug, PartialEq)]
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
    /// Columns of a register are lacking; `found` are the file's own; `looks_like` says what the
    /// file seems to be instead.
    NoRegister {
        path: PathBuf,
        lacking: Vec<&'static str>,
        found: Vec<String>,
        looks_like: Option<&'static str>,
    },
    /// The same of a file of groups.
    NoGroupLinks {
        path: PathBuf,
        lacking: Vec<&'static str>,
        found: Vec<String>,
        looks_like: Option<&'static str>,
    },
    /// A quotation mark was left open in the row that starts at `line`.
    OpenQuote { path: PathBuf, line: u64 },
    /// There is a header and nothing below it.
    NoRows { path: PathBuf },
    /// More than half of the rows are damaged; `lines` are the first of them.
    Damaged { path: PathBuf, damaged: usize, read: usize, lines: Vec<u64> },
    /// Every row was left out.
    NoneUsed { path: PathBuf, account: Box<Account> },
    /// Most of the `stated` numbers of a column cannot be; `range` says what it must hold.
    Swapped { path: PathBuf, emptied: Emptied, stated: usize, range: &'static str },
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RegisterError as E;
        let name = quote_path(&self.path().display().to_string());
        match self {
            E::Unreadable { message, .. } => write!(f, "{name} cannot be read: {message}"),
            E::Folder { .. } => write!(f, "{name} is a folder, but must be a file"),
            E::NoText { message, advice, .. } => write!(f, "{name} {message}\n{advice}"),
            E::Gzip { message, .. } => write!(
                f,
                "{name} cannot be unpacked: {message}\n\
                 it is damaged or cut short: download it again"
            ),
            E::TooLarge { most, .. } => write!(
                f,
                "{name} has more than {} MiB, but the register of England has about 60",
                most >> 20
            ),
            E::NoRegister { lacking, found, looks_like, .. } => {
                lacks(f, &format!("{name} is no register of schools"), lacking, found)?;
                f.write_str(looks_like.unwrap_or_default())?;
                let gap = if looks_like.is_some() { "\n" } else { "" };
                write!(f, "{gap}{REGISTER}{}", separator(found))
            }
            E::NoGroupLinks { lacking, found, looks_like, .. } => {
                lacks(f, &format!("{name} is no file of groups of schools"), lacking, found)?;
                write!(f, "{}{}", looks_like.unwrap_or(GROUP_LINKS), separator(found))
            }
            E::OpenQuote { line, .. } => write!(
                f,
                "{}:{line}: a quotation mark is opened in this row and not closed\n\
                 close it, or download the file again",
                self.path().display()
            ),
            E::NoRows { .. } => {
                write!(f, "{name} has a header but no rows\ndownload it again")
            }
            E::Damaged { damaged, read, lines: first, .. } => write!(
                f,
                "{name} is damaged: {} of {} rows cannot be read ({})\n\
                 see that each column stands under its name, or download it again",
                grouped(*damaged as i128),
                grouped(*read as i128),
                lines(first, *damaged)
            ),
            E::NoneUsed { account, .. } => {
                write!(f, "{name} has no school that the model can use\n{account}")
            }
            E::Swapped { emptied, stated, range, .. } => write!(
                f,
                "{name}: {} of the {} values of {} are implausible, such as {}\n\
                 {} must {range}: are two columns swapped?",
                grouped(emptied.implausible as i128),
                grouped(*stated as i128),
                emptied.column,
                quote(emptied.example.as_deref().unwrap_or_default()),
                emptied.column
            ),
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
            | RegisterError::NoGroupLinks { path, .. }
            | RegisterError::Swapped { path, .. }
            | RegisterError::OpenQuote { path, .. }
            | RegisterError::NoRows { path }
            | RegisterError::Damaged { path, .. }
            | RegisterError::NoneUsed { path, .. } => path,
        }
    }
}

/// What a file lacks, and what it has.
fn lacks(
    f: &mut fmt::Formatter<'_>,
    what: &str,
    lacking: &[&str],
    found: &[String],
) -> fmt::Result {
    let own: Vec<String> = found.iter().take(COLUMNS).map(|column| quote(column)).collect();
    let more = if found.len() > COLUMNS { ", …" } else { "" };
    writeln!(f, "{what}: it lacks {}", lacking.join(", "))?;
    writeln!(f, "its own columns are {}{more}", own.join(", "))
}

/// Advice for a file whose columns seem to be separated by something else than commas.
fn separator(found: &[String]) -> &'static str {
    match found.first() {
        Some(cell) if cell.contains([';', '\t']) => "\nits columns must be separated by commas",
        _ => "",
    }
}
