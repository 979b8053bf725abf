//! Nothing differs before it can: the check that paired runs are pairs.

use sim::records::{AreaRows, NationRows, Records, ResultRows, SchoolRows, Series};
use sim::scenario::Scenario;
use sim::term::Term;

/// From when on two scenarios may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// From the first term: something else than policies differs.
    Start,
    /// From this term, in which the first policy begins that one has and the other has not.
    Policy(Term),
    /// Never: they are the same.
    Never,
}

/// From when on two scenarios on one settled population may differ.
pub fn from(first: &Scenario, second: &Scenario) -> From {
    if first.values != second.values
        || first.switched_off != second.switched_off
        || first.mechanisms != second.mechanisms
        || (first.doubt.draw && first.doubt != second.doubt)
    {
        return From::Start;
    }
    // Policies act one after another: where two lists go apart, everything from there on counts.
    let alike = first.policies.iter().zip(&second.policies).take_while(|(a, b)| a == b).count();
    let others = first.policies.iter().skip(alike).chain(second.policies.iter().skip(alike));
    others.map(|policy| policy.from).min().map_or(From::Never, |term| {
        if term <= first.run.first_term() { From::Start } else { From::Policy(term) }
    })
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Values that were compared.
    pub values: u64,
    /// The first value that differs: table, column and row.
    pub wrong: Option<String>,
}

/// Compares everything that two runs recorded before a term.
pub fn check(first: &Records, second: &Records, before: Term) -> Checked {
    let year = i64::from(before.school_year_start()) + 1;
    let terms = |rows: &NationRows| {
        // Rows of earlier school years, and of earlier terms of this one.
        let within = i64::from(before.season() as u8);
        let in_year = |row: usize| rows.term[row].rem_euclid(3);
        (0..rows.term.len())
            .take_while(|row| {
                rows.school_year[*row] < year
                    || (rows.school_year[*row] == year && in_year(*row) < within)
            })
            .count()
    };
    // Yearly rows are written in summer: those of earlier school years.
    let earlier = |years: &[i64]| years.iter().take_while(|one| **one < year).count();
    let mut checked = Checked::default();
    let nation = terms(&first.nation).min(terms(&second.nation));
    let (one, other) = (first, second);
    compare(
        &mut checked,
        ("nation", NationRows::COLUMNS.iter().map(|c| c.name)),
        (one.nation.clone().into_series(), other.nation.clone().into_series()),
        nation,
    );
    compare(
        &mut checked,
        ("areas", AreaRows::COLUMNS.iter().map(|c| c.name)),
        (one.areas.clone().into_series(), other.areas.clone().into_series()),
        earlier(&one.areas.school_year),
    );
    compare(
        &mut checked,
        ("schools", SchoolRows::COLUMNS.iter().map(|c| c.name)),
        (one.schools.clone().into_series(), other.schools.clone().into_series()),
        earlier(&one.schools.school_year),
    );
    compare(
        &mut checked,
        ("results", ResultRows::COLUMNS.iter().map(|c| c.name)),
        (one.results.clone().into_series(), other.results.clone().into_series()),
        earlier(&one.results.school_year),
    );
    checked
}

fn compare(
    checked: &mut Checked,
    (table, columns): (&str, impl Iterator<Item = &'static str>),
    (first, second): (Vec<Series>, Vec<Series>),
    rows: usize,
) {
    for (column, (first, second)) in columns.zip(first.into_iter().zip(second)) {
        let wrong = match (&first, &second) {
            (Series::Integer(a), Series::Integer(b)) => differing(a, b, rows),
            (Series::Real(a), Series::Real(b)) => differing(a, b, rows),
            (Series::Optional(a), Series::Optional(b)) => differing(a, b, rows),
            _ => Some(0),
        };
        checked.values += rows as u64;
        if let Some(row) = wrong {
            checked
                .wrong
                .get_or_insert_with(|| format!("table {table}, column {column}, row {row}"));
        }
    }
}

/// The first of so many rows in which two columns differ, or one of them ends.
fn differing<T: PartialEq>(first: &[T], second: &[T], rows: usize) -> Option<usize> {
    (0..rows).find(|row| match (first.get(*row), second.get(*row)) {
        (Some(first), Some(second)) => first != second,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::draw::Seed;
    use sim::population::synthetic;
    use sim::reach::Reach;
    use sim::scenario::Policy;

    fn scenario() -> Scenario {
        let mut scenario = Scenario::default();
        (scenario.population.schools, scenario.run.years) = (80, 3);
        scenario
    }

    fn policy(from: Term) -> Policy {
        let at = sim::catalogue::position("capacity.development_hours").unwrap();
        Policy {
            name: "hours".into(),
            from,
            until: None,
            ramp_terms: 0,
            follow: false,
            reach: Reach::default(),
            set: vec![(at, 100.0)],
        }
    }

    #[test]
    fn scenarios_may_differ_from_the_first_policy_on_that_only_one_has() {
        let base = scenario();
        let with = |terms: &[Term]| {
            let policies = terms.iter().map(|term| policy(*term)).collect();
            Scenario { policies, ..scenario() }
        };
        let (early, late) = (Term::autumn(2027), Term::autumn(2028));
        assert_eq!(from(&base, &base), From::Never);
        assert_eq!(from(&base, &with(&[late])), From::Policy(late));
        assert_eq!(from(&with(&[early]), &with(&[early, late])), From::Policy(late));
        assert_eq!(from(&with(&[early, late]), &with(&[late])), From::Policy(early));
        assert_eq!(from(&base, &with(&[base.run.first_term()])), From::Start);
        let mut dearer = scenario();
        dearer.values.set(0, 0.123);
        assert_eq!(from(&base, &dearer), From::Start);
        // What is held or believed differs counts only where it is drawn.
        let (mut held, mut drawing) = (scenario(), scenario());
        held.doubt.held = vec![3];
        assert_eq!(from(&base, &held), From::Never);
        (held.doubt.draw, drawing.doubt.draw) = (true, true);
        assert_eq!(from(&drawing, &held), From::Start);
    }

    #[test]
    fn runs_are_the_same_before_a_policy_and_differ_after_it() {
        let base = scenario();
        let begins = Term::autumn(2027).plus(1);
        let changed = Scenario { policies: vec![policy(begins)], ..scenario() };
        let population = synthetic(&base);
        let run = |scenario: &Scenario| sim::run(scenario, &population, Seed(2));
        let (one, other) = (run(&base), run(&changed));
        let found = check(&one, &other, begins);
        assert_eq!(found.wrong, None);
        // Four terms of the nation and one year of the schools.
        let nation = 4 * NationRows::COLUMNS.len() as u64;
        assert!(found.values > nation + 80 * SchoolRows::COLUMNS.len() as u64 / 2, "{found:?}");
        let wrong = check(&one, &other, begins.plus(3)).wrong.unwrap();
        assert!(wrong.contains("table nation"), "{wrong}");
    }
}
