//! The JSON Schema of scenario files, for editors and for checks by other programs.
//!
//! It says of every key what its value may be. What only the whole of a scenario shows (policies that
//! meet, paths that lead nowhere, a source without its file) is left to `risingtide check`.

use serde_json::{Map, Value, json};
use sim::catalogue::{Entry, catalogue};
use sim::mechanism::MECHANISMS;
use sim::process::TIMETABLE;

use crate::check::{LONGEST_LINE, mark};
use crate::keys::{self, KEYS, Shape};
use crate::limits::{FACTOR, LEVEL, Number, Whole, ZERO};

/// Text of one line that says something.
const LINE: &str = r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";

/// The schema, as text that ends with a line break.
pub fn schema() -> String {
    let mut top: Vec<(String, Value)> = Vec::new();
    for key in KEYS.iter().filter(|key| !key.path.contains('.')) {
        top.push((key.path.to_owned(), described(key.shape.schema(), key.sentence)));
    }
    for table in ["run", "population"] {
        top.push((table.to_owned(), object(keys_below(table))));
    }
    for table in keys::drivers().into_iter().chain(keys::parameter_tables()) {
        top.push((table.to_owned(), object(numbers(table))));
    }
    top.push(("mechanisms".to_owned(), mechanisms()));
    top.push(("uncertainty".to_owned(), by_path(catalogue().iter(), "priors", Vec::new())));
    top.push(("policy".to_owned(), json!({ "type": "array", "items": policy() })));
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Rising Tide scenario",
        "description": "What a policy researcher edits: everything that differs from the scenario that is extended.",
    });
    let Value::Object(all) = object(top) else { return String::new() };
    let definitions = json!({ "values": values(), "levels": levels(), "priors": priors() });
    if let Value::Object(schema) = &mut schema {
        schema.extend(all);
        schema.insert("definitions".to_owned(), definitions);
    }
    format!("{schema:#}\n")
}

impl Shape {
    /// What a value of this shape may be.
    fn schema(&self) -> Value {
        match *self {
            Shape::Line => json!({ "type": "string", "pattern": LINE, "maxLength": LONGEST_LINE }),
            Shape::Text => json!({ "type": "string" }),
            Shape::Path => json!({ "type": "string", "pattern": LINE }),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Whole(whole) => integer(whole),
            Shape::Term => {
                json!({ "type": "string", "pattern": "^[0-9]{4}-(autumn|spring|summer)$" })
            }
            Shape::Word(words) => json!({ "enum": words }),
            Shape::Names(_, known) => list(json!({ "enum": known() })),
            Shape::Lines => list(Shape::Line.schema()),
            Shape::Marks(letter, most) => {
                let marks: Vec<String> = (1..=most).map(|number| mark(letter, number)).collect();
                list(json!({ "enum": marks }))
            }
            Shape::Counts(most) => {
                list(json!({ "type": "integer", "minimum": 1, "maximum": most }))
            }
            Shape::Schools => {
                let (low, high) = crate::school_list::NUMBERS;
                let number = json!({ "type": "integer", "minimum": low, "maximum": high });
                // A number may stand twice in a list of schools.
                let numbers = json!({ "type": "array", "minItems": 1, "items": number });
                json!({ "anyOf": [numbers, Shape::Path.schema()] })
            }
            Shape::Share(bounds) => {
                let share =
                    json!({ "type": "number", "exclusiveMinimum": 0, "maximum": bounds.max });
                let ends = ["from", "to"].map(|end| (end.to_owned(), number(bounds)));
                let mut stretch = object(ends.into());
                stretch["required"] = json!(["from", "to"]);
                json!({ "anyOf": [share, stretch] })
            }
            Shape::Levers => {
                let levers = catalogue().iter().filter(|entry| is_lever(entry));
                let levels = keys::levels().into_iter();
                let mut set =
                    by_path(levers, "values", levels.map(|path| (path, "levels")).collect());
                set["minProperties"] = json!(1);
                set
            }
        }
    }
}

fn is_lever(entry: &Entry) -> bool {
    entry.kind == sim::catalogue::Kind::Lever
}

/// A table that knows these keys and no others.
fn object(properties: Vec<(String, Value)>) -> Value {
    let properties: Map<String, Value> = properties.into_iter().collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// A list that is not empty and holds nothing twice.
fn list(items: Value) -> Value {
    json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": items })
}

fn described(mut schema: Value, sentence: &str) -> Value {
    schema["description"] = json!(sentence);
    schema
}

fn integer(whole: &Whole) -> Value {
    json!({ "type": "integer", "minimum": whole.min, "maximum": whole.max })
}

fn number(bounds: &Number) -> Value {
    json!({ "type": "number", "minimum": bounds.min, "maximum": bounds.max })
}

/// The keys directly below a table, each with what it may be.
fn keys_below(table: &str) -> Vec<(String, Value)> {
    let own = |key: &&keys::Key| {
        let rest = key.path.strip_prefix(table).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|rest| !rest.contains('.'))
    };
    KEYS.iter()
        .filter(own)
        .map(|key| {
            let name = key.path.rsplit('.').next().unwrap_or(key.path);
            (name.to_owned(), described(key.shape.schema(), key.sentence))
        })
        .collect()
}

