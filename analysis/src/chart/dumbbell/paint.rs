//! From a dumbbell's data to a sheet.

use super::{Dumbbell, Row};
use crate::chart::ChartError;
use crate::chart::across::{Across, label_height, range};
use crate::chart::column::{Column, axis_words, gap};
use crate::chart::font::{Weight, width};
use crate::chart::header::{Header, Words};
use crate::chart::marker::Marker;
use crate::chart::names::Names;
use crate::chart::number::{NumberFormat, signed, signed_pounds};
use crate::chart::place::spread;
use crate::chart::rows::Rows;
use crate::chart::sheet::{ASCENT, Anchor, LEADING, Shape, Sheet, Text, block_height};
use crate::chart::style::{Measures, Rgb, Size, Theme};
use crate::chart::wrap::wrap_at_most;

/// Most of the page's width that the names of rows take.
const NAMES: f64 = 0.3;
/// Opacity of the bars of the middle 90%.
const BAR: f64 = 0.3;

/// What every step needs.
struct Painter<'a> {
    chart: &'a Dumbbell,
    m: Measures,
    theme: Theme,
    axis: Across,
    rows: Rows,
    names: Names,
    changes: Column,
}

/// The names of the two values: lines, colour and weight of each.
struct Series {
    lines: [Vec<String>; 2],
    widths: [f64; 2],
}

pub(super) fn paint(chart: &Dumbbell, size: Size, theme: Theme) -> Result<Sheet, ChartError> {
    let m = size.measures();
    let no_room = || ChartError::NoRoom { chart: chart.title.clone() };
    let (title, subtitle, source) = (&chart.title, &chart.subtitle, &chart.source);
    let header = Header::new(&Words { title, subtitle, axis_title: "", source }, &m, theme);
    let names = Names::new(chart.rows.iter().map(|row| row.name.as_str()), &m, NAMES);
    let changes = changes(chart);
    let left = m.margin + names.width + gap(&m);
    let right = f64::from(m.width) - m.margin - changes.width(&m) - gap(&m);
    if right - left < 0.25 * f64::from(m.width) {
        return Err(no_room());
    }
    let axis = Across::enclosing(reach(chart), chart.format, chart.signed).between(left, right);
    let series = Series::new(chart, &m, right - left);
    let words = if chart.axis_title.trim().is_empty() { 0.0 } else { LEADING * m.tick };
    let top = header.bottom(&m) + 1.2 * m.tick + series.height(&m);
    let below = label_height(&m) + words + header.below(&m);
    let least: Vec<f64> = (0..chart.rows.len()).map(|row| row_height(&names, row, &m)).collect();
    let rows = Rows::new(&least, top, below, &m, size).ok_or_else(no_room)?;
    let mut sheet = Sheet::new(m.width, rows.height, theme.ground());
    header.write(&mut sheet, &m);
    let painter = Painter { chart, m, theme, axis, rows, names, changes };
    painter.axis(&mut sheet, &series);
    painter.rows(&mut sheet);
    painter.series(&mut sheet, &series).ok_or_else(no_room)?;
    sheet.check(m.margin)?;
    Ok(sheet)
}

fn row_height(names: &Names, row: usize, m: &Measures) -> f64 {
    names.height(row).max(2.0 * ring(m)) + 0.7 * m.label
}

/// Every value that the axis must reach.
fn reach(chart: &Dumbbell) -> (f64, f64) {
    let of = |row: &Row| {
        let intervals = [row.first_interval, row.last_interval].into_iter().flatten();
        intervals.flat_map(|(low, high)| [low, high]).chain([row.first, row.last]).collect()
    };
    let values = chart.rows.iter().flat_map(|row| -> Vec<f64> { of(row) });
    range(values.chain(chart.reach.iter().copied()).chain(chart.zero_line.then_some(0.0)))
}

fn changes(chart: &Dumbbell) -> Column {
    let print = |row: &Row| match chart.format {
        NumberFormat::Plain => signed(row.change(), chart.decimals),
        // A change of shares is in percentage points; the sign alone would not say so.
        NumberFormat::Percent => signed(row.change() * 100.0, chart.decimals),
        NumberFormat::Pounds => signed_pounds(row.change(), chart.decimals),
    };
    let cells = chart.rows.iter().map(print).collect();
    Column { heading: chart.change_heading.clone(), cells, weight: Weight::SemiBold }
}

/// Radius of the hollow marker.
fn ring(m: &Measures) -> f64 {
    2.1 * m.line
}

/// Radius of the filled marker.
fn dot(m: &Measures) -> f64 {
    1.8 * m.line
}

