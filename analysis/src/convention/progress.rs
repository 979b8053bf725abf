//! K3: the progress of a school, the way the Department for Education reckons it.
//!
//! For school i and year t, over the groups g (disadvantaged, other) of its leavers,
//!
//! P = Σ n_g/n · (Y_g − m − b·X_g), divided by √(1 − b²),
//!
//! with Y the measured mean of leavers, X the measured mean of the *same pupils* at the earlier stage
//! (at 7 for primary, at 11 for secondary), both in pupil SD, b = 0.70, and m such that the
//! pupil-weighted national mean of P is 0 in each year. P is in SD of pupils' progress: 1 is 1.285
//! Progress 8 units, or 6.28 points of key stage 2 progress.

use super::unit::{PRIOR_WEIGHT, progress_sd};

/// Leavers of one group of one school in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Pupils with a result.
    pub pupils: f64,
    /// Their mean measured attainment, pupil SD.
    pub attainment: f64,
    /// Mean measured attainment of the same pupils at the earlier stage, pupil SD.
    pub prior: f64,
}

impl Cell {
    /// What the group has beyond its earlier attainment, pupil SD: Y − b·X.
    pub fn beyond_prior(&self) -> f64 {
        self.attainment - PRIOR_WEIGHT * self.prior
    }
}

/// Progress of every school of a nation in one year, in SD of pupils' progress.
///
/// Takes the two groups of each school (disadvantaged, other), in any order of schools, and gives one
/// value a school in the same order; none for a school without pupils.
pub fn progress(schools: &[Option<[Cell; 2]>]) -> Vec<Option<f64>> {
    let national = weighted(schools.iter().flatten().flatten());
    schools
        .iter()
        .map(|cells| Some((weighted(cells.as_ref()?.iter())? - national?) / progress_sd()))
        .collect()
}

/// Pupil-weighted mean of Y − b·X; none without pupils.
fn weighted<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<f64> {
    let (mut pupils, mut total) = (0.0, 0.0);
    for cell in cells.filter(|cell| cell.pupils > 0.0) {
        pupils += cell.pupils;
        total += cell.pupils * cell.beyond_prior();
    }
    (pupils > 0.0).then(|| total / pupils)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(pupils: f64, attainment: f64, prior: f64) -> Cell {
        Cell { pupils, attainment, prior }
    }

    #[test]
    fn progress_has_the_answer_worked_by_hand() {
        // Y − 0.7·X: school 1 has 0.5 (10 pupils) and 0.1 (30), mean 0.2; school 2 has 0 (40 pupils).
        // National mean 0.1, so ±0.1 over 0.714.
        let one = [cell(10.0, 0.5, 0.0), cell(30.0, 0.8, 1.0)];
        let two = [cell(40.0, -0.7, -1.0), cell(0.0, 9.0, 9.0)];
        let p = progress(&[Some(one), None, Some(two)]);
        assert!((p[0].unwrap() - 0.1 / progress_sd()).abs() < 1e-12);
        assert!((p[2].unwrap() + 0.1 / progress_sd()).abs() < 1e-12);
        assert_eq!(p[1], None);
    }

    #[test]
    fn the_pupil_weighted_mean_is_zero_whatever_the_level() {
        let schools: Vec<_> = (1..9)
            .map(|i| {
                let x = f64::from(i);
                Some([cell(x, 3.0 + 0.1 * x, x), cell(20.0 - x, 2.0, -x)])
            })
            .collect();
        let p = progress(&schools);
        let total: f64 = p.iter().map(|p| 20.0 * p.unwrap()).sum();
        assert!(total.abs() < 1e-10);
    }

    #[test]
    fn a_school_without_pupils_has_no_progress() {
        assert_eq!(progress(&[Some([Cell::default(); 2])]), [None]);
        assert!(progress(&[]).is_empty());
    }
}
