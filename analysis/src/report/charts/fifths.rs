//! Attainment at 16 by fifth of secondary schools by disadvantage, first year against last.

use super::{LeftOut, NamedChart, Picture};
use crate::chart::dumbbell::{Dumbbell, Row};
use crate::chart::number::{NumberFormat, number, school_year, signed};
use crate::convention::window::FEWEST_SCHOOLS;
use crate::report::schools::Fifths;
use crate::report::summary::Facts;
use crate::statistic::quantile;

const NAME: &str = "disadvantage_fifths";

/// The fifths from top to bottom.
const NAMES: [&str; 5] =
    ["Most disadvantaged fifth", "2nd", "Middle", "4th", "Least disadvantaged fifth"];

/// The fifths of all replicates as a chart; why there is none.
pub(super) fn fifths(replicates: &[Fifths], facts: &Facts) -> Result<NamedChart, LeftOut> {
    let left_out = |reason: String| Err(LeftOut { name: NAME, reason });
    let Some(first) = replicates.first() else {
        return left_out(format!(
            "there were fewer than {FEWEST_SCHOOLS} secondary schools with results at 16 in the first and the last \
             school year"
        ));
    };
    if first.years.0 == first.years.1 {
        return left_out("one school year has no change".to_owned());
    }
    let caption = format!(
        "Fifths hold equal numbers of secondary schools, {} in all, by the share of disadvantaged pupils in {}, \
         and stay fixed. Schools count by their pupils of 16. The number at the right is the median change within \
         a replicate.",
        number(first.schools as f64, 0),
        school_year(first.years.0 as i32 - 1)
    );
    let rows: Vec<Row> = (0..NAMES.len()).filter_map(|fifth| row(replicates, fifth)).collect();
    let picture = Picture::Dumbbell(chart(rows, first.years, replicates.len(), facts));
    Ok(NamedChart { name: NAME, picture, caption })
}

fn row(replicates: &[Fifths], fifth: usize) -> Option<Row> {
    let first: Vec<f64> = replicates.iter().map(|of| of.first[fifth]).collect();
    let last: Vec<f64> = replicates.iter().map(|of| of.last[fifth]).collect();
    let changes: Vec<f64> = replicates.iter().map(|of| of.last[fifth] - of.first[fifth]).collect();
    let several = replicates.len() > 1;
    let middle = |values: &[f64]| {
        let ends = quantile(values, 0.05).zip(quantile(values, 0.95));
        ends.filter(|_| several)
    };
    Some(Row {
        name: NAMES[fifth].to_owned(),
        first: quantile(&first, 0.5)?,
        last: quantile(&last, 0.5)?,
        first_interval: middle(&first),
        last_interval: middle(&last),
        change: quantile(&changes, 0.5),
    })
}

fn chart(rows: Vec<Row>, (first, last): (i64, i64), replicates: usize, facts: &Facts) -> Dumbbell {
    let spread = match replicates {
        1 => "One run: no intervals.".to_owned(),
        n => format!("Markers: medians of {n} replicates; bars: their middle 90%."),
    };
    let (first, last) = (school_year(first as i32 - 1), school_year(last as i32 - 1));
    let change = |row: &Row| format!("{} {}", row.name, signed(row.change(), 3));
    let changes: Vec<String> = rows.iter().map(change).collect();
    Dumbbell {
        title: "Which schools gain: those with more disadvantaged pupils, or fewer?".to_owned(),
        subtitle: format!(
            "Mean true attainment at 16 in standard deviations of pupils (SD) against the base year’s nation, by \
             fifth of secondary schools. {spread}"
        ),
        alt: format!(
            "Dumbbell of attainment at 16 by fifth of secondary schools by disadvantage, {first} and {last}, under \
             “{}”. Changes in SD: {}. They cover {}.",
            facts.title,
            changes.join("; "),
            facts.cover()
        ),
        source: facts.source_line(),
        axis_title: "Mean attainment at 16, SD".to_owned(),
        format: NumberFormat::Plain,
        signed: true,
        zero_line: true,
        reach: Vec::new(),
        first,
        last,
        change_heading: "Change".to_owned(),
        decimals: 3,
        rows,
    }
}
