//! The command that repeats a run: only what its numbers depend on.

use crate::args::{RunOptions, ScenarioOptions, ValidateOptions, ValueOptions};

/// The command of a run, without folder, threads and what else leaves the numbers as they are.
pub(super) fn run(options: &RunOptions) -> String {
    let mut words = vec!["risingtide".to_owned(), "run".to_owned()];
    words.extend(scenario(&options.scenario));
    words.join(" ")
}

/// The command of a comparison with the targets, likewise.
pub(crate) fn validate(options: &ValidateOptions) -> String {
    let mut words = vec!["risingtide".to_owned(), "validate".to_owned()];
    words.extend(scenario(&options.scenario));
    words.extend(options.without.iter().map(|process| format!("--without {}", quoted(process))));
    words.join(" ")
}

/// The scenario and what is changed in it, as the shell reads it.
fn scenario(options: &ScenarioOptions) -> Vec<String> {
    let mut words = vec![quoted(&options.scenario)];
    words.extend(values(&options.values));
    words
}

/// What is changed, as the shell reads it.
pub(crate) fn values(options: &ValueOptions) -> Vec<String> {
    let mut words = Vec::new();
    let numbers = [
        ("--years", options.years),
        ("--schools", options.schools),
        ("--replicates", options.replicates),
        ("--seed", options.seed),
    ];
    for (name, value) in numbers {
        words.extend(value.map(|value| format!("{name} {value}")));
    }
    words.extend(options.draw_parameters.then(|| "--draw-parameters".to_owned()));
    let files = [
        ("--register", &options.register),
        ("--group-links", &options.group_links),
        ("--population", &options.population),
    ];
    for (name, path) in files {
        let path = path.as_ref().map(|path| quoted(&path.display().to_string()));
        words.extend(path.map(|path| format!("{name} {path}")));
    }
    words.extend(options.sets.iter().map(|set| format!("--set {}", quoted(set))));
    words
}

/// A word as the shell reads it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_the_shell_would_read_otherwise_is_quoted() {
        assert_eq!(quoted("capacity.development_hours=60"), "capacity.development_hours=60");
        assert_eq!(quoted("my scenario.toml"), "'my scenario.toml'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
