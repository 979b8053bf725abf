//! Improvement against equity: from a run's first school year to its last.

use std::collections::BTreeMap;

use super::{LeftOut, NamedChart, Picture};
use crate::chart::equity::{Arrow, Axis, Corners, Equity};
use crate::chart::number::{NumberFormat, school_year, signed};
use crate::report::columns::Columns;
use crate::report::summary::Facts;
use crate::statistic::{ellipse_of, quantile};
use crate::table::{TableSpec, Values};

const NAME: &str = "equity";

/// The arrows: name, column of attainment, column of the gap.
const ARROWS: [(&str, &str, &str); 2] = [
    ("age 11", "attainment_11", "gap_11_epi_months"),
    ("age 16", "attainment_16", "gap_16_epi_months"),
];

/// Least reach of the axes to the better side: pupil SD, EPI months.
const REACH: (f64, f64) = (0.02, 0.5);

/// The first and the last school year with a value, and the change between them by replicate.
struct Change {
    years: (i64, i64),
    by_replicate: BTreeMap<i64, f64>,
}

/// The plane with an arrow for each age at which pupils are counted.
pub(super) fn plane(
    spec: &TableSpec,
    nation: &[Values],
    facts: &Facts,
) -> Result<NamedChart, LeftOut> {
    let left_out = |reason: &str| LeftOut { name: NAME, reason: reason.to_owned() };
    let table = Columns::of(spec, nation);
    let mut years = None;
    let mut arrows = Vec::new();
    for (colour, (name, attainment, gap)) in ARROWS.iter().enumerate() {
        let Some((higher, gap)) = change(table, attainment).zip(change(table, gap)) else {
            continue;
        };
        if higher.years.0 == higher.years.1 {
            return Err(left_out("one school year has no change"));
        }
        years = Some(higher.years);
        arrows.extend(arrow(name, colour, &paired(&higher, &gap)));
    }
    let Some(years) = years.filter(|_| !arrows.is_empty()) else {
        return Err(left_out("there were no pupils of 11 or 16 to count"));
    };
    let caption = "Right is higher attainment, up a narrower gap between disadvantaged and other pupils. \
                   Attainment and gap are what pupils have truly learned.";
    let picture = Picture::Equity(chart(arrows, years, facts));
    Ok(NamedChart { name: NAME, picture, caption: caption.to_owned() })
}

/// The change of a column, replicate by replicate; none without values.
fn change(table: Columns<'_>, column: &str) -> Option<Change> {
    let (years, of) = (table.whole("school_year")?, table.whole("replicate")?);
    let values = table.numbers(column)?;
    let mut ends: BTreeMap<i64, [(i64, f64); 2]> = BTreeMap::new();
    for ((year, replicate), value) in years.iter().zip(of).zip(values) {
        let Some(value) = value else { continue };
        let [first, last] = ends.entry(*replicate).or_insert([(*year, value); 2]);
        if *year < first.0 {
            *first = (*year, value);
        }
        if *year >= last.0 {
            *last = (*year, value);
        }
    }
    let [first, last] = *ends.values().next()?;
    let by_replicate = ends.iter().map(|(replicate, [a, b])| (*replicate, b.1 - a.1)).collect();
    Some(Change { years: (first.0, last.0), by_replicate })
}

/// Change of attainment and narrowing of the gap in the replicates that have both.
fn paired(attainment: &Change, gap: &Change) -> Vec<(f64, f64)> {
    let narrowing = |replicate: &i64| gap.by_replicate.get(replicate).map(|wider| -wider);
    let pairs = attainment.by_replicate.iter();
    pairs.filter_map(|(replicate, change)| Some((*change, narrowing(replicate)?))).collect()
}

fn arrow(name: &str, colour: usize, points: &[(f64, f64)]) -> Option<Arrow> {
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let to = (quantile(&x, 0.5)?, quantile(&y, 0.5)?);
    Some(Arrow { name: name.to_owned(), colour, to, ellipse: ellipse_of(points, 0.9) })
}

fn chart(arrows: Vec<Arrow>, (first, last): (i64, i64), facts: &Facts) -> Equity {
    let named = |year: i64| school_year(year as i32 - 1);
    let axis = |title: &str, reach| {
        let title = title.to_owned();
        Axis { title, format: NumberFormat::Plain, reach }
    };
    Equity {
        title: "Does attainment rise while the gap narrows?".to_owned(),
        subtitle: format!(
            "Change from {} to {}: mean true attainment in standard deviations of pupils (SD), \
             disadvantage gap in EPI months. {}",
            named(first),
            named(last),
            spread(&arrows, facts)
        ),
        alt: alt(&arrows, (&named(first), &named(last)), facts),
        source: facts.source_line(),
        attainment: axis("Change in mean attainment, SD", REACH.0),
        narrowing: axis("Gap narrowed by, months", REACH.1),
        corners: Corners::default(),
        origin: named(first),
        arrows,
    }
}

/// What arrows and ellipses mean, and why there are no ellipses.
fn spread(arrows: &[Arrow], facts: &Facts) -> String {
    let n = facts.replicates;
    if n == 1 {
        return "One run: no ellipse.".to_owned();
    }
    let ellipse = if arrows.iter().any(|arrow| arrow.ellipse.is_some()) {
        "Ellipse: middle 90% of them."
    } else {
        "Too few of them for an ellipse."
    };
    format!("Arrow: median of {n} replicates. {ellipse}")
}

fn alt(arrows: &[Arrow], (first, last): (&str, &str), facts: &Facts) -> String {
    let of = |arrow: &Arrow| {
        let (attainment, narrowing) = (signed(arrow.to.0, 3), signed(arrow.to.1, 1));
        format!("{}: attainment {attainment} SD, gap narrowed by {narrowing} months", arrow.name)
    };
    let found: Vec<String> = arrows.iter().map(of).collect();
    format!(
        "Plane of change in attainment and narrowing of the disadvantage gap, {first} to {last}, under “{}”. \
         {}. Ellipses cover {}.",
        facts.title,
        found.join("; "),
        facts.cover()
    )
}
