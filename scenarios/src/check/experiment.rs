//! What an experiment file states: scenarios, a design, and whatever holds for all of its scenarios.

use std::path::Path;
use std::sync::Arc;

use sim::catalogue::{Prior, catalogue};

use super::{Checker, names, value};
use crate::error::Errors;
use crate::experiment::{
    Design, Factor, MAX_POINTS, MAX_SOBOL_FACTORS, MAX_SOBOL_POINTS, Over, Target, beside,
    grid_size, read_table,
};
use crate::layer::{Layer, Stated};
use crate::limits::{self, Number, Whole};
use crate::nearest;
use crate::node::{Entry, Node, Span, Value};
use crate::snippet::quote;
use crate::source::Source;

const POINTS: Whole =
    Whole { path: "design.points", min: 1, max: MAX_POINTS as u64, unit: "points of the design" };
const STEPS: Whole =
    Whole { path: "steps", min: 2, max: MAX_POINTS as u64, unit: "values of the factor" };
const DESIGN_SEED: Whole =
    Whole { path: "design.seed", min: 0, max: sim::scenario::MAX_SEED, unit: "" };
/// Seed of the points where the file states none.
const USUAL_SEED: u64 = 1;

const KINDS: [&str; 5] = ["grid", "list", "table", "latin_hypercube", "sobol"];
const DESIGN_KEYS: [&str; 5] = ["kind", "points", "seed", "table", "factors"];
/// Scenarios that an experiment may name.
const MOST_SCENARIOS: usize = 1_000;

/// Everything that an experiment file states.
pub(crate) struct ExperimentText {
    pub(crate) title: Option<Stated<String>>,
    pub(crate) summary: Option<Stated<String>>,
    /// Names or paths of its scenarios.
    pub(crate) scenarios: Vec<Stated<String>>,
    /// What it states for all of them.
    pub(crate) layer: Layer,
    pub(crate) design: Design,
}

/// The table `[design]` as it is read.
#[derive(Default)]
struct Read<'e> {
    kind: Option<Stated<String>>,
    points: Option<Stated<u64>>,
    seed: Option<Stated<u64>>,
    table: Option<Stated<String>>,
    factors: Option<&'e Entry>,
}

/// Reads an experiment file; a table of points lies relative to `folder`.
pub(crate) fn experiment(
    source: &Arc<Source>,
    entries: &[Entry],
    folder: &Path,
    errors: &mut Errors,
) -> ExperimentText {
    let mut checker = Checker::new(source, errors, Layer::default());
    let (mut scenarios, mut design) = (Vec::new(), Design::Plain);
    let mut named: Option<&Entry> = None;
    let mut replicates: Option<&Entry> = None;
    for entry in entries {
        match entry.key.as_str() {
            "scenario" | "scenarios" => {
                if named.is_some() {
                    checker.wrong(&entry.at, || {
                        (
                            "`scenario` and `scenarios` both stand here".to_owned(),
                            Some("keep one of the two".to_owned()),
                        )
                    });
                }
                named = Some(entry);
                scenarios = checker.scenarios(entry);
            }
            "replicates" => {
                replicates = Some(entry);
                checker.layer.replicates = checker.whole(&limits::REPLICATES, &entry.node);
            }
            "design" => design = checker.design(entry, folder),
            "extends" | "policy" => checker.wrong(&entry.at, || {
                (
                    format!(
                        "{} belongs into a scenario, not into an experiment",
                        quote(&entry.key)
                    ),
                    Some("write a scenario file with it, and name that file here".to_owned()),
                )
            }),
            key if is_scenario_key(key) => checker.top(entry),
            key => checker.wrong(&entry.at, || {
                let known = ["title", "summary", "scenario", "scenarios", "replicates", "design"];
                let help = nearest::advice(key, &known).unwrap_or_else(|| {
                    format!(
                        "an experiment has {}, and the tables of a scenario",
                        nearest::list(&known)
                    )
                });
                (format!("{} is not known in an experiment", quote(key)), Some(help))
            }),
        }
    }
    let in_run = entries.iter().find(|entry| entry.key == "run").is_some_and(|run| {
        matches!(&run.node.value, Value::Table(members) if members.iter().any(|one| one.key == "replicates"))
    });
    if let Some(entry) = replicates.filter(|_| in_run) {
        checker.wrong(&entry.at, || {
            (
                "`replicates` stands here and in [run]".to_owned(),
                Some("keep one of the two".to_owned()),
            )
        });
    }
    if named.is_none() {
        checker.wrong(&(0..0), || {
            (
                "the experiment names no scenario".to_owned(),
                Some(
                    "write scenario = \"england\", or scenarios = [\"england\", \"mine.toml\"]"
                        .to_owned(),
                ),
            )
        });
    }
    let mut layer = std::mem::take(&mut checker.layer);
    let (title, summary) = (layer.title.take(), layer.summary.take());
    ExperimentText { title, summary, scenarios, layer, design }
}

