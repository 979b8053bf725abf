//! The first pass: from bytes to a tree, or the mistakes of the text alone.

use std::sync::Arc;

use toml::de::{DeTable, Error};

use crate::depth::{self, DEEPEST};
use crate::error::{Diagnostic, Errors};
use crate::node::{self, Entry};
use crate::slip;
use crate::snippet;
use crate::source::{Place, Source};

/// Bytes that a scenario file may have: 1 MiB.
pub const MAX_FILE_BYTES: u64 = 1 << 20;

/// Mistakes of the text that are listed: what follows the first few is often their echo.
const SYNTAX_ERRORS: usize = 10;

/// The smallest scenario, for people whose file is empty.
const SMALLEST: &str = "\
title   = \"What if half as much hangs on results?\"
extends = \"england\"

[accountability]
stakes = 0.25";

/// The text of `bytes`, or what is wrong with them. `name` is the file's name for messages.
pub(crate) fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let name = snippet::quote_path(name);
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Diagnostic::plain(format!(
            "{name} is a document of a word processor, or an archive"
        ))
        .help("save it as plain text (UTF-8), with the ending .toml"));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf16 {
        return Err(Diagnostic::plain(format!("{name} is written in UTF-16, but must be UTF-8"))
            .help("save it again with the encoding UTF-8"));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Diagnostic::plain(format!("{name} is no text: byte {at} is zero"))
            .help("a scenario is a text file in TOML, written in UTF-8"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Diagnostic::plain(format!("{name} is not UTF-8: the text breaks off at byte {at}"))
            .help("save it again with the encoding UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The message for a file above [`MAX_FILE_BYTES`].
pub(crate) fn too_large(name: &str, bytes: u64) -> Diagnostic {
    let mebibytes = bytes as f64 / MAX_FILE_BYTES as f64;
    let name = snippet::quote_path(name);
    Diagnostic::plain(format!("{name} has {mebibytes:.1} MiB, but a scenario has 1 MiB at most"))
        .help("check that this is the file you meant")
}

/// The tree of a text, or nothing when `errors` says what is wrong with it.
pub(crate) fn parse(source: &Arc<Source>, errors: &mut Errors) -> Option<Vec<Entry>> {
    tree(source, empty, errors)
}

/// The same for an experiment.
pub(crate) fn parse_experiment(source: &Arc<Source>, errors: &mut Errors) -> Option<Vec<Entry>> {
    tree(source, empty_experiment, errors)
}

fn tree(
    source: &Arc<Source>,
    empty: fn(&Source) -> Diagnostic,
    errors: &mut Errors,
) -> Option<Vec<Entry>> {
    if let Some(at) = depth::too_deep(&source.text) {
        let place = Place::new(source, at..at + 1);
        errors.add(|| {
            Diagnostic::at(place, format!("more than {DEEPEST} levels lie within one another here"))
                .help("a scenario needs four levels at most: check for a bracket left open")
        });
        return None;
    }
    let (table, mistakes) = DeTable::parse_recoverable(&source.text);
    if !mistakes.is_empty() {
        list(source, mistakes, errors);
        return None;
    }
    let entries = node::of_table(table.get_ref());
    if entries.is_empty() {
        errors.add(|| empty(source));
        return None;
    }
    Some(entries)
}

/// The message for a file that states nothing.
fn empty(source: &Source) -> Diagnostic {
    let example = SMALLEST.replace('\n', "\n    ");
    Diagnostic::plain(format!(
        "{} states nothing: it would be the baseline unchanged",
        source.label
    ))
    .help(format!("a smallest scenario looks like this:\n\n    {example}"))
}

/// The same for an experiment.
fn empty_experiment(source: &Source) -> Diagnostic {
    Diagnostic::plain(format!("{} states nothing", source.label)).help(
        "a smallest experiment names a scenario and a design:\n\n    scenario = \"england\"\n\n    [design]\n    \
         kind = \"grid\"\n    [design.factors]\n    \"accountability.stakes\" = [0.25, 0.5, 0.75]",
    )
}

/// Adds the first mistake of each line, ten at most.
fn list(source: &Arc<Source>, mistakes: Vec<Error>, errors: &mut Errors) {
    let end = source.text.trim_end().len();
    let mut placed: Vec<_> =
        mistakes.into_iter().map(|mistake| (mistake.span().unwrap_or(end..end), mistake)).collect();
    placed.sort_by_key(|(span, _)| span.start);
    let (mut listed, mut seen_to) = (0, None);
    for (span, mistake) in placed {
        if seen_to.is_some_and(|seen| span.start <= seen) {
            continue;
        }
        if listed == SYNTAX_ERRORS {
            break;
        }
        seen_to = Some(line_end(&source.text, span.start));
        listed += 1;
        let slip = slip::of(&source.text, &span);
        errors.add(|| {
            let diagnostic = Diagnostic::at(Place::new(source, span), words(mistake.message()));
            match slip {
                Some(advice) => diagnostic.help(advice),
                None => diagnostic,
            }
        });
        // What stands behind an open bracket is read as its content: all that follows is an echo.
        if is_open_bracket(mistake.message()) {
            break;
        }
    }
}

/// The byte of the line break that ends the line of byte `at`.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| at + length)
}

/// Whether a message is about a bracket that was opened and not closed.
fn is_open_bracket(message: &str) -> bool {
    ["missing comma", "missing key for inline", "unclosed"]
        .iter()
        .any(|start| message.starts_with(start))
}

/// A parser's message in this project's words.
fn words(message: &str) -> String {
    let what = match message.strip_suffix(", expected nothing").unwrap_or(message) {
        text if is_open_bracket(text) && text.contains("array element") => {
            "a comma is missing between two members of a list, or the bracket `]` that ends it"
        }
        text if text.starts_with("unclosed array table") => {
            "a heading with two brackets needs two at its end: [[policy]]"
        }
        text if text.starts_with("unclosed table") => {
            "the bracket that ends this heading is missing: [run]"
        }
        text if is_open_bracket(text) => {
            "a comma is missing between two parts of a table, or the bracket `}` that ends it"
        }
        text if text.starts_with("unexpected key or value") => {
            "nothing more may stand on this line, and a key and its value stand on one line"
        }
        text if text.starts_with("invalid unquoted key") => {
            "a key is written in letters, numbers, `-` and `_`, or stands in straight quotation marks"
        }
        text if text.starts_with("invalid boolean") => {
            "true and false are written in small letters"
        }
        text if text.starts_with("invalid mantissa")
            || text.starts_with("invalid literal string") =>
        {
            "this is no number"
        }
        "duplicate key" => return "this key stands twice in its table: keep one of the two".into(),
        "recursion limit" => return "too many levels lie within one another".into(),
        text if text.starts_with("string values must be quoted") => {
            "a value is missing here, or is text without quotation marks"
        }
        date if date.starts_with("invalid date") => {
            "a date that is none; a term stands in quotation marks, such as \"2027-autumn\""
        }
        text if text.starts_with("invalid basic string") => {
            "the quotation mark that ends this text is missing, or an escape in it is unknown"
        }
        other => other,
    };
    format!("this is not valid TOML: {what}")
}
