//! The page of the library.

use std::fmt::Write as _;

use super::Effects;
use crate::chart::number::{interval, number, school_year, signed, signed_pounds};

/// One scenario on the page.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// Named systems that it expresses.
    pub systems: Vec<String>,
    /// Claims that it serves.
    pub claims: Vec<String>,
    /// Metrics that its head says to watch.
    pub watch: Vec<String>,
    /// Schools that it reaches, and those of the population.
    pub schools: (usize, usize),
    /// The school year, named by its summer, in which it is measured.
    pub year: i64,
    /// What it does.
    pub effects: Effects,
}

/// Scenarios under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub title: &'static str,
    /// What they have in common, in sentences.
    pub about: &'static str,
    /// The scenarios.
    pub lines: Vec<Line>,
}

/// All sections as Markdown; `england` is the number of schools of England.
pub fn page(opening: &str, sections: &[Section], england: usize) -> String {
    let mut text = opening.to_owned();
    for section in sections {
        let _ = write!(text, "\n## {}\n\n{}\n\n", section.title, section.about);
        text.push_str(
            "| scenario | what it is | systems | claims | schools | year | attainment at 11 | attainment at 16 | what moves | \
             £ a pupil | £m a year |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        );
        for line in &section.lines {
            let _ = writeln!(text, "{}", row(line, england));
        }
    }
    text
}

fn row(line: &Line, england: usize) -> String {
    let (reached, all) = line.schools;
    let attainment = |name: &str| {
        line.effects.of(name).map_or_else(|| "none taught".to_owned(), |moved| told(moved, 3))
    };
    let spend = line.effects.of("spend_per_pupil").map_or(0.0, |moved| moved.paired.difference);
    let millions = spend * line.effects.pupils * (england as f64 / all as f64) / 1e6;
    [
        format!("[`{0}`](../scenarios/library/{0}.toml)", line.name),
        line.summary.clone(),
        line.systems.join(" "),
        line.claims.join(" "),
        format!("{:.0} %", (reached as f64 / all as f64 * 100.0).max(1.0)),
        school_year(line.year as i32 - 1),
        attainment("attainment_11"),
        attainment("attainment_16"),
        moves(line),
        signed_pounds(spend, 0),
        signed(millions, 0),
    ]
    .iter()
    .fold("|".to_owned(), |row, cell| row + " " + cell + " |")
}

fn told(moved: &super::Moved, decimals: usize) -> String {
    let middle = signed(moved.paired.difference, decimals);
    let ends = moved.paired.interval.map(|(low, high)| interval(low, high, decimals));
    ends.map_or(middle.clone(), |ends| format!("{middle} ({ends})"))
}

/// Of what the head says to watch, what moves most against the spread between schools.
fn moves(line: &Line) -> String {
    let watched = line.watch.iter().filter_map(|name| line.effects.of(name));
    let size = |moved: &&super::Moved| moved.in_spreads().unwrap_or(0.0).abs();
    let Some(most) = watched.max_by(|one, other| size(one).total_cmp(&size(other))) else {
        return String::new();
    };
    let metric = most.metric;
    format!(
        "`{}` from {} by {}",
        metric.name,
        number(most.paired.first, metric.decimals),
        told(most, metric.decimals)
    )
}
