//! The texts of a scenario: the one that was asked for, and what it extends.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Diagnostic, Errors, Failure};
use crate::library;
use crate::nearest;
use crate::node::{Entry, Value};
use crate::snippet::quote_path;
use crate::source::{Label, Place, Source};
use crate::text::{self, MAX_FILE_BYTES};

/// Texts that a chain of `extends` may have.
const LONGEST: usize = 32;

/// A parsed text of the chain.
pub(crate) struct Text {
    pub(crate) source: Arc<Source>,
    pub(crate) entries: Vec<Entry>,
    /// What tells one text from another, by whatever path it was reached.
    identity: PathBuf,
}

/// What stands in the way of the texts: nothing is read further, or the rest can be checked.
pub(crate) struct Chain {
    /// The texts, the one that was asked for first.
    pub(crate) texts: Vec<Text>,
    /// What is wrong with the links between them.
    pub(crate) errors: Errors,
}

/// Reads the scenario `start` and what it extends.
///
/// # Errors
/// If `start` cannot be read, or the text of any file of the chain is broken.
pub(crate) fn read(start: &str) -> Result<Chain, Failure> {
    read_from(start, Path::new(""))
}

/// The same, where a path is relative to `folder`.
pub(crate) fn read_from(start: &str, folder: &Path) -> Result<Chain, Failure> {
    let (source, identity) = open(start, folder).map_err(Failure::one)?;
    let mut syntax = Errors::default();
    let mut chain = Chain { texts: Vec::new(), errors: Errors::default() };
    let mut next = Some((Arc::new(source), identity));
    while let Some((source, identity)) = next.take() {
        let Some(entries) = text::parse(&source, &mut syntax) else { break };
        chain.texts.push(Text { source, entries, identity });
        next = chain.follow();
    }
    syntax.into_result()?;
    Ok(chain)
}

impl Chain {
    /// The text that the last one extends, if it extends one that can be read.
    fn follow(&mut self) -> Option<(Arc<Source>, PathBuf)> {
        let last = self.texts.last()?;
        let (target, place) = extends(last)?;
        match open(&target, &last.source.folder) {
            Ok((source, identity)) => {
                self.refuse_circle(&source, &identity, &place)?;
                Some((Arc::new(source), identity))
            }
            Err(error) => {
                self.errors.add(|| error.moved_to(place));
                None
            }
        }
    }

    /// Nothing, with an error, when a text was already read or the chain is too long.
    fn refuse_circle(&mut self, source: &Source, identity: &Path, place: &Place) -> Option<()> {
        let first = self.texts.iter().position(|text| text.identity == identity);
        if first.is_none() && self.texts.len() < LONGEST {
            return Some(());
        }
        let place = place.clone();
        let Some(first) = first else {
            self.errors.add(|| {
                Diagnostic::at(place, format!("`extends` chains more than {LONGEST} scenarios"))
                    .help("extend a scenario nearer to the baseline")
            });
            return None;
        };
        let mut circle: Vec<String> =
            self.texts[first..].iter().map(|text| text.source.label.to_string()).collect();
        circle.push(source.label.to_string());
        self.errors.add(|| {
            Diagnostic::at(place, format!("`extends` goes in a circle: {}", circle.join(" → ")))
                .help("let one of them extend `england` or nothing")
        });
        None
    }
}

/// What a text says it extends, when it says so in a text.
fn extends(text: &Text) -> Option<(String, Place)> {
    let entry = text.entries.iter().find(|entry| entry.key == "extends")?;
    let Value::Text(target) = &entry.node.value else { return None };
    Some((target.clone(), Place::new(&text.source, entry.node.span.clone())))
}

/// A built-in scenario, or a file whose path is relative to `folder`.
fn open(name: &str, folder: &Path) -> Result<(Source, PathBuf), Diagnostic> {
    if let Some(source) = library::built_in(name) {
        return Ok((source, PathBuf::from(format!("built-in/{name}"))));
    }
    let path = folder.join(name);
    let shown = path.display().to_string();
    let bytes = bytes(&path, &shown).map_err(|error| match error {
        Unread::Missing => missing(name, &path),
        Unread::Refused(diagnostic) => diagnostic,
    })?;
    let text = text::decode(&shown, bytes)?;
    let identity = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok((Source { label: Label::File(shown), text, folder }, identity))
}

/// The text of a file that is no scenario, and the folder in which it lies.
pub(crate) fn file(path: &Path, shown: &str) -> Result<(String, PathBuf), Diagnostic> {
    let bytes = bytes(path, shown).map_err(|error| match error {
        Unread::Missing => Diagnostic::plain(format!("there is no file {}", quote_path(shown))),
        Unread::Refused(diagnostic) => diagnostic,
    })?;
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok((text::decode(shown, bytes)?, folder))
}

/// Why a file was not read.
enum Unread {
    Missing,
    Refused(Diagnostic),
}

/// The bytes of a file that is no larger than a scenario may be.
fn bytes(path: &Path, shown: &str) -> Result<Vec<u8>, Unread> {
    let wrap = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Unread::Missing,
        _ => Unread::Refused(Diagnostic::plain(format!(
            "{} cannot be read: {error}",
            quote_path(shown)
        ))),
    };
    let about = fs::metadata(path).map_err(wrap)?;
    if about.is_dir() {
        let message = format!("{} is a folder, but a scenario is a file", quote_path(shown));
        return Err(Unread::Refused(Diagnostic::plain(message)));
    }
    let refuse = |size| Unread::Refused(text::too_large(shown, size));
    if about.len() > MAX_FILE_BYTES {
        return Err(refuse(about.len()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(wrap)?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(wrap)?;
    // A pipe has no length beforehand.
    let size = bytes.len() as u64;
    if size > MAX_FILE_BYTES { Err(refuse(size)) } else { Ok(bytes) }
}

/// The message for a name that is neither a file nor a built-in scenario.
fn missing(name: &str, path: &Path) -> Diagnostic {
    let shown = quote_path(&path.display().to_string());
    let message = format!("there is no file {shown} and no built-in scenario of that name");
    let mut diagnostic = Diagnostic::plain(message);
    let with_ending = PathBuf::from(format!("{}.toml", path.display()));
    if with_ending.is_file() {
        let found = quote_path(&with_ending.display().to_string());
        diagnostic = diagnostic.help(format!("there is a file {found}: write its whole name"));
    }
    let names = library::names();
    let near = nearest::nearest(name, &names);
    let (lead, shown) = if near.is_empty() { ("built-in", names) } else { ("nearest", near) };
    diagnostic.help(format!("{lead}: {}", nearest::list(&shown)))
}
