//! What pupils bring: attainment on entry, by group, age and school.
//!
//! Evidence: the disadvantage gap grows from about 40 % of its final size at 5 (`gap-share-by-age-5`)
//! to its sizes at 11 and 16 (`gap-sd`), much of it before 7 (`gap-at-7`); pupils of schools with many free meals differ beyond their
//! own free-meal status (`intake-check`).
//! Limits: one level for both groups of a school's pupils.

use crate::agent::{DISADVANTAGED, GROUPS, OTHER, YEAR_OF_7, YEAR_OF_11};
use crate::catalogue::triangular;
use crate::parameters::parameters;
use crate::units::{PupilSd, Share};

parameters! {
    /// What pupils bring, and what life outside school adds.
    pub struct Parameters of "intake" {
        #[doc = "Gap between disadvantaged and other pupils on entry to reception."]
        entry_gap: 0.205 in 0.0..=1.0, "pupil SD", triangular(0.20, 0.205, 0.32), "gap-share-by-age-5", B;
        #[doc = "Yearly growth of the gap by life outside school, ages 5 to 7."]
        early_drift: 0.085 in -0.1..=0.3, "pupil SD a year", triangular(0.03, 0.085, 0.13), "gap-at-7", C;
        #[doc = "Yearly growth of the gap by life outside school, ages 7 to 11."]
        primary_drift: 0.028 in -0.1..=0.2, "pupil SD a year", triangular(0.0, 0.028, 0.05), "gap-sd", B;
        #[doc = "Yearly growth of the gap by life outside school, ages 11 to 16."]
        secondary_drift: 0.001 in -0.1..=0.2, "pupil SD a year", triangular(0.0, 0.001, 0.03), "gap-sd", B;
        #[doc = "Fall of a school's mean intake with each SD of its free-meal share, beyond its pupils' own status, primary."]
        primary_gradient: 0.112 in 0.0..=0.5, "pupil SD per SD", triangular(0.04, 0.112, 0.12), "intake-check", C;
        #[doc = "Fall of what a school's pupils have beyond their former classmates with each SD of its free-meal share."]
        secondary_gradient: 0.305 in 0.0..=1.0, "pupil SD per SD", triangular(0.06, 0.305, 0.35), "intake-check", C;
        #[doc = "Spread between homes of the level of children who start school, beyond what free meals explain."]
        residual_sd: 0.16 in 0.0..=0.6, "pupil SD", triangular(0.15, 0.16, 0.25), "icc-raw-ks4", C;
        #[doc = "Spread between schools of what their pupils have beyond their former classmates, beyond what free meals explain."]
        sorting_sd: 0.25 in 0.0..=0.6, "pupil SD", triangular(0.10, 0.25, 0.30), "icc-raw-ks4", C;
        #[doc = "Correlation of that level with how full the school is: schools that many want draw pupils who do better."]
        popularity: 0.35 in -1.0..=1.0, "correlation", triangular(0.2, 0.35, 0.5), "gias-2022", C;
        #[doc = "What pupils of a selective school have beyond their former classmates."]
        selective_lead: 1.75 in 0.0..=3.0, "pupil SD", triangular(1.2, 1.75, 1.9), "selective-intake", B;
        #[doc = "Disadvantaged pupils (free meals at any time in six years) for each pupil with free meals now."]
        ever_free_meals: 1.35 in 1.0..=2.0, "ratio", triangular(1.25, 1.35, 1.45), "fsm6-share", B;
    }
}

/// Gap on entry to a year group [pupil SD]: on entry to reception, and what has been added since.
pub(crate) fn gap_on_entry(p: &Parameters, year: u8) -> PupilSd {
    (0..year).fold(p.entry_gap, |gap, before| gap + drift_in(p, before))
}

/// First year group after the tests at 7.
pub(crate) const AFTER_7: u8 = YEAR_OF_7 + 1;

/// Growth of the gap during year group `year` [pupil SD a year]; none in reception.
pub(crate) fn drift_in(p: &Parameters, year: u8) -> PupilSd {
    match year {
        0 => 0.0,
        1..=YEAR_OF_7 => p.early_drift,
        AFTER_7..=YEAR_OF_11 => p.primary_drift,
        _ => p.secondary_drift,
    }
}

/// A gap as the two groups' distances from the mean of all pupils [pupil SD].
pub(crate) fn around_the_mean(gap: PupilSd, disadvantaged: Share) -> [PupilSd; GROUPS] {
    let mut place = [0.0; GROUPS];
    place[DISADVANTAGED] = -(1.0 - disadvantaged) * gap;
    place[OTHER] = disadvantaged * gap;
    place
}

/// Share of disadvantaged pupils in a school with this free-meal share.
pub(crate) fn disadvantaged_share(p: &Parameters, free_meals: Share) -> Share {
    (p.ever_free_meals * free_meals).min(0.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_grows_from_reception_to_year_11_and_never_in_reception() {
        let p = Parameters::default();
        assert_eq!(gap_on_entry(&p, 0), p.entry_gap);
        assert_eq!(gap_on_entry(&p, 1), p.entry_gap);
        let at_11 = p.entry_gap + 2.0 * p.early_drift + 4.0 * p.primary_drift;
        assert!((gap_on_entry(&p, 7) - at_11).abs() < 1e-12);
        assert_eq!(drift_in(&p, 0), 0.0);
    }

    #[test]
    fn entering_a_year_later_equals_drifting_through_it() {
        let p = Parameters::default();
        for year in 0..11 {
            let drifted = gap_on_entry(&p, year) + drift_in(&p, year);
            assert!((drifted - gap_on_entry(&p, year + 1)).abs() < 1e-12, "year group {year}");
        }
    }

    #[test]
    fn the_two_groups_average_to_the_mean_of_all_pupils() {
        let [poor, rest] = around_the_mean(0.5, 0.3);
        assert!((0.3 * poor + 0.7 * rest).abs() < 1e-15);
        assert!((rest - poor - 0.5).abs() < 1e-15);
    }
}
