//! Title, subtitle, axis title and source line: what stands above and below the data of any chart.

use super::font::Weight;
use super::sheet::{ASCENT, Anchor, LEADING, Sheet, Text, block_height};
use super::style::{Measures, Rgb, Theme};
use super::wrap::wrap_at_most;

/// The words of a header; any may be empty.
pub(super) struct Words<'a> {
    pub(super) title: &'a str,
    pub(super) subtitle: &'a str,
    /// Written above the axis, after an arrow.
    pub(super) axis_title: &'a str,
    pub(super) source: &'a str,
}

/// Lines of text at the left margin.
pub(super) struct Block {
    pub(super) lines: Vec<String>,
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: Rgb,
}

impl Block {
    /// Height from the tallest letter to the deepest.
    pub(super) fn height(&self) -> f64 {
        block_height(self.lines.len(), self.size)
    }

    /// Writes the lines with the top of the block at `top`.
    pub(super) fn write(&self, sheet: &mut Sheet, x: f64, top: f64) {
        for (index, line) in self.lines.iter().enumerate() {
            sheet.texts.push(Text {
                words: line.clone(),
                x,
                baseline: top + (ASCENT + index as f64 * LEADING) * self.size,
                size: self.size,
                weight: self.weight,
                colour: self.colour,
                anchor: Anchor::Start,
                halo: 0.0,
            });
        }
    }
}

/// The blocks that frame the data.
pub(super) struct Header {
    pub(super) title: Block,
    pub(super) subtitle: Block,
    pub(super) axis_title: Block,
    pub(super) source: Block,
}

impl Header {
    pub(super) fn new(words: &Words<'_>, m: &Measures, theme: Theme) -> Self {
        let room = f64::from(m.width) - 2.0 * m.margin;
        let block = |text: &str, size, weight, colour, most| Block {
            lines: wrap_at_most(text, size, weight, room, most),
            size,
            weight,
            colour,
        };
        let regular =
            |text: &str, size, most| block(text, size, Weight::Regular, theme.muted(), most);
        let axis_title = match words.axis_title.trim() {
            "" => String::new(),
            title => format!("↑ {title}"),
        };
        Self {
            title: block(words.title, m.title, Weight::SemiBold, theme.ink(), 2),
            subtitle: regular(words.subtitle, m.subtitle, 4),
            axis_title: regular(&axis_title, m.tick, 2),
            source: regular(words.source, m.source, 6),
        }
    }

    /// Where the data may begin, if the page begins at `margin`.
    pub(super) fn bottom(&self, m: &Measures) -> f64 {
        let mut bottom = self.subtitle_top(m) + self.subtitle.height();
        if !self.axis_title.lines.is_empty() {
            bottom += axis_gap(m) + self.axis_title.height();
        }
        bottom
    }

    /// Height below the labels of the horizontal axis, margin included.
    pub(super) fn below(&self, m: &Measures) -> f64 {
        let gap = if self.source.lines.is_empty() { 0.0 } else { 0.75 * m.tick };
        gap + self.source.height() + m.margin
    }

    /// Writes everything on a page of this height.
    pub(super) fn write(&self, sheet: &mut Sheet, m: &Measures) {
        self.title.write(sheet, m.margin, m.margin);
        self.subtitle.write(sheet, m.margin, self.subtitle_top(m));
        self.axis_title.write(sheet, m.margin, self.bottom(m) - self.axis_title.height());
        let top = f64::from(sheet.height) - m.margin - self.source.height();
        self.source.write(sheet, m.margin, top);
    }

    fn subtitle_top(&self, m: &Measures) -> f64 {
        let gap = if self.title.lines.is_empty() { 0.0 } else { 0.42 * m.title };
        m.margin + self.title.height() + gap
    }
}

fn axis_gap(m: &Measures) -> f64 {
    1.1 * m.tick
}
