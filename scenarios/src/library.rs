//! The scenarios that are built in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::check;
use crate::error::Errors;
use crate::layer::Layer;
use crate::source::{Label, Source};
use crate::text;

/// The baseline's name.
pub(crate) const BASELINE: &str = "england";

/// Name and text of every built-in scenario.
const BUILT_IN: [(&str, &str); 3] = [
    (BASELINE, include_str!("../library/england.toml")),
    ("accountability-dominant", include_str!("../library/accountability-dominant.toml")),
    ("balanced", include_str!("../library/balanced.toml")),
];

/// A scenario of the library, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryEntry {
    /// The name by which it is loaded and extended.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
}

/// Every built-in scenario, in the order of the library.
pub fn library() -> Vec<LibraryEntry> {
    BUILT_IN.iter().map(|(name, text)| entry(name, text)).collect()
}

/// Names of the built-in scenarios.
pub(crate) fn names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).collect()
}

/// The text of a built-in scenario.
pub(crate) fn built_in(wanted: &str) -> Option<Source> {
    let (name, text) = BUILT_IN.iter().find(|(name, _)| *name == wanted)?;
    Some(source(Label::BuiltIn(name), text))
}

/// What a scenario that extends nothing starts from: the run and the population of the baseline.
pub(crate) fn defaults() -> Layer {
    let text = BUILT_IN.iter().find(|(name, _)| *name == BASELINE).map_or("", |(_, text)| *text);
    let mut layer = read(source(Label::Defaults, text));
    layer.title = None;
    layer.summary = None;
    layer
}

/// The list's line of one scenario.
fn entry(name: &'static str, text: &'static str) -> LibraryEntry {
    let layer = read(source(Label::BuiltIn(name), text));
    let title = layer.title.map_or_else(|| name.to_owned(), |title| title.value);
    let summary = layer.summary.map(|summary| summary.value).unwrap_or_default();
    LibraryEntry { name, title, summary }
}

/// A built-in text.
fn source(label: Label, text: &str) -> Source {
    Source { label, text: text.to_owned(), folder: PathBuf::new() }
}

/// What a built-in text states. The tests hold that none has a mistake.
fn read(source: Source) -> Layer {
    let source = Arc::new(source);
    let mut errors = Errors::default();
    let entries = text::parse(&source, &mut errors).unwrap_or_default();
    check::file(&source, &entries, &mut errors)
}
