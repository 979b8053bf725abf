//! `--set path=value`: single values on the command line, checked as those of a file are.

use std::path::PathBuf;
use std::sync::Arc;

use toml::de::DeValue;

use crate::check::{self, Checker};
use crate::depth;
use crate::error::{Diagnostic, Errors};
use crate::keys;
use crate::layer::Layer;
use crate::node::{self, Node, Span, Value};
use crate::snippet::quote;
use crate::source::{Label, Place, Source};

/// Bytes that a `--set` may have.
const LONGEST: usize = 10_000;

/// What all of `--set` state together: they are one text, of which later ones win.
pub(crate) fn layer(sets: &[String], errors: &mut Errors) -> Layer {
    let numbered = (1..).zip(sets);
    numbered.fold(Layer::default(), |layer, (number, text)| add(layer, number, text, errors))
}

/// Adds what one `--set` states.
fn add(layer: Layer, number: usize, text: &str, errors: &mut Errors) -> Layer {
    let label = Label::Set(number);
    let source = Arc::new(Source { label, text: text.to_owned(), folder: PathBuf::new() });
    let Some((path, value)) = text.split_once('=') else {
        errors.add(|| no_value(&source));
        return layer;
    };
    let start = path.len() - path.trim_start().len();
    let at = start..start + path.trim().len();
    let path = path.trim();
    if !is_settable(path) {
        errors.add(|| unknown(&source, at, path));
        return layer;
    }
    if value.trim().is_empty() && path != "summary" {
        errors.add(|| no_text(&source, path));
        return layer;
    }
    let node = value_node(path, value, text.len() - value.len());
    let mut checker = Checker::new(&source, errors, layer);
    checker.setting(path, &at, &node);
    checker.layer
}

/// Whether the path can be set here. Mechanisms and priors pass, to be refused with messages of their
/// own.
fn is_settable(path: &str) -> bool {
    ["mechanisms.", "uncertainty."].iter().any(|table| path.starts_with(table))
        || check::settable().iter().any(|known| known == path)
}

/// The value after the equals sign. Where text is wanted, quotation marks can be left out.
fn value_node(path: &str, text: &str, start: usize) -> Node {
    let lead = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let span = start + lead..start + lead + trimmed.len();
    let plain = Node { value: Value::Text(trimmed.to_owned()), span };
    if trimmed.len() > LONGEST || depth::too_deep(trimmed).is_some() {
        return plain;
    }
    let wants_text = keys::key(path).is_some_and(|key| key.shape.is_text());
    match DeValue::parse(trimmed) {
        Ok(parsed) => {
            let mut node = node::of_value(&parsed);
            if wants_text && !matches!(node.value, Value::Text(_)) {
                return plain;
            }
            node::shift(&mut node, start + lead);
            node
        }
        Err(_) => plain,
    }
}

/// The message for a `--set` without an equals sign.
fn no_value(source: &Arc<Source>) -> Diagnostic {
    Diagnostic::at(Place::new(source, 0..source.text.len()), "this sets nothing: `=` is missing")
        .help("write a path and a value, for example --set run.years=5")
}

/// The message for a `--set` with nothing after the equals sign.
fn no_text(source: &Arc<Source>, path: &str) -> Diagnostic {
    let end = source.text.len();
    let message = format!("nothing stands after `=`, but {} needs a value", quote(path));
    Diagnostic::at(Place::new(source, end..end), message)
}

/// The message for a path that no scenario has.
fn unknown(source: &Arc<Source>, at: Span, path: &str) -> Diagnostic {
    let message = format!("{} is not known", quote(path));
    let diagnostic = Diagnostic::at(Place::new(source, at), message);
    if path == "extends" || path.starts_with("policy") {
        return diagnostic.help("only a file can say what it extends or add a policy");
    }
    match check::advice(path) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}
