//! The second pass: from a tree to the values it states, with every mistake of meaning.

mod conditions;
mod doubt;
mod experiment;
mod names;
mod policy;
mod schools;
mod value;

use std::sync::Arc;

use sim::catalogue::{Kind, catalogue, position};

use crate::error::{Diagnostic, Errors};
use crate::keys;
use crate::layer::{Layer, SourceWord, Stated, ValueText, stated};
use crate::limits::{self, Whole};
use crate::nearest;
use crate::node::{Entry, Node, Span, Value};
use crate::snippet::quote;
use crate::source::{Place, Source};

pub(crate) use experiment::{ExperimentText, experiment, factor_advice, factor_bounds};
pub(crate) use names::{advice, settable};
pub(crate) use value::{LONGEST_LINE, mark};

/// Reads the values of one text.
pub(crate) struct Checker<'a> {
    pub(crate) layer: Layer,
    source: &'a Arc<Source>,
    errors: &'a mut Errors,
}

/// Everything that a file states.
pub(crate) fn file(source: &Arc<Source>, entries: &[Entry], errors: &mut Errors) -> Layer {
    let mut checker = Checker::new(source, errors, Layer::default());
    entries.iter().for_each(|entry| checker.top(entry));
    checker.layer
}

impl<'a> Checker<'a> {
    /// A reader of `source` that adds to what `layer` states.
    pub(crate) fn new(source: &'a Arc<Source>, errors: &'a mut Errors, layer: Layer) -> Self {
        Self { layer, source, errors }
    }

    /// A key at the top of a file.
    fn top(&mut self, entry: &Entry) {
        match entry.key.as_str() {
            "extends" => self.layer.extends = self.text("extends", &entry.node),
            "policy" => self.policies(entry),
            "uncertainty" => {
                if let Some(members) = self.table_of(entry) {
                    self.priors(members, "");
                }
            }
            key if keys::key(key).is_some() => self.setting(key, &entry.at, &entry.node),
            table if names::is_table(table) => self.table(entry),
            _ => self.unknown_top(entry),
        }
    }

    /// A table of settings: `[run]`, `[population]`, `[mechanisms]`, a driver or a process.
    fn table(&mut self, entry: &Entry) {
        for member in self.table_of(entry).unwrap_or_default() {
            let path = format!("{}.{}", entry.key, member.key);
            self.setting(&path, &member.at, &member.node);
        }
    }

    /// The members of a table, or an error.
    fn table_of<'e>(&mut self, entry: &'e Entry) -> Option<&'e [Entry]> {
        if let Value::Table(members) = &entry.node.value {
            return Some(members);
        }
        let name = &entry.key;
        let found = entry.node.value.kind();
        self.wrong(&entry.at, || {
            (
                format!("`{name}` is {found}, but must be a table"),
                Some(format!("write `[{name}]` on a line of its own and its keys below it")),
            )
        });
        None
    }

    /// A value by its whole path, wherever it stands.
    pub(crate) fn setting(&mut self, path: &str, at: &Span, node: &Node) {
        match path {
            "title" => self.layer.title = self.line(path, node),
            "summary" => self.layer.summary = self.text(path, node),
            "tags" => self.layer.tags = self.lines(path, node),
            "systems" => self.layer.systems = self.marks(path, node, 'S', keys::SYSTEMS),
            "claims" => self.layer.claims = self.marks(path, node, 'C', keys::CLAIMS),
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
            "run.draw_parameters" => self.layer.draw_parameters = self.truth(path, node),
            "population.source" => self.layer.word = self.source_word(path, node),
            "population.schools" => self.layer.schools = self.whole(&limits::SCHOOLS, node),
            "population.regions" => self.layer.regions = self.regions(path, node),
            "population.seed" => {
                self.layer.population_seed = self.whole(&limits::POPULATION_SEED, node);
            }
            "population.register" => self.layer.register = self.line(path, node),
            "population.group_links" => self.layer.group_links = self.line(path, node),
            "population.file" => self.layer.file = self.line(path, node),
            other => self.number_setting(other, at, node),
        }
    }

    /// A mechanism, a prior, the level of a driver, a lever or a parameter.
    fn number_setting(&mut self, path: &str, at: &Span, node: &Node) {
        if let Some(name) = path.strip_prefix("mechanisms.") {
            return self.mechanism(name, at, node);
        }
        if let Some(of) = path.strip_prefix("uncertainty.") {
            return self.prior(of, at, node);
        }
        if let Some(driver) = keys::driver_of_level(path) {
            if let Some(level) = self.number(path, &limits::LEVEL, node) {
                self.layer.levels.push((driver, level));
            }
            return;
        }
        let Some(position) = position(path) else {
            return self.wrong(at, || {
                let last = path.rsplit('.').next().unwrap_or(path);
                let message = format!("{} is not known", quote(path));
                if keys::key(last).is_some() {
                    let help = format!("`{last}` stands at the top of the file, above every table");
                    return (message, Some(help));
                }
                (message, names::advice(path))
            });
        };
        if let Some(stated) = self.value(position, node) {
            self.layer.values.push(ValueText { position, stated, level: None });
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
                    format!("{} is a process parameter, but a policy sets levers", quote(path)),
                    Some(format!(
                        "a parameter says how the world works, for the whole run: state it in the table `[{}]`",
                        path.split('.').next().unwrap_or(path)
                    )),
                );
            }
            if path.starts_with("mechanisms.") || path.starts_with("uncertainty.") {
                let help = "it holds for the whole run: state it in its table, not in a policy";
                return (format!("{} is no lever", quote(path)), Some(help.to_owned()));
            }
            if path.ends_with(".level") {
                return (format!("{} is not known", quote(path)), Some(names::which_have_levels()));
            }
            let known = names::levers_and_levels();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            (format!("{} is no lever", quote(path)), nearest::advice(path, &known))
        });
        None
    }

    /// The word that says where schools come from.
    fn source_word(&mut self, path: &str, node: &Node) -> Option<Stated<SourceWord>> {
        let text = self.text(path, node)?;
        let word = SourceWord::from_name(&text.value);
        if word.is_none() {
            self.wrong(&node.span, || {
                let other = quote(&text.value);
                let known = "`synthetic`, `register` or `file`";
                (format!("`{path}` is {other}, but must be {known}"), None)
            });
        }
        Some(Stated { value: word?, place: text.place })
    }

    /// A key that no scenario has at its top.
    fn unknown_top(&mut self, entry: &Entry) {
        let key = &entry.key;
        let is_path = position(key).is_some() || keys::driver_of_level(key).is_some();
        self.wrong(&entry.at, || {
            let message = format!("{} is not known", quote(key));
            if is_path {
                let help = format!(
                    "a lever or parameter stands in the table of its driver or process: write {key} without quotation \
                     marks"
                );
                return (message, Some(help));
            }
            if key == "policies" {
                return (message, Some("write `[[policy]]` above each policy".to_owned()));
            }
            let below = names::settable().into_iter().find(|path| path.ends_with(&format!(".{key}")));
            if let Some((table, _)) = below.as_deref().and_then(|path| path.rsplit_once('.')) {
                return (message, Some(format!("it stands in a table: write `[{table}]` above it")));
            }
            (message, nearest::advice(key, &names::tops()))
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
        stated(self.source, value, node.span.clone())
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
