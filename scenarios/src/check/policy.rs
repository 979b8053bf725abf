//! The timeline: `[[policy]]`.

use sim::term::Term;

use super::{Checker, names};
use crate::error::Diagnostic;
use crate::keys;
use crate::layer::{Conditions, PolicyText, Stated, ValueText, with_levels};
use crate::limits;
use crate::nearest;
use crate::node::{Entry, Node, Span, Value};
use crate::snippet::quote;
use crate::source::Place;

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
            ramp_terms: None,
            follow: None,
            conditions: Conditions::default(),
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
            "ramp_terms" => policy.ramp_terms = self.whole(&limits::RAMP, node),
            "follow" => policy.follow = self.truth("follow", node),
            "where" => policy.conditions = self.conditions(node),
            "set" => self.set(node, policy),
            other if keys::key(other).is_some() => self.wrong(&entry.at, || {
                let help = format!("`{other}` stands at the top of the file, above every table");
                (format!("{} is not known in a policy", quote(other)), Some(help))
            }),
            other => self.wrong(&entry.at, || {
                (
                    format!("{} is not known in a policy", quote(other)),
                    nearest::advice(other, &keys::below("policy")),
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

    /// The levers that a policy sets.
    fn set(&mut self, node: &Node, policy: &mut PolicyText) {
        match &node.value {
            Value::Table(members) if !members.is_empty() => {
                let mut set = Set::default();
                self.levers(members, "", &mut set);
                policy.set = by_hand_over_levels(&set);
            }
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
    fn levers(&mut self, members: &[Entry], prefix: &str, set: &mut Set) {
        for member in members {
            let path = format!("{prefix}{}", member.key);
            match &member.node.value {
                Value::Table(inner) if !inner.is_empty() && !path.contains('.') => {
                    self.levers(inner, &format!("{path}."), set);
                }
                _ => self.policy_lever(&path, &member.at, &member.node, set),
            }
        }
    }

    /// One lever of a policy, or the level of a driver.
    fn policy_lever(&mut self, path: &str, at: &Span, node: &Node, set: &mut Set) {
        if let Some(driver) = keys::driver_of_level(path) {
            let Some(stated) = self.number(path, &limits::LEVEL, node) else { return };
            let first = set.levels.iter().find(|(other, _)| *other == driver);
            match first.map(|(_, first)| first.place.clone()) {
                Some(first) => self.twice(path, at, first),
                None => set.levels.push((driver, stated)),
            }
            return;
        }
        let Some(position) = self.lever(path, at) else { return };
        let Some(stated) = self.value(position, node) else { return };
        let first = set.by_hand.iter().find(|other| other.position == position);
        match first.map(|first| first.stated.place.clone()) {
            Some(first) => self.twice(path, at, first),
            None => set.by_hand.push(ValueText { position, stated, level: None }),
        }
    }

    /// Adds the error of a path that one policy sets twice.
    fn twice(&mut self, path: &str, at: &Span, first: Place) {
        let place = Place::new(self.source, at.clone());
        self.errors.add(|| {
            Diagnostic::at(place, format!("this policy sets `{path}` twice"))
                .also(first, "here it sets it first")
                .help("keep one of the two")
        });
    }
}

/// What a policy sets: levels of drivers, and levers by hand.
#[derive(Default)]
struct Set {
    levels: Vec<(&'static str, Stated<f64>)>,
    by_hand: Vec<ValueText>,
}

/// Every lever once: what a level gives, unless the lever is set by hand.
fn by_hand_over_levels(set: &Set) -> Vec<ValueText> {
    let mut all = with_levels(&set.levels, &set.by_hand);
    let by_hand = |position| set.by_hand.iter().any(|one| one.position == position);
    all.retain(|one| one.level.is_none() || !by_hand(one.position));
    all
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
