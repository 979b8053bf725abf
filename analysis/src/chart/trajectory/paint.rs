//! A trajectory chart laid out and drawn, from the ground up.

use super::frame::{Axis, Page, Scales, bar_step, bars_room, label_gap, x_label_gap, y_label_gap};
use super::label::Labels;
use super::policy::Policy;
use super::{Role, Series, Trajectory};
use crate::chart::ChartError;
use crate::chart::font::{Weight, width};
use crate::chart::header::{Header, Words};
use crate::chart::marker::{Marker, marker};
use crate::chart::sheet::{ASCENT, Anchor, Frame, Point, Shape, Sheet, Text};
use crate::chart::style::{Measures, Rgb, Size, Theme, dash};

/// What every step needs.
struct Painter<'a> {
    chart: &'a Trajectory,
    m: Measures,
    theme: Theme,
    scales: Scales,
}

/// Opacity of the band of the middle 90%.
const BAND: f64 = 0.17;

pub(super) fn paint(chart: &Trajectory, size: Size, theme: Theme) -> Result<Sheet, ChartError> {
    let m = size.measures();
    let axis = Axis::new(chart);
    let words = Words {
        title: &chart.title,
        subtitle: &chart.subtitle,
        axis_title: &chart.y_axis.title,
        source: &format!("{} {}", chart.source.trim_end(), axis.note),
    };
    let header = Header::new(&words, &m, theme);
    let labels = Labels::new(chart, &m, theme);
    let policy = Policy::new(chart, &m, theme);
    let page = |strip| Page::new(chart, &axis, &header, &labels, &m, size, strip);
    let mut placed = page(0.0)?;
    let mut words = None;
    if let Some(policy) = &policy {
        let grid: Vec<f64> = axis.ticks.values.iter().map(|y| placed.scales.y(*y)).collect();
        words = policy.inside(chart, &placed.scales, &grid);
        if words.is_none() {
            placed = page(policy.strip())?;
            words = Some(policy.above(&placed.scales, &m));
        }
    }
    let mut sheet = Sheet::new(m.width, placed.height, theme.ground());
    header.write(&mut sheet, &m);
    let painter = Painter { chart, m, theme, scales: placed.scales };
    painter.axes(&mut sheet, &axis);
    painter.data(&mut sheet, policy.as_ref().zip(words.as_ref()));
    painter.labels(&mut sheet, &labels)?;
    sheet.check(m.margin)?;
    Ok(sheet)
}

