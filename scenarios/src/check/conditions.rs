//! Whom a policy reaches: `where`.

use sim::agent::{Governance, Grade, Phase};
use sim::reach::{Lots, QUINTILES, Surroundings};

use super::Checker;
use crate::keys;
use crate::layer::{Conditions, Stated};
use crate::limits;
use crate::nearest;
use crate::node::{Entry, Node, Value};
use crate::snippet::quote;

/// The set of lots of a policy that names none.
pub(crate) const FIRST_LOT: u32 = 1;

impl Checker<'_> {
    /// All conditions of a policy.
    pub(super) fn conditions(&mut self, node: &Node) -> Conditions {
        let mut conditions =
            Conditions { place: Some(self.stated((), node).place), ..Conditions::default() };
        let Value::Table(members) = &node.value else {
            let found = node.value.kind();
            self.wrong(&node.span, || {
                let help = "write, for example, where = { regions = [\"London\"] }".to_owned();
                (format!("`where` is {found}, but must be a table"), Some(help))
            });
            return conditions;
        };
        members.iter().for_each(|member| self.condition(member, &mut conditions));
        if let (Some(lot), None) = (&conditions.lot, &conditions.share) {
            let span = lot.place.span.clone();
            let is_wrong = members.iter().any(|member| member.key == "share");
            if !is_wrong {
                self.wrong(&span, || {
                    let help = "add share = 0.3, or leave the lot out".to_owned();
                    ("`where.lot` says which lots a share is drawn from, but there is no `share`".to_owned(), Some(help))
                });
            }
        }
        conditions
    }

    /// One condition.
    fn condition(&mut self, member: &Entry, conditions: &mut Conditions) {
        let node = &member.node;
        match member.key.as_str() {
            "regions" => conditions.regions = self.regions("where.regions", node),
            "authorities" => conditions.authorities = self.authorities(node),
            "phases" => {
                let known = Phase::NAMES;
                conditions.phases =
                    self.names("where.phases", node, Phase::from_name, "phase", known);
            }
            "settings" => {
                let (find, known) = (Surroundings::from_name, Surroundings::NAMES);
                conditions.settings = self.names("where.settings", node, find, "setting", known);
            }
            "disadvantage_quintiles" => {
                conditions.quintiles = self.counts("where.disadvantage_quintiles", node, QUINTILES);
            }
            "grades" => {
                let known = Grade::NAMES;
                conditions.grades =
                    self.names("where.grades", node, Grade::from_name, "grade", known);
            }
            "governance" => {
                let (find, what) = (Governance::from_name, "kind of governance");
                let path = "where.governance";
                conditions.governance = self.names(path, node, find, what, Governance::NAMES);
            }
            "schools" => conditions.schools = self.schools("where.schools", node),
            "share" => conditions.share = self.share(node),
            "lot" => conditions.lot = self.whole(&limits::LOT, node),
            other => self.wrong(&member.at, || {
                let message = format!("{} is no condition of `where`", quote(other));
                (message, nearest::advice(other, &keys::below("policy.where")))
            }),
        }
    }

    /// A list of local authorities.
    fn authorities(&mut self, node: &Node) -> Option<Stated<Vec<u16>>> {
        let known = keys::authorities();
        let find = |name: &str| {
            known.iter().position(|known| *known == name).and_then(|at| u16::try_from(at).ok())
        };
        self.names("where.authorities", node, find, "local authority", &known)
    }

    /// A share of schools, or the stretch between two shares.
    fn share(&mut self, node: &Node) -> Option<Stated<Lots>> {
        let path = "where.share";
        let (from, to) = match &node.value {
            Value::Table(members) => {
                let end = |key: &str| members.iter().find(|member| member.key == key);
                for member in
                    members.iter().filter(|one| !["from", "to"].contains(&one.key.as_str()))
                {
                    let name = &member.key;
                    self.wrong(&member.at, || {
                        let message = format!("{} is not known in a share", quote(name));
                        (
                            message,
                            Some("write, for example, share = { from = 0.3, to = 0.6 }".to_owned()),
                        )
                    });
                }
                let (Some(from), Some(to)) = (end("from"), end("to")) else {
                    self.wrong(&node.span, || {
                        let help =
                            "write, for example, share = { from = 0.3, to = 0.6 }".to_owned();
                        ("a stretch of a share needs `from` and `to`".to_owned(), Some(help))
                    });
                    return None;
                };
                let from = self.number("where.share.from", &limits::SHARE, &from.node);
                let to = self.number("where.share.to", &limits::SHARE, &to.node);
                (from?.value, to?.value)
            }
            _ => (0.0, self.number(path, &limits::SHARE, node)?.value),
        };
        if from >= to {
            self.wrong(&node.span, || {
                let message = "this share is empty, which would be no school at all";
                let help = "`share` must be above 0, and `from` below `to`".to_owned();
                (message.to_owned(), Some(help))
            });
            return None;
        }
        Some(self.stated(Lots { from, to, lot: FIRST_LOT }, node))
    }
}
