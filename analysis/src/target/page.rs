//! The comparison with the targets as a table for a terminal, or as Markdown.

use std::fmt::Write as _;

use super::file::{Target, TargetRow};
use super::verdict::{Account, Compared, Verdict};

/// Decimal places of numbers below 10.
const PLACES: usize = 3;

/// The whole comparison for a terminal: under a line for each target, a line for each of its rows.
pub fn text(account: &Account) -> String {
    let widest = account.targets.iter().flat_map(|(_, rows)| rows);
    let width = widest.map(|compared| compared.row.part.chars().count()).max().unwrap_or(0);
    let mut text = format!(
        "{:<5}{:<width$}  {:<20}{:<30}{:<8}{:<9}{:<8}evidence\n",
        "id", "part", "target", "simulated (95% interval)", "SD", "verdict", "use"
    );
    for (target, rows) in &account.targets {
        let must = if target.must { "; must be hit" } else { "" };
        let _ = writeln!(text, "\n{:<5}{} ({}){must}", target.id, target.name, target.unit);
        for compared in rows {
            let _ = writeln!(
                text,
                "{:<5}{:<width$}  {:<20}{:<30}{:<8}{}",
                target.id,
                compared.row.part,
                wanted(&compared.row),
                simulated(compared),
                compared.replicate_sd.map_or_else(String::new, number),
                remarks(compared)
            );
        }
    }
    let _ = write!(text, "\n{}", counted(account));
    text
}

/// The same as a page of Markdown: one table, then the definitions.
pub fn markdown(account: &Account) -> String {
    let mut page = String::from(
        "| id | what | part | unit | target | simulated (95% interval) | SD over replicates \
         | verdict | fitted | evidence |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for (target, rows) in &account.targets {
        for compared in rows {
            let _ = writeln!(page, "{}", markdown_row(target, compared));
        }
    }
    let _ = write!(page, "\n{}\n## Definitions\n\n", counted(account));
    for (target, rows) in &account.targets {
        let _ = writeln!(page, "- **{}** {}: {}", target.id, target.name, target.definition);
        let mut cited: Vec<&str> = rows.iter().map(|c| c.row.source.citation.as_str()).collect();
        cited.dedup();
        let _ = writeln!(page, "  Source: {}", cited.join(" "));
    }
    page
}

fn markdown_row(target: &Target, compared: &Compared) -> String {
    let row = &compared.row;
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        target.id,
        target.name,
        row.part,
        target.unit,
        wanted(row),
        simulated(compared),
        compared.replicate_sd.map_or_else(String::new, number),
        verdict(compared),
        fitted(row),
        evidence(row)
    )
}

/// How many fitted targets and rows are hit, in words.
pub fn counted(account: &Account) -> String {
    let counts = account.counts();
    let mut words = format!(
        "Fitted targets that this run can answer: {} of {} hit (every row inside its tolerance).\n\
         Their rows: {} of {} hit, {} near.\n",
        counts.targets_hit, counts.targets, counts.rows_hit, counts.rows, counts.rows_near
    );
    let missed = account.must_hits_missed();
    if !missed.is_empty() {
        let _ = writeln!(words, "Not hit, though they must be: {}.", missed.join(", "));
    }
    words
}

/// The target of a row: value and tolerance, range, a figure that is only shown, or none.
pub(super) fn wanted(row: &TargetRow) -> String {
    let figure = row.value.map_or_else(|| "none published".to_owned(), number);
    match row.band {
        None => figure,
        Some((low, high)) if row.is_range => format!("{} to {}", number(low), number(high)),
        Some(_) => format!("{figure} ± {}", number(row.margin)),
    }
}

pub(super) fn simulated(compared: &Compared) -> String {
    let Some(value) = compared.simulated else { return String::new() };
    match compared.interval {
        Some((low, high)) => format!("{} [{}, {}]", number(value), number(low), number(high)),
        None => number(value),
    }
}

/// Verdict, whether the row is fitted, what it rests on, and what it waits for.
fn remarks(compared: &Compared) -> String {
    let row = &compared.row;
    let waits = row.waits.as_ref().map_or_else(String::new, |part| format!(", waits for {part}"));
    let word = compared.verdict.word();
    format!("{word:<9}{:<8}{}{waits}", fitted(row), evidence(row))
}

pub(super) fn verdict(compared: &Compared) -> String {
    match (&compared.row.waits, compared.verdict) {
        (Some(part), Verdict::Later) => format!("later ({part})"),
        (_, verdict) => verdict.word().to_owned(),
    }
}

pub(super) fn fitted(row: &TargetRow) -> &'static str {
    if row.fitted { "fitted" } else { "held" }
}

pub(super) fn evidence(row: &TargetRow) -> &'static str {
    if row.solid { "solid" } else { "single study" }
}

/// A number with three decimals, without a minus before zero.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.PLACES$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        _ => text.replacen('-', "−", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{compare, targets};
    use super::*;

    fn account() -> Account {
        compare(targets().unwrap(), &[vec![Some(0.1)], vec![Some(0.11)]])
    }

    #[test]
    fn a_line_says_target_value_interval_and_verdict() {
        let text = text(&account());
        let line = text.lines().find(|line| line.starts_with("T1   secondary")).unwrap();
        for words in ["0.098 ± 0.012", "0.105 [0.041, 0.169]", "0.007", "hit      fitted  solid"] {
            assert!(line.contains(words), "no “{words}” in {line}");
        }
        assert!(text.contains("1 of 1 hit"), "{text}");
    }

    #[test]
    fn ranges_figures_shown_and_rows_that_wait_are_said_as_such() {
        let text = text(&account());
        assert!(text.contains("0.150 to 0.200"), "{text}");
        assert!(text.contains("solid, waits for inspection"), "{text}");
        let line = text.lines().find(|line| line.contains("slope within authorities")).unwrap();
        assert!(line.contains("−0.020") && line.contains("no data"), "{line}");
    }

    #[test]
    fn markdown_has_a_row_for_each_row_and_every_definition() {
        let page = markdown(&account());
        let rows: usize = targets().unwrap().iter().map(|target| target.rows.len()).sum();
        let lines = page.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(lines, rows + 2);
        assert!(page.contains("- **X30** "), "{page}");
        assert!(
            page.lines().all(|line| !line.starts_with("| ") || line.matches('|').count() == 11)
        );
    }

    #[test]
    fn numbers_have_a_true_minus_and_no_minus_zero() {
        assert_eq!((number(-0.0001), number(-0.34)), ("0.000".into(), "−0.340".into()));
    }
}
