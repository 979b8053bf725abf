//! The middle of the replicates, year by year.

use super::columns::Columns;
use crate::statistic::quantile;
use crate::table::{TableSpec, Values};

/// A yearly quantity over replicates: the median and the middle 90%.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// School years, named by their summer, ascending.
    pub years: Vec<i64>,
    /// Median over replicates.
    pub median: Vec<f64>,
    /// 5th percentile over replicates.
    pub low: Vec<f64>,
    /// 95th percentile over replicates.
    pub high: Vec<f64>,
    /// Number of replicates.
    pub replicates: usize,
}

impl Band {
    /// Median, low and high of the last year; none without years.
    pub fn last(&self) -> Option<(f64, f64, f64)> {
        Some((*self.median.last()?, *self.low.last()?, *self.high.last()?))
    }

    /// Median of a year; none without it.
    pub fn median_of(&self, year: i64) -> Option<f64> {
        let place = self.years.iter().position(|of| *of == year)?;
        self.median.get(place).copied()
    }

    /// The band with every value multiplied by `factor`.
    pub fn times(mut self, factor: f64) -> Self {
        for values in [&mut self.median, &mut self.low, &mut self.high] {
            values.iter_mut().for_each(|value| *value *= factor);
        }
        self
    }
}

/// The bands of one column of the nation's table, over the years in which it has values.
///
/// None when the table has no such column, or no year has a value.
pub fn yearly_bands(spec: &TableSpec, nation: &[Values], column: &str) -> Option<Band> {
    let table = Columns::of(spec, nation);
    let years = table.whole("school_year")?;
    let values = table.numbers(column)?;
    let mut seen: Vec<i64> = years.to_vec();
    seen.sort_unstable();
    seen.dedup();
    let mut band = Band {
        years: Vec::new(),
        median: Vec::new(),
        low: Vec::new(),
        high: Vec::new(),
        replicates: 0,
    };
    for year in seen {
        let of_year: Vec<f64> = years
            .iter()
            .zip(&values)
            .filter(|(y, _)| **y == year)
            .filter_map(|(_, v)| *v)
            .collect();
        if let (Some(median), Some(low), Some(high)) =
            (quantile(&of_year, 0.5), quantile(&of_year, 0.05), quantile(&of_year, 0.95))
        {
            band.years.push(year);
            band.median.push(median);
            band.low.push(low);
            band.high.push(high);
            band.replicates = band.replicates.max(of_year.len());
        }
    }
    (!band.years.is_empty()).then_some(band)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{ColumnDef, Kind};

    fn spec() -> TableSpec {
        let year = ColumnDef::new("school_year", Kind::Int, "year", "Year.");
        let gap = ColumnDef::new("gap", Kind::Real, "SD", "Gap.").nullable();
        TableSpec::new("nation", vec![year, gap]).unwrap()
    }

    #[test]
    fn the_band_is_taken_over_replicates_year_by_year() {
        let years = Values::Int(vec![2027, 2028, 2027, 2028, 2027, 2028]);
        let gaps =
            Values::OptReal(vec![Some(1.0), Some(4.0), Some(2.0), None, Some(3.0), Some(6.0)]);
        let band = yearly_bands(&spec(), &[years, gaps], "gap").unwrap();
        assert_eq!(band.years, [2027, 2028]);
        assert_eq!(band.median, [2.0, 5.0]);
        assert_eq!(band.replicates, 3);
    }

    #[test]
    fn a_quantity_without_values_has_no_band() {
        let empty = [Values::Int(vec![2027]), Values::OptReal(vec![None])];
        assert_eq!(yearly_bands(&spec(), &empty, "gap"), None);
        assert_eq!(yearly_bands(&spec(), &empty, "nothing"), None);
    }
}
