//! The command line's own options, which win over everything else.

use std::path::PathBuf;

use crate::error::{Diagnostic, Errors};
use crate::limits::{self, Whole};

/// Values of the command line's own options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--years`: school years.
    pub years: Option<u64>,
    /// `--schools`: synthetic schools.
    pub schools: Option<u64>,
    /// `--replicates`: runs with different draws.
    pub replicates: Option<u64>,
    /// `--seed`: root seed.
    pub seed: Option<u64>,
    /// `--draw-parameters`: each replicate draws its own parameters.
    pub draw_parameters: bool,
    /// `--register`: a register's path, relative to the working folder; it also makes the
    /// register the source of schools.
    pub register: Option<PathBuf>,
    /// `--group-links`: path of the file of the register's groups, relative to the working folder.
    pub group_links: Option<PathBuf>,
    /// `--population`: a population file's path, relative to the working folder; it also makes the
    /// file the source of schools.
    pub population: Option<PathBuf>,
}

impl Overrides {
    /// Adds an error for each option that is out of its range.
    pub(crate) fn check(&self, errors: &mut Errors) {
        check("--years", self.years, &limits::YEARS, errors);
        check("--schools", self.schools, &limits::SCHOOLS, errors);
        check("--replicates", self.replicates, &limits::REPLICATES, errors);
        check("--seed", self.seed, &limits::SEED, errors);
        let paths = [
            ("--register", &self.register),
            ("--group-links", &self.group_links),
            ("--population", &self.population),
        ];
        for (flag, path) in paths {
            if path.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
                errors.add(|| Diagnostic::plain(format!("`{flag}` is empty, but must be a path")));
            }
        }
        let others =
            [("--register", self.register.is_some()), ("--schools", self.schools.is_some())];
        for (other, _) in others.iter().filter(|(_, given)| self.population.is_some() && *given) {
            errors.add(|| {
                Diagnostic::plain(format!("`--population` and `{other}` are both given"))
                    .help("a population file holds its schools: leave one of the two out")
            });
        }
    }
}

/// Adds an error when `value` is out of the range of `field`.
fn check(flag: &str, value: Option<u64>, field: &Whole, errors: &mut Errors) {
    let Some(value) = value else { return };
    if let Err((message, help)) = field.check(flag, value.into()) {
        errors.add(|| {
            let diagnostic = Diagnostic::plain(message);
            match help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        });
    }
}
