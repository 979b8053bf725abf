//! How schools are led, how they see themselves and who has looked at them last, before the first
//! term.
//!
//! Limits: all of it is drawn by chance, near the state on which the burn-in settles.

use super::{Population, Premises};
use crate::agent::*;
use crate::draw::{Purpose, Seed, normal, purpose, uniform};
use crate::process::improvement;

const OUTLOOK: Purpose = purpose("population.outlook");

/// Terms since the last inspection beyond which none lies, when the population is drawn.
const LONGEST_AGO: f64 = 18.0;

/// Adds the outlook of one more school.
pub(super) fn add(
    population: &mut Population,
    number: u32,
    school: &Premises,
    p: &improvement::Parameters,
    seed: Seed,
) {
    let words = seed.draws(OUTLOOK).at::<5>(number, 0, 0);
    let columns = &mut population.schools;
    columns.open.push(Open(true));
    columns.attention.push(Attention::default());
    columns.effort.push(Effort::default());
    columns.pressure.push(Pressure::default());
    columns.counts_most.push(CountsMost((uniform(words[0]) * DOMAINS as f64) as u8));
    let challenge = p.board + p.board_spread * normal(words[1]);
    columns.board.push(Board(challenge.clamp(0.0, 1.0)));
    columns.evaluation.push(SelfEvaluation {
        diagnosis: p.diagnosis,
        bias: p.drift * (1.0 - p.board) / (1.0 - p.bias_persistence).max(0.01),
        ..SelfEvaluation::default()
    });
    columns.priorities.push(Priorities::default());
    columns.preparation.push(TestPreparation::default());
    let low = matches!(school.grade, Some(Grade::RequiresImprovement | Grade::Inadequate));
    columns.visits.push(Visits {
        terms: (uniform(words[2]) * LONGEST_AGO) as u16,
        low: u8::from(low),
        ..Visits::default()
    });
    columns.record.push(TrackRecord::default());
    columns.unseen.push(Unseen(normal(words[3])));
    columns.churn.push(Churn::default());
    columns.programme.push(AreaProgramme::default());
}
