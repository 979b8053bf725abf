//! The comparison with the targets as a table of a result, and as a table of a page.

use super::file::{Target, TargetRow};
use super::page::{evidence, fitted, number, simulated, verdict, wanted};
use super::verdict::{Account, Compared};
use crate::report::page::{Align, HtmlTable};
use crate::table::{ColumnDef, Kind, TableError, TableSpec, Values};

/// A column of words, some of them perhaps missing.
type Words = (&'static str, &'static str, fn(&Target, &TargetRow) -> Option<String>);

const WORDS: [Words; 8] = [
    ("id", "Short name of the target.", |target, _| Some(target.id.clone())),
    ("what", "What is measured.", |target, _| Some(target.name.clone())),
    ("part", "Which number of the target.", |_, row| Some(row.part.clone())),
    ("unit", "Unit of the row's numbers.", |target, _| Some(target.unit.clone())),
    ("use", "fitted, or held back and only reported.", |_, row| Some(fitted(row).to_owned())),
    ("evidence", "What the number rests on.", |_, row| Some(evidence(row).to_owned())),
    ("waits_for", "What the model lacks to answer it.", |_, row| row.waits.clone()),
    ("source", "Who published it.", |_, row| Some(row.source.citation.clone())),
];

/// A column of numbers in the row's unit, some of them perhaps missing.
type Numbers = (&'static str, &'static str, fn(&Compared) -> Option<f64>);

const NUMBERS: [Numbers; 7] = [
    ("target", "The published figure, if any; for a range its middle.", |of| of.row.value),
    ("target_low", "Low end within which it is hit.", |of| of.row.band.map(|band| band.0)),
    ("target_high", "High end within which it is hit.", |of| of.row.band.map(|band| band.1)),
    ("simulated", "Mean over replicates.", |of| of.simulated),
    ("low", "Low end of the mean's 95% interval.", |of| of.interval.map(|ends| ends.0)),
    ("high", "High end of the mean's 95% interval.", |of| of.interval.map(|ends| ends.1)),
    ("replicate_sd", "SD over replicates.", |of| of.replicate_sd),
];

/// Every row of the comparison with its columns.
///
/// # Errors
/// Only if two columns had one name.
pub fn target_rows(account: &Account) -> Result<(TableSpec, Vec<Values>), TableError> {
    let all: Vec<(&Target, &Compared)> = rows(account).collect();
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for (name, description, of) in WORDS {
        columns.push(ColumnDef::new(name, Kind::Text, "words", description).nullable());
        values
            .push(Values::OptText(all.iter().map(|(target, row)| of(target, &row.row)).collect()));
    }
    for (name, description, of) in NUMBERS {
        columns.push(ColumnDef::new(name, Kind::Real, "unit of the row", description).nullable());
        values.push(Values::OptReal(all.iter().map(|(_, row)| of(row)).collect()));
    }
    columns.push(ColumnDef::new("verdict", Kind::Text, "words", "How the row came out."));
    let verdicts = all.iter().map(|(_, row)| row.verdict.word().to_owned());
    values.push(Values::Text(verdicts.collect()));
    Ok((TableSpec::new("targets", columns)?, values))
}

/// The comparison as a table of a page: every row, in the order of the file.
pub fn target_table(account: &Account) -> HtmlTable {
    let cells = |(target, compared): (&Target, &Compared)| {
        vec![
            format!("{} {}", target.id, target.name),
            compared.row.part.clone(),
            target.unit.clone(),
            wanted(&compared.row),
            simulated(compared),
            compared.replicate_sd.map_or_else(String::new, number),
            verdict(compared),
            fitted(&compared.row).to_owned(),
            evidence(&compared.row).to_owned(),
        ]
    };
    let columns = [
        ("What", Align::Left),
        ("Part", Align::Left),
        ("Unit", Align::Left),
        ("Target", Align::Right),
        ("Simulated (95% interval)", Align::Right),
        ("SD over replicates", Align::Right),
        ("Verdict", Align::Left),
        ("Use", Align::Left),
        ("Evidence", Align::Left),
    ];
    HtmlTable {
        caption: "Every target. Hit: inside tolerance or range; near: within twice that; later: the model \
                  lacks a part that the row waits for; shown: published without a tolerance. Held: not fitted."
            .to_owned(),
        columns: columns.iter().map(|(words, align)| ((*words).to_owned(), *align)).collect(),
        rows: rows(account).map(cells).collect(),
    }
}

/// What each target is and who published it, a line a target.
pub fn definitions(account: &Account) -> HtmlTable {
    let cells = |(target, rows): &(Target, Vec<Compared>)| {
        let mut cited: Vec<&str> = rows.iter().map(|of| of.row.source.citation.as_str()).collect();
        cited.dedup();
        vec![format!("{} {}", target.id, target.name), target.definition.clone(), cited.join(" ")]
    };
    let heading = |words: &str| (words.to_owned(), Align::Left);
    HtmlTable {
        caption: "What is reckoned, for real data and for a run alike.".to_owned(),
        columns: vec![heading("Target"), heading("Definition"), heading("Source")],
        rows: account.targets.iter().map(cells).collect(),
    }
}

fn rows(account: &Account) -> impl Iterator<Item = (&Target, &Compared)> {
    account.targets.iter().flat_map(|(target, rows)| rows.iter().map(move |row| (target, row)))
}

#[cfg(test)]
mod tests {
    use super::super::{compare, targets};
    use super::*;

    #[test]
    fn every_row_of_the_targets_has_a_line_without_data_too() {
        let account = compare(targets().unwrap(), &[]);
        let count = account.targets.iter().map(|(_, rows)| rows.len()).sum::<usize>();
        let (spec, values) = target_rows(&account).unwrap();
        assert_eq!(spec.columns.len(), values.len());
        assert!(matches!(&values[0], Values::OptText(ids) if ids.len() == count));
        assert_eq!(target_table(&account).rows.len(), count);
    }
}
