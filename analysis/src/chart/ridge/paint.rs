//! From distributions to a sheet.

use super::frame::{Curves, TALLEST, scale};
use super::{Ridge, Side};
use crate::chart::ChartError;
use crate::chart::across::{Across, label_height};
use crate::chart::column::{Column, axis_words, gap};
use crate::chart::font::Weight;
use crate::chart::header::{Header, Words};
use crate::chart::names::Names;
use crate::chart::number::{NumberFormat, number, percent, pounds, signed};
use crate::chart::rows::Rows;
use crate::chart::sheet::{DESCENT, LEADING, Point, Shape, Sheet, block_height};
use crate::chart::style::{Measures, Rgb, Size, Theme, mix};

/// Most of the page's width that the names of rows take.
const NAMES: f64 = 0.24;
/// How much of the series' colour is in a ridge's fill, and in the tail's.
const FILL: f64 = 0.22;
const TAIL: f64 = 0.8;

/// What every step needs.
struct Painter<'a> {
    chart: &'a Ridge,
    m: Measures,
    theme: Theme,
    axis: Across,
    curves: Curves,
    rows: Rows,
}

/// The columns beside the ridges.
struct Columns {
    medians: Column,
    shares: Option<Column>,
}

pub(super) fn paint(chart: &Ridge, size: Size, theme: Theme) -> Result<Sheet, ChartError> {
    let m = size.measures();
    let no_room = || ChartError::NoRoom { chart: chart.title.clone() };
    let (title, subtitle, source) = (&chart.title, &chart.subtitle, &chart.source);
    let header = Header::new(&Words { title, subtitle, axis_title: "", source }, &m, theme);
    let names = Names::new(chart.rows.iter().map(|row| row.name.as_str()), &m, NAMES);
    let words = if chart.axis_title.trim().is_empty() { 0.0 } else { LEADING * m.tick };
    let top = header.bottom(&m) + 1.2 * m.tick;
    let below = label_height(&m) + words + header.below(&m);
    // Before the curves, which take by far the longest.
    let rows = rows(chart, &names, top, below, &m, size).ok_or_else(no_room)?;
    let (axis, width) = scale(chart);
    let curves = Curves::new(chart, &axis, width);
    let columns = Columns::new(chart, &curves);
    let left = m.margin + names.width + gap(&m);
    let right = f64::from(m.width) - m.margin - columns.width(&m) - gap(&m);
    if right - left < 0.25 * f64::from(m.width) {
        return Err(no_room());
    }
    let axis = axis.between(left, right);
    let mut sheet = Sheet::new(m.width, rows.height, theme.ground());
    header.write(&mut sheet, &m);
    let painter = Painter { chart, m, theme, axis, curves, rows };
    painter.axis(&mut sheet);
    (0..chart.rows.len()).for_each(|row| painter.ridge(&mut sheet, row));
    painter.words(&mut sheet, &names, &columns);
    sheet.check(m.margin)?;
    Ok(sheet)
}

/// Rows of one height; the first has room above for a ridge that is taller than a row.
fn rows(
    chart: &Ridge,
    names: &Names,
    top: f64,
    below: f64,
    m: &Measures,
    size: Size,
) -> Option<Rows> {
    let count = chart.rows.len() as f64;
    let tallest = (0..chart.rows.len()).map(|row| names.height(row)).fold(0.0, f64::max);
    let least = (tallest + 0.5 * m.label).max(1.7 * m.label);
    let needed = top + (count - 1.0 + TALLEST) * least + below;
    let page = f64::from(m.height).max(needed).ceil();
    if page > f64::from(m.height) && !size.grows() {
        return None;
    }
    let row = (page - top - below) / (count - 1.0 + TALLEST);
    let bottom = page - below;
    // The centre of a row is half a row above the line its ridge stands on.
    let centre = |place: usize| bottom - (count - place as f64 - 0.5) * row;
    let centres = (0..chart.rows.len()).map(centre).collect();
    Some(Rows { centres, top, bottom, height: page as i32 })
}

impl Columns {
    fn new(chart: &Ridge, curves: &Curves) -> Self {
        let print = |median: &f64| written(*median, chart);
        let medians = Column {
            heading: chart.median_heading.clone(),
            cells: curves.medians.iter().map(print).collect(),
            weight: Weight::SemiBold,
        };
        let shares = chart.threshold.as_ref().map(|threshold| Column {
            heading: threshold.heading.clone(),
            cells: chart.rows.iter().map(|row| percent(threshold.share(&row.values), 0)).collect(),
            weight: Weight::SemiBold,
        });
        Self { medians, shares }
    }

    fn width(&self, m: &Measures) -> f64 {
        self.medians.width(m) + self.shares.as_ref().map_or(0.0, |shares| gap(m) + shares.width(m))
    }
}

