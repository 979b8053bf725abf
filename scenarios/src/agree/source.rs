//! Whether what is said of the source of schools fits together.

use crate::error::{Diagnostic, Errors};
use crate::layer::{Layer, SourceWord, Stated};
use crate::overrides::Overrides;
use crate::source::Label;

/// Adds an error for everything that does not fit the source of schools.
pub(super) fn check(layer: &Layer, flags: &Overrides, errors: &mut Errors) {
    let word = layer.source_word(flags);
    // An option names a source with its path, and what the scenario says of its own source rests.
    if flags.register.is_none() && flags.population.is_none() {
        missing(layer, word, errors);
        idle(layer, word, errors);
    }
    if flags.group_links.is_some() && word != SourceWord::Register {
        errors.add(|| {
            Diagnostic::plain(format!("`--group-links` needs a register, but {}", words(word)))
                .help("add --register and the register's file")
        });
    }
    if word == SourceWord::File {
        beside_a_file(layer, flags, errors);
    }
    if word == SourceWord::Synthetic {
        numbers_of_synthetic_schools(layer, errors);
    }
}

/// Where the schools come from, in words.
fn words(word: SourceWord) -> &'static str {
    match word {
        SourceWord::Synthetic => "the schools are synthetic",
        SourceWord::Register => "the schools come from a register",
        SourceWord::File => "the schools come from a population file",
    }
}

/// A source without its path.
fn missing(layer: &Layer, word: SourceWord, errors: &mut Errors) {
    let Some(stated) = &layer.word else { return };
    let (message, help) = match word {
        SourceWord::Register if layer.register.is_none() => (
            "the register's path is missing",
            "add register = \"edubasealldata.csv\", the file you downloaded",
        ),
        SourceWord::File if layer.file.is_none() => (
            "the population file's path is missing",
            "add file = \"england.population.parquet\", a file written by `population`",
        ),
        _ => return,
    };
    errors.add(|| Diagnostic::at(stated.place.clone(), message).help(help));
}

/// Paths of a source that is not the scenario's.
fn idle(layer: &Layer, word: SourceWord, errors: &mut Errors) {
    let mut refuse = |stated: &Option<Stated<String>>, of, message: &str, help: &str| {
        let Some(stated) = stated.as_ref().filter(|_| word != of) else { return };
        errors.add(|| {
            let message = format!("{message}, but {}", words(word));
            Diagnostic::at(stated.place.clone(), message).help(help)
        });
    };
    let (register, file) = (SourceWord::Register, SourceWord::File);
    let help = "add source = \"register\", or leave the register out";
    refuse(&layer.register, register, "a register is named", help);
    let help = "add source = \"file\", or leave the file out";
    refuse(&layer.file, file, "a population file is named", help);
    let help = "add source = \"register\" and register = \"edubasealldata.csv\", or leave \
                `group_links` out";
    refuse(&layer.group_links, register, "a file of the register's groups is named", help);
}

/// A population file holds its schools: they can be neither counted out nor picked.
fn beside_a_file(layer: &Layer, flags: &Overrides, errors: &mut Errors) {
    let why = "the schools come from a population file";
    if let Some(regions) = &layer.regions {
        errors.add(|| {
            let message = format!("`population.regions` is stated, but {why}");
            Diagnostic::at(regions.place.clone(), message)
                .help("its schools are all there are: leave the regions out")
        });
    }
    // The number of the baseline's synthetic schools is inherited by every scenario.
    let inherited = |label: &Label| matches!(label, Label::Defaults | Label::BuiltIn(_));
    let schools = layer.schools.as_ref().filter(|_| flags.population.is_none());
    if let Some(schools) = schools.filter(|stated| !inherited(&stated.place.source.label)) {
        errors.add(|| {
            let message = format!("`population.schools` is stated, but {why}");
            Diagnostic::at(schools.place.clone(), message)
                .help("its schools are all there are: leave their number out")
        });
    }
    if flags.schools.is_some() && flags.population.is_none() {
        errors.add(|| {
            Diagnostic::plain(format!("`--schools` is given, but {why}"))
                .help("its schools are all there are: leave the option out")
        });
    }
}

/// Policies that name schools by numbers that synthetic schools do not have.
fn numbers_of_synthetic_schools(layer: &Layer, errors: &mut Errors) {
    for schools in layer.policies.iter().filter_map(|one| one.conditions.schools.as_ref()) {
        errors.add(|| {
            let message = "the policy names schools by their register numbers, which synthetic \
                           schools do not have";
            Diagnostic::at(schools.place.clone(), message).help(
                "take the schools from a register or a population file, or use regions and phases",
            )
        });
    }
}