impl Painter<'_> {
    fn axes(&self, sheet: &mut Sheet, axis: &Axis) {
        let plot = self.scales.plot;
        for (value, label) in axis.ticks.values.iter().zip(&axis.labels) {
            let y = self.scales.y(*value);
            let ends = vec![(plot.left, y), (plot.right, y)];
            sheet.line(ends, self.theme.grid(), 0.6 * self.m.point);
            let x = plot.left - y_label_gap(&self.m);
            sheet.texts.push(self.tick(label, x, y + 0.33 * self.m.tick, Anchor::End));
        }
        let baseline = plot.bottom + x_label_gap(&self.m) + ASCENT * self.m.tick;
        for text in self.x_labels(baseline) {
            sheet.texts.push(text);
        }
    }

    fn tick(&self, words: &str, x: f64, baseline: f64, anchor: Anchor) -> Text {
        Text {
            words: words.to_owned(),
            x,
            baseline,
            size: self.m.tick,
            weight: Weight::Regular,
            colour: self.theme.muted(),
            anchor,
            halo: 0.0,
        }
    }

    /// Every label of the horizontal axis, or every second, third … until they have room.
    fn x_labels(&self, baseline: f64) -> Vec<Text> {
        let plot = self.scales.plot;
        let (left, right) = (self.m.margin, f64::from(self.m.width) - self.m.margin);
        let inside = |x: f64| x >= plot.left - 1.0 && x <= plot.right + 1.0;
        let labels: Vec<Text> = self
            .chart
            .x_labels
            .iter()
            .map(|(x, words)| self.tick(words, self.scales.x(*x), baseline, Anchor::Middle))
            .filter(|text| inside(text.x) && !text.words.trim().is_empty())
            .map(|mut text| {
                let half = width(&text.words, text.size, text.weight) / 2.0;
                text.x = text.x.min(right - half).max(left + half);
                text
            })
            .collect();
        let apart = |every: &usize| {
            let frames: Vec<Frame> = labels.iter().step_by(*every).map(Text::frame).collect();
            frames.windows(2).all(|pair| pair[0].right + 0.8 * self.m.tick <= pair[1].left)
        };
        let every = (1..=labels.len()).find(apart).unwrap_or(1);
        labels.into_iter().step_by(every).collect()
    }

    fn data(&self, sheet: &mut Sheet, policy: Option<(&Policy, &Frame)>) {
        let mut order: Vec<(usize, &Series)> = self.chart.series.iter().enumerate().collect();
        order.sort_by_key(|(_, series)| series.role != Role::Baseline);
        if self.chart.shows_bands() {
            order.iter().for_each(|(_, series)| self.band(sheet, series));
        } else if !self.scales.single() {
            order.iter().for_each(|(place, series)| self.bar(sheet, series, *place));
        }
        if self.chart.zero_line {
            let (plot, y) = (self.scales.plot, self.scales.y(0.0));
            let ends = vec![(plot.left, y), (plot.right, y)];
            sheet.line(ends, self.theme.ink(), 0.9 * self.m.point);
        }
        if let Some((policy, words)) = policy {
            policy.line(sheet, &self.scales, words, &self.m, self.theme);
            policy.words(sheet, words);
        }
        for (place, series) in &order {
            self.line(sheet, series, *place);
        }
        for (place, series) in &order {
            self.markers(sheet, series, *place);
        }
    }

    fn band(&self, sheet: &mut Sheet, series: &Series) {
        let high = self.points(series, &series.high);
        if high.len() > 1 {
            let low = self.points(series, &series.low);
            let points = high.into_iter().chain(low.into_iter().rev()).collect();
            let colour = self.colour(series);
            sheet.shapes.push(Shape::Area { points, colour, opacity: BAND });
        }
    }

    /// The last band as a bar beside the line's end.
    fn bar(&self, sheet: &mut Sheet, series: &Series, place: usize) {
        let x = self.scales.plot.right + (place as f64 + 0.8) * bar_step(&self.m);
        let ends = [&series.low, &series.median, &series.high]
            .map(|values| self.points(series, values).last().map(|point| (x, point.1)));
        if let [Some(low), Some(median), Some(high)] = ends {
            let colour = self.colour(series);
            sheet.line(vec![low, high], colour, 0.5 * self.m.line);
            let radius = 0.75 * self.m.line;
            sheet.shapes.push(Shape::Disc { centre: median, radius, colour });
        }
    }

    fn line(&self, sheet: &mut Sheet, series: &Series, place: usize) {
        let colour = self.colour(series);
        let (share, dash) = match series.role {
            Role::Baseline => (0.8, None),
            Role::Series(index) => (1.0, dash(index)),
        };
        let width = share * self.m.line;
        let points = self.points(series, &series.median);
        if points.len() > 1 {
            let dash = dash.map(|(on, off)| (on * width, off * width));
            sheet.shapes.push(Shape::Line { points, colour, width, dash });
        } else {
            let aside = self.aside(place);
            let ends = [&series.low, &series.high].map(|values| self.points(series, values));
            let bar = ends.into_iter().flatten().map(|(x, y)| (x + aside, y)).collect();
            sheet.line(bar, colour, 0.6 * self.m.line);
        }
    }

    /// Markers tell lines apart without colour; neighbours carry them at different places.
    fn markers(&self, sheet: &mut Sheet, series: &Series, place: usize) {
        let points = self.points(series, &series.median);
        let (radius, rim) = (1.2 * self.m.line, 0.4 * self.m.line);
        let colour = self.colour(series);
        let index = match series.role {
            Role::Series(index) => index,
            Role::Baseline if points.len() == 1 => 0,
            Role::Baseline => return,
        };
        let shape = if series.role == Role::Baseline { Marker::Circle } else { marker(index) };
        let aside = if points.len() == 1 { self.aside(place) } else { 0.0 };
        for (x, y) in marked(&points, index) {
            sheet.marker(shape, (x + aside, y), radius, rim, colour);
        }
    }

    fn labels(&self, sheet: &mut Sheet, labels: &Labels) -> Result<(), ChartError> {
        let plot = self.scales.plot;
        let end = |(place, series): (usize, &Series)| {
            let points = self.points(series, &series.median);
            let aside = if points.len() == 1 { self.aside(place) } else { 0.0 };
            let bars = bars_room(self.chart, &self.m);
            points.last().map(|(x, y)| (x + aside + bars, *y))
        };
        let ends: Vec<Point> = self.chart.series.iter().enumerate().filter_map(end).collect();
        let left = plot.right + label_gap(self.chart, &self.m);
        let room = (plot.top, plot.bottom);
        labels
            .write(sheet, &ends, left, room, &self.m, self.theme)
            .ok_or_else(|| ChartError::NoRoom { chart: self.chart.title.clone() })
    }

    /// How far a bar stands from its place, so that bars of one year stand side by side.
    fn aside(&self, place: usize) -> f64 {
        if !self.scales.single() {
            return 0.0;
        }
        let middle = (self.chart.series.len() - 1) as f64 / 2.0;
        let plot = self.scales.plot;
        let room = (plot.right - plot.left) / (self.chart.series.len() + 1) as f64;
        (place as f64 - middle) * room.min(24.0 * self.m.point)
    }

    fn points(&self, series: &Series, values: &[f64]) -> Vec<Point> {
        series.drawn(self.chart, values).map(|point| self.scales.at(point)).collect()
    }

    fn colour(&self, series: &Series) -> Rgb {
        match series.role {
            Role::Baseline => self.theme.baseline(),
            Role::Series(index) => self.theme.series(index),
        }
    }
}

/// About four points of a line at different places for neighbouring series. The ends are left
/// free where there are others, because lines part and labels begin there.
fn marked(points: &[Point], index: usize) -> Vec<Point> {
    let inner = match points {
        [_, inner @ .., _] if !inner.is_empty() => inner,
        all => all,
    };
    let every = inner.len().div_ceil(4).max(1);
    let first = (every / 2 + index) % every;
    inner.iter().copied().skip(first).step_by(every).collect()
}