/// A median as printed: `+0.2`, `12%`, `£6,980`.
fn written(value: f64, chart: &Ridge) -> String {
    match (chart.format, chart.signed) {
        (NumberFormat::Plain, true) => signed(value, chart.decimals),
        (NumberFormat::Plain, false) => number(value, chart.decimals),
        (NumberFormat::Percent, true) => signed(value * 100.0, chart.decimals) + "%",
        (NumberFormat::Percent, false) => percent(value, chart.decimals),
        (NumberFormat::Pounds, _) => pounds(value),
    }
}

impl Painter<'_> {
    fn row_height(&self) -> f64 {
        let count = self.chart.rows.len() as f64;
        (self.rows.bottom - self.rows.top) / (count - 1.0 + TALLEST)
    }

    /// Where a row's ridge stands.
    fn floor(&self, row: usize) -> f64 {
        self.rows.centres.get(row).copied().unwrap_or(self.rows.bottom) + 0.5 * self.row_height()
    }

    fn axis(&self, sheet: &mut Sheet) {
        let (m, theme) = (&self.m, self.theme);
        self.axis.grid(sheet, (self.rows.top, self.rows.bottom), m, theme);
        self.axis.label(sheet, self.rows.bottom, m, theme);
        let baseline = self.rows.bottom + label_height(m) + (LEADING - DESCENT) * m.tick;
        sheet.texts.extend(axis_words(
            &self.chart.axis_title,
            (self.axis.right, baseline),
            m,
            theme,
        ));
    }

    /// One ridge over those above it: fill, tail, median, and a line with a rim of ground.
    fn ridge(&self, sheet: &mut Sheet, row: usize) {
        let (m, theme) = (&self.m, self.theme);
        let (tide, ground) = (theme.series(0), theme.ground());
        let curve: Vec<Point> = self.curve(row);
        self.fill(sheet, row, &curve, mix(tide, ground, FILL));
        if let Some(threshold) = &self.chart.threshold {
            let edge = self.axis.at(threshold.at);
            let inside = |point: &&Point| match threshold.side {
                Side::Below => point.0 <= edge,
                Side::Above => point.0 >= edge,
            };
            let tail: Vec<Point> = curve.iter().filter(inside).copied().collect();
            self.fill(sheet, row, &tail, mix(theme.series(1), ground, TAIL));
        }
        self.median(sheet, row);
        let line = 0.62 * m.line;
        let lifted = curve.iter().map(|(x, y)| (*x, y - 0.9 * line)).collect();
        sheet.line(lifted, ground, line);
        sheet.shapes.push(Shape::Line { points: curve, colour: tide, width: line, dash: None });
    }

    fn curve(&self, row: usize) -> Vec<Point> {
        let (floor, height) = (self.floor(row), self.row_height());
        let heights = self.curves.heights.get(row).into_iter().flatten();
        let places = self.curves.places.iter().zip(heights);
        places.map(|(place, high)| (self.axis.at(*place), floor - high * height)).collect()
    }

    fn fill(&self, sheet: &mut Sheet, row: usize, curve: &[Point], colour: Rgb) {
        let (Some(first), Some(last)) = (curve.first(), curve.last()) else { return };
        let floor = self.floor(row);
        let mut points = curve.to_vec();
        points.extend([(last.0, floor), (first.0, floor)]);
        sheet.shapes.push(Shape::Area { points, colour, opacity: 1.0 });
    }

    fn median(&self, sheet: &mut Sheet, row: usize) {
        let Some(median) = self.curves.medians.get(row) else { return };
        if self.axis.shows(*median) {
            let (x, floor) = (self.axis.at(*median), self.floor(row));
            let top = floor - self.curves.height(row, *median) * self.row_height();
            sheet.line(vec![(x, floor), (x, top)], self.theme.series(0), 0.7 * self.m.line);
        }
    }

    fn words(&self, sheet: &mut Sheet, names: &Names, columns: &Columns) {
        let (m, theme) = (&self.m, self.theme);
        let right = f64::from(m.width) - m.margin;
        let shares = columns.shares.as_ref();
        let inner = right - shares.map_or(0.0, |column| gap(m) + column.width(m));
        // Names stand on the ridges' lines, as far as two lines have room.
        let of = |row: usize| {
            self.floor(row) - names.height(row).max(block_height(1, m.label)) / 2.0 - 0.25 * m.label
        };
        let (tide, brick) = (theme.series_text(0), theme.series_text(1));
        for row in 0..self.chart.rows.len() {
            let y = of(row);
            names.write(sheet, row, (m.margin, y), Weight::Regular, theme.ink());
            columns.medians.write(sheet, row, (inner, y), tide, m);
            if let Some(shares) = shares {
                shares.write(sheet, row, (right, y), brick, m);
            }
        }
        let heading = of(0) - 1.25 * m.label;
        columns.medians.head(sheet, inner, heading, tide, m);
        if let Some(shares) = shares {
            shares.head(sheet, right, heading, brick, m);
        }
    }
}
