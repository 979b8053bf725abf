//! Who is designated: schools of a region by merit, as many as its levers ask for.

use crate::agent::{Grade, Inspected, Region};

/// Merit of a school that may be designated, in SD of schools: published progress or, as far as asked,
/// improvement on its own past.
///
/// Improvement counts double: it is spread about half as widely as progress.
pub(crate) fn merit(progress: f64, past: f64, by_improvement: f64) -> f64 {
    (1.0 - by_improvement) * progress + by_improvement * 2.0 * (progress - past)
}

/// Whether a school's grade is good enough: the top grade where it is asked for, at least Good elsewhere.
///
/// `u` is a uniform number that stays with the school: a rule that is kept in part spares the same schools
/// every year.
pub(crate) fn graded(grade: Inspected, top: f64, u: f64) -> bool {
    match grade.0 {
        Some(Grade::Outstanding) => true,
        Some(Grade::Good) | None => u >= top,
        Some(Grade::RequiresImprovement | Grade::Inadequate) => false,
    }
}

/// Candidates of each region, and how many of them are to be designated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates {
    by_region: [Vec<(f64, u32)>; Region::ALL.len()],
    asked: [f64; Region::ALL.len()],
}

impl Candidates {
    /// Room for as many as each region has schools.
    pub(crate) fn with_room(regions: &[Region]) -> Self {
        let mut schools = [0; Region::ALL.len()];
        regions.iter().for_each(|region| schools[region.index()] += 1);
        Self { by_region: schools.map(Vec::with_capacity), ..Self::default() }
    }

    /// Forgets everybody.
    pub(crate) fn clear(&mut self) {
        self.by_region.iter_mut().for_each(Vec::clear);
        self.asked = [0.0; Region::ALL.len()];
    }

    /// Counts an open school whose lever asks for so many in each hundred schools.
    pub(crate) fn ask(&mut self, region: Region, per_hundred: f64) {
        self.asked[region.index()] += per_hundred / 100.0;
    }

    /// Adds a candidate.
    pub(crate) fn add(&mut self, region: Region, merit: f64, school: u32) {
        self.by_region[region.index()].push((merit, school));
    }

    /// The designated of every region: those of most merit, the lower number first where it is equal.
    pub(crate) fn chosen(&mut self) -> impl Iterator<Item = u32> + '_ {
        self.by_region.iter_mut().zip(self.asked).flat_map(|(candidates, asked)| {
            candidates.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let count = (asked.round() as usize).min(candidates.len());
            candidates[..count].iter().map(|(_, school)| *school)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merit_goes_from_results_to_improvement() {
        assert_eq!(merit(1.0, 0.5, 0.0), 1.0);
        assert_eq!(merit(1.0, 0.5, 1.0), 1.0);
        assert_eq!(merit(-0.5, -1.5, 1.0), 2.0);
        assert_eq!(merit(-0.5, -1.5, 0.5), 0.75);
    }

    #[test]
    fn the_top_grade_is_asked_of_as_many_schools_as_the_rule_covers() {
        let good = Inspected(Some(Grade::Good));
        assert!(graded(Inspected(Some(Grade::Outstanding)), 1.0, 0.0));
        assert!(graded(good, 0.5, 0.6) && !graded(good, 0.5, 0.4));
        assert!(!graded(Inspected(Some(Grade::Inadequate)), 0.0, 0.9));
    }

    #[test]
    fn each_region_designates_its_own_best() {
        let mut candidates = Candidates::default();
        for (school, merit) in [(0, 0.1), (1, 0.9), (2, 0.5)] {
            candidates.ask(Region::London, 70.0);
            candidates.add(Region::London, merit, school);
        }
        candidates.ask(Region::NorthEast, 100.0);
        candidates.add(Region::NorthEast, -1.0, 7);
        assert_eq!(candidates.chosen().collect::<Vec<_>>(), [1, 2, 7]);
        candidates.clear();
        assert_eq!(candidates.chosen().count(), 0);
    }
}
