//! For whom: gaps between pupils, between schools and between places.

use std::collections::BTreeMap;

use super::Better::{Higher, Lower, Neither};
use super::Theme::Equity;
use super::view::{View, weighted};
use super::{Better, Metric, Of, Theme};
use crate::statistic::{gorard, mean, slope, sum};

/// Fewest schools between whose tenths or fifths a gap is reckoned.
const FEWEST: usize = 20;
/// Fewest schools of an authority that can be a cold spot.
const FEWEST_OF_AUTHORITY: usize = 3;

const DOWN: (Theme, Better) = (Equity, Lower);

/// The metrics of this theme.
pub(super) const METRICS: &[Metric] = &[
    Metric {
        name: "gap_11",
        title: "disadvantage gap at 11",
        unit: "EPI months",
        sentence: "Disadvantage gap at 11 in true attainment: other pupils less disadvantaged pupils, nation and regions.",
        better: Lower,
        theme: Equity,
        decimals: 2,
        is_headline: true,
        of: Of::Areas(|rows, row| rows.gap_11[row], |rows, row| rows.gap_11[row], |m| m.epi_11),
    },
    Metric {
        name: "gap_16",
        title: "disadvantage gap at 16",
        unit: "EPI months",
        sentence: "Disadvantage gap at 16 in true attainment: other pupils less disadvantaged pupils, nation and regions.",
        better: Lower,
        theme: Equity,
        decimals: 2,
        is_headline: true,
        of: Of::Areas(|rows, row| rows.gap_16[row], |rows, row| rows.gap_16[row], |m| m.epi_16),
    },
    Metric::new(
        "measured_gap_11",
        ("gap in measured results at 11", "EPI months", 2),
        DOWN,
        "Disadvantage gap in measured results at 11.",
        |view| gap(view, 0).map(|sd| sd / view.months.epi_11),
    ),
    Metric::new(
        "measured_gap_16",
        ("gap in measured results at 16", "EPI months", 2),
        DOWN,
        "Disadvantage gap in measured results at 16.",
        |view| gap(view, 1).map(|sd| sd / view.months.epi_16),
    ),
    Metric::new(
        "disadvantaged_11",
        ("measured results of disadvantaged pupils at 11", "pupil SD", 3),
        (Equity, Higher),
        "Mean measured attainment of disadvantaged pupils at 11 against the base year’s mean of all.",
        |view| view.measured(0, true),
    ),
    Metric::new(
        "disadvantaged_16",
        ("measured results of disadvantaged pupils at 16", "pupil SD", 3),
        (Equity, Higher),
        "Mean measured attainment of disadvantaged pupils at 16 against the base year’s mean of all.",
        |view| view.measured(1, true),
    ),
    Metric::new(
        "value_added_slope",
        ("slope of value-added on disadvantage", "pupil SD a year per share", 3),
        (Equity, Higher),
        "Slope, over schools, of value-added on the share of disadvantaged pupils; 0 where poor and rich schools add \
         as much.",
        |view| {
            let rows = || view.rows();
            let of = |column: &[f64]| rows().map(|row| column[row]).collect::<Vec<f64>>();
            let (shares, added) = (of(&view.schools.disadvantaged), of(&view.schools.value_added));
            (shares.len() >= FEWEST).then(|| slope(&shares, &added))?
        },
    )
    .headline(),
    Metric::new(
        "top_bottom_11",
        ("gap between top and bottom tenth of schools at 11", "pupil SD", 3),
        DOWN,
        "Mean true attainment at 11 of the top tenth of schools less that of the bottom tenth.",
        |view| top_less_bottom(view, 0),
    ),
    Metric::new(
        "top_bottom_16",
        ("gap between top and bottom tenth of schools at 16", "pupil SD", 3),
        DOWN,
        "Mean true attainment at 16 of the top tenth of schools less that of the bottom tenth.",
        |view| top_less_bottom(view, 1),
    )
    .headline(),
    Metric::new(
        "between_schools_11",
        ("between-school share of variance at 11", "share of pupils’ variance", 4),
        (Equity, Neither),
        "Variance of schools’ mean true attainment at 11, over pupils, as a share of pupils’ variance in the base year.",
        |view| between(view, 0),
    ),
    Metric::new(
        "between_schools_16",
        ("between-school share of variance at 16", "share of pupils’ variance", 4),
        (Equity, Neither),
        "Variance of schools’ mean true attainment at 16, over pupils, as a share of pupils’ variance in the base year.",
        |view| between(view, 1),
    ),
    Metric::new(
        "gap_by_school_11",
        ("part of the gap at 11 that lies between schools", "share of the gap", 3),
        (Equity, Neither),
        "Share of the measured gap at 11 that would remain if both groups did alike in every school.",
        |view| by_school(view, 0),
    ),
    Metric::new(
        "gap_by_school_16",
        ("part of the gap at 16 that lies between schools", "share of the gap", 3),
        (Equity, Neither),
        "Share of the measured gap at 16 that would remain if both groups did alike in every school.",
        |view| by_school(view, 1),
    ),
    Metric::new(
        "segregation_primary",
        ("segregation of primary schools", "Gorard’s index", 4),
        DOWN,
        "Gorard’s index of disadvantaged pupils over schools with results at 11.",
        |view| segregation(view, 0),
    ),
    Metric::new(
        "segregation_secondary",
        ("segregation of secondary schools", "Gorard’s index", 4),
        DOWN,
        "Gorard’s index of disadvantaged pupils over schools with results at 16.",
        |view| segregation(view, 1),
    ),
    Metric::new(
        "expertise_gap",
        ("expertise gap between rich and poor schools", "pupil SD a year", 4),
        DOWN,
        "Mean expertise of staff in the fifth of schools with the fewest free meals less that in the fifth with the most.",
        |view| {
            let of = |fifth: u8| {
                let value = |rows: &sim::records::SchoolRows, row: usize| {
                    (view.fifth.get(view.number(row)) == Some(&fifth)).then(|| rows.staff_expertise[row])
                };
                view.mean(value)
            };
            Some(of(1)? - of(5)?)
        },
    )
    .headline(),
    Metric::new(
        "cold_spots",
        ("cold spots of collaboration", "share of authorities", 3),
        DOWN,
        "Share of local authorities, with three schools or more, in which most schools have no partner with whom work \
         goes on.",
        cold_spots,
    ),
];

