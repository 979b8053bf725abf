//! Schools that a policy names: their numbers, or a file of them.

use super::Checker;
use crate::layer::Stated;
use crate::node::{Node, Value};
use crate::school_list::{self, NUMBER};
use crate::snippet::quote_path;

impl Checker<'_> {
    /// The numbers of schools, ascending, each once. Every wrong member or line is an error of its own.
    pub(super) fn schools(&mut self, path: &str, node: &Node) -> Option<Stated<Vec<u32>>> {
        let mut numbers = match &node.value {
            Value::List(members) if members.is_empty() => {
                self.wrong(&node.span, || {
                    let help = format!("leave `{path}` out to mean all schools");
                    (format!("`{path}` is empty, which would be no school at all"), Some(help))
                });
                None
            }
            Value::List(members) => self.numbers(members),
            Value::Text(file) => self.list_file(path, file, node),
            other => {
                let found = other.kind();
                self.wrong(&node.span, || {
                    let message = format!(
                        "`{path}` is {found}, but must be a list of schools' numbers or the path of \
                         a file of them"
                    );
                    (message, Some("for example [100000, 100008], or \"my-schools.csv\"".to_owned()))
                });
                None
            }
        }?;
        numbers.sort_unstable();
        numbers.dedup();
        Some(self.stated(numbers, node))
    }

    /// The numbers of a list.
    fn numbers(&mut self, members: &[Node]) -> Option<Vec<u32>> {
        let mut numbers = Vec::with_capacity(members.len());
        for member in members {
            let number = match &member.value {
                Value::Whole(Some(value)) => school_list::number(*value),
                _ => None,
            };
            match number {
                Some(number) => numbers.push(number),
                None => self.wrong(&member.span, || {
                    ("this is no school's number".to_owned(), Some(NUMBER.to_owned()))
                }),
            }
        }
        (numbers.len() == members.len()).then_some(numbers)
    }

    /// The numbers of a file beside the scenario's file.
    fn list_file(&mut self, path: &str, file: &str, node: &Node) -> Option<Vec<u32>> {
        if file.trim().is_empty() || file.chars().any(char::is_control) {
            self.wrong(&node.span, || {
                let file = quote_path(file);
                (format!("`{path}` is {file}, but must be the path of a file of schools"), None)
            });
            return None;
        }
        match school_list::read(&self.source.folder.join(file)) {
            Ok(numbers) => Some(numbers),
            Err(mistakes) => {
                mistakes.into_iter().for_each(|mistake| self.wrong(&node.span, || mistake));
                None
            }
        }
    }
}
