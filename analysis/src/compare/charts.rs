//! The charts of a comparison: courses over years, improvement against equity, fifths by disadvantage.

use super::comparison::Comparison;
use crate::chart::dumbbell::{Dumbbell, Row};
use crate::chart::equity::{Arrow, Axis, Corners, Equity};
use crate::chart::number::{NumberFormat, interval, number, school_year, signed};
use crate::chart::trajectory::{Role, Series, Trajectory, ValueAxis};
use crate::metric::Metric;
use crate::report::{LeftOut, NamedChart, Picture};
use crate::statistic::{ellipse_of, quantile};

/// Metrics whose course is drawn: name, stem of the file, question, least reach to either side.
const COURSES: [(&str, &str, &str, f64); 5] = [
    ("attainment_11", "attainment_11", "Does attainment at 11 rise?", 0.02),
    ("attainment_16", "attainment_16", "Does attainment at 16 rise?", 0.02),
    ("gap_11", "gap_11", "Does the disadvantage gap at 11 narrow?", 0.5),
    ("gap_16", "gap_16", "Does the disadvantage gap at 16 narrow?", 0.5),
    ("leaving_rate", "teacher_leaving", "How many teachers leave each year?", 0.01),
];
/// Most scenarios of a chart of courses: more would hide each other.
const MOST_COURSES: usize = 6;

/// The charts, and why others are left out. `source` is the line at their foot; `policy` the school year
/// (by its summer) and name of the first policy in which the scenarios differ.
pub fn comparison_charts(
    comparison: &Comparison,
    source: &str,
    policy: Option<(i64, String)>,
) -> (Vec<NamedChart>, Vec<LeftOut>) {
    let mut all: Vec<Result<NamedChart, LeftOut>> = COURSES
        .iter()
        .map(|course| trajectory(comparison, *course, source, policy.clone()))
        .collect();
    all.push(plane(comparison, source));
    all.push(fifths(comparison, source));
    let (mut charts, mut left_out) = (Vec::new(), Vec::new());
    for chart in all {
        match chart {
            Ok(chart) => charts.push(chart),
            Err(reason) => left_out.push(reason),
        }
    }
    (charts, left_out)
}

fn position(name: &str) -> Option<(usize, &'static Metric)> {
    Comparison::metrics().find(|(_, metric)| metric.name == name)
}

/// Median and middle 90% over replicates.
fn band(values: &[f64]) -> Option<(f64, f64, f64)> {
    Some((quantile(values, 0.5)?, quantile(values, 0.05)?, quantile(values, 0.95)?))
}

/// Values of all replicates; none where one is missing.
fn values(
    comparison: &Comparison,
    scenario: usize,
    cell: (usize, usize, usize),
) -> Option<Vec<f64>> {
    (0..comparison.replicates())
        .map(|replicate| comparison.value(replicate, scenario, cell))
        .collect()
}

