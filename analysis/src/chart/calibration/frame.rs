//! Columns and rows: names, differences, simulated and measured values.

use super::{Calibration, FURTHEST, Row, too_many};
use crate::chart::ChartError;
use crate::chart::across::{Across, label_height, range};
use crate::chart::column::{Column, gap};
use crate::chart::font::{Weight, width};
use crate::chart::header::Header;
use crate::chart::names::Names;
use crate::chart::number::NumberFormat;
use crate::chart::rows::Rows;
use crate::chart::style::{Measures, Size};

/// Most of the page's width that the names of targets take.
const NAMES: f64 = 0.3;

/// The word beside targets that were kept out of the fit.
pub(super) const HELD: &str = "held";

/// Where everything stands.
pub(super) struct Page {
    pub(super) names: Names,
    /// Right end of the word beside held-out targets.
    pub(super) held: f64,
    pub(super) axis: Across,
    pub(super) simulated: Column,
    pub(super) measured: Column,
    /// Right ends of the two columns.
    pub(super) ends: (f64, f64),
    pub(super) rows: Rows,
}

impl Page {
    /// An error when the words leave the data no room, or when the rows do not fit on a slide.
    pub(super) fn new(
        chart: &Calibration,
        header: &Header,
        m: &Measures,
        size: Size,
    ) -> Result<Self, ChartError> {
        let names = Names::new(chart.rows.iter().map(|row| row.name.as_str()), m, NAMES);
        let (simulated, measured) = columns(chart);
        let any_held = chart.rows.iter().any(|row| row.held);
        let room = width(HELD, m.tick, Weight::Regular) + 0.6 * m.label;
        let held = m.margin + names.width + if any_held { room } else { 0.0 };
        let right = f64::from(m.width) - m.margin;
        let inner = right - measured.width(m) - gap(m);
        let end = inner - simulated.width(m) - gap(m);
        let left = held + gap(m);
        if end - left < 0.24 * f64::from(m.width) {
            return Err(ChartError::NoRoom { chart: chart.title.clone() });
        }
        let heading = 1.9 * m.tick;
        let top = header.bottom(m) + 0.9 * m.tick + heading;
        let least: Vec<f64> =
            (0..chart.rows.len()).map(|row| names.height(row) + 0.62 * m.label).collect();
        let below = label_height(m) + header.below(m);
        let rows = Rows::new(&least, top, below, m, size)
            .ok_or_else(|| too_many(&chart.title, chart.rows.len(), size))?;
        let axis = axis(chart).between(left, end);
        Ok(Self { names, held, axis, simulated, measured, ends: (inner, right), rows })
    }
}

fn columns(chart: &Calibration) -> (Column, Column) {
    let column = |heading: &String, cell: fn(&Row) -> &String, weight| Column {
        heading: heading.clone(),
        cells: chart.rows.iter().map(|row| cell(row).clone()).collect(),
        weight,
    };
    let headings = &chart.headings;
    (
        column(&headings.simulated, |row| &row.simulated, Weight::SemiBold),
        column(&headings.measured, |row| &row.measured, Weight::Regular),
    )
}

/// The same reach to both sides: whole tolerances, two at least and six at most.
fn axis(chart: &Calibration) -> Across {
    let of = |row: &Row| {
        let (low, high) = row.interval.unwrap_or((row.difference, row.difference));
        row.difference.abs().max(low.abs()).max(high.abs())
    };
    let (_, most) = range(chart.rows.iter().map(of));
    let reach = most.ceil().clamp(2.0, FURTHEST);
    let step = if reach > 3.0 { 2.0 } else { 1.0 };
    let ends = (-(reach / step).floor() as i32, (reach / step).floor() as i32);
    let ticks: Vec<f64> = (ends.0..=ends.1).map(|tick| f64::from(tick) * step).collect();
    let labels = NumberFormat::Plain.signed_ticks(&ticks, step);
    // Markers at the furthest tolerance keep clear of the columns.
    let room = 0.06 * reach;
    Across { left: 0.0, right: 1.0, low: -reach - room, high: reach + room, ticks, labels }
}
