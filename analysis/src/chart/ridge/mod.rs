//! Ridge: how schools are distributed, year under year, on one density scale.
//!
//! All rows share one bandwidth: the median of the rows' bandwidths by Silverman's rule
//! ([`crate::statistic::bandwidth`]). The tallest ridge is 1.8 rows high and the others are in
//! proportion, so that equal areas are equal numbers of schools.

mod frame;
mod paint;

use super::check::{numbers, refuse};
use super::number::NumberFormat;
use super::style::{Size, Theme};
use super::{ChartError, Drawing};

/// What to draw.
#[derive(Clone, Debug)]
pub struct Ridge {
    /// A finding with its number, or a question. More than two lines end in an ellipsis.
    pub title: String,
    /// Metric, unit, what the line means, and what the coloured tail means. More than four lines
    /// end in an ellipsis.
    pub subtitle: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
    /// The source line.
    pub source: String,
    /// Words below the axis, before an arrow; empty when the subtitle says it all.
    pub axis_title: String,
    /// How the axis writes its numbers.
    pub format: NumberFormat,
    /// Whether positive numbers carry their sign, as for distances from a mean.
    pub signed: bool,
    /// Words above the column of medians.
    pub median_heading: String,
    /// Decimals of the medians printed.
    pub decimals: usize,
    /// The tail that is coloured and counted, the same in every row.
    pub threshold: Option<Threshold>,
    /// The rows from top to bottom, usually years.
    pub rows: Vec<Row>,
}

/// One distribution.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name at the left margin. More than two lines end in an ellipsis.
    pub name: String,
    /// One number for each school, in the unit of the axis.
    pub values: Vec<f64>,
}

/// A fixed tail of every distribution.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// Where the tail begins, in the unit of the axis.
    pub at: f64,
    /// On which side of that it lies.
    pub side: Side,
    /// Words above the column of shares.
    pub heading: String,
}

/// Which values a tail holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those below the threshold.
    Below,
    /// Those above it.
    Above,
}

/// Lays a chart out at one size and draws it.
///
/// The axis leaves out one value in a thousand at either end, and values far from all others;
/// medians and shares count all.
/// An error when the data cannot be drawn, or when text would be clipped, overlap, or leave the
/// data no room.
pub fn draw(chart: &Ridge, size: Size, theme: Theme) -> Result<Drawing, ChartError> {
    check(chart, size)?;
    let sheet = paint::paint(chart, size, theme)?;
    Ok(Drawing::new(sheet, size, &chart.title, &chart.alt))
}

/// Most rows that a ridge has at a size.
pub fn most_rows(size: Size) -> usize {
    match size {
        Size::Single => 5,
        Size::Double => 20,
        Size::Slide => 9,
    }
}

/// At most so many of `count` rows, evenly spaced as far as can be, with the first and the last.
pub fn spaced(count: usize, most: usize) -> Vec<usize> {
    if count <= most {
        return (0..count).collect();
    }
    match most {
        0 => Vec::new(),
        1 => vec![count - 1],
        _ => (0..most).map(|place| (place * (count - 1) + (most - 1) / 2) / (most - 1)).collect(),
    }
}

impl Threshold {
    /// The share of values in the tail, 0 to 1; 0 without values.
    pub fn share(&self, values: &[f64]) -> f64 {
        let inside = values.iter().filter(|value| match self.side {
            Side::Below => **value < self.at,
            Side::Above => **value > self.at,
        });
        inside.count() as f64 / values.len().max(1) as f64
    }
}

fn check(chart: &Ridge, size: Size) -> Result<(), ChartError> {
    let title = &chart.title;
    if chart.rows.is_empty() {
        return refuse(title, "it has no rows; give at least one".to_owned());
    }
    let (found, most) = (chart.rows.len(), most_rows(size));
    if found > most {
        let name = size.name();
        let problem = format!("it has {found} rows, but {most} fit at size `{name}`; draw fewer");
        return refuse(title, problem);
    }
    if let Some(threshold) = &chart.threshold {
        numbers(title, "the threshold", &[threshold.at])?;
    }
    for row in &chart.rows {
        if row.values.is_empty() {
            return refuse(title, format!("row `{}` has no schools; leave it out", row.name));
        }
        numbers(title, &row.name, &row.values)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaced_rows_keep_the_first_and_the_last() {
        assert_eq!(spaced(3, 5), [0, 1, 2]);
        assert_eq!(spaced(11, 5), [0, 3, 5, 8, 10]);
        assert_eq!(spaced(13, 7), [0, 2, 4, 6, 8, 10, 12]);
        assert_eq!(spaced(4, 1), [3]);
        assert!(spaced(0, 5).is_empty());
    }

    #[test]
    fn a_tail_counts_the_values_beyond_its_threshold() {
        let mut tail = Threshold { at: 2.0, side: Side::Below, heading: String::new() };
        assert_eq!(tail.share(&[1.0, 2.0, 3.0, 4.0]), 0.25);
        tail.side = Side::Above;
        assert_eq!(tail.share(&[1.0, 2.0, 3.0, 4.0]), 0.5);
        assert_eq!(tail.share(&[]), 0.0);
    }
}
