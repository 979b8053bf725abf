//! What earlier years of a run say of a school: its own best, and how its inspections went.

use sim::records::SchoolRows;

/// Worst grade that is not low: 1 is Outstanding, 2 Good.
const GOOD: i64 = 2;
/// Graded inspections after which a school that was low at each of them is stuck.
const VISITS: u32 = 2;

/// For each row of schools, what the run has shown of the school up to that year.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// Whether value-added is above the school's own best of earlier years; none in its first year.
    pub(super) improves: Vec<Option<bool>>,
    /// Whether it had two graded inspections or more in the run, and was low at each of them.
    pub(super) stuck: Vec<bool>,
    /// Whether it has had so many.
    pub(super) visited: Vec<bool>,
}

/// One school so far.
#[derive(Clone, Copy, Debug)]
struct SoFar {
    best: f64,
    visits: u32,
    low: u32,
}

impl History {
    /// Goes through the rows in the order in which they were recorded.
    pub(super) fn of(rows: &SchoolRows) -> Self {
        let most = rows.school_id.iter().max().map_or(0, |most| *most as usize + 1);
        let mut schools = vec![SoFar { best: f64::NEG_INFINITY, visits: 0, low: 0 }; most];
        let mut history = History::default();
        for (row, school) in rows.school_id.iter().enumerate() {
            let so_far = &mut schools[*school as usize];
            let value = rows.value_added[row];
            history.improves.push(so_far.best.is_finite().then_some(value > so_far.best));
            so_far.best = so_far.best.max(value);
            let grade = rows.visit_grade[row];
            so_far.visits += u32::from(grade > 0);
            so_far.low += u32::from(grade > GOOD);
            history.visited.push(so_far.visits >= VISITS);
            history.stuck.push(so_far.visits >= VISITS && so_far.low == so_far.visits);
        }
        history
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::records::SchoolRow;

    #[test]
    fn a_school_improves_when_it_passes_its_own_best_and_is_stuck_after_two_low_visits() {
        let mut rows = SchoolRows::default();
        for (value_added, visit_grade) in [(0.1, 3), (0.0, 0), (0.2, 4), (0.15, 2)] {
            rows.push(SchoolRow { school_id: 3, value_added, visit_grade, ..Default::default() });
        }
        let history = History::of(&rows);
        assert_eq!(history.improves, [None, Some(false), Some(true), Some(false)]);
        assert_eq!(history.stuck, [false, false, true, false]);
        assert_eq!(history.visited, [false, false, true, true]);
    }
}
