//! The gap between disadvantaged and other pupils, and how much of it lies between schools: T3, T4.

use super::Named;
use super::sample::{Sample, Year, mean_known};
use crate::convention::{Cell, Selection, Stage};

/// What this file answers.
pub(super) const STATISTICS: &[Named] = &[
    ("T3", "age 5", |s| s.national(|row| row.gap_5)),
    ("T3", "age 11", |s| measured_gap(s, Stage::Primary)),
    ("T3", "age 16", |s| measured_gap(s, Stage::Secondary)),
    ("T4", "secondary", |s| share_between_schools(s, Stage::Secondary)),
];

/// Position of disadvantaged pupils in a school's cells.
const DISADVANTAGED: usize = 0;
/// Position of all other pupils.
const OTHER: usize = 1;

/// T3: pupil-weighted measured gap over all schools with results, mean over years.
fn measured_gap(sample: &Sample, stage: Stage) -> Option<f64> {
    let years = sample.window().iter();
    mean_known(years.map(|year| gap(&all_cells(year, stage), |cell| cell.attainment)))
}

fn all_cells(year: &Year, stage: Stage) -> Vec<[Cell; 2]> {
    year.at(stage).iter().flatten().filter_map(|leavers| leavers.groups).collect()
}

/// Pupil-weighted mean of other pupils less that of disadvantaged pupils; none without either.
fn gap(cells: &[[Cell; 2]], of: impl Fn(&Cell) -> f64) -> Option<f64> {
    let mean = |group: usize| {
        let pupils: f64 = cells.iter().map(|pair| pair[group].pupils).sum();
        let total: f64 = cells.iter().map(|pair| pair[group].pupils * of(&pair[group])).sum();
        (pupils > 0.0).then(|| total / pupils)
    };
    Some(mean(OTHER)? - mean(DISADVANTAGED)?)
}

/// T4: 1 − (gap with school fixed effects)/(gap without), of progress, mean over years.
fn share_between_schools(sample: &Sample, stage: Stage) -> Option<f64> {
    let years = sample.window();
    let schools = sample.counted(stage, Selection::LeftOut, years)?;
    mean_known(years.iter().map(|year| {
        let cells: Vec<[Cell; 2]> =
            schools.iter().filter_map(|school| year.leavers(stage, *school)?.groups).collect();
        let all = gap(&cells, Cell::beyond_prior)?;
        (all != 0.0).then_some(())?;
        Some(1.0 - gap_within(&cells)? / all)
    }))
}

/// The gap in progress with school fixed effects: each school's gap, weighted by n·d·(1 − d).
fn gap_within(cells: &[[Cell; 2]]) -> Option<f64> {
    let (mut weights, mut total) = (0.0, 0.0);
    for [disadvantaged, other] in cells {
        let pupils = disadvantaged.pupils + other.pupils;
        if disadvantaged.pupils <= 0.0 || other.pupils <= 0.0 {
            continue;
        }
        let weight = disadvantaged.pupils * other.pupils / pupils;
        weights += weight;
        total += weight * (other.beyond_prior() - disadvantaged.beyond_prior());
    }
    (weights > 0.0).then(|| total / weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(disadvantaged: (f64, f64), other: (f64, f64)) -> [Cell; 2] {
        [disadvantaged, other].map(|(pupils, attainment)| Cell { pupils, attainment, prior: 0.0 })
    }

    #[test]
    fn the_gap_weighs_pupils() {
        // Disadvantaged: (10·0 + 30·(−0.4))/40 = −0.3; other: (30·0.2 + 10·0)/40 = 0.15.
        let cells = [pair((10.0, 0.0), (30.0, 0.2)), pair((30.0, -0.4), (10.0, 0.0))];
        assert!((gap(&cells, |cell| cell.attainment).unwrap() - 0.45).abs() < 1e-12);
        // Within: weights 7.5 and 7.5, gaps 0.2 and 0.4.
        assert!((gap_within(&cells).unwrap() - 0.3).abs() < 1e-12);
    }

    #[test]
    fn a_school_without_one_group_says_nothing_of_the_gap_within() {
        let cells = [pair((10.0, 0.0), (10.0, 0.2)), pair((0.0, 0.0), (90.0, 5.0))];
        assert!((gap_within(&cells).unwrap() - 0.2).abs() < 1e-12);
        assert_eq!(gap(&cells[1..], |cell| cell.attainment), None);
    }

    #[test]
    fn schools_alike_leave_nothing_between_them() {
        use super::super::sample::Leavers;
        use super::super::sample::tests::secondary;
        let cells = pair((30.0, -0.2), (70.0, 0.2));
        let leavers = Leavers {
            pupils: 100.0,
            progress: Some(0.0),
            groups: Some(cells),
            ..Leavers::default()
        };
        let year = Year { at_16: vec![Some(leavers); 30], ..Year::default() };
        let sample = Sample { schools: vec![secondary(); 30], years: vec![year], effects: None };
        assert!(share_between_schools(&sample, Stage::Secondary).unwrap().abs() < 1e-12);
        assert!((measured_gap(&sample, Stage::Secondary).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(measured_gap(&sample, Stage::Primary), None);
    }
}
