//! Ties that are there on the eve of the first term: for experiments that bring schools together by hand.

use super::Population;
use crate::agent::{Bond, Motive, Tie, TieKind};
use crate::process::partnership;
use crate::scenario::Scenario;
use crate::standpoint::{Standpoint, fit, place_in_single, practice_in_single};
use crate::units::{HoursPerTerm, Share};

/// What two schools agree on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// What they do together.
    pub kind: TieKind,
    /// Depth, from tips (0) to joint work on practice (1).
    pub depth: Share,
    /// Rigour with which they challenge one another.
    pub rigour: Share,
    /// Hours a term that each gives; none leaves them to what the two have.
    pub hours: Option<HoursPerTerm>,
    /// Trust with which they begin.
    pub trust: Share,
    /// Terms for which it holds.
    pub terms: u16,
}

/// The two schools of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieEnds {
    /// The school that begins it.
    pub school: usize,
    /// Its partner.
    pub partner: usize,
}

impl Population {
    /// Brings two schools together on the eve of the first term; false where neither has a row left for a
    /// tie, or they are one school.
    ///
    /// A tie that they have already is given up for the new one.
    pub fn bring_together(
        &mut self,
        scenario: &Scenario,
        ends: TieEnds,
        agreement: &Agreement,
    ) -> bool {
        let TieEnds { school, partner } = ends;
        if school == partner || school >= self.len() || partner >= self.len() {
            return false;
        }
        self.part(ends);
        let free =
            |school: usize| self.layout.ties(school).find(|row| !self.ties.tie[*row].is_live());
        let (row, school, partner) = match (free(school), free(partner)) {
            (Some(row), _) => (row, school, partner),
            (None, Some(row)) => (row, partner, school),
            (None, None) => return false,
        };
        let p = partnership::Parameters::from_values(&scenario.values);
        self.ties.fit[row] = fit(&p, &self.standpoint(school), &self.standpoint(partner));
        self.ties.tie[row] = Tie {
            kind: agreement.kind,
            with: partner as u32,
            motive: Motive::Improve,
            domain: 0,
            remote: false,
            age: 0,
            agreed: agreement.terms,
            sent: 0.0,
        };
        self.ties.bond[row] = Bond {
            trust: agreement.trust as f32,
            depth: agreement.depth as f32,
            rigour: agreement.rigour as f32,
            hours: agreement.hours.unwrap_or(0.0) as f32,
            balance: 0.0,
        };
        true
    }

    /// Ends what ties there are between two schools.
    fn part(&mut self, TieEnds { school, partner }: TieEnds) {
        for (one, other) in [(school, partner), (partner, school)] {
            for row in self.layout.ties(one) {
                let tie = &mut self.ties.tie[row];
                if tie.is_live() && tie.with as usize == other {
                    *tie = Tie::default();
                    self.ties.bond[row] = Bond::default();
                    self.ties.fit[row] = Default::default();
                }
            }
        }
    }

    fn standpoint(&self, school: usize) -> Standpoint {
        let schools = &self.schools;
        Standpoint {
            place: place_in_single(schools.place[school]),
            practice: practice_in_single(&schools.practice[school]),
            primary: schools.phase[school].is_primary(),
            setting: schools.setting[school],
            poverty: schools.disadvantage[school].0 as f32,
            ..Standpoint::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::synthetic;

    const LOOSE: Agreement = Agreement {
        kind: TieKind::Network,
        depth: 0.2,
        rigour: 0.2,
        hours: None,
        trust: 0.3,
        terms: 6,
    };

    fn live(population: &Population) -> usize {
        population.ties.tie.iter().filter(|tie| tie.is_live()).count()
    }

    #[test]
    fn two_schools_have_one_tie_however_often_they_are_brought_together() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 12;
        let mut population = synthetic(&scenario);
        let ends = TieEnds { school: 3, partner: 5 };
        assert!(population.bring_together(&scenario, ends, &LOOSE));
        let back = TieEnds { school: 5, partner: 3 };
        let deep = Agreement { kind: TieKind::JointPractice, depth: 0.8, ..LOOSE };
        assert!(population.bring_together(&scenario, back, &deep));
        assert_eq!(live(&population), 1);
        let row = population.layout.ties(5).start;
        assert_eq!((population.ties.tie[row].with, population.ties.tie[row].agreed), (3, 6));
        assert_eq!(population.ties.bond[row].depth, 0.8);
    }

    #[test]
    fn a_school_without_a_row_left_uses_one_of_its_partner_and_none_works_with_itself() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 40;
        let mut population = synthetic(&scenario);
        let bring = |population: &mut Population, school, partner| {
            population.bring_together(&scenario, TieEnds { school, partner }, &LOOSE)
        };
        assert!((1..=20).all(|partner| bring(&mut population, 0, partner)));
        assert_eq!(live(&population), 20);
        assert!(!bring(&mut population, 7, 7));
        assert!(!bring(&mut population, 7, 400));
    }
}
