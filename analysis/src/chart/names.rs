//! The names of rows, in a column at the left margin.

use super::font::{Weight, width};
use super::header::Block;
use super::sheet::{Sheet, block_height};
use super::style::{Measures, Rgb};
use super::wrap::wrap_at_most;

/// Names broken into lines.
pub(super) struct Names {
    blocks: Vec<Vec<String>>,
    /// Width of the widest line.
    pub(super) width: f64,
    size: f64,
}

impl Names {
    /// Names of at most two lines, which take at most `share` of the page's width.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>, m: &Measures, share: f64) -> Self {
        let most = share * (f64::from(m.width) - 2.0 * m.margin);
        // Measured in semibold, the wider of the two weights, so that any row may be set in it.
        let weight = Weight::SemiBold;
        let blocks: Vec<Vec<String>> =
            names.map(|name| wrap_at_most(name, m.label, weight, most, 2)).collect();
        let of = |line: &String| width(line, m.label, weight);
        let width = blocks.iter().flatten().map(of).fold(0.0, f64::max);
        Self { blocks, width, size: m.label }
    }

    /// Height of a row's name; that of one line when it has none.
    pub(super) fn height(&self, row: usize) -> f64 {
        block_height(self.blocks.get(row).map_or(1, |block| block.len().max(1)), self.size)
    }

    /// Writes a row's name, centred on a height.
    pub(super) fn write(
        &self,
        sheet: &mut Sheet,
        row: usize,
        (x, centre): (f64, f64),
        weight: Weight,
        colour: Rgb,
    ) {
        let Some(lines) = self.blocks.get(row).cloned() else { return };
        let block = Block { lines, size: self.size, weight, colour };
        let top = centre - block.height() / 2.0;
        block.write(sheet, x, top);
    }
}
