//! The tree of a scenario's text: values with their places, keys in the order of the text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

/// Bytes of a text.
pub(crate) type Span = Range<usize>;

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
}

/// A key, its place, and what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) at: Span,
    pub(crate) node: Node,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// A whole number; nothing when it has more digits than any number that is accepted.
    Whole(Option<i128>),
    /// A number with a point or an exponent, `nan` or `inf`.
    Decimal(f64),
    Truth(bool),
    Date,
    List(Vec<Node>),
    Table(Vec<Entry>),
}

impl Value {
    /// The kind of the value in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Whole(_) => "a whole number",
            Value::Decimal(_) => "a decimal number",
            Value::Truth(_) => "true or false",
            Value::Date => "a date or time",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// The tree of a parsed document.
pub(crate) fn of_table(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            at: key.span(),
            node: of_value(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.at.start);
    entries
}

/// The tree of a parsed value.
pub(crate) fn of_value(value: &Spanned<DeValue<'_>>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Whole(whole(number)),
        DeValue::Float(number) => Value::Decimal(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(list) => Value::List(list.iter().map(of_value).collect()),
        DeValue::Table(table) => Value::Table(of_table(table)),
    };
    Node { value: kind, span: value.span() }
}

/// The number that an integer's digits state.
fn whole(number: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(number.as_str(), number.radix()).ok()
}

/// Moves every place of a tree by `by` bytes.
pub(crate) fn shift(node: &mut Node, by: usize) {
    node.span = node.span.start + by..node.span.end + by;
    match &mut node.value {
        Value::List(list) => list.iter_mut().for_each(|member| shift(member, by)),
        Value::Table(entries) => entries.iter_mut().for_each(|entry| {
            entry.at = entry.at.start + by..entry.at.end + by;
            shift(&mut entry.node, by);
        }),
        _ => {}
    }
}