/// Measured attainment of other pupils less that of disadvantaged pupils.
fn gap(view: &View<'_>, age: usize) -> Option<f64> {
    Some(view.measured(age, false)? - view.measured(age, true)?)
}

/// Mean of the best tenth of schools less that of the worst, by true attainment.
fn top_less_bottom(view: &View<'_>, age: usize) -> Option<f64> {
    let mut means: Vec<f64> = view.attainments(age).map(|(mean, _)| mean).collect();
    if means.len() < FEWEST {
        return None;
    }
    means.sort_by(f64::total_cmp);
    let tenth = means.len() / 10;
    Some(mean(&means[means.len() - tenth..])? - mean(&means[..tenth])?)
}

/// Variance of schools' means over pupils; pupils' variance in the base year is 1.
fn between(view: &View<'_>, age: usize) -> Option<f64> {
    let centre = weighted(view.attainments(age))?;
    weighted(
        view.attainments(age).map(|(mean, pupils)| ((mean - centre) * (mean - centre), pupils)),
    )
}

/// The gap between the means of the schools that the two groups attend, over the whole gap.
fn by_school(view: &View<'_>, age: usize) -> Option<f64> {
    let results = view.results;
    let mean_of = |row: usize| {
        let (poor, other) = (results.pupils_disadvantaged[row], results.pupils_other[row]);
        let sum = poor * results.measured_disadvantaged[row] + other * results.measured_other[row];
        sum / (poor + other)
    };
    let rows = || view.tested(age).map(|(row, _)| row).filter(|row| view.pupils(*row) > 0.0);
    let attended = |pupils: &[f64]| weighted(rows().map(|row| (mean_of(row), pupils[row])));
    let between = attended(&results.pupils_other)? - attended(&results.pupils_disadvantaged)?;
    let whole = gap(view, age).filter(|gap| gap.abs() > 1e-9)?;
    Some(between / whole)
}

fn segregation(view: &View<'_>, age: usize) -> Option<f64> {
    let rolls: Vec<(f64, f64)> = view
        .tested(age)
        .map(|(_, school)| {
            let pupils = view.schools.roll[school] as f64;
            (pupils, pupils * view.schools.disadvantaged[school])
        })
        .collect();
    (rolls.len() > 1).then(|| gorard(&rolls))?
}

fn cold_spots(view: &View<'_>) -> Option<f64> {
    let mut authorities: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for row in view.rows() {
        let Some(authority) = view.authority.get(view.number(row)) else { continue };
        let (schools, without) = authorities.entry(*authority).or_default();
        *schools += 1;
        *without += usize::from(view.schools.working_partners[row] == 0);
    }
    let large = authorities.values().filter(|(schools, _)| *schools >= FEWEST_OF_AUTHORITY);
    let cold: Vec<f64> =
        large.map(|(schools, without)| f64::from(u8::from(2 * without > *schools))).collect();
    (!cold.is_empty()).then(|| sum(&cold) / cold.len() as f64)
}