/// The levers or parameters of a table, and the level of a driver that has one.
fn numbers(table: &str) -> Vec<(String, Value)> {
    let own = catalogue().iter().filter(|entry| entry.table() == table);
    let mut numbers: Vec<(String, Value)> = Vec::new();
    let level = format!("{table}.level");
    if keys::driver_of_level(&level).is_some() {
        numbers.push(("level".to_owned(), reference("levels", &level)));
    }
    numbers.extend(own.map(|entry| (name(entry.path).to_owned(), reference("values", entry.path))));
    numbers
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn reference(definitions: &str, path: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definitions}/{path}") })
}

/// A table of numbers: each by its whole path in quotation marks, or in a table of its own.
fn by_path<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    definitions: &'static str,
    more: Vec<(String, &'static str)>,
) -> Value {
    let entries = entries.map(|entry| (entry.path.to_owned(), definitions));
    let mut properties: Vec<(String, Value)> = Vec::new();
    let mut tables: Vec<(String, Vec<(String, Value)>)> = Vec::new();
    for (path, definitions) in entries.chain(more) {
        let table = path.split('.').next().unwrap_or(&path).to_owned();
        let member = (name(&path).to_owned(), reference(definitions, &path));
        match tables.iter_mut().find(|(known, _)| *known == table) {
            Some((_, members)) => members.push(member),
            None => tables.push((table, vec![member])),
        }
        let whole = reference(definitions, &path);
        properties.push((path, whole));
    }
    for (table, members) in tables {
        let mut nested = object(members);
        nested["minProperties"] = json!(1);
        properties.push((table, nested));
    }
    object(properties)
}

fn mechanisms() -> Value {
    let effects = MECHANISMS
        .iter()
        .map(|one| (one.name.to_owned(), described(number(&FACTOR), one.sentence)));
    let processes = TIMETABLE.iter().map(|process| {
        let runs = if process.name == "record" { json!([1]) } else { json!([0, 1]) };
        (process.name.to_owned(), described(json!({ "enum": runs }), process.sentence))
    });
    object(effects.chain(processes).collect())
}

fn policy() -> Value {
    let mut properties = keys_below("policy");
    let conditions = object(keys_below("policy.where"));
    let mut conditions =
        described(conditions, "Whom the policy reaches: schools that meet all conditions.");
    conditions["dependencies"] = json!({ "lot": ["share"] });
    properties.push(("where".to_owned(), conditions));
    let mut policy = object(properties);
    policy["required"] = json!(["from", "set"]);
    policy
}

/// Every lever and parameter: what it may be.
fn values() -> Value {
    let one = |entry: &Entry| {
        let description = format!("{} Unit: {}.", entry.sentence, entry.unit);
        let value = json!({
            "type": "number",
            "minimum": entry.min,
            "maximum": entry.max,
            "default": entry.default,
            "description": description,
        });
        (entry.path.to_owned(), value)
    };
    Value::Object(catalogue().iter().map(one).collect())
}

fn levels() -> Value {
    let one = |path: String| {
        let driver = keys::driver_of_level(&path).unwrap_or_default();
        let set: Vec<&str> = keys::followers(driver).map(|at| name(catalogue()[at].path)).collect();
        let sentence = format!(
            "One number for the driver: 0.5 is today's, and it sets {}. A lever set by hand wins.",
            set.join(", ")
        );
        (path, described(number(&LEVEL), &sentence))
    };
    Value::Object(keys::levels().into_iter().map(one).collect())
}

/// What may be believed of each lever and parameter.
fn priors() -> Value {
    let one = |entry: &Entry| {
        let bounds = json!({ "type": "number", "minimum": entry.min, "maximum": entry.max });
        let numbers = |count: u32| json!({ "type": "array", "minItems": count, "maxItems": count, "items": bounds });
        let mut prior =
            object(vec![("uniform".to_owned(), numbers(2)), ("triangular".to_owned(), numbers(3))]);
        if (entry.min..=entry.max).contains(&0.0) {
            let zero =
                json!({ "type": "number", "minimum": ZERO.min, "exclusiveMaximum": ZERO.max });
            prior["properties"]["zero"] = zero;
        }
        prior["oneOf"] = json!([{ "required": ["uniform"] }, { "required": ["triangular"] }]);
        prior["dependencies"] = json!({ "zero": ["triangular"] });
        let sentence = format!("What is believed of it. {}", entry.sentence);
        (entry.path.to_owned(), described(prior, &sentence))
    };
    Value::Object(catalogue().iter().map(one).collect())
}