fn trajectory(
    comparison: &Comparison,
    (name, stem, title, reach): (&str, &'static str, &str, f64),
    source: &str,
    policy: Option<(i64, String)>,
) -> Result<NamedChart, LeftOut> {
    let left_out = |reason: &str| LeftOut { name: stem, reason: reason.to_owned() };
    let (at, metric) = position(name).ok_or_else(|| left_out("it is not measured"))?;
    if comparison.years.len() < 2 {
        return Err(left_out("one school year has no course over time"));
    }
    if comparison.names.len() > MOST_COURSES {
        return Err(left_out("so many scenarios would hide each other"));
    }
    let mut all = Vec::new();
    for scenario in 0..comparison.names.len() {
        let years = (0..comparison.years.len())
            .map(|year| band(&values(comparison, scenario, (year, 0, at))?))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| left_out("there were no pupils or staff to count"))?;
        all.push(series(comparison, scenario, metric, &years));
    }
    let first = all.first().and_then(|one| one.median.first().copied()).unwrap_or(0.0);
    let zero_line = name.starts_with("attainment");
    let centre = if zero_line { 0.0 } else { first };
    let x: Vec<f64> = comparison.years.iter().map(|year| *year as f64).collect();
    let label = |year: &i64| (*year as f64, school_year(*year as i32 - 1));
    let spread = match comparison.replicates() {
        1 => "One run of each: no bands.".to_owned(),
        n => format!("Lines: medians of {n} replicates. Bands: middle 90% of replicates."),
    };
    let ends: Vec<String> =
        all.iter().map(|one| format!("“{}” ends at {}", one.name, one.end_label)).collect();
    let picture = Picture::Trajectory(Trajectory {
        title: title.to_owned(),
        subtitle: format!("{} Unit: {}. {spread}", metric.sentence, metric.unit),
        alt: format!("Trajectories of {} by school year. {}.", metric.title, ends.join("; ")),
        source: source.to_owned(),
        x_labels: comparison.years.iter().map(label).collect(),
        x,
        y_axis: ValueAxis {
            title: String::new(),
            unit: metric.unit.to_owned(),
            format: NumberFormat::Plain,
        },
        series: all,
        policy_start: policy.map(|(year, name)| (year as f64, name)),
        zero_line,
        reach: vec![centre - reach, centre + reach],
    });
    let caption = "The bands show where single runs fall. The difference between scenarios is far surer than \
                   the bands, because both had the same chances: see the tables.";
    Ok(NamedChart { name: stem, picture, caption: caption.to_owned() })
}

fn series(
    comparison: &Comparison,
    scenario: usize,
    metric: &Metric,
    years: &[(f64, f64, f64)],
) -> Series {
    let end_label = years.last().map_or_else(String::new, |(median, low, high)| {
        let value = number(*median, metric.decimals);
        match comparison.replicates() {
            1 => value,
            _ => format!("{value} ({})", interval(*low, *high, metric.decimals)),
        }
    });
    Series {
        name: comparison.titles[scenario].clone(),
        role: if scenario == 0 { Role::Baseline } else { Role::Series(scenario - 1) },
        x: comparison.years.iter().map(|year| *year as f64).collect(),
        median: years.iter().map(|year| year.0).collect(),
        low: years.iter().map(|year| year.1).collect(),
        high: years.iter().map(|year| year.2).collect(),
        end_label,
    }
}

fn plane(comparison: &Comparison, source: &str) -> Result<NamedChart, LeftOut> {
    let left_out = |reason: &str| LeftOut { name: "equity", reason: reason.to_owned() };
    let (attainment, gap) = (position("attainment_16"), position("gap_16"));
    let (attainment, gap) = attainment.zip(gap).ok_or_else(|| left_out("it is not measured"))?;
    let year = comparison.last_year();
    let mut arrows = Vec::new();
    for scenario in 1..comparison.names.len() {
        let change = |metric: usize| -> Option<Vec<f64>> {
            let cell = (year, 0, metric);
            let pairs =
                values(comparison, 0, cell)?.into_iter().zip(values(comparison, scenario, cell)?);
            Some(pairs.map(|(first, second)| second - first).collect())
        };
        let (Some(up), Some(wider)) = (change(attainment.0), change(gap.0)) else { continue };
        let points: Vec<(f64, f64)> =
            up.iter().copied().zip(wider.iter().map(|wider| -wider)).collect();
        let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
        let Some(to) = quantile(&x, 0.5).zip(quantile(&y, 0.5)) else { continue };
        arrows.push(Arrow {
            name: comparison.titles[scenario].clone(),
            colour: scenario - 1,
            to,
            ellipse: ellipse_of(&points, 0.9),
        });
    }
    if arrows.is_empty() {
        return Err(left_out("there were no pupils of 16 to count"));
    }
    let last = comparison.years.last().map_or(0, |year| *year as i32 - 1);
    let told = |arrow: &Arrow| {
        let (up, narrower) = (signed(arrow.to.0, 3), signed(arrow.to.1, 1));
        format!("{}: attainment {up} SD, gap narrowed by {narrower} months", arrow.name)
    };
    let found: Vec<String> = arrows.iter().map(told).collect();
    let axis =
        |title: &str, reach| Axis { title: title.to_owned(), format: NumberFormat::Plain, reach };
    let ellipse = if arrows.iter().any(|arrow| arrow.ellipse.is_some()) {
        " Ellipse: middle 90% of them."
    } else {
        ""
    };
    let picture = Picture::Equity(Equity {
        title: "Does attainment rise while the gap narrows?".to_owned(),
        subtitle: format!(
            "Difference from “{}” at 16 in {}: mean true attainment in standard deviations of pupils (SD), disadvantage \
             gap in EPI months. Arrow: median of {} paired replicates.{ellipse}",
            comparison.titles[0],
            school_year(last),
            comparison.replicates()
        ),
        alt: format!("Plane of improvement and equity at 16. {}.", found.join("; ")),
        source: source.to_owned(),
        attainment: axis("Difference in mean attainment, SD", 0.02),
        narrowing: axis("Gap narrower by, months", 0.5),
        corners: Corners::default(),
        origin: comparison.titles[0].clone(),
        arrows,
    });
    let caption =
        "Right is higher attainment, up a narrower gap between disadvantaged and other pupils.";
    Ok(NamedChart { name: "equity", picture, caption: caption.to_owned() })
}

