//! What is contested and what is not known: `[mechanisms]` and `[uncertainty]`.

use sim::catalogue::{Prior, catalogue, position};
use sim::mechanism::mechanism;
use sim::process::TIMETABLE;

use super::{Checker, names, value};
use crate::layer::Stated;
use crate::limits::{self, Number};
use crate::nearest;
use crate::node::{Entry, Node, Span, Value};
use crate::snippet::quote;

/// The process that writes the rows: without it there is no result.
const RECORD: &str = "record";
/// Keys of a prior.
const PRIOR_KEYS: [&str; 3] = ["uniform", "triangular", "zero"];
/// How a prior is written.
const PRIOR: &str = "write { uniform = [low, high] }, { triangular = [low, most likely, high] }, or \
                     { zero = 0.3, triangular = [low, most likely, high] } with a share of 0.3 at zero";

impl Checker<'_> {
    /// A process that runs or not, or a named effect and its factor.
    pub(super) fn mechanism(&mut self, name: &str, at: &Span, node: &Node) {
        if let Some(process) = TIMETABLE.iter().find(|process| process.name == name) {
            return self.process(process.name, at, node);
        }
        let Some(position) = mechanism(name) else {
            return self.wrong(at, || {
                let message = format!("{} is no process and no named effect", quote(name));
                let help = nearest::advice(name, &names::mechanisms())
                    .unwrap_or_else(|| "`risingtide explain mechanisms` lists them".to_owned());
                (message, Some(help))
            });
        };
        let path = format!("mechanisms.{name}");
        if let Some(factor) = self.number(&path, &limits::FACTOR, node) {
            self.layer.mechanisms.push((position, factor));
        }
    }

    /// A process: 0 leaves it out, 1 keeps it.
    fn process(&mut self, name: &'static str, at: &Span, node: &Node) {
        let runs = match node.value {
            Value::Whole(Some(0)) | Value::Decimal(0.0) => false,
            Value::Whole(Some(1)) | Value::Decimal(1.0) => true,
            _ => {
                return self.wrong(&node.span, || {
                    let help =
                        "0 leaves a process out and 1 keeps it; only named effects have a factor"
                            .to_owned();
                    (format!("`mechanisms.{name}` is a process: it must be 0 or 1"), Some(help))
                });
            }
        };
        if name == RECORD && !runs {
            return self.wrong(at, || {
                let message = "`record` writes the rows of the result and cannot be left out";
                (message.to_owned(), None)
            });
        }
        let stated = self.stated(runs, node);
        self.layer.processes.push((name, stated));
    }

    /// Priors below `prefix`: quoted paths, or tables within tables.
    pub(super) fn priors(&mut self, members: &[Entry], prefix: &str) {
        for member in members {
            let path = format!("{prefix}{}", member.key);
            match &member.node.value {
                Value::Table(inner) if !path.contains('.') && !is_prior(inner) => {
                    self.priors(inner, &format!("{path}."));
                }
                _ => self.prior(&path, &member.at, &member.node),
            }
        }
    }

    /// One prior, by the path of its lever or parameter.
    pub(super) fn prior(&mut self, path: &str, at: &Span, node: &Node) {
        let Some(position) = position(path) else {
            return self.wrong(at, || {
                let known: Vec<&str> = catalogue().iter().map(|entry| entry.path).collect();
                let message = format!("{} is no lever or parameter", quote(path));
                (message, nearest::advice(path, &known))
            });
        };
        let before = self.errors.count();
        let prior = self.distribution(position, node);
        if let Some(prior) = prior.filter(|_| self.errors.count() == before) {
            let place = self.stated((), node).place;
            self.layer.priors.push((position, Stated { value: prior, place }));
        }
    }

    /// What a prior's table says.
    fn distribution(&mut self, position: usize, node: &Node) -> Option<Prior> {
        let entry = &catalogue()[position];
        let path = entry.path;
        let Value::Table(members) = &node.value else {
            let found = node.value.kind();
            self.wrong(&node.span, || {
                let message = format!("the prior of `{path}` is {found}, but must be a table");
                (message, Some(PRIOR.to_owned()))
            });
            return None;
        };
        for member in members.iter().filter(|one| !PRIOR_KEYS.contains(&one.key.as_str())) {
            let name = &member.key;
            self.wrong(&member.at, || {
                let message = format!("{} is not known in a prior", quote(name));
                (message, nearest::advice(name, &PRIOR_KEYS))
            });
        }
        let find = |key: &str| members.iter().find(|member| member.key == key);
        let bounds = value::bounds(entry);
        let zero = find("zero");
        match (find("uniform"), find("triangular")) {
            (Some(uniform), None) => {
                if let Some(zero) = zero {
                    self.wrong(&zero.at, || {
                        (
                            "`zero` goes with `triangular`, not with `uniform`".to_owned(),
                            Some(PRIOR.to_owned()),
                        )
                    });
                }
                let [low, high] = self.ascending(path, &bounds, uniform)?;
                Some(Prior::Uniform { low, high })
            }
            (None, Some(triangular)) => {
                let zero = match zero {
                    Some(zero) => Some(self.zero_share(path, &bounds, zero)?),
                    None => None,
                };
                let [low, mode, high] = self.ascending(path, &bounds, triangular)?;
                Some(match zero {
                    Some(zero) => Prior::ZeroOrTriangular { zero, low, mode, high },
                    None => Prior::Triangular { low, mode, high },
                })
            }
            _ => {
                self.wrong(&node.span, || {
                    let message = format!(
                        "the prior of `{path}` needs `uniform` or `triangular`, and one of the two"
                    );
                    (message, Some(PRIOR.to_owned()))
                });
                None
            }
        }
    }

    /// The share of a prior that lies at zero.
    fn zero_share(&mut self, path: &str, bounds: &Number, entry: &Entry) -> Option<f64> {
        if !(bounds.min..=bounds.max).contains(&0.0) {
            self.wrong(&entry.at, || {
                let (min, max) = (limits::number(bounds.min), limits::number(bounds.max));
                (format!("`{path}` cannot be zero: it lies between {min} and {max}"), None)
            });
            return None;
        }
        let zero = self.number("zero", &limits::ZERO, &entry.node)?.value;
        if zero < 1.0 {
            return Some(zero);
        }
        self.wrong(&entry.node.span, || {
            let help = format!("to hold it at zero, state `{path}` = 0 instead");
            ("a prior that lies at zero throughout leaves no doubt".to_owned(), Some(help))
        });
        None
    }

    /// So many numbers in ascending order inside the bounds, the first below the last.
    fn ascending<const N: usize>(
        &mut self,
        path: &str,
        bounds: &Number,
        entry: &Entry,
    ) -> Option<[f64; N]> {
        let members = match &entry.node.value {
            Value::List(members) if members.len() == N => members,
            _ => {
                let key = &entry.key;
                self.wrong(&entry.node.span, || {
                    (format!("`{key}` must be a list of {N} numbers"), Some(PRIOR.to_owned()))
                });
                return None;
            }
        };
        let found: Vec<f64> = members
            .iter()
            .filter_map(|member| self.number(path, bounds, member))
            .map(|stated| stated.value)
            .collect();
        let found: [f64; N] = found.try_into().ok()?;
        if found.is_sorted() && found[0] < found[N - 1] {
            return Some(found);
        }
        self.wrong(&entry.node.span, || {
            let message = "these numbers must ascend, the first below the last";
            (message.to_owned(), Some(PRIOR.to_owned()))
        });
        None
    }
}

/// Whether a table is a prior, not a table of priors.
fn is_prior(members: &[Entry]) -> bool {
    members.is_empty() || members.iter().any(|one| PRIOR_KEYS.contains(&one.key.as_str()))
}
