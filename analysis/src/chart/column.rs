//! A column of short words or numbers beside the data, under a heading.

use super::font::{Weight, width};
use super::sheet::{ASCENT, Anchor, DESCENT, Sheet, Text};
use super::style::{Measures, Rgb, Theme};

/// A column, aligned right.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) cells: Vec<String>,
    pub(super) weight: Weight,
}

impl Column {
    /// Width of the widest cell or of the heading.
    pub(super) fn width(&self, m: &Measures) -> f64 {
        let of = |words: &String| width(words, m.label, self.weight);
        let heading = width(&self.heading, m.tick, Weight::Regular);
        self.cells.iter().map(of).fold(heading, f64::max)
    }

    /// Writes the heading on a baseline, its end at `x`.
    pub(super) fn head(&self, sheet: &mut Sheet, x: f64, baseline: f64, colour: Rgb, m: &Measures) {
        let text = text(&self.heading, (x, baseline), m.tick, Weight::Regular, colour);
        sheet.texts.extend(text);
    }

    /// Writes a cell centred on a height, its end at `x`.
    pub(super) fn write(
        &self,
        sheet: &mut Sheet,
        row: usize,
        (x, centre): (f64, f64),
        colour: Rgb,
        m: &Measures,
    ) {
        let Some(words) = self.cells.get(row) else { return };
        let at = (x, centred(centre, m.label));
        sheet.texts.extend(text(words, at, m.label, self.weight, colour));
    }
}

/// The baseline of a line of text centred on a height as blocks are.
pub(super) fn centred(centre: f64, size: f64) -> f64 {
    centre + (ASCENT - DESCENT) / 2.0 * size
}

/// The gap between columns.
pub(super) fn gap(m: &Measures) -> f64 {
    1.3 * m.label
}

/// The words that name an axis below its labels, with an arrow.
pub(super) fn axis_words(words: &str, at: (f64, f64), m: &Measures, theme: Theme) -> Option<Text> {
    let words = match words.trim() {
        "" => String::new(),
        words => format!("{words} →"),
    };
    text(&words, at, m.tick, Weight::Regular, theme.muted())
}

/// A text whose end is at a place; none without words.
fn text(
    words: &str,
    (x, baseline): (f64, f64),
    size: f64,
    weight: Weight,
    colour: Rgb,
) -> Option<Text> {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = words.trim().to_owned();
    let anchor = Anchor::End;
    (!words.is_empty()).then_some(Text {
        words,
        x,
        baseline,
        size,
        weight,
        colour,
        anchor,
        halo: 0.0,
    })
}
