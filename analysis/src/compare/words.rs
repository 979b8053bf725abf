//! A comparison in tables and sentences for people.

use std::fmt::Write as _;

use super::comparison::Comparison;
use crate::chart::number::{interval, number, school_year, signed};
use crate::metric::{ALL, Better, Class, Metric, Theme, metric};
use crate::report::page::{Align, HtmlTable};
use crate::statistic::Paired;

/// What is told of a cell in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Mean under the first scenario.
    pub first: String,
    /// Mean under the other.
    pub second: String,
    /// Difference with its sign.
    pub difference: String,
    /// Its interval; empty with one replicate.
    pub interval: String,
    /// How often the other is better.
    pub better: String,
    /// Unpaired runs that tell as much as one pair.
    pub worth: String,
}

impl Told {
    /// A cell in words.
    pub fn of(found: &Paired, metric: &Metric) -> Self {
        let decimals = metric.decimals;
        let (above, below) = found.above_and_below;
        let share = |share: f64| format!("{:.0}%", share * 100.0);
        let better = match metric.better {
            Better::Higher => share(above),
            Better::Lower => share(below),
            Better::Neither => format!("{} up", share(above)),
        };
        let worth = match found.variance_ratio {
            Some(ratio) if ratio >= 10.0 => number(ratio, 0),
            Some(ratio) => number(ratio, 1),
            None => "–".to_owned(),
        };
        let ends = |(low, high): (f64, f64)| interval(low, high, decimals + 1);
        Self {
            first: number(found.first, decimals),
            second: number(found.second, decimals),
            difference: signed(found.difference, decimals + 1),
            interval: found.interval.map(ends).unwrap_or_default(),
            better,
            worth,
        }
    }
}

/// Metrics that are told class by class.
const FOR_WHOM: [&str; 4] = ["attainment_11", "attainment_16", "value_added", "staff_expertise"];

/// The headline metrics of all schools in the last school year, as plain text.
pub fn headline_table(comparison: &Comparison, scenario: usize) -> String {
    let (first, second) = (&comparison.names[0], &comparison.names[scenario]);
    let mut rows = vec![[
        String::new(),
        first.clone(),
        second.clone(),
        "difference".to_owned(),
        confidence(comparison),
        "better".to_owned(),
        "worth".to_owned(),
    ]];
    let year = comparison.last_year();
    for (at, metric) in Comparison::metrics().filter(|(_, metric)| metric.is_headline) {
        let Some(found) = comparison.paired(scenario, (year, 0, at)) else { continue };
        let told = Told::of(&found, metric);
        let name = format!("{}, {}", metric.title, metric.unit);
        let Told { first, second, difference, interval, better, worth } = told;
        rows.push([name, first, second, difference, interval, better, worth]);
    }
    let last = comparison.years.get(year).map_or(0, |year| *year as i32 - 1);
    format!("In {}, the last school year, all schools:\n{}", school_year(last), aligned(&rows))
}

/// What the interval's column is called.
fn confidence(comparison: &Comparison) -> String {
    format!("{}% interval", number(comparison.confidence * 100.0, 0))
}

