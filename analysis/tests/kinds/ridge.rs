//! Invented distributions of schools by year.

use analysis::chart::number::{NumberFormat, school_year};
use analysis::chart::ridge::{Ridge, Row, Side, Threshold};

/// So many schools: a main group that rises by `shift`, and a lower one that thins out.
pub(crate) fn schools(count: usize, shift: f64) -> Vec<f64> {
    let mut state = 7_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        (state >> 33) as f64 / 2_147_483_648.0
    };
    let mut value = |place: usize| {
        let normal = (0..12).map(|_| draw()).sum::<f64>() - 6.0;
        if place.is_multiple_of(5) {
            -7.5 + shift * 2.0 + 2.5 * normal
        } else {
            1.2 + shift + 4.0 * normal
        }
    };
    (0..count).map(&mut value).collect()
}

pub(crate) fn years(rows: usize, count: usize) -> Ridge {
    let row = |year: usize| Row {
        name: school_year(2024 + 2 * year as i32),
        values: schools(count, 0.35 * year as f64),
    };
    Ridge {
        title: "The whole distribution moves up, and its lower tail thins out".to_owned(),
        subtitle: "Schools by mean attainment at 16, months from the 2024/25 national mean. \
                   Line: median school. Red: more than 6 months behind."
            .to_owned(),
        alt: "Ridges of schools by attainment.".to_owned(),
        source: super::source(),
        axis_title: "Months from the 2024/25 national mean".to_owned(),
        format: NumberFormat::Plain,
        signed: true,
        median_heading: "Median".to_owned(),
        decimals: 1,
        threshold: Some(Threshold { at: -6.0, side: Side::Below, heading: "Behind".to_owned() }),
        rows: (0..rows).map(row).collect(),
    }
}
