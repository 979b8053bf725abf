//! The baseline stands still: with its levers constant nothing that is recorded drifts (target X25).
//!
//! The tolerances are the target's own: 0.02 pupil SD a decade for attainment and gaps, a tenth of a
//! quantity's spread between schools a decade for the rest.

mod common;

use sim::draw::Seed;
use sim::records::{NationRows, Records};

/// School years over which slopes are taken.
const YEARS: u32 = 20;

/// Slope of the yearly values by ordinary least squares, a decade.
fn slope_per_decade(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let centre = (count - 1.0) / 2.0;
    let mean = values.iter().sum::<f64>() / count;
    let (mut up, mut down) = (0.0, 0.0);
    for (year, value) in values.iter().enumerate() {
        let along = year as f64 - centre;
        up += along * (value - mean);
        down += along * along;
    }
    10.0 * up / down
}

/// Yearly values: those of the summers.
fn yearly(of: impl Fn(&NationRows) -> Vec<Option<f64>>, nation: &NationRows) -> Vec<f64> {
    of(nation).into_iter().flatten().collect()
}

/// The last of each year's terms.
fn summers(values: &[f64]) -> Vec<f64> {
    values.iter().skip(2).step_by(3).copied().collect()
}

/// Standard deviation between schools in the last year.
fn between_schools(records: &Records, of: &[f64]) -> f64 {
    let last = records.schools.school_year.iter().max().copied();
    let rows = records.schools.school_year.iter().zip(of);
    let values: Vec<f64> =
        rows.filter(|(year, _)| Some(**year) == last).map(|(_, value)| *value).collect();
    sim::math::standard_deviation(values.into_iter())
}

#[test]
fn with_constant_levers_nothing_drifts() {
    let scenario = common::scenario(4000, YEARS);
    let population = common::settled(&scenario);
    let records = sim::run(&scenario, &population, Seed(11));
    let nation = &records.nation;
    for (name, values) in [
        ("attainment at 11", yearly(|n| n.attainment_11.clone(), nation)),
        ("attainment at 16", yearly(|n| n.attainment_16.clone(), nation)),
        ("gap at 11", yearly(|n| n.gap_11.clone(), nation)),
        ("gap at 16", yearly(|n| n.gap_16.clone(), nation)),
    ] {
        let slope = slope_per_decade(&values);
        assert!(slope.abs() < 0.02, "{name} drifts by {slope:.4} pupil SD a decade");
    }
    let schools = &records.schools;
    for (name, values, own) in [
        ("climate", summers(&nation.climate), &schools.climate),
        ("practice", summers(&nation.practice), &schools.practice),
        ("expertise", summers(&nation.staff_expertise), &schools.staff_expertise),
        ("strain", summers(&nation.strain), &schools.strain),
    ] {
        let slope = slope_per_decade(&values);
        let spread = between_schools(&records, own);
        assert!(
            slope.abs() < 0.1 * spread,
            "{name} drifts by {slope:.4} a decade; its spread between schools is {spread:.4}"
        );
    }
    let money = yearly(|n| n.spend_per_pupil_gbp.clone(), nation);
    let slope = slope_per_decade(&money);
    assert!(
        slope.abs() < 0.02 * money[0],
        "spending drifts by £{slope:.0} for each pupil a decade"
    );
}

#[test]
fn a_slope_is_the_change_in_ten_years() {
    assert!((slope_per_decade(&[1.0, 1.1, 1.2, 1.3]) - 1.0).abs() < 1e-12);
    assert_eq!(slope_per_decade(&[2.0; 9]), 0.0);
}
