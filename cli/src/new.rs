//! `new`: a commented file to start a scenario from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::args::NewOptions;
use crate::problem::Problem;
use crate::report::command::quoted;
use crate::scenario::load_named;

/// Writes the file; what to do with it.
pub(crate) fn new(options: &NewOptions) -> Result<String, Problem> {
    let path = with_ending(&options.name)?;
    let stem = path.file_stem().unwrap_or_default();
    if scenarios::library().iter().any(|entry| stem == entry.name) {
        return Err(Problem::input(format!(
            "{} is a built-in scenario: commands would take that name for it\nchoose another name",
            stem.display()
        )));
    }
    let extends = extends(&options.extends, &path)?;
    let text = scenarios::starting_file(&title(&path), &extends);
    write(&path, &text)?;
    let shown = quoted(&path.display().to_string());
    let schema = quoted(&path.with_file_name("scenario.schema.json").display().to_string());
    let written = path.display();
    Ok(format!(
        "{written} is written: edit it, then\n  risingtide check {shown}\n  risingtide run {shown}\n\
         For an editor that completes as you type:\n  risingtide schema > {schema}\n"
    ))
}

/// The file's path, with the ending of a scenario.
fn with_ending(name: &Path) -> Result<PathBuf, Problem> {
    let shown = name.display();
    let Some(stem) = name.file_name() else {
        return Err(Problem::input(format!(
            "`{shown}` names no file\nexpected a name such as my-scenario"
        )));
    };
    match name.extension() {
        Some(ending) if ending == "toml" => Ok(name.to_owned()),
        _ => {
            let mut file = stem.to_owned();
            file.push(".toml");
            Ok(name.with_file_name(file))
        }
    }
}

/// What the new file extends, as it has to say it: a path counts from its own folder.
fn extends(wanted: &str, path: &Path) -> Result<String, Problem> {
    load_named(wanted)?;
    if scenarios::library().iter().any(|entry| entry.name == wanted) {
        return Ok(wanted.to_owned());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_none() || Path::new(wanted).is_absolute() {
        return Ok(wanted.to_owned());
    }
    let whole =
        std::path::absolute(wanted).map_err(|error| Problem::disk(Path::new(wanted), error))?;
    Ok(whole.display().to_string())
}

/// A title from the file's name: `more-time.toml` is “More time”.
fn title(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let words: String = stem
        .chars()
        .map(|c| if matches!(c, '-' | '_') || c.is_control() { ' ' } else { c })
        .collect();
    let mut letters = words.trim().chars();
    let first =
        letters.next().map_or_else(|| "A scenario".to_owned(), |c| c.to_uppercase().to_string());
    format!("{first}{}", letters.as_str())
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Problem::input(format!(
            "{} exists already, and nothing was written\nchoose another name, or move the file away",
            path.display()
        )),
        ErrorKind::NotFound => Problem::input(format!(
            "{}: its folder does not exist\nmake the folder first, or choose another",
            path.display()
        )),
        _ => Problem::disk(path, error),
    })?;
    file.write_all(text.as_bytes()).map_err(|error| {
        // A file that is half there would be taken for a scenario.
        let _ = std::fs::remove_file(path);
        Problem::disk(path, error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_and_a_title() {
        assert_eq!(with_ending(Path::new("a/more-time")).unwrap(), Path::new("a/more-time.toml"));
        assert_eq!(with_ending(Path::new("v1.2")).unwrap(), Path::new("v1.2.toml"));
        assert_eq!(title(Path::new("a/more-time_now.toml")), "More time now");
        assert!(with_ending(Path::new("..")).is_err());
    }
}
