//! The scenarios that are built in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::check;
use crate::error::Errors;
use crate::layer::{Layer, Stated};
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
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// Named systems that it expresses: S01 and on.
    pub systems: Vec<String>,
    /// Claims that it serves: C01 and on.
    pub claims: Vec<String>,
    /// Its text.
    pub text: &'static str,
}

impl LibraryEntry {
    /// Whether it has that tag, or serves the system or claim of that mark.
    pub fn has(&self, tag: &str) -> bool {
        [&self.tags, &self.systems, &self.claims]
            .into_iter()
            .flatten()
            .any(|own| own.eq_ignore_ascii_case(tag))
    }
}

/// Every built-in scenario, in the order of the library.
pub fn library() -> Vec<LibraryEntry> {
    BUILT_IN.iter().map(|(name, text)| entry(name, text)).collect()
}

/// Names of the built-in scenarios that state a lever or parameter themselves, from the start or in a
/// policy.
pub(crate) fn setting(position: usize) -> Vec<&'static str> {
    let sets = |text: &'static str, name| {
        let layer = read(source(Label::BuiltIn(name), text));
        let policies = layer.policies.iter().flat_map(|policy| &policy.set);
        layer.all_values().iter().chain(policies).any(|one| one.position == position)
    };
    BUILT_IN.iter().filter(|(name, text)| sets(text, name)).map(|(name, _)| *name).collect()
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
    let list =
        |stated: Option<Stated<Vec<String>>>| stated.map(|list| list.value).unwrap_or_default();
    let (tags, systems, claims) = (list(layer.tags), list(layer.systems), list(layer.claims));
    LibraryEntry { name, title, summary, tags, systems, claims, text }
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
