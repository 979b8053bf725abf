//! K4: which schools a statistic counts.
//!
//! State mainstream schools that have results in every year of the statistic. Primary: the school has
//! a year 6 (infant schools have no result), with 11 or more leavers each year. Secondary: 30 or more
//! leavers each year, and not selective, except where the published figure includes selective schools:
//! such a target says so. Schools count equally unless a target says "pupil-weighted".

/// A stage of schooling, by the tests at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Tests at 11, progress since 7.
    Primary,
    /// Examinations at 16, progress since 11.
    Secondary,
}

impl Stage {
    /// Age at the tests, years.
    pub fn age(self) -> i64 {
        match self {
            Stage::Primary => 11,
            Stage::Secondary => 16,
        }
    }

    /// Fewest leavers with which a school counts in a year.
    pub fn fewest_leavers(self) -> f64 {
        match self {
            Stage::Primary => 11.0,
            Stage::Secondary => 30.0,
        }
    }
}

/// Whether selective schools count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Selective schools are left out: the rule.
    LeftOut,
    /// Selective schools count like any other, as in most published tables.
    Included,
    /// Only selective schools count.
    Only,
}

impl Selection {
    /// Whether a school that is selective, or is not, counts.
    pub fn admits(self, selective: bool) -> bool {
        match self {
            Selection::LeftOut => !selective,
            Selection::Included => true,
            Selection::Only => selective,
        }
    }
}

/// Whether a school counts, given its leavers in each year of the statistic (none: no result).
pub fn counts(
    stage: Stage,
    selection: Selection,
    selective: bool,
    mut leavers: impl Iterator<Item = Option<f64>>,
) -> bool {
    selection.admits(selective)
        && leavers.all(|pupils| pupils.is_some_and(|n| n >= stage.fewest_leavers()))
}

/// Occupancies between which a school is counted: beyond them a number is wrong.
const PLAUSIBLE: (f64, f64) = (0.02, 3.0);

/// Pupils for each place; none where there are no places or the ratio cannot be.
pub fn plausible_occupancy(roll: f64, places: f64) -> Option<f64> {
    let ratio = roll / places;
    (PLAUSIBLE.0 < ratio && ratio < PLAUSIBLE.1).then_some(ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn primary(leavers: &[Option<f64>]) -> bool {
        counts(Stage::Primary, Selection::LeftOut, false, leavers.iter().copied())
    }

    #[test]
    fn eleven_leavers_in_every_year_are_enough_and_ten_in_one_are_not() {
        assert!(primary(&[Some(11.0), Some(40.0)]));
        assert!(!primary(&[Some(10.0), Some(40.0)]));
    }

    #[test]
    fn a_year_without_results_leaves_the_school_out() {
        assert!(!primary(&[Some(20.0), None]));
    }

    #[test]
    fn selective_secondaries_count_only_where_asked() {
        let counted =
            |selection| counts(Stage::Secondary, selection, true, [Some(30.0)].into_iter());
        assert!(!counted(Selection::LeftOut));
        assert!(counted(Selection::Included) && counted(Selection::Only));
    }
}
