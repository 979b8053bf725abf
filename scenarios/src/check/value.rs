//! Single values: texts, numbers in their range, lists of names.

use sim::agent::Region;
use sim::catalogue::{Entry, catalogue};

use super::Checker;
use crate::layer::Stated;
use crate::limits::{self, Number, Whole};
use crate::nearest;
use crate::node::{Node, Value};
use crate::slip;
use crate::snippet::quote;

/// Characters that a title or a name may have.
pub(crate) const LONGEST_LINE: usize = 200;
/// Known names that a message lists in full.
const FEW: usize = 7;
/// Settings that are paths, which may be longer.
const PATHS: [&str; 3] = ["population.register", "population.group_links", "population.file"];

/// A letter and a number with two digits or more: `S07`, `C121`.
pub(crate) fn mark(letter: char, number: u32) -> String {
    format!("{letter}{number:02}")
}

/// More than one of what a list holds.
fn plural(what: &str) -> String {
    match what {
        "local authority" => "local authorities".to_owned(),
        "kind of governance" => "kinds of governance".to_owned(),
        other => format!("{other}s"),
    }
}

/// What is wrong with a value that is no whole number.
pub(super) fn not_whole(field: &Whole, value: &Value) -> String {
    let (path, range) = (field.path, field.range());
    match value {
        Value::Decimal(number) => format!(
            "`{path}` is {}, but must be a whole number between {range}, without point or exponent",
            limits::number(*number)
        ),
        Value::Whole(_) => format!("`{path}` is too large: it must lie between {range}"),
        other => {
            format!("`{path}` is {}, but must be a whole number between {range}", other.kind())
        }
    }
}

/// A number's range and unit in words.
fn range(min: f64, max: f64, unit: &str) -> String {
    format!("{} and {} ({unit})", limits::number(min), limits::number(max))
}

/// The number that a value states, or what is wrong with it.
fn number(path: &str, bounds: &Number, value: &Value) -> Result<f64, String> {
    let range = range(bounds.min, bounds.max, bounds.unit);
    let number = match value {
        Value::Decimal(number) => *number,
        Value::Whole(Some(number)) => *number as f64,
        Value::Whole(None) => f64::INFINITY,
        other => {
            let found = other.kind();
            return Err(format!("`{path}` is {found}, but must be a number between {range}"));
        }
    };
    let shown = match number {
        _ if number.is_nan() => "`nan`, which is not a number".to_owned(),
        _ if number.is_infinite() => "infinite or too large".to_owned(),
        _ if (bounds.min..=bounds.max).contains(&number) => return Ok(number),
        _ => limits::number(number),
    };
    Err(format!("`{path}` is {shown}, but must lie between {range}"))
}

/// Advice for a text that was meant to be a number.
fn of_text(value: &Value) -> Option<String> {
    let Value::Text(text) = value else { return None };
    if text.trim().parse::<f64>().is_ok() {
        return Some("numbers stand without quotation marks".to_owned());
    }
    slip::number(text.trim())
}

/// Advice for a percentage where a share is wanted.
fn of_percent(bounds: &Number, value: &Value) -> Option<String> {
    let percent = match value {
        Value::Decimal(number) => *number,
        Value::Whole(Some(number)) => *number as f64,
        _ => return None,
    };
    let is_share = bounds.unit.starts_with("share") && bounds.max <= 1.0;
    (is_share && percent > bounds.max && (2.0..=100.0).contains(&percent))
        .then(|| slip::number(&format!("{percent}%")))?
}

/// The bounds of a lever or parameter.
pub(super) fn bounds(entry: &Entry) -> Number {
    Number { min: entry.min, max: entry.max, unit: entry.unit }
}

