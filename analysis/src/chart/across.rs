//! A value axis along the bottom: its scale, gridlines and labels.

use super::font::{Weight, width};
use super::number::NumberFormat;
use super::sheet::{ASCENT, Anchor, Frame, Sheet, Text, block_height};
use super::style::{Measures, Theme};
use super::tick::Ticks;

/// A horizontal scale with the ticks that are drawn on it.
pub(super) struct Across {
    /// Drawing units of the lowest and the highest value.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) ticks: Vec<f64>,
    pub(super) labels: Vec<String>,
}

impl Across {
    /// A scale whose ends are ticks that enclose the values.
    pub(super) fn enclosing((low, high): (f64, f64), format: NumberFormat, signed: bool) -> Self {
        let ticks = Ticks::around(low, high);
        let labels = labels(&ticks, format, signed);
        let (low, high) = (ticks.low(), ticks.high());
        Self { left: 0.0, right: 1.0, low, high, ticks: ticks.values, labels }
    }

    /// A scale from `low` to `high` exactly, with at least three ticks inside where that is
    /// possible; wider where the range is too narrow for its numbers to be told apart.
    pub(super) fn within((low, high): (f64, f64), format: NumberFormat, signed: bool) -> Self {
        let (centre, half) = (low / 2.0 + high / 2.0, high / 2.0 - low / 2.0);
        let inside =
            |ticks: &Ticks| ticks.values.iter().filter(|tick| (low..=high).contains(*tick)).count();
        let shrunk = (0..8).map(|step| half * (1.0 - 0.1 * f64::from(step)));
        let ticks = shrunk.map(|half| Ticks::around(centre - half, centre + half));
        match ticks.into_iter().find(|ticks| inside(ticks) >= 3) {
            Some(ticks) => {
                let labels = labels(&ticks, format, signed);
                Self { left: 0.0, right: 1.0, low, high, ticks: ticks.values, labels }
            }
            None => Self::enclosing((low, high), format, signed),
        }
    }

    /// The scale between two places on the page.
    pub(super) fn between(mut self, left: f64, right: f64) -> Self {
        (self.left, self.right) = (left, right);
        self
    }

    /// A value's place on the page.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.left + share * (self.right - self.left)
    }

    /// Whether the scale shows a value.
    pub(super) fn shows(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Draws the gridlines.
    pub(super) fn grid(
        &self,
        sheet: &mut Sheet,
        (top, bottom): (f64, f64),
        m: &Measures,
        theme: Theme,
    ) {
        for tick in self.ticks.iter().filter(|tick| self.shows(**tick)) {
            let x = self.at(*tick);
            sheet.line(vec![(x, top), (x, bottom)], theme.grid(), 0.6 * m.point);
        }
    }

    /// Draws the line at zero, where the scale shows it.
    pub(super) fn zero(
        &self,
        sheet: &mut Sheet,
        (top, bottom): (f64, f64),
        m: &Measures,
        theme: Theme,
    ) {
        if self.shows(0.0) {
            let x = self.at(0.0);
            sheet.line(vec![(x, top), (x, bottom)], theme.ink(), 0.9 * m.point);
        }
    }

    /// Writes the labels below `bottom`: all, or every second, third … until they have room.
    pub(super) fn label(&self, sheet: &mut Sheet, bottom: f64, m: &Measures, theme: Theme) {
        let texts: Vec<Text> = self.texts(bottom, m, theme);
        // Of every second or third label, those that include zero.
        let zero = self.ticks.iter().position(|tick| *tick == 0.0).unwrap_or(0);
        let chosen = |every: usize| texts.iter().skip(zero % every).step_by(every);
        let apart = |every: &usize| {
            let frames: Vec<Frame> = chosen(*every).map(Text::frame).collect();
            frames.windows(2).all(|pair| pair[0].right + 0.5 * m.tick <= pair[1].left)
        };
        if let Some(every) = (1..=texts.len()).find(apart) {
            sheet.texts.extend(chosen(every).cloned());
        }
    }

    fn texts(&self, bottom: f64, m: &Measures, theme: Theme) -> Vec<Text> {
        let (first, last) = (m.margin, f64::from(m.width) - m.margin);
        let text = |(tick, words): (&f64, &String)| {
            let half = width(words, m.tick, Weight::Regular) / 2.0;
            Text {
                words: words.clone(),
                x: self.at(*tick).min(last - half).max(first + half),
                baseline: bottom + label_gap(m) + ASCENT * m.tick,
                size: m.tick,
                weight: Weight::Regular,
                colour: theme.muted(),
                anchor: Anchor::Middle,
                halo: 0.0,
            }
        };
        let shown = |pair: &(&f64, &String)| self.shows(*pair.0) && !pair.1.trim().is_empty();
        self.ticks.iter().zip(&self.labels).filter(shown).map(text).collect()
    }
}

fn labels(ticks: &Ticks, format: NumberFormat, signed: bool) -> Vec<String> {
    if signed {
        format.signed_ticks(&ticks.values, ticks.step)
    } else {
        format.ticks(&ticks.values, ticks.step)
    }
}

/// The lowest and the highest of some numbers.
pub(super) fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

/// Height of the labels with the gap above them.
pub(super) fn label_height(m: &Measures) -> f64 {
    label_gap(m) + block_height(1, m.tick)
}

fn label_gap(m: &Measures) -> f64 {
    0.8 * m.tick
}
