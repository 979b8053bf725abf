//! The tables of a report: the nation year by year, and regions in the last year.

use std::collections::BTreeMap;

use super::band::{Band, yearly_bands};
use super::columns::Columns;
use super::page::{Align, HtmlTable};
use super::summary::Facts;
use crate::chart::number::{number, pounds, school_year};
use crate::statistic::quantile;
use crate::table::{TableSpec, Values};

/// How a number is printed.
#[derive(Clone, Copy)]
enum Print {
    Number(usize),
    Percent,
    Pounds,
}

impl Print {
    fn cell(self, value: Option<f64>) -> String {
        let Some(value) = value else { return "–".to_owned() };
        match self {
            Print::Number(decimals) => number(value, decimals),
            Print::Percent => format!("{}%", number(value * 100.0, 1)),
            Print::Pounds => pounds(value),
        }
    }
}

/// A column: heading, column of the rows, factor to the printed unit, how it is printed.
struct Column {
    heading: &'static str,
    name: &'static str,
    factor: f64,
    print: Print,
}

const fn column(heading: &'static str, name: &'static str, factor: f64, print: Print) -> Column {
    Column { heading, name, factor, print }
}

/// The nation by school year: one table of learning, one of staff, money and places.
pub fn national_tables(spec: &TableSpec, nation: &[Values], facts: &Facts) -> Vec<HtmlTable> {
    let (month_11, month_16) = (1.0 / facts.epi_month.0, 1.0 / facts.epi_month.1);
    let learning = [
        column("Attainment at 11, SD", "attainment_11", 1.0, Print::Number(3)),
        column("Attainment at 16, SD", "attainment_16", 1.0, Print::Number(3)),
        column("True gap at 11, months", "gap_11", month_11, Print::Number(1)),
        column("True gap at 16, months", "gap_16", month_16, Print::Number(1)),
        column("Measured gap at 11, months", "measured_gap_11", month_11, Print::Number(1)),
        column("Measured gap at 16, months", "measured_gap_16", month_16, Print::Number(1)),
    ];
    let system = [
        column("Teachers leaving", "leaving_rate", 1.0, Print::Percent),
        column("Schools whose head left", "head_leaving_rate", 1.0, Print::Percent),
        column("Spending for each pupil", "spend_per_pupil_gbp", 1.0, Print::Pounds),
        column(
            "First preference met, primary",
            "first_preference_met_primary",
            1.0,
            Print::Percent,
        ),
        column(
            "First preference met, secondary",
            "first_preference_met_secondary",
            1.0,
            Print::Percent,
        ),
    ];
    let of = |columns: &[Column], words: &str| {
        let caption = format!("{words} by school year. {}", medians(facts));
        yearly(columns, caption, |name| yearly_bands(spec, nation, name))
    };
    vec![
        of(
            &learning,
            "Attainment against the base year and the disadvantage gap (EPI months), in what pupils have truly \
             learned and as tests measure it,",
        ),
        of(&system, "Staff, money in pounds of the base year, and places"),
    ]
}

/// What the numbers of a table are.
fn medians(facts: &Facts) -> String {
    match facts.replicates {
        1 => "One replicate. A dash: nothing is recorded.".to_owned(),
        n => format!("Medians of {n} replicates. A dash: nothing is recorded."),
    }
}

fn yearly(columns: &[Column], caption: String, band: impl Fn(&str) -> Option<Band>) -> HtmlTable {
    let bands: Vec<Option<Band>> = columns.iter().map(|column| band(column.name)).collect();
    let mut years: Vec<i64> =
        bands.iter().flatten().flat_map(|band| band.years.iter().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let cell = |year: i64, (column, band): (&Column, &Option<Band>)| {
        let value = band.as_ref().and_then(|band| band.median_of(year));
        column.print.cell(value.map(|value| value * column.factor))
    };
    let row = |year: &i64| {
        let cells = columns.iter().zip(&bands).map(|pair| cell(*year, pair));
        std::iter::once(school_year(*year as i32 - 1)).chain(cells).collect()
    };
    HtmlTable {
        caption,
        columns: headings("School year", columns),
        rows: years.iter().map(row).collect(),
    }
}

fn headings(first: &str, columns: &[Column]) -> Vec<(String, Align)> {
    let rest = columns.iter().map(|column| (column.heading.to_owned(), Align::Right));
    std::iter::once((first.to_owned(), Align::Left)).chain(rest).collect()
}

/// The regions in the last school year; none without regions.
pub fn region_table(spec: &TableSpec, areas: &[Values], facts: &Facts) -> Option<HtmlTable> {
    let columns = [
        column("Schools", "schools", 1.0, Print::Number(0)),
        column("Pupils", "pupils", 1.0, Print::Number(0)),
        column("Attainment at 11, SD", "attainment_11", 1.0, Print::Number(3)),
        column("Attainment at 16, SD", "attainment_16", 1.0, Print::Number(3)),
        column("True gap at 11, months", "gap_11", 1.0 / facts.epi_month.0, Print::Number(1)),
        column("True gap at 16, months", "gap_16", 1.0 / facts.epi_month.1, Print::Number(1)),
        column("Teachers leaving", "leaving_rate", 1.0, Print::Percent),
    ];
    let table = Columns::of(spec, areas);
    let last = *table.whole("school_year")?.iter().max()?;
    let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for column in &columns {
        for (region, value) in by_region(table, column.name, last)? {
            let cell = column.print.cell(value.map(|value| value * column.factor));
            rows.entry(region).or_insert_with(|| vec![region.to_owned()]).push(cell);
        }
    }
    let year = school_year(last as i32 - 1);
    let caption = format!(
        "Regions in {year}. Attainment against the nation of the base year. {}",
        medians(facts)
    );
    let rows: Vec<Vec<String>> = rows.into_values().collect();
    let columns = headings("Region", &columns);
    (!rows.is_empty()).then_some(HtmlTable { caption, columns, rows })
}

/// Median over replicates of a column in one year, by region.
fn by_region<'a>(
    table: Columns<'a>,
    column: &str,
    year: i64,
) -> Option<BTreeMap<&'a str, Option<f64>>> {
    let (kinds, names) = (table.text("area_kind")?, table.text("area_name")?);
    let (years, values) = (table.whole("school_year")?, table.numbers(column)?);
    let mut regions: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for i in (0..names.len()).filter(|i| kinds[*i] == "region" && years[*i] == year) {
        regions.entry(&names[i]).or_default().extend(values[i]);
    }
    Some(regions.into_iter().map(|(name, values)| (name, quantile(&values, 0.5))).collect())
}