/// Attainment by fifth under the first scenario and the last one.
fn fifths(comparison: &Comparison, source: &str) -> Result<NamedChart, LeftOut> {
    const NAMES: [&str; 5] =
        ["Fewest free meals", "2nd fifth", "Middle fifth", "4th fifth", "Most free meals"];
    let left_out =
        |reason: &str| LeftOut { name: "disadvantage_fifths", reason: reason.to_owned() };
    let (at, _) = position("attainment_16").ok_or_else(|| left_out("it is not measured"))?;
    let (year, other) = (comparison.last_year(), comparison.names.len() - 1);
    let fifths = comparison.classes.iter().enumerate().filter(|(_, one)| one.by == "disadvantage");
    let mut rows = Vec::new();
    for ((place, _), name) in fifths.zip(NAMES) {
        let cell = (year, place, at);
        let (Some(first), Some(last)) =
            (values(comparison, 0, cell), values(comparison, other, cell))
        else {
            return Err(left_out("a fifth has no pupils of 16"));
        };
        let (Some(before), Some(after)) = (band(&first), band(&last)) else {
            return Err(left_out("a fifth has no pupils of 16"));
        };
        let several = comparison.replicates() > 1;
        rows.push(Row {
            name: name.to_owned(),
            first: before.0,
            last: after.0,
            first_interval: several.then_some((before.1, before.2)),
            last_interval: several.then_some((after.1, after.2)),
            change: comparison.paired(other, cell).map(|found| found.difference),
        });
    }
    if rows.len() < NAMES.len() {
        return Err(left_out("there are not five fifths of schools"));
    }
    rows.reverse();
    let changes: Vec<String> =
        rows.iter().map(|row| format!("{} {}", row.name, signed(row.change(), 4))).collect();
    let picture = Picture::Dumbbell(Dumbbell {
        title: "Which schools gain: those with more free meals, or fewer?".to_owned(),
        subtitle: "Mean true attainment at 16 in standard deviations of pupils (SD), by fifth of schools by free meals, in \
                   the last school year. Markers: medians of the replicates; bars: their middle 90%; at the right the \
                   mean paired difference."
            .to_owned(),
        alt: format!("Dumbbell of attainment at 16 by fifth. Differences in SD: {}.", changes.join("; ")),
        source: source.to_owned(),
        axis_title: "Mean attainment at 16, SD".to_owned(),
        format: NumberFormat::Plain,
        signed: true,
        zero_line: true,
        reach: Vec::new(),
        first: comparison.titles[0].clone(),
        last: comparison.titles[other].clone(),
        change_heading: "Difference".to_owned(),
        decimals: 4,
        rows,
    });
    let caption =
        "Fifths hold equal numbers of schools by free meals within their stage, and stay fixed.";
    Ok(NamedChart { name: "disadvantage_fifths", picture, caption: caption.to_owned() })
}
