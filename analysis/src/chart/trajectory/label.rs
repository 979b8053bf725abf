//! Labels at the ends of lines: name in the series' colour, value beneath, a leader where moved.

use super::{Role, Series, Trajectory};
use crate::chart::font::{Weight, width};
use crate::chart::place::spread;
use crate::chart::sheet::{ASCENT, Anchor, LEADING, Point, Sheet, Text, block_height};
use crate::chart::style::{Measures, Rgb, Theme};
use crate::chart::wrap::{keep_brackets, wrap, wrap_at_most};

/// One label, broken into lines.
pub(super) struct Label {
    name: Vec<String>,
    value: Vec<String>,
    colour: Rgb,
}

/// The labels of a chart, in the order of its series.
pub(super) struct Labels {
    labels: Vec<Label>,
    /// Width of the widest line.
    pub(super) width: f64,
    size: f64,
}

/// Most of the page's width that labels take.
const SHARE: f64 = 0.34;

impl Labels {
    pub(super) fn new(chart: &Trajectory, m: &Measures, theme: Theme) -> Self {
        let most = SHARE * (f64::from(m.width) - 2.0 * m.margin);
        let label = |series: &Series| Label {
            name: wrap_at_most(&series.name, m.label, Weight::SemiBold, most, 3),
            value: wrap(&keep_brackets(&series.end_label), m.label, Weight::Regular, most),
            colour: colour(series.role, theme),
        };
        let labels: Vec<Label> = chart.series.iter().map(label).collect();
        let widest = labels.iter().flat_map(|label| label.widths(m.label)).fold(0.0, f64::max);
        Self { labels, width: widest, size: m.label }
    }

    /// The least height in which all labels fit.
    pub(super) fn height(&self) -> f64 {
        let gaps = self.labels.len().saturating_sub(1) as f64 * self.gap();
        self.heights().iter().sum::<f64>() + gaps
    }

    /// Writes the labels with their left at `left`, each as near its line's end as it can be.
    /// Nothing when they do not fit between `top` and `bottom`.
    pub(super) fn write(
        &self,
        sheet: &mut Sheet,
        ends: &[Point],
        left: f64,
        (top, bottom): (f64, f64),
        m: &Measures,
        theme: Theme,
    ) -> Option<()> {
        let want: Vec<f64> = ends.iter().map(|end| end.1).collect();
        let centres = spread(&want, &self.heights(), self.gap(), top, bottom)?;
        for ((label, centre), end) in self.labels.iter().zip(centres).zip(ends) {
            label.write(sheet, left, centre, self.size, theme);
            if (centre - end.1).abs() > LEADING * self.size / 2.0 {
                let near = (end.0 + 3.0 * m.point, end.1);
                let far = (left - 2.0 * m.point, centre);
                sheet.line(vec![near, far], label.colour, 0.6 * m.point);
            }
        }
        Some(())
    }

    fn heights(&self) -> Vec<f64> {
        self.labels.iter().map(|label| block_height(label.lines(), self.size)).collect()
    }

    fn gap(&self) -> f64 {
        0.4 * self.size
    }
}

impl Label {
    fn lines(&self) -> usize {
        self.name.len() + self.value.len()
    }

    fn widths(&self, size: f64) -> impl Iterator<Item = f64> {
        let of = move |lines: &[String], weight| -> Vec<f64> {
            lines.iter().map(|line| width(line, size, weight)).collect()
        };
        of(&self.name, Weight::SemiBold).into_iter().chain(of(&self.value, Weight::Regular))
    }

    fn write(&self, sheet: &mut Sheet, x: f64, centre: f64, size: f64, theme: Theme) {
        let top = centre - block_height(self.lines(), size) / 2.0;
        let names = self.name.iter().map(|line| (line, Weight::SemiBold, self.colour));
        let values = self.value.iter().map(|line| (line, Weight::Regular, theme.ink()));
        for (index, (line, weight, colour)) in names.chain(values).enumerate() {
            let baseline = top + (ASCENT + index as f64 * LEADING) * size;
            let (words, anchor) = (line.clone(), Anchor::Start);
            let halo = 0.0;
            sheet.texts.push(Text { words, x, baseline, size, weight, colour, anchor, halo });
        }
    }
}

fn colour(role: Role, theme: Theme) -> Rgb {
    match role {
        Role::Baseline => theme.baseline(),
        Role::Series(index) => theme.series_text(index),
    }
}