impl Series {
    fn new(chart: &Dumbbell, m: &Measures, room: f64) -> Self {
        let most = (room - m.label) / 2.0;
        let lines =
            |words: &str, weight| -> Vec<String> { wrap_at_most(words, m.label, weight, most, 2) };
        let lines = [lines(&chart.first, Weight::Regular), lines(&chart.last, Weight::SemiBold)];
        let widest = |lines: &[String]| {
            lines.iter().map(|line| width(line, m.label, Weight::SemiBold)).fold(0.0, f64::max)
        };
        let widths = [widest(&lines[0]), widest(&lines[1])];
        Self { lines, widths }
    }

    fn height(&self, m: &Measures) -> f64 {
        block_height(self.lines.iter().map(Vec::len).max().unwrap_or(0), m.label)
    }
}

impl Painter<'_> {
    /// Where the lowest letters of the series' names end.
    fn names_bottom(&self) -> f64 {
        let clear = ring(&self.m) + 0.45 * self.m.label;
        (self.rows.centres.first().copied().unwrap_or(self.rows.top) - clear).max(self.rows.top)
    }

    fn axis(&self, sheet: &mut Sheet, series: &Series) {
        let (m, theme) = (&self.m, self.theme);
        let top = self.names_bottom() - series.height(m) - 0.3 * m.label;
        let ends = (top.min(self.rows.top), self.rows.bottom);
        self.axis.grid(sheet, ends, m, theme);
        if self.chart.zero_line {
            self.axis.zero(sheet, ends, m, theme);
        }
        self.axis.label(sheet, self.rows.bottom, m, theme);
        let baseline = self.rows.bottom + label_height(m) + (LEADING - 0.21) * m.tick;
        sheet.texts.extend(axis_words(
            &self.chart.axis_title,
            (self.axis.right, baseline),
            m,
            theme,
        ));
    }

    fn rows(&self, sheet: &mut Sheet) {
        let (m, theme) = (&self.m, self.theme);
        for (place, (row, y)) in self.chart.rows.iter().zip(&self.rows.centres).enumerate() {
            self.bar(sheet, row.first_interval, (*y - 0.9 * dot(m), *y), theme.baseline());
            self.bar(sheet, row.last_interval, (*y, *y + 0.9 * dot(m)), theme.series(0));
            let (from, to) = (self.axis.at(row.first), self.axis.at(row.last));
            sheet.line(vec![(from, *y), (to, *y)], theme.baseline(), 0.8 * m.line);
            let rim = 0.35 * m.line;
            let stroke = (rim, 0.75 * m.line);
            sheet.hollow(Marker::Circle, (from, *y), ring(m), stroke, theme.baseline());
            sheet.marker(Marker::Circle, (to, *y), dot(m), rim, theme.series(0));
            self.names.write(sheet, place, (m.margin, *y), Weight::Regular, theme.ink());
            let right = f64::from(m.width) - m.margin;
            self.changes.write(sheet, place, (right, *y), theme.series_text(0), m);
        }
    }

    fn bar(
        &self,
        sheet: &mut Sheet,
        ends: Option<(f64, f64)>,
        (top, bottom): (f64, f64),
        colour: Rgb,
    ) {
        let Some((low, high)) = ends else { return };
        let (left, right) = (self.axis.at(low), self.axis.at(high));
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        sheet.shapes.push(Shape::Area { points, colour, opacity: BAR });
    }

    /// The names of the two values above the first row, each as near its marker as it can be.
    fn series(&self, sheet: &mut Sheet, series: &Series) -> Option<()> {
        let (m, theme, first) = (&self.m, self.theme, self.chart.rows.first()?);
        let want = [self.axis.at(first.first), self.axis.at(first.last)];
        let room = (self.axis.left - 0.4 * m.label, self.axis.right + 0.4 * m.label);
        let centres = spread(&want, &series.widths, 0.8 * m.label, room.0, room.1)?;
        let styles = [(theme.muted(), Weight::Regular), (theme.series_text(0), Weight::SemiBold)];
        let bottom = self.names_bottom();
        for ((lines, x), (colour, weight)) in series.lines.iter().zip(centres).zip(styles) {
            let top = bottom - block_height(lines.len(), m.label);
            for (index, line) in lines.iter().enumerate() {
                let text = Text {
                    words: line.clone(),
                    x,
                    baseline: top + (ASCENT + index as f64 * LEADING) * m.label,
                    size: m.label,
                    weight,
                    colour,
                    anchor: Anchor::Middle,
                    halo: 0.0,
                };
                sheet.mask(&text.frame().grown(0.15 * m.label));
                sheet.texts.push(text);
            }
        }
        let right = f64::from(m.width) - m.margin;
        self.changes.head(sheet, right, bottom - 0.21 * m.label, theme.muted(), m);
        Some(())
    }
}