impl Checker<'_> {
    /// The number of a lever or parameter, in its range.
    pub(super) fn value(&mut self, position: usize, node: &Node) -> Option<Stated<f64>> {
        let entry = &catalogue()[position];
        self.number(entry.path, &bounds(entry), node)
    }

    /// A number in its range.
    pub(super) fn number(
        &mut self,
        path: &str,
        bounds: &Number,
        node: &Node,
    ) -> Option<Stated<f64>> {
        match number(path, bounds, &node.value) {
            Ok(number) => Some(self.stated(number, node)),
            Err(message) => {
                let advice = of_text(&node.value).or_else(|| of_percent(bounds, &node.value));
                self.wrong(&node.span, || (message, advice));
                None
            }
        }
    }

    /// `true` or `false`.
    pub(super) fn truth(&mut self, path: &str, node: &Node) -> Option<Stated<bool>> {
        if let Value::Truth(truth) = node.value {
            return Some(self.stated(truth, node));
        }
        let found = node.value.kind();
        self.wrong(&node.span, || {
            let help = "true and false stand without quotation marks".to_owned();
            (format!("`{path}` is {found}, but must be true or false"), Some(help))
        });
        None
    }

    /// A list of lines of one's own, none twice.
    pub(super) fn lines(&mut self, path: &str, node: &Node) -> Option<Stated<Vec<String>>> {
        let members = self.members(path, node, "text", "\"stance\"")?;
        let mut found: Vec<String> = Vec::new();
        for member in members {
            if let Some(line) = self.line(path, member)
                && !self.stands_twice(&found, &line.value, member, "word")
            {
                found.push(line.value);
            }
        }
        (found.len() == members.len()).then(|| self.stated(found, node))
    }

    /// A list of marks: a letter and a number with two digits or more.
    pub(super) fn marks(
        &mut self,
        path: &str,
        node: &Node,
        letter: char,
        most: u32,
    ) -> Option<Stated<Vec<String>>> {
        let known: Vec<String> = (1..=most).map(|number| mark(letter, number)).collect();
        let example = format!("\"{}\"", mark(letter, 1));
        let members = self.members(path, node, "text", &example)?;
        let mut found: Vec<String> = Vec::new();
        for member in members {
            let Some(stated) = self.text(path, member) else { continue };
            if !known.contains(&stated.value) {
                self.wrong(&member.span, || {
                    let message = format!("{} is none of `{path}`", quote(&stated.value));
                    (
                        message,
                        Some(format!("they go from {} to {}", mark(letter, 1), mark(letter, most))),
                    )
                });
            } else if !self.stands_twice(&found, &stated.value, member, "mark") {
                found.push(stated.value);
            }
        }
        (found.len() == members.len()).then(|| self.stated(found, node))
    }

    /// A list of whole numbers from 1 to `most`, none twice.
    pub(super) fn counts(&mut self, path: &str, node: &Node, most: u8) -> Option<Stated<Vec<u8>>> {
        let members = self.members(path, node, "whole number", &most.to_string())?;
        let mut found: Vec<u8> = Vec::new();
        for member in members {
            let number = match member.value {
                Value::Whole(Some(number)) => u8::try_from(number).ok(),
                _ => None,
            };
            match number.filter(|number| (1..=most).contains(number)) {
                Some(number) => {
                    if !self.stands_twice(&found, &number, member, "number") {
                        found.push(number);
                    }
                }
                None => self.wrong(&member.span, || {
                    (format!("`{path}` holds whole numbers from 1 to {most}"), None)
                }),
            }
        }
        (found.len() == members.len()).then(|| self.stated(found, node))
    }

    /// The members of a list that is not empty.
    fn members<'n>(
        &mut self,
        path: &str,
        node: &'n Node,
        what: &str,
        example: &str,
    ) -> Option<&'n [Node]> {
        let Value::List(members) = &node.value else {
            let found = node.value.kind();
            self.wrong(&node.span, || {
                let plural = if what == "text" { "texts".to_owned() } else { plural(what) };
                let example = format!("for example [{example}]");
                (format!("`{path}` is {found}, but must be a list of {plural}, {example}"), None)
            });
            return None;
        };
        if members.is_empty() {
            self.wrong(&node.span, || {
                let message = format!("`{path}` is empty, which would be no school at all");
                if path.contains('.') {
                    return (message, Some(format!("leave `{path}` out to mean all of them")));
                }
                (format!("`{path}` is empty"), Some(format!("leave `{path}` out")))
            });
            return None;
        }
        Some(members)
    }

    /// A text.
    pub(super) fn text(&mut self, path: &str, node: &Node) -> Option<Stated<String>> {
        if let Value::Text(text) = &node.value {
            return Some(self.stated(text.clone(), node));
        }
        let found = node.value.kind();
        self.wrong(&node.span, || {
            (format!("`{path}` is {found}, but must be text in quotation marks"), None)
        });
        None
    }

    /// A text of one line that is not empty.
    pub(super) fn line(&mut self, path: &str, node: &Node) -> Option<Stated<String>> {
        let stated = self.text(path, node)?;
        let text = &stated.value;
        let fault = if text.trim().is_empty() {
            "is empty, but must say something".to_owned()
        } else if text.chars().any(char::is_control) {
            "must be one line, without tabs or other control characters".to_owned()
        } else if !PATHS.contains(&path) && text.chars().nth(LONGEST_LINE).is_some() {
            format!("must have {LONGEST_LINE} characters at most")
        } else {
            return Some(stated);
        };
        self.wrong(&node.span, || (format!("`{path}` {fault}"), None));
        None
    }

    /// A list of regions.
    pub(super) fn regions(&mut self, path: &str, node: &Node) -> Option<Stated<Vec<Region>>> {
        self.names(path, node, Region::from_name, "region", Region::NAMES)
    }

    /// A list of known names: not empty, none twice. Every wrong member is an error of its own.
    pub(super) fn names<T: PartialEq>(
        &mut self,
        path: &str,
        node: &Node,
        find: impl Fn(&str) -> Option<T>,
        what: &str,
        known: &[&str],
    ) -> Option<Stated<Vec<T>>> {
        let example = format!("\"{}\"", known.first().unwrap_or(&""));
        let members = self.members(path, node, what, &example)?;
        let mut found = Vec::new();
        for member in members {
            if let Some(name) = self.name(path, member, &find, what, known)
                && !self.stands_twice(&found, &name, member, what)
            {
                found.push(name);
            }
        }
        (found.len() == members.len()).then(|| self.stated(found, node))
    }

    /// One known name of a list.
    fn name<T>(
        &mut self,
        path: &str,
        member: &Node,
        find: impl Fn(&str) -> Option<T>,
        what: &str,
        known: &[&str],
    ) -> Option<T> {
        let stated = self.text(path, member)?;
        let name = find(&stated.value);
        if name.is_none() {
            self.wrong(&member.span, || {
                let text = quote(&stated.value);
                // Of a few names the nearest may be the wrong one: who reads all of them chooses better.
                let few =
                    (known.len() <= FEW).then(|| format!("known here: {}", nearest::list(known)));
                let advice = few.or_else(|| nearest::advice(&stated.value, known));
                (format!("{text} is no {what}"), advice)
            });
        }
        name
    }

    /// Whether a name is already in its list, which is an error.
    fn stands_twice<T: PartialEq>(
        &mut self,
        found: &[T],
        name: &T,
        node: &Node,
        what: &str,
    ) -> bool {
        let twice = found.contains(name);
        if twice {
            self.wrong(&node.span, || (format!("this {what} stands twice in its list"), None));
        }
        twice
    }
}
