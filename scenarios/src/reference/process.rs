//! The processes of the timetable by name.

use std::fmt;

use sim::process::TIMETABLE;

use crate::nearest;

/// Characters of an unknown name that a message repeats.
const SHOWN: usize = 80;

/// A word that names no process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownProcess {
    word: String,
}

impl fmt::Display for UnknownProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no process of the timetable", self.word)?;
        let known: Vec<&str> = TIMETABLE.iter().map(|process| process.name).collect();
        match nearest::advice(&self.word, &known) {
            Some(advice) => write!(f, "\n  {advice}"),
            None => write!(f, "\n  known here: {}", nearest::list(&known)),
        }
    }
}

impl std::error::Error for UnknownProcess {}

/// The process of that name, as the timetable writes it.
///
/// # Errors
/// When no process has that name; the message offers the nearest ones.
pub fn process_named(word: &str) -> Result<&'static str, UnknownProcess> {
    let process = TIMETABLE.iter().find(|process| process.name == word);
    process.map(|process| process.name).ok_or_else(|| UnknownProcess {
        word: word.chars().filter(|c| !c.is_control()).take(SHOWN).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_process_is_found_by_its_name() {
        for process in TIMETABLE {
            assert_eq!(process_named(process.name), Ok(process.name));
        }
    }

    #[test]
    fn an_unknown_process_is_refused_with_the_nearest_or_all() {
        let message = process_named("stafing").unwrap_err().to_string();
        assert!(message.contains("`stafing`") && message.contains("`staffing`"), "{message}");
        let message = process_named("zebra").unwrap_err().to_string();
        assert!(TIMETABLE.iter().all(|process| message.contains(process.name)), "{message}");
    }
}