/// Differences by class of schools in the last school year, as plain text.
pub fn who_gains(comparison: &Comparison, scenario: usize) -> String {
    let mut text = String::new();
    for by in ["disadvantage", "phase", "setting", "region"] {
        let mut heading = vec![format!("By {}", said(by))];
        heading.extend(
            FOR_WHOM.iter().filter_map(|name| metric(name)).map(|one| one.title.to_owned()),
        );
        let mut rows = vec![heading];
        rows.extend(classes(comparison, by).map(|(place, class)| {
            let mut row = vec![class_name(class)];
            row.extend(differences(comparison, scenario, place));
            row
        }));
        let _ = write!(text, "{}", aligned(&rows));
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// What schools are classed by, in words.
fn said(by: &str) -> &str {
    match by {
        "disadvantage" => "fifth by disadvantage",
        "setting" => "surroundings",
        other => other,
    }
}

/// The name of a class in words.
fn class_name(class: &Class) -> String {
    match (class.by, class.name.as_str()) {
        ("disadvantage", "1 fewest") => "fewest free meals".into(),
        ("disadvantage", "5 most") => "most free meals".into(),
        (_, name) => name.to_owned(),
    }
}

fn classes<'a>(
    comparison: &'a Comparison,
    by: &'a str,
) -> impl Iterator<Item = (usize, &'a Class)> {
    comparison.classes.iter().enumerate().filter(move |(_, class)| class.by == by)
}

/// The differences of a class, metric by metric, each with its interval.
fn differences(comparison: &Comparison, scenario: usize, class: usize) -> Vec<String> {
    let year = comparison.last_year();
    let cell = |name: &&str| {
        let (at, metric) = Comparison::metrics().find(|(_, metric)| metric.name == *name)?;
        let told = Told::of(&comparison.paired(scenario, (year, class, at))?, metric);
        Some(match told.interval.as_str() {
            "" => told.difference,
            interval => format!("{} ({interval})", told.difference),
        })
    };
    FOR_WHOM.iter().map(|name| cell(name).unwrap_or_else(|| "–".to_owned())).collect()
}

/// Columns under each other: the first at the left, the others at the right.
fn aligned<R: AsRef<[String]>>(rows: &[R]) -> String {
    let columns = rows.iter().map(|row| row.as_ref().len()).max().unwrap_or(0);
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.as_ref().get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from(" ");
        for (at, cell) in row.as_ref().iter().enumerate() {
            let width = widths[at];
            let _ = if at == 0 {
                write!(line, " {cell:<width$}")
            } else {
                write!(line, "  {cell:>width$}")
            };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// What the headline metrics say, each in a sentence hedged by its interval: those that differ surely
/// first, then the others together.
pub fn sentences(comparison: &Comparison, scenario: usize) -> Vec<String> {
    let (year, name) = (comparison.last_year(), &comparison.titles[scenario]);
    let (mut sure, mut unsure, mut same) = (Vec::new(), Vec::new(), Vec::new());
    for (at, metric) in Comparison::metrics().filter(|(_, metric)| metric.is_headline) {
        let Some(found) = comparison.paired(scenario, (year, 0, at)) else { continue };
        let told = Told::of(&found, metric);
        match found.interval {
            Some((low, high)) if low > 0.0 || high < 0.0 => {
                let way = if found.difference > 0.0 { "higher" } else { "lower" };
                let size = number(found.difference.abs(), metric.decimals + 1);
                sure.push(format!(
                    "{}: {size} {} {way} ({}).",
                    capital(metric.title),
                    metric.unit,
                    told.interval
                ));
            }
            Some((low, high)) if low == 0.0 && high == 0.0 => same.push(metric.title),
            _ => unsure.push(metric.title),
        }
    }
    let replicates = comparison.replicates();
    let cover = confidence(comparison);
    let mut said = vec![format!(
        "Under “{name}” against “{}”, in the last school year, over {replicates} pairs of runs ({cover}s of the mean \
         difference in brackets; they cover chance in the model, not doubt about it unless parameters are drawn):",
        comparison.titles[0]
    )];
    said.extend(sure);
    said.extend(cost(comparison, scenario));
    if !unsure.is_empty() {
        said.push(format!("Not told apart from chance: {}.", unsure.join(", ")));
    }
    if !same.is_empty() {
        said.push(format!("The same in every run: {}.", same.join(", ")));
    }
    said
}

/// What a change costs and what it brings for that, over the run: pounds for each pupil in all years, and
/// for a month of progress at 16 and a month of the gap closed there, where both are told apart from
/// chance. None where spending is not.
pub fn cost(comparison: &Comparison, scenario: usize) -> Option<String> {
    let find = |name: &str| Comparison::metrics().find(|(_, metric)| metric.name == name);
    let sure = |year: usize, name: &str| {
        let found = comparison.paired(scenario, (year, 0, find(name)?.0))?;
        found.interval.filter(|(low, high)| *low > 0.0 || *high < 0.0).map(|_| found.difference)
    };
    let (spend, _) = find("spend_per_pupil")?;
    let years = 0..comparison.years.len();
    let paid: Vec<f64> = (0..comparison.replicates())
        .map(|replicate| {
            let of = |year: usize, side: usize| comparison.value(replicate, side, (year, 0, spend));
            years.clone().map(|year| Some(of(year, scenario)? - of(year, 0)?)).sum::<Option<f64>>()
        })
        .collect::<Option<_>>()?;
    let (low, high) = crate::statistic::interval_of_mean_at(&paid, comparison.confidence)?;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let all = crate::statistic::mean(&paid)?;
    let way = if all > 0.0 { "more" } else { "less" };
    let mut text = format!(
        "Spending: £{} {way} for each pupil over the whole run (£{}).",
        number(all.abs(), 0),
        interval(low, high, 0)
    );
    let last = comparison.last_year();
    let each = |name: &str, sign: f64, what: &str| {
        let months = sign * sure(last, name)?;
        (months > 0.0 && all > 0.0)
            .then(|| format!(" That is £{} for {what}.", number(all / months, 0)))
    };
    text += &each("attainment_16_eef_months", 1.0, "each EEF month of progress at 16")
        .unwrap_or_default();
    text +=
        &each("gap_16", -1.0, "each EPI month by which the gap at 16 closes").unwrap_or_default();
    Some(text)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

/// Every metric of all schools by theme, then the differences by class, for a page.
pub fn html_tables(comparison: &Comparison, scenario: usize) -> Vec<HtmlTable> {
    let year = comparison.last_year();
    let right = |name: &str| (name.to_owned(), Align::Right);
    let mut tables = Vec::new();
    for theme in Theme::ALL {
        let of = |(at, metric): (usize, &'static Metric)| {
            let found = comparison.paired(scenario, (year, 0, at))?;
            let Told { first, second, difference, interval, better, worth } =
                Told::of(&found, metric);
            let name = format!("{}, {}", metric.title, metric.unit);
            Some(vec![name, first, second, difference, interval, better, worth])
        };
        tables.push(HtmlTable {
            caption: format!(
                "{}: {} against {}, all schools, last school year.",
                capital(theme.name()),
                comparison.titles[scenario],
                comparison.titles[0]
            ),
            columns: vec![
                ("Metric".to_owned(), Align::Left),
                right(&comparison.names[0]),
                right(&comparison.names[scenario]),
                right("Difference"),
                right(&confidence(comparison)),
                right("Better in"),
                right("A pair is worth"),
            ],
            rows: Comparison::metrics().filter(|(_, m)| m.theme == theme).filter_map(of).collect(),
        });
    }
    for by in ["disadvantage", "phase", "setting", "region", "coast"] {
        let mut columns = vec![(capital(said(by)), Align::Left)];
        columns.extend(
            FOR_WHOM
                .iter()
                .filter_map(|name| metric(name))
                .map(|one| right(&format!("{}, {}", capital(one.title), one.unit))),
        );
        let rows = classes(comparison, by).map(|(place, class)| {
            let mut row = vec![class_name(class)];
            row.extend(differences(comparison, scenario, place));
            row
        });
        tables.push(HtmlTable {
            caption: format!("Differences by {}, with their {}.", said(by), confidence(comparison)),
            columns,
            rows: rows.collect(),
        });
    }
    debug_assert!(comparison.classes.first().is_none_or(|class| class.by == ALL));
    tables
}
