//! Rows stacked down the page, each as high as it must be, the rest shared evenly.

use super::style::{Measures, Size};

/// Where rows stand.
pub(super) struct Rows {
    /// Centre of each row.
    pub(super) centres: Vec<f64>,
    /// Top of the first row and bottom of the last.
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Height of the page.
    pub(super) height: i32,
}

impl Rows {
    /// Rows of at least these heights from `top`, with `below` kept free under them.
    ///
    /// The page grows where its size allows; nothing when the rows do not fit.
    pub(super) fn new(
        least: &[f64],
        top: f64,
        below: f64,
        m: &Measures,
        size: Size,
    ) -> Option<Self> {
        let needed = top + least.iter().sum::<f64>() + below;
        let page = f64::from(m.height);
        if needed > page && !size.grows() {
            return None;
        }
        let height = page.max(needed).ceil();
        let spare = (height - needed) / least.len().max(1) as f64;
        let mut centres = Vec::new();
        let mut bottom = top;
        for row in least {
            centres.push(bottom + (row + spare) / 2.0);
            bottom += row + spare;
        }
        Some(Self { centres, top, bottom, height: height as i32 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_share_what_is_spare_and_the_page_grows() {
        let m = Size::Double.measures();
        let rows = Rows::new(&[100.0; 4], 400.0, 335.0, &m, Size::Double).unwrap();
        assert_eq!((rows.height, rows.bottom), (2835, 2500.0));
        assert!((rows.centres[0] - 662.5).abs() < 1e-9);
        let many = Rows::new(&[100.0; 40], 400.0, 335.0, &m, Size::Double).unwrap();
        assert_eq!((many.height, many.bottom), (4735, 4400.0));
    }

    #[test]
    fn a_slide_does_not_grow() {
        let m = Size::Slide.measures();
        assert!(Rows::new(&[600.0; 40], 400.0, 300.0, &m, Size::Slide).is_none());
    }
}
