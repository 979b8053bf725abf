//! K2: the unit of attainment and what other units it turns into.
//!
//! Attainment is in *pupil SD*: the SD over pupils of that age in the nation in the base year, with
//! the base-year mean at 0. It is never standardised again, so that a rise stays visible.

/// Weight of attainment at the earlier stage in progress: the pupil-level correlation of the two.
pub const PRIOR_WEIGHT: f64 = 0.70;

/// Progress 8 units in one SD of pupils' progress.
pub const PROGRESS_8_UNITS: f64 = 1.285;

/// Points of key stage 2 progress in one SD of pupils' progress.
#[expect(clippy::approx_constant, reason = "a published conversion, not twice pi")]
pub const KS2_POINTS: f64 = 6.28;

/// Subjects of Attainment 8 and Progress 8, which is Attainment 8 less expected, by ten.
const EIGHT_SLOTS: f64 = 10.0;

/// Pupil SD in one month of the gap at 11, as the Education Policy Institute counts.
pub const EPI_MONTH_11: f64 = 0.055;

/// Pupil SD in one month of the gap at 16, as the Education Policy Institute counts.
pub const EPI_MONTH_16: f64 = 0.036;

/// Pupil SD in one month of progress, as the Education Endowment Foundation counts effects.
pub const EEF_MONTH: f64 = 0.085;

/// Pupil SD in one SD of pupils' progress: √(1 − b²), 0.714 for b = 0.70.
pub fn progress_sd() -> f64 {
    (1.0 - PRIOR_WEIGHT * PRIOR_WEIGHT).sqrt()
}

/// Progress in Progress 8 units as SD of pupils' progress.
pub fn from_progress_8(units: f64) -> f64 {
    units / PROGRESS_8_UNITS
}

/// Progress in key stage 2 points as SD of pupils' progress.
pub fn from_ks2_points(points: f64) -> f64 {
    points / KS2_POINTS
}

/// Attainment 8 points in one pupil SD at 16: about 18.
pub fn attainment_8_points() -> f64 {
    PROGRESS_8_UNITS * EIGHT_SLOTS / progress_sd()
}

/// A gap in pupil SD as months of the Education Policy Institute, at 11 or 16.
pub fn epi_months(gap: f64, stage: super::Stage) -> f64 {
    match stage {
        super::Stage::Primary => gap / EPI_MONTH_11,
        super::Stage::Secondary => gap / EPI_MONTH_16,
    }
}

/// An effect in pupil SD as months of progress of the Education Endowment Foundation.
pub fn eef_months(effect: f64) -> f64 {
    effect / EEF_MONTH
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convention::Stage;

    #[test]
    fn one_sd_of_progress_is_0_714_pupil_sd() {
        assert!((progress_sd() - 0.714).abs() < 5e-4);
    }

    #[test]
    fn one_sd_of_progress_is_1_285_units_and_6_28_points() {
        assert_eq!((from_progress_8(1.285), from_ks2_points(KS2_POINTS * 2.0)), (1.0, 2.0));
        assert!((attainment_8_points() - 18.0).abs() < 0.05);
    }

    #[test]
    fn months_differ_by_age_and_by_who_counts() {
        assert!((epi_months(0.54, Stage::Primary) - 9.8).abs() < 0.05);
        assert!((epi_months(0.68, Stage::Secondary) - 18.9).abs() < 0.05);
        assert!((eef_months(0.17) - 2.0).abs() < 1e-12);
    }
}
