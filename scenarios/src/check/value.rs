//! Single values: texts, numbers in their range, lists of names.

use sim::agent::{Phase, Region};
use sim::catalogue::{Entry, catalogue};

use super::Checker;
use crate::layer::Stated;
use crate::limits::{self, Whole};
use crate::nearest;
use crate::node::{Node, Value};
use crate::snippet::quote;

/// Characters that a title or a name may have.
const LONGEST_LINE: usize = 200;
/// Settings that are paths, which may be longer.
const PATHS: [&str; 3] = ["population.register", "population.group_links", "population.file"];

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

/// A lever's range and unit in words.
pub(crate) fn range(entry: &Entry) -> String {
    let (min, max) = (limits::number(entry.min), limits::number(entry.max));
    format!("{min} and {max} ({})", entry.unit)
}

/// The number that a lever is set to, or what is wrong with it.
fn lever_number(entry: &Entry, value: &Value) -> Result<f64, String> {
    let (path, range) = (entry.path, range(entry));
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
        _ if (entry.min..=entry.max).contains(&number) => return Ok(number),
        _ => limits::number(number),
    };
    Err(format!("`{path}` is {shown}, but must lie between {range}"))
}

impl Checker<'_> {
    /// A lever's number, in its range.
    pub(super) fn lever_value(&mut self, position: usize, node: &Node) -> Option<Stated<f64>> {
        match lever_number(&catalogue()[position], &node.value) {
            Ok(number) => Some(self.stated(number, node)),
            Err(message) => {
                self.wrong(&node.span, || (message, None));
                None
            }
        }
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
        let known: Vec<&str> = Region::ALL.iter().map(|region| region.name()).collect();
        self.names(path, node, Region::from_name, "region", &known)
    }

    /// A list of phases.
    pub(super) fn phases(&mut self, path: &str, node: &Node) -> Option<Stated<Vec<Phase>>> {
        let known: Vec<&str> = Phase::ALL.iter().map(|phase| phase.name()).collect();
        self.names(path, node, Phase::from_name, "phase", &known)
    }

    /// A list of known names: not empty, none twice. Every wrong member is an error of its own.
    fn names<T: PartialEq>(
        &mut self,
        path: &str,
        node: &Node,
        find: impl Fn(&str) -> Option<T>,
        what: &str,
        known: &[&str],
    ) -> Option<Stated<Vec<T>>> {
        let Value::List(members) = &node.value else {
            let found = node.value.kind();
            self.wrong(&node.span, || {
                let example = format!("for example [\"{}\"]", known.first().unwrap_or(&""));
                (format!("`{path}` is {found}, but must be a list of {what}s, {example}"), None)
            });
            return None;
        };
        if members.is_empty() {
            self.wrong(&node.span, || {
                let help = format!("leave `{path}` out to mean all {what}s");
                (format!("`{path}` is empty, which would be no school at all"), Some(help))
            });
            return None;
        }
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
                (format!("{text} is no {what}"), nearest::advice(&stated.value, known))
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
