//! A design from a table: one column a factor, one row a point.

use std::path::Path;

use crate::check::factor_bounds;
use crate::error::{Diagnostic, Errors};
use crate::experiment::{MAX_POINTS, Target};
use crate::limits;
use crate::snippet::{quote, quote_path};

/// Reads the points of a CSV file with a header; mistakes are added to `errors`.
pub(crate) fn read(path: &Path, errors: &mut Errors) -> Option<(Vec<Target>, Vec<Vec<f64>>)> {
    let shown = quote_path(&path.display().to_string());
    let before = errors.count();
    let reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path);
    let mut reader = match reader {
        Ok(reader) => reader,
        Err(error) => {
            errors.add(|| Diagnostic::plain(format!("the table {shown} cannot be read: {error}")));
            return None;
        }
    };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            errors.add(|| Diagnostic::plain(format!("the table {shown} cannot be read: {error}")));
            return None;
        }
    };
    let targets = targets(&header, &shown, errors);
    let mut points = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                errors.add(|| {
                    Diagnostic::plain(format!("the table {shown} cannot be read: {error}"))
                        .help("every row needs as many values as the first line has names")
                });
                return None;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let mut point = Vec::with_capacity(targets.len());
        for (target, text) in targets.iter().zip(&record) {
            match value(target, text) {
                Ok(value) => point.push(value),
                Err(message) => {
                    errors.add(|| Diagnostic::plain(format!("{shown}, line {line}: {message}")));
                }
            }
        }
        points.push(point);
        if points.len() > MAX_POINTS {
            let most = limits::grouped(MAX_POINTS as i128);
            errors.add(|| {
                Diagnostic::plain(format!("the table {shown} has more than {most} points"))
                    .help("split it into several experiments")
            });
            return None;
        }
    }
    if points.is_empty() {
        errors.add(|| Diagnostic::plain(format!("the table {shown} has no point")));
    }
    (errors.count() == before).then_some((targets, points))
}

/// The factors that the first line names.
fn targets(header: &csv::StringRecord, shown: &str, errors: &mut Errors) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for name in header {
        match Target::named(name) {
            Some(target) if targets.contains(&target) => errors.add(|| {
                Diagnostic::plain(format!("{shown}, line 1: {} stands twice", quote(name)))
            }),
            Some(target) => targets.push(target),
            None => errors.add(|| {
                let message = format!(
                    "{shown}, line 1: {} is no lever, parameter, level or mechanism",
                    quote(name)
                );
                let diagnostic = Diagnostic::plain(message);
                if name.contains([';', '\t']) {
                    return diagnostic
                        .help("columns are separated by commas, and numbers have a point");
                }
                match crate::check::factor_advice(name) {
                    Some(advice) => diagnostic.help(advice),
                    None => diagnostic,
                }
            }),
        }
    }
    targets
}

/// The value of a cell, or what is wrong with it.
fn value(target: &Target, text: &str) -> Result<f64, String> {
    let path = target.path();
    let Ok(value) = text.parse::<f64>() else {
        return Err(format!("`{path}` is {}, which is not a number", quote(text)));
    };
    let bounds = factor_bounds(target);
    let whole = !matches!(target, Target::Process(_)) || value == 0.0 || value == 1.0;
    if (bounds.min..=bounds.max).contains(&value) && whole {
        return Ok(value);
    }
    Err(format!(
        "`{path}` is {}, but must lie between {} and {} ({})",
        limits::number(value),
        limits::number(bounds.min),
        limits::number(bounds.max),
        bounds.unit
    ))
}
