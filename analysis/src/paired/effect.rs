//! What all replicates together say of a change.

use super::Contrast;
use crate::statistic::{interval_of_mean, mean, standard_error};

/// The effect of a change, in the unit of what is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean over replicates of the mean difference over schools.
    pub difference: f64,
    /// 95% interval of that mean over replicates (Student's t); none below two replicates.
    pub interval: Option<(f64, f64)>,
    /// Standard error of that mean over replicates; none below two.
    pub error_over_replicates: Option<f64>,
    /// Paired standard error over schools within a replicate, root mean square over replicates; none
    /// where a replicate has fewer than two schools.
    pub error_over_schools: Option<f64>,
    /// The difference in SD across all schools without the change; none where schools do not differ.
    pub in_school_sd: Option<f64>,
    /// Schools compared, mean over replicates: 0 for a quantity of the nation.
    pub schools: f64,
    /// Replicates.
    pub replicates: usize,
}

/// Gathers the contrasts of replicates; none when there is none.
pub fn effect(replicates: &[Contrast]) -> Option<Effect> {
    let differences: Vec<f64> = replicates.iter().map(|one| one.difference).collect();
    let difference = mean(&differences)?;
    let all = |of: fn(&Contrast) -> Option<f64>| {
        let known: Option<Vec<f64>> = replicates.iter().map(of).collect();
        mean(&known?)
    };
    let sd = all(|one| one.school_sd).filter(|sd| *sd > 0.0);
    Some(Effect {
        difference,
        interval: interval_of_mean(&differences),
        error_over_replicates: standard_error(&differences),
        error_over_schools: all(|one| one.error.map(|error| error * error)).map(f64::sqrt),
        in_school_sd: sd.map(|sd| difference / sd),
        schools: all(|one| Some(one.schools as f64))?,
        replicates: replicates.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replicate(difference: f64, error: f64) -> Contrast {
        Contrast { difference, error: Some(error), schools: 10, school_sd: Some(0.5) }
    }

    #[test]
    fn replicates_are_averaged_and_their_spread_gives_the_interval() {
        let found = effect(&[replicate(0.1, 0.03), replicate(0.3, 0.04)]).unwrap();
        assert!((found.difference - 0.2).abs() < 1e-12);
        assert!((found.error_over_replicates.unwrap() - 0.1).abs() < 1e-12);
        assert!((found.error_over_schools.unwrap() - 0.00125_f64.sqrt()).abs() < 1e-12);
        assert!((found.in_school_sd.unwrap() - 0.4).abs() < 1e-12);
        let (low, high) = found.interval.unwrap();
        assert!(
            (low - (0.2 - 1.270_620_5)).abs() < 1e-6 && (high - (0.2 + 1.270_620_5)).abs() < 1e-6
        );
        assert_eq!((found.schools, found.replicates), (10.0, 2));
    }

    #[test]
    fn one_replicate_has_an_error_over_schools_alone() {
        let found = effect(&[replicate(0.1, 0.03)]).unwrap();
        assert_eq!((found.interval, found.error_over_replicates), (None, None));
        assert!((found.error_over_schools.unwrap() - 0.03).abs() < 1e-12);
    }

    #[test]
    fn no_replicate_is_no_effect() {
        assert_eq!(effect(&[]), None);
    }

    #[test]
    fn a_number_of_the_nation_has_an_interval_over_replicates() {
        let nation = [0.1, 0.2, 0.3].map(|d| Contrast::of_nation(Some(d), Some(0.0)).unwrap());
        let found = effect(&nation).unwrap();
        assert!(found.interval.is_some() && found.error_over_schools.is_none());
        assert_eq!((found.in_school_sd, found.schools), (None, 0.0));
    }
}
