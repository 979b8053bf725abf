//! Yearly quantities of the nation: a line a chart.

use super::{LeftOut, NamedChart, Picture};
use crate::chart::number::{NumberFormat, interval, number, school_year};
use crate::chart::trajectory::{Role, Series, Trajectory, ValueAxis};
use crate::report::band::{Band, yearly_bands};
use crate::report::summary::Facts;
use crate::table::{TableSpec, Values};

/// What a chart of one yearly quantity needs to know.
struct Kind {
    name: &'static str,
    column: &'static str,
    /// The question in the title.
    title: &'static str,
    /// Metric and unit, at the start of the subtitle.
    metric: &'static str,
    /// Unit as printed after a number.
    unit: &'static str,
    /// Factor from the table's unit to the printed one.
    factor: f64,
    decimals: usize,
    /// Least reach of the axis to either side of the first year's median, in the printed unit:
    /// movements smaller than what matters shall look small.
    reach: f64,
    zero_line: bool,
    /// What to look for, beneath the chart in a report.
    caption: &'static str,
}

const ATTAINMENT: &str = "Attainment is what pupils have truly learned, without the noise of a test. Zero \
     is the mean of the base year.";
const GAP: &str = "The gap is the mean of other pupils less the mean of disadvantaged pupils, in what they \
     have truly learned, in months of the Education Policy Institute. Lower is better.";

const KINDS: [Kind; 5] = [
    Kind {
        name: "attainment_11",
        column: "attainment_11",
        title: "Does attainment at 11 rise?",
        metric: "Mean true attainment at age 11 against the base year, in standard deviations of pupils (SD)",
        unit: "SD",
        factor: 1.0,
        decimals: 3,
        reach: 0.02,
        zero_line: true,
        caption: ATTAINMENT,
    },
    Kind {
        name: "attainment_16",
        column: "attainment_16",
        title: "Does attainment at 16 rise?",
        metric: "Mean true attainment at age 16 against the base year, in standard deviations of pupils (SD)",
        unit: "SD",
        factor: 1.0,
        decimals: 3,
        reach: 0.02,
        zero_line: true,
        caption: ATTAINMENT,
    },
    Kind {
        name: "gap_11",
        column: "gap_11_epi_months",
        title: "Does the disadvantage gap at 11 narrow?",
        metric: "Disadvantage gap in true attainment at age 11, in EPI months",
        unit: "months",
        factor: 1.0,
        decimals: 1,
        reach: 0.5,
        zero_line: false,
        caption: GAP,
    },
    Kind {
        name: "gap_16",
        column: "gap_16_epi_months",
        title: "Does the disadvantage gap at 16 narrow?",
        metric: "Disadvantage gap in true attainment at age 16, in EPI months",
        unit: "months",
        factor: 1.0,
        decimals: 1,
        reach: 0.5,
        zero_line: false,
        caption: GAP,
    },
    Kind {
        name: "teacher_leaving",
        column: "leaving_rate",
        title: "How many teachers leave each year?",
        metric: "Teachers who leave state schools in a year, % of teachers’ posts",
        unit: "%",
        factor: 100.0,
        decimals: 1,
        reach: 1.0,
        zero_line: false,
        caption: "Teachers who move to another state school have not left.",
    },
];

/// The charts of the quantities that have values in two years or more; why the others are left out.
pub(super) fn trajectories(
    spec: &TableSpec,
    nation: &[Values],
    facts: &Facts,
) -> Vec<Result<NamedChart, LeftOut>> {
    KINDS.iter().map(|kind| one(kind, yearly_bands(spec, nation, kind.column), facts)).collect()
}

fn one(kind: &Kind, band: Option<Band>, facts: &Facts) -> Result<NamedChart, LeftOut> {
    let left_out = |reason: &str| LeftOut { name: kind.name, reason: reason.to_owned() };
    let band = band.ok_or_else(|| left_out("there were no pupils or staff to count"))?;
    if band.years.len() < 2 {
        return Err(left_out("one school year has no course over time"));
    }
    let picture = Picture::Trajectory(chart(kind, &band.times(kind.factor), facts));
    Ok(NamedChart { name: kind.name, picture, caption: kind.caption.to_owned() })
}

fn chart(kind: &Kind, band: &Band, facts: &Facts) -> Trajectory {
    let x: Vec<f64> = band.years.iter().map(|year| *year as f64).collect();
    let label = |year: &i64| (*year as f64, school_year(*year as i32 - 1));
    let first = band.median.first().copied().unwrap_or(0.0);
    let centre = if kind.zero_line { 0.0 } else { first };
    let policy_start = facts.first_policy.as_ref().map(|(year, name)| (*year as f64, name.clone()));
    let series = Series {
        name: facts.title.clone(),
        role: if facts.changes_nothing { Role::Baseline } else { Role::Series(0) },
        x: x.clone(),
        median: band.median.clone(),
        low: band.low.clone(),
        high: band.high.clone(),
        end_label: end_label(kind, band),
    };
    Trajectory {
        title: kind.title.into(),
        subtitle: subtitle(kind, band),
        alt: alt(kind, band, facts),
        source: facts.source_line(),
        x,
        x_labels: band.years.iter().map(label).collect(),
        y_axis: ValueAxis {
            title: String::new(),
            unit: kind.unit.into(),
            format: NumberFormat::Plain,
        },
        series: vec![series],
        policy_start,
        zero_line: kind.zero_line,
        reach: vec![centre - kind.reach, centre + kind.reach],
    }
}

fn subtitle(kind: &Kind, band: &Band) -> String {
    match band.replicates {
        1 => format!("{}. One run: no band.", kind.metric),
        n => format!(
            "{}. Line: median of {n} replicates. Band: middle 90% of replicates.",
            kind.metric
        ),
    }
}

/// A number with its unit: `9.3%`, `0.021 SD`.
fn with_unit(value: f64, kind: &Kind) -> String {
    let space = if kind.unit == "%" { "" } else { " " };
    format!("{}{space}{}", number(value, kind.decimals), kind.unit)
}

fn end_label(kind: &Kind, band: &Band) -> String {
    let Some((median, low, high)) = band.last() else { return String::new() };
    let value = with_unit(median, kind);
    if band.replicates == 1 {
        value
    } else {
        format!("{value} ({})", interval(low, high, kind.decimals))
    }
}

fn alt(kind: &Kind, band: &Band, facts: &Facts) -> String {
    let (Some(first), Some(last)) = (band.years.first(), band.years.last()) else {
        return String::new();
    };
    format!(
        "Trajectory of {} by school year, {} to {}. Under “{}” it ends at {}. The band covers {}.",
        kind.metric.to_lowercase(),
        school_year(*first as i32 - 1),
        school_year(*last as i32 - 1),
        facts.title,
        end_label(kind, band),
        facts.cover(),
    )
}
