//! Invented dumbbells by fifth.

use analysis::chart::dumbbell::{Dumbbell, Row};
use analysis::chart::number::NumberFormat;

pub(crate) const NAMES: [&str; 5] =
    ["Most disadvantaged", "2nd", "Middle", "4th", "Least disadvantaged"];
const VALUES: [(f64, f64); 5] = [(-7.4, -5.1), (-3.2, -1.6), (0.3, 1.3), (3.1, 3.8), (7.2, 7.6)];

pub(crate) fn fifths(intervals: bool) -> Dumbbell {
    let interval = |value: f64| intervals.then_some((value - 0.8, value + 0.7));
    let rows = NAMES.iter().zip(VALUES).map(|(name, (first, last))| Row {
        name: (*name).to_owned(),
        first,
        last,
        first_interval: interval(first),
        last_interval: interval(last),
        change: None,
    });
    Dumbbell {
        title: "The most disadvantaged schools gain most from tutoring".to_owned(),
        subtitle: "Attainment at 16, months above or below the national mean, by school \
                   disadvantage fifth. Change in bold."
            .to_owned(),
        alt: "Dumbbell of attainment by fifth.".to_owned(),
        source: super::source(),
        axis_title: String::new(),
        format: NumberFormat::Plain,
        signed: true,
        zero_line: true,
        reach: Vec::new(),
        first: "Current policy".to_owned(),
        last: "Tutoring".to_owned(),
        change_heading: String::new(),
        decimals: 1,
        rows: rows.collect(),
    }
}