/// Whether a key of a scenario may stand in an experiment too, to hold for all of its scenarios.
fn is_scenario_key(key: &str) -> bool {
    ["title", "summary", "uncertainty"].contains(&key) || names::is_table(key)
}

impl Checker<'_> {
    /// Names or paths of scenarios.
    fn scenarios(&mut self, entry: &Entry) -> Vec<Stated<String>> {
        let many = entry.key == "scenarios";
        match &entry.node.value {
            Value::Text(_) if !many => self.line("scenario", &entry.node).into_iter().collect(),
            Value::List(list) if many && !list.is_empty() && list.len() <= MOST_SCENARIOS => {
                list.iter().filter_map(|one| self.line("scenarios", one)).collect()
            }
            other => {
                let found = match other {
                    Value::List(list) if list.is_empty() => "an empty list",
                    Value::List(list) if many && list.len() > MOST_SCENARIOS => "too long a list",
                    other => other.kind(),
                };
                self.wrong(&entry.node.span, || {
                    let wanted = if many { "a list of names or paths" } else { "a name or path" };
                    let example = if many {
                        "scenarios = [\"england\", \"mine.toml\"]"
                    } else {
                        "scenario = \"england\""
                    };
                    (
                        format!("`{}` is {found}, but must be {wanted}", entry.key),
                        Some(format!("such as {example}")),
                    )
                });
                Vec::new()
            }
        }
    }

    /// The table `[design]`.
    fn design(&mut self, entry: &Entry, folder: &Path) -> Design {
        let mut read = Read::default();
        let Some(members) = self.table_of(entry) else { return Design::Plain };
        for member in members {
            match member.key.as_str() {
                "kind" => read.kind = self.kind(&member.node),
                "points" => read.points = self.whole(&POINTS, &member.node),
                "seed" => read.seed = self.whole(&DESIGN_SEED, &member.node),
                "table" => read.table = self.line("design.table", &member.node),
                "factors" => read.factors = Some(member),
                key => self.wrong(&member.at, || {
                    (
                        format!("{} is not known in a design", quote(key)),
                        nearest::advice(key, &DESIGN_KEYS),
                    )
                }),
            }
        }
        let stated = members.iter().any(|member| member.key == "kind");
        let Some(kind) = read.kind.clone() else {
            if !stated {
                self.wrong(&entry.at, || {
                    (
                        "the design states no kind".to_owned(),
                        Some(format!("kinds are {}", nearest::list(&KINDS))),
                    )
                });
            }
            return Design::Plain;
        };
        let is_drawn = ["latin_hypercube", "sobol"].contains(&kind.value.as_str());
        self.belong(&kind.value, is_drawn, members);
        if kind.value == "table" {
            return self.design_of_table(entry, read.table.as_ref(), folder);
        }
        let factors = self.factors(entry, read.factors, is_drawn, kind.value == "grid");
        let points = read.points.as_ref().map(|points| points.value as usize);
        let seed = read.seed.as_ref().map_or(USUAL_SEED, |seed| seed.value);
        if is_drawn && points.is_none() && members.iter().all(|member| member.key != "points") {
            self.wrong(&entry.at, || {
                (
                    "the design states no number of points".to_owned(),
                    Some("write points = 256".to_owned()),
                )
            });
        }
        if factors.is_empty() {
            return Design::Plain;
        }
        match kind.value.as_str() {
            "grid" => self.grid(entry, factors),
            "list" => self.list(entry, factors),
            "sobol" => self.sobol(entry, factors, points.unwrap_or(1), seed),
            // Its points are found when nothing is wrong.
            _ => Design::LatinHypercube {
                factors,
                points: points.unwrap_or(1),
                seed,
                places: Vec::new(),
            },
        }
    }

    /// The word that says which kind of design it is.
    fn kind(&mut self, node: &Node) -> Option<Stated<String>> {
        let text = self.text("design.kind", node)?;
        if KINDS.contains(&text.value.as_str()) {
            return Some(text);
        }
        self.wrong(&node.span, || {
            let help = nearest::advice(&text.value, &KINDS);
            (format!("{} is no kind of design", quote(&text.value)), help)
        });
        None
    }

    /// Refuses keys that another kind of design has.
    fn belong(&mut self, kind: &str, is_drawn: bool, members: &[Entry]) {
        for member in members {
            let fits = match member.key.as_str() {
                "points" | "seed" => is_drawn,
                "table" => kind == "table",
                "factors" => kind != "table",
                _ => true,
            };
            if !fits {
                self.wrong(&member.at, || {
                    let help = match member.key.as_str() {
                        "points" => "its points follow from the values of its factors",
                        "seed" => "nothing in it is drawn",
                        "factors" => "its factors are the names in the first line of its table",
                        _ => "its factors are stated in [design.factors]",
                    };
                    (
                        format!("a design of kind `{kind}` has no `{}`", member.key),
                        Some(help.to_owned()),
                    )
                });
            }
        }
    }

    fn design_of_table(
        &mut self,
        entry: &Entry,
        table: Option<&Stated<String>>,
        folder: &Path,
    ) -> Design {
        let Some(table) = table else {
            self.wrong(&entry.at, || {
                (
                    "the design states no table".to_owned(),
                    Some("write table = \"points.csv\"".to_owned()),
                )
            });
            return Design::Plain;
        };
        let read = read_table(&beside(folder, &table.value), self.errors);
        read.map_or(Design::Plain, |(targets, rows)| Design::Table(targets, rows))
    }

    /// The factors of a design that is no table.
    fn factors(
        &mut self,
        design: &Entry,
        entry: Option<&Entry>,
        is_drawn: bool,
        is_grid: bool,
    ) -> Vec<Factor> {
        let Some(entry) = entry else {
            self.wrong(&design.at, || {
                ("the design states no factors".to_owned(),
                 Some("write them in [design.factors]: \"accountability.stakes\" = { from = 0.0, to = 1.0 }".to_owned()))
            });
            return Vec::new();
        };
        let Some(members) = self.table_of(entry) else { return Vec::new() };
        let mut factors = Vec::new();
        self.factors_below(members, "", (is_drawn, is_grid), &mut factors);
        if members.is_empty() {
            self.wrong(&entry.at, || ("the design has no factor".to_owned(), None));
        }
        factors
    }

    fn factors_below(
        &mut self,
        members: &[Entry],
        prefix: &str,
        kind: (bool, bool),
        factors: &mut Vec<Factor>,
    ) {
        for member in members {
            let path = format!("{prefix}{}", member.key);
            if let Value::Table(inner) = &member.node.value
                && Target::named(&path).is_none()
                && !path.contains('.')
            {
                self.factors_below(inner, &format!("{path}."), kind, factors);
                continue;
            }
            let Some(target) = Target::named(&path) else {
                self.wrong(&member.at, || {
                    (
                        format!("{} is no lever, parameter, level or mechanism", quote(&path)),
                        factor_advice(&path),
                    )
                });
                continue;
            };
            if factors.iter().any(|factor| factor.target == target) {
                self.wrong(&member.at, || (format!("{} stands twice", quote(&path)), None));
                continue;
            }
            if let Some(over) = self.over(&target, &path, kind, &member.at, &member.node) {
                factors.push(Factor { target, over });
            }
        }
    }

    /// Over what a factor goes.
    fn over(
        &mut self,
        target: &Target,
        path: &str,
        (is_drawn, is_grid): (bool, bool),
        at: &Span,
        node: &Node,
    ) -> Option<Over> {
        let bounds = factor_bounds(target);
        let over = match &node.value {
            Value::Text(text) if text == "prior" => self.prior_of(target, path, is_drawn, node)?,
            Value::List(list) if !is_drawn && !list.is_empty() => {
                let found: Vec<f64> = list
                    .iter()
                    .filter_map(|one| self.number(path, &bounds, one))
                    .map(|stated| stated.value)
                    .collect();
                Over::Values((found.len() == list.len()).then_some(found)?)
            }
            Value::Table(members) if is_drawn || is_grid => {
                let (from, to, steps) = self.ends(path, &bounds, is_drawn, members, node)?;
                match steps {
                    None => Over::Between(from, to),
                    Some(steps) => Over::Values(
                        (0..steps)
                            .map(|at| from + (to - from) * at as f64 / (steps - 1) as f64)
                            .collect(),
                    ),
                }
            }
            _ => {
                self.wrong(&node.span, || {
                    let help = match (is_drawn, is_grid) {
                        (true, _) => "write { from = 0.0, to = 1.0 } or \"prior\"",
                        (_, true) => "write its values, [0.2, 0.5, 0.8], or { from = 0.0, to = 1.0, steps = 5 }",
                        _ => "write its values, one for each point: [0.2, 0.5, 0.8]",
                    };
                    (format!("this does not say over what `{path}` goes"), Some(help.to_owned()))
                });
                return None;
            }
        };
        if let (Target::Process(_), Over::Values(values)) = (target, &over)
            && values.iter().all(|value| *value == 0.0 || *value == 1.0)
        {
            return Some(over);
        }
        if let Target::Process(name) = target {
            self.wrong(at, || {
                (
                    format!("`{name}` is a process: it is left out (0) or runs (1)"),
                    Some("take it into a grid, list or table: [0, 1]".to_owned()),
                )
            });
            return None;
        }
        Some(over)
    }

    /// What is believed of a factor.
    fn prior_of(
        &mut self,
        target: &Target,
        path: &str,
        is_drawn: bool,
        node: &Node,
    ) -> Option<Over> {
        let Target::Value(position) = *target else {
            self.wrong(&node.span, || {
                (format!("`{path}` has no prior"), Some("write { from = …, to = … }".to_owned()))
            });
            return None;
        };
        if !is_drawn {
            self.wrong(&node.span, || {
                (
                    "a prior has no values to list".to_owned(),
                    Some(
                        "take the kind `latin_hypercube` or `sobol`, or write the values"
                            .to_owned(),
                    ),
                )
            });
            return None;
        }
        // The experiment's own prior, where its [uncertainty] stands above the design or below it.
        let own = self.layer.priors.iter().rev().find(|(at, _)| *at == position);
        let prior: Prior = own.map_or(catalogue()[position].prior, |(_, stated)| stated.value);
        Some(Over::Prior(prior))
    }

    /// `{ from, to }`, and `steps` in a grid.
    fn ends(
        &mut self,
        path: &str,
        bounds: &Number,
        is_drawn: bool,
        members: &[Entry],
        node: &Node,
    ) -> Option<(f64, f64, Option<u64>)> {
        let known: &[&str] = if is_drawn { &["from", "to"] } else { &["from", "to", "steps"] };
        let before = self.errors.count();
        for member in members.iter().filter(|one| !known.contains(&one.key.as_str())) {
            self.wrong(&member.at, || {
                (
                    format!("{} is not known here", quote(&member.key)),
                    nearest::advice(&member.key, known),
                )
            });
        }
        let find = |key: &str| members.iter().find(|member| member.key == key);
        let mut end = |key: &str| {
            find(key).and_then(|one| self.number(path, bounds, &one.node)).map(|one| one.value)
        };
        let (from, to) = (end("from"), end("to"));
        let steps = find("steps").and_then(|one| self.whole(&STEPS, &one.node));
        let missing = known.iter().filter(|key| find(key).is_none());
        let missing: Vec<String> = missing.map(|key| format!("`{key}`")).collect();
        if !missing.is_empty() {
            self.wrong(&node.span, || (format!("{} is missing", missing.join(" and ")), None));
        }
        if let (Some(from), Some(to)) = (from, to)
            && from >= to
        {
            self.wrong(&node.span, || ("`from` must lie below `to`".to_owned(), None));
        }
        let whole = self.errors.count() == before;
        whole.then_some((from?, to?, steps.map(|steps| steps.value)))
    }

    fn grid(&mut self, entry: &Entry, factors: Vec<Factor>) -> Design {
        let size = grid_size(&factors);
        if size.is_none_or(|size| size > MAX_POINTS) {
            self.wrong(&entry.at, || {
                let most = limits::grouped(MAX_POINTS as i128);
                let words =
                    size.map_or("far too many".to_owned(), |size| limits::grouped(size as i128));
                (
                    format!("the grid has {words} points, but a design has {most} at most"),
                    Some("take fewer values, or a Latin hypercube".to_owned()),
                )
            });
            return Design::Plain;
        }
        Design::Grid(factors)
    }

    fn list(&mut self, entry: &Entry, factors: Vec<Factor>) -> Design {
        let length = |factor: &Factor| match &factor.over {
            Over::Values(values) => values.len(),
            _ => 0,
        };
        let first = &factors[0];
        if let Some(other) = factors.iter().find(|other| length(other) != length(first)) {
            self.wrong(&entry.at, || {
                let message = format!(
                    "a list goes through its factors together, but `{}` has {} values and `{}` has {}",
                    first.target.path(),
                    length(first),
                    other.target.path(),
                    length(other)
                );
                (message, Some("give each factor as many values, or take the kind `grid`".to_owned()))
            });
        }
        Design::List(factors)
    }

    fn sobol(&mut self, entry: &Entry, factors: Vec<Factor>, points: usize, seed: u64) -> Design {
        let (most, widest) = (MAX_SOBOL_POINTS, MAX_SOBOL_FACTORS);
        if points > most || factors.len() > widest {
            self.wrong(&entry.at, || {
                (
                    format!(
                        "a Sobol' design has {} points and {widest} factors at most",
                        limits::grouped(most as i128)
                    ),
                    Some("take the kind `latin_hypercube`".to_owned()),
                )
            });
        }
        Design::Sobol { factors, points, seed }
    }
}

/// The range of a factor.
pub(crate) fn factor_bounds(target: &Target) -> Number {
    match *target {
        Target::Value(at) => value::bounds(&catalogue()[at]),
        Target::Level(_) => limits::LEVEL,
        Target::Mechanism(_) => limits::FACTOR,
        Target::Process(_) => {
            Number { min: 0.0, max: 1.0, unit: "0 leaves the process out, 1 keeps it" }
        }
    }
}

/// The names nearest to one that is no factor.
pub(crate) fn factor_advice(path: &str) -> Option<String> {
    if let Some(name) = path.strip_prefix("mechanisms.") {
        return nearest::advice(name, &names::mechanisms());
    }
    let known: Vec<String> = catalogue()
        .iter()
        .map(|entry| entry.path.to_owned())
        .chain(crate::keys::levels())
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    nearest::advice(path, &known)
}
