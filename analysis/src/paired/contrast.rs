//! What one replicate says of a change.

use crate::statistic::{mean, standard_deviation, standard_error};

/// The difference that a change made in one replicate, in the unit of what is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Mean over schools of the value with the change less the value without it.
    pub difference: f64,
    /// Paired standard error of that mean over schools; none below two schools.
    pub error: Option<f64>,
    /// Schools compared; 0 for a quantity of the nation.
    pub schools: usize,
    /// SD of the value over all schools that have it, without the change; none below two schools.
    pub school_sd: Option<f64>,
}

/// Compares the schools that got a change with themselves without it.
///
/// Each list has one value a school, by number; none where a school has no value. Schools that lack a
/// value on either side are left out. None when no school is left.
pub fn contrast(
    with: &[Option<f64>],
    without: &[Option<f64>],
    got: impl Fn(usize) -> bool,
) -> Option<Contrast> {
    let pairs = with.iter().zip(without).enumerate().filter(|(school, _)| got(*school));
    let differences: Vec<f64> =
        pairs.filter_map(|(_, (with, without))| Some((*with)? - (*without)?)).collect();
    let usual: Vec<f64> = without.iter().flatten().copied().collect();
    Some(Contrast {
        difference: mean(&differences)?,
        error: standard_error(&differences),
        schools: differences.len(),
        school_sd: standard_deviation(&usual),
    })
}

impl Contrast {
    /// The difference in a quantity of the nation; none where a side lacks it.
    pub fn of_nation(with: Option<f64>, without: Option<f64>) -> Option<Self> {
        Some(Self { difference: with? - without?, error: None, schools: 0, school_sd: None })
    }

    /// A number of this contrast's unit in SD across schools; none where schools do not differ.
    pub fn in_school_sd(&self, value: f64) -> Option<f64> {
        self.school_sd.filter(|sd| *sd > 0.0).map(|sd| value / sd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schools_are_compared_with_themselves() {
        let without = [Some(1.0), Some(2.0), Some(3.0), Some(10.0)];
        let with = [Some(1.5), Some(2.5), Some(4.0), Some(0.0)];
        let found = contrast(&with, &without, |school| school < 3).unwrap();
        assert!((found.difference - 2.0 / 3.0).abs() < 1e-12);
        // Differences 0.5, 0.5, 1: SD √(1/12), over √3.
        assert!((found.error.unwrap() - 1.0 / 6.0).abs() < 1e-12);
        assert_eq!(
            (found.schools, found.school_sd),
            (3, standard_deviation(&[1.0, 2.0, 3.0, 10.0]))
        );
    }

    #[test]
    fn schools_on_one_side_alone_and_schools_beyond_a_list_are_left_out() {
        let without = [Some(1.0), None, Some(3.0)];
        let with = [Some(2.0), Some(5.0), None, Some(9.0)];
        let found = contrast(&with, &without, |_| true).unwrap();
        assert_eq!((found.difference, found.schools, found.error), (1.0, 1, None));
        assert_eq!(contrast(&with, &without, |school| school > 0), None);
    }

    #[test]
    fn schools_all_alike_give_no_effect_in_sd() {
        let found = contrast(&[Some(2.0); 3], &[Some(1.0); 3], |_| true).unwrap();
        assert_eq!(found.in_school_sd(found.difference), None);
    }

    #[test]
    fn a_number_of_the_nation_has_no_schools() {
        let found = Contrast::of_nation(Some(0.3), Some(0.1)).unwrap();
        assert!((found.difference - 0.2).abs() < 1e-12 && found.schools == 0);
        assert_eq!(Contrast::of_nation(None, Some(0.1)), None);
    }
}
