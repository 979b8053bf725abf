//! The second pass: from a tree to the values it states, with every mistake of meaning.

mod names;
mod policy;
mod schools;
mod value;

use std::sync::Arc;

use sim::catalogue::{Kind, catalogue, position};

use crate::error::{Diagnostic, Errors};
use crate::layer::{Layer, SourceWord, Stated};
use crate::limits::{self, Whole};
use crate::nearest;
use crate::node::{Entry, Node, Span, Value};
use crate::snippet::quote;
use crate::source::{Place, Source};

pub(crate) use names::{advice, drivers, settable};

/// Reads the values of one text.
pub(crate) struct Checker<'a> {
    pub(crate) layer: Layer,
    source: &'a Arc<Source>,
    errors: &'a mut Errors,
}

/// Everything that a file states.
pub(crate) fn file(source: &Arc<Source>, entries: &[Entry], errors: &mut Errors) -> Layer {
    let mut checker = Checker::new(source, errors);
    entries.iter().for_each(|entry| checker.top(entry));
    checker.layer
}

impl<'a> Checker<'a> {
    /// A reader of `source` that has read nothing yet.
    pub(crate) fn new(source: &'a Arc<Source>, errors: &'a mut Errors) -> Self {
        Self { layer: Layer::new(source), source, errors }
    }

    /// A key at the top of a file.
    fn top(&mut self, entry: &Entry) {
        match entry.key.as_str() {
            "extends" => self.layer.extends = self.text("extends", &entry.node),
            "policy" => self.policies(entry),
            "title" | "summary" => self.setting(&entry.key, &entry.at, &entry.node),
            table if names::is_table(table) => self.table(entry),
            _ => self.unknown_top(entry),
        }
    }

    /// A table of settings: `[run]`, `[population]` or a driver.
    fn table(&mut self, entry: &Entry) {
        let Value::Table(members) = &entry.node.value else {
            let name = &entry.key;
            let found = entry.node.value.kind();
            return self.wrong(&entry.at, || {
                (
                    format!("`{name}` is {found}, but must be a table"),
                    Some(format!("write `[{name}]` on a line of its own and its keys below it")),
                )
            });
        };
        for member in members {
            let path = format!("{}.{}", entry.key, member.key);
            self.setting(&path, &member.at, &member.node);
        }
    }

    /// A value by its whole path, wherever it stands.
    pub(crate) fn setting(&mut self, path: &str, at: &Span, node: &Node) {
        match path {
            "title" => self.layer.title = self.line(path, node),
            "summary" => self.layer.summary = self.text(path, node),
            "run.start" => {
                self.layer.start = self.whole(&limits::START, node);
                self.layer.run_is_wrong |= self.layer.start.is_none();
            }
            "run.years" => {
                self.layer.years = self.whole(&limits::YEARS, node);
                self.layer.run_is_wrong |= self.layer.years.is_none();
            }
            "run.replicates" => self.layer.replicates = self.whole(&limits::REPLICATES, node),
            "run.seed" => self.layer.seed = self.whole(&limits::SEED, node),
            "population.source" => self.layer.word = self.source_word(path, node),
            "population.schools" => self.layer.schools = self.whole(&limits::SCHOOLS, node),
            "population.regions" => self.layer.regions = self.regions(path, node),
            "population.seed" => {
                self.layer.population_seed = self.whole(&limits::POPULATION_SEED, node);
            }
            "population.register" => self.layer.register = self.line(path, node),
            "population.group_links" => self.layer.group_links = self.line(path, node),
            "population.file" => self.layer.file = self.line(path, node),
            lever => self.lever_setting(lever, at, node),
        }
    }

    /// A lever by its path.
    fn lever_setting(&mut self, path: &str, at: &Span, node: &Node) {
        if let Some(position) = self.lever(path, at)
            && let Some(stated) = self.lever_value(position, node)
        {
            self.layer.levers.push((position, stated));
        }
    }

    /// The catalogue position of a lever, or an error at `at`.
    fn lever(&mut self, path: &str, at: &Span) -> Option<usize> {
        let found = position(path);
        if let Some(position) = found.filter(|at| catalogue()[*at].kind == Kind::Lever) {
            return Some(position);
        }
        let is_parameter = found.is_some();
        self.wrong(at, || {
            if is_parameter {
                return (
                    format!("{} is a process parameter, but only levers can be set", quote(path)),
                    Some("a parameter says how the world works".to_owned()),
                );
            }
            (format!("{} is not known", quote(path)), names::advice(path))
        });
        None
    }

    /// The word that says where schools come from.
    fn source_word(&mut self, path: &str, node: &Node) -> Option<Stated<SourceWord>> {
        let stated = self.text(path, node)?;
        let value = match stated.value.as_str() {
            "synthetic" => SourceWord::Synthetic,
            "register" => SourceWord::Register,
            "file" => SourceWord::File,
            other => {
                self.wrong(&node.span, || {
                    let other = quote(other);
                    let known = "`synthetic`, `register` or `file`";
                    (format!("`{path}` is {other}, but must be {known}"), None)
                });
                return None;
            }
        };
        Some(Stated { value, place: stated.place })
    }

    /// A key that no scenario has at its top.
    fn unknown_top(&mut self, entry: &Entry) {
        let key = &entry.key;
        let is_process =
            catalogue().iter().any(|known| known.path.split('.').next() == Some(key.as_str()));
        let is_lever = position(key).is_some();
        self.wrong(&entry.at, || {
            let message = format!("{} is not known", quote(key));
            let help = if is_process {
                "it holds process parameters, but a scenario states levers only".to_owned()
            } else if is_lever {
                format!("a lever stands in its driver's table: write {key} without quotation marks")
            } else {
                return (message, nearest::advice(key, &names::tops()));
            };
            (message, Some(help))
        });
    }

    /// A whole number in its range.
    fn whole(&mut self, field: &Whole, node: &Node) -> Option<Stated<u64>> {
        let checked = match node.value {
            Value::Whole(Some(value)) => field.check(field.path, value),
            ref other => Err((value::not_whole(field, other), None)),
        };
        match checked {
            Ok(value) => Some(self.stated(value, node)),
            Err(wrong) => {
                self.wrong(&node.span, || wrong);
                None
            }
        }
    }

    /// A value with its place.
    fn stated<T>(&self, value: T, node: &Node) -> Stated<T> {
        Stated { value, place: Place::new(self.source, node.span.clone()) }
    }

    /// Adds an error at `at`: a message, and perhaps advice.
    fn wrong(&mut self, at: &Span, build: impl FnOnce() -> (String, Option<String>)) {
        let source = self.source;
        self.errors.add(|| {
            let (message, help) = build();
            let diagnostic = Diagnostic::at(Place::new(source, at.clone()), message);
            match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        });
    }
}
