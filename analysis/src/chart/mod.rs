//! Charts: one look at every size, drawn with the bundled font only.
//!
//! A chart's data go in, a [`Drawing`] comes out: as SVG for print, SVG for a page, and PNG.

mod across;
mod around;
pub mod calibration;
mod check;
mod circle;
mod column;
mod drawing;
pub mod dumbbell;
pub mod equity;
pub mod font;
mod header;
pub mod marker;
mod names;
pub mod network;
pub mod number;
pub mod place;
pub mod ridge;
mod rows;
mod sheet;
pub mod style;
pub(crate) mod svg;
pub mod tick;
pub mod trajectory;
mod wrap;

pub use drawing::Drawing;
pub use style::{Size, Theme};

/// Why a chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The data cannot be drawn.
    #[error("chart `{chart}`: {problem}")]
    Data {
        /// The chart's title.
        chart: String,
        /// What is wrong, where, and what was expected.
        problem: String,
    },
    /// There are more series than can be told apart.
    #[error(
        "chart `{chart}` has {found} coloured series, but at most {most} fit at this size and \
         theme; draw fewer, or a larger size"
    )]
    TooManySeries {
        /// The chart's title.
        chart: String,
        /// Series given.
        found: usize,
        /// Series that fit.
        most: usize,
    },
    /// The text leaves too little room for the data.
    #[error(
        "chart `{chart}`: its text leaves no room for the data; shorten title, names or source"
    )]
    NoRoom {
        /// The chart's title.
        chart: String,
    },
    /// Text would leave the page.
    #[error("the text `{text}` would be clipped at the edge of the page; shorten it")]
    Clipped {
        /// The text.
        text: String,
    },
    /// Two texts would overlap.
    #[error("the texts `{first}` and `{second}` would overlap; shorten one of them")]
    Overlap {
        /// The one drawn first.
        first: String,
        /// The other.
        second: String,
    },
    /// The drawing library refused.
    #[error("the chart could not be drawn: {problem}")]
    Draw {
        /// What it said.
        problem: String,
    },
}
