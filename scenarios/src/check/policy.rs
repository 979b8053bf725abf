//! The timeline: `[[policy]]`.

use sim::catalogue::catalogue;
use sim::term::Term;

use super::{Checker, names};
use crate::error::Diagnostic;
use crate::layer::{PolicyText, Stated};
use crate::nearest;
use crate::node::{Entry, Node, Span, Value};
use crate::snippet::quote;
use crate::source::Place;

/// Keys of a policy.
const KEYS: [&str; 5] = ["name", "from", "until", "where", "set"];
/// Keys of a policy's `where`.
const CONDITIONS: [&str; 3] = ["regions", "phases", "schools"];

impl Checker<'_> {
    /// All policies of a file.
    pub(super) fn policies(&mut self, entry: &Entry) {
        let Value::List(members) = &entry.node.value else {
            let found = entry.node.value.kind();
            return self.wrong(&entry.at, || {
                let help = "write `[[policy]]`, with two brackets, above each policy".to_owned();
                (format!("`policy` is {found}, but must be a list of policies"), Some(help))
            });
        };
        for member in members {
            let before = self.errors.count();
            let mut policy = self.policy(member);
            policy.is_wrong = self.errors.count() > before;
            self.layer.policies.push(policy);
        }
    }

    /// One policy.
    fn policy(&mut self, node: &Node) -> PolicyText {
        let place = Place::new(self.source, node.span.clone());
        let mut policy = PolicyText {
            name: None,
            place,
            from: None,
            until: None,
            regions: None,
            phases: None,
            schools: None,
            set: Vec::new(),
            is_wrong: false,
        };
        let Value::Table(members) = &node.value else {
            let found = node.value.kind();
            self.wrong(&node.span, || (format!("a policy is {found}, but must be a table"), None));
            return policy;
        };
        members.iter().for_each(|member| self.policy_key(member, &mut policy));
        for needed in ["from", "set"] {
            if !members.iter().any(|member| member.key == needed) {
                self.wrong(&node.span, || {
                    (format!("this policy has no `{needed}`"), missing(needed))
                });
            }
        }
        policy
    }

    /// One key of a policy.
    fn policy_key(&mut self, entry: &Entry, policy: &mut PolicyText) {
        let node = &entry.node;
        match entry.key.as_str() {
            "name" => policy.name = self.line("name", node).map(|stated| stated.value),
            "from" => policy.from = self.term("from", node),
            "until" => policy.until = self.term("until", node),
            "where" => self.conditions(node, policy),
            "set" => self.set(node, policy),
            other => self.wrong(&entry.at, || {
                (
                    format!("{} is not known in a policy", quote(other)),
                    nearest::advice(other, &KEYS),
                )
            }),
        }
    }

    /// A term such as 2027-autumn.
    fn term(&mut self, key: &str, node: &Node) -> Option<Stated<Term>> {
        let Value::Text(text) = &node.value else {
            let found = node.value.kind();
            self.wrong(&node.span, || {
                let help = "write the year and the season, such as \"2027-autumn\"".to_owned();
                (format!("`{key}` is {found}, but must be a term in quotation marks"), Some(help))
            });
            return None;
        };
        match text.parse() {
            Ok(term) => Some(self.stated(term, node)),
            Err(error) => {
                self.wrong(&node.span, || {
                    let help = format!("{error}, 2028-spring or 2028-summer");
                    (format!("{} is no term", quote(text)), Some(help))
                });
                None
            }
        }
    }

    /// Whom a policy reaches.
    fn conditions(&mut self, node: &Node, policy: &mut PolicyText) {
        let Value::Table(members) = &node.value else {
            let found = node.value.kind();
            return self.wrong(&node.span, || {
                let help = "write, for example, where = { regions = [\"London\"] }".to_owned();
                (format!("`where` is {found}, but must be a table"), Some(help))
            });
        };
        for member in members {
            match member.key.as_str() {
                "regions" => policy.regions = self.regions("where.regions", &member.node),
                "phases" => policy.phases = self.phases("where.phases", &member.node),
                "schools" => policy.schools = self.schools("where.schools", &member.node),
                other => self.wrong(&member.at, || {
                    let message = format!("{} is no condition of `where`", quote(other));
                    (message, nearest::advice(other, &CONDITIONS))
                }),
            }
        }
    }

    /// The levers that a policy sets.
    fn set(&mut self, node: &Node, policy: &mut PolicyText) {
        match &node.value {
            Value::Table(members) if !members.is_empty() => self.levers(members, "", policy),
            Value::Table(_) => self.wrong(&node.span, || {
                ("`set` is empty, but must set at least one lever".to_owned(), missing("set"))
            }),
            other => {
                let found = other.kind();
                self.wrong(&node.span, || {
                    (format!("`set` is {found}, but must be a table of levers"), missing("set"))
                });
            }
        }
    }

    /// Levers below `prefix`: quoted paths, or tables within tables.
    fn levers(&mut self, members: &[Entry], prefix: &str, policy: &mut PolicyText) {
        for member in members {
            let path = format!("{prefix}{}", member.key);
            match &member.node.value {
                Value::Table(inner) if !inner.is_empty() && !path.contains('.') => {
                    self.levers(inner, &format!("{path}."), policy);
                }
                _ => self.policy_lever(&path, &member.at, &member.node, policy),
            }
        }
    }

    /// One lever of a policy.
    fn policy_lever(&mut self, path: &str, at: &Span, node: &Node, policy: &mut PolicyText) {
        if sim::catalogue::position(path).is_none() {
            return self.wrong(at, || {
                let known = names::levers();
                (format!("{} is no lever", quote(path)), nearest::advice(path, &known))
            });
        }
        let Some(position) = self.lever(path, at) else { return };
        let Some(stated) = self.lever_value(position, node) else { return };
        if let Some((_, first)) = policy.set.iter().find(|(other, _)| *other == position) {
            let place = Place::new(self.source, at.clone());
            let first = first.place.clone();
            return self.errors.add(|| {
                let path = catalogue()[position].path;
                Diagnostic::at(place, format!("this policy sets `{path}` twice"))
                    .also(first, "here it sets it first")
                    .help("keep one of the two")
            });
        }
        policy.set.push((position, stated));
    }
}

/// An example of a key that a policy needs.
fn missing(key: &str) -> Option<String> {
    Some(match key {
        "from" => "say when it starts, for example from = \"2027-autumn\"".to_owned(),
        _ => {
            let path = names::levers().first().copied().unwrap_or("driver.lever");
            format!("say what it changes, for example set = {{ \"{path}\" = 0.6 }}")
        }
    })
}
