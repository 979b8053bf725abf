//! Pairs of a strong school and a weak one.

use sim::agent::{Executive, InGroup};
use sim::draw::{Purpose, Seed, purpose, uniform};
use sim::population::{Agreement, GroupKind, Population, SchoolGroup, TieEnds};
use sim::scenario::Scenario;

/// The order in which weak schools find a strong one.
const ORDER: Purpose = purpose("trial.pairs");
/// Skill that the head of a strong school must have, in SD of heads.
const SKILLED: f64 = 0.5;

/// A strong school and the weak one with which it is paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrongAndWeak {
    /// In the top fifth of its stage by what pupils gained in the last year, with a skilled head.
    pub strong: usize,
    /// In the bottom fifth.
    pub weak: usize,
}

/// At most `most` disjoint pairs of schools of one stage, each weak school with the nearest strong one that
/// it knows of and that is free.
pub fn strong_and_weak(population: &Population, most: usize, seed: Seed) -> Vec<StrongAndWeak> {
    let standing = standing(population);
    let mut draws = seed.draws(ORDER);
    let mut weak: Vec<(f64, usize)> = (0..population.len())
        .filter(|school| standing[*school] == Standing::Weak && on_its_own(population, *school))
        .map(|school| (uniform(draws.at::<1>(school as u32, 0, 0)[0]), school))
        .collect();
    weak.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut taken = vec![false; population.len()];
    let mut pairs = Vec::new();
    for (_, weak) in weak {
        let near = population.contacts.near(weak).iter().chain(population.contacts.family(weak));
        let primary = |school: usize| population.schools.phase[school].is_primary();
        let strong = near.map(|school| *school as usize).find(|school| {
            standing[*school] == Standing::Strong
                && on_its_own(population, *school)
                && !taken[*school]
                && primary(*school) == primary(weak)
        });
        if let Some(strong) = strong {
            taken[strong] = true;
            pairs.push(StrongAndWeak { strong, weak });
        }
        if pairs.len() == most {
            break;
        }
    }
    pairs
}

/// The population with every pair brought together; where `one_head`, the two get one board, and the
/// strong school's head leads the weak one too.
pub fn paired(
    population: &Population,
    scenario: &Scenario,
    pairs: &[StrongAndWeak],
    agreement: impl Fn(&StrongAndWeak) -> Agreement,
    one_head: bool,
) -> Population {
    let mut changed = population.clone();
    for pair in pairs {
        let ends = TieEnds { school: pair.weak, partner: pair.strong };
        changed.bring_together(scenario, ends, &agreement(pair));
        if one_head {
            one_board(&mut changed, pair);
            let heads = &mut changed.heads;
            heads.skill[pair.weak] = heads.skill[pair.strong];
            heads.collaborator[pair.weak] = heads.collaborator[pair.strong];
            heads.tenure[pair.weak] = heads.tenure[pair.strong];
            heads.headship[pair.weak] = heads.headship[pair.strong];
            let lead = Some(pair.strong as u32);
            heads.executive[pair.weak] = Executive { lead, ..Executive::default() };
            heads.executive[pair.strong] = Executive { lead: None, schools: 2 };
        }
    }
    changed
}

/// Whether a school's head leads it alone.
fn on_its_own(population: &Population, school: usize) -> bool {
    population.heads.executive[school] == Executive::default()
}

/// Puts both schools of a pair into a federation of their own.
fn one_board(population: &mut Population, pair: &StrongAndWeak) {
    let kind = GroupKind::Federation;
    let federation = Some(population.groups.len() as u32);
    population.groups.push(SchoolGroup { code: None, name: String::new(), kind });
    for school in [pair.strong, pair.weak] {
        population.schools.group[school] = InGroup(federation);
        population.schools.governance[school] = kind.governance();
        // Whoever led or was led across the old groups does so no longer.
        population.heads.executive[school] = Executive::default();
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Strong,
    Weak,
    Neither,
}

/// Where every school stands by true progress within its stage.
fn standing(population: &Population) -> Vec<Standing> {
    let schools = &population.schools;
    let mut standing = vec![Standing::Neither; population.len()];
    for primary in [true, false] {
        let gain = |school: usize| schools.gain[school].0;
        let stage = |school: &usize| {
            schools.phase[*school].is_primary() == primary && schools.open[*school].0
        };
        let mut order: Vec<usize> = (0..population.len()).filter(stage).collect();
        order.sort_by(|a, b| gain(*a).total_cmp(&gain(*b)).then(a.cmp(b)));
        let fifth = order.len() / 5;
        order[..fifth].iter().for_each(|school| standing[*school] = Standing::Weak);
        for school in &order[order.len() - fifth..] {
            if population.heads.skill[*school].0 > SKILLED {
                standing[*school] = Standing::Strong;
            }
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::agent::{Skill, YearGain};
    use sim::population::synthetic;

    #[test]
    fn weak_schools_are_paired_with_strong_ones_of_their_stage_once() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 400;
        let mut population = synthetic(&scenario);
        for school in 0..population.len() {
            population.schools.gain[school] = YearGain((school % 10) as f64);
            population.heads.skill[school] = Skill(1.0);
        }
        let pairs = strong_and_weak(&population, 30, Seed(3));
        assert!(pairs.len() > 10 && pairs.len() <= 30, "{} pairs", pairs.len());
        let mut used = Vec::new();
        for StrongAndWeak { strong, weak } in &pairs {
            assert!(population.schools.gain[*strong].0 >= 7.0);
            assert!(population.schools.gain[*weak].0 <= 2.0);
            let primary = |school: usize| population.schools.phase[school].is_primary();
            assert_eq!(primary(*strong), primary(*weak));
            used.extend([*strong, *weak]);
        }
        used.sort_unstable();
        let all = used.len();
        used.dedup();
        assert_eq!(used.len(), all);
    }

    #[test]
    fn a_school_without_a_skilled_head_is_not_strong() {
        let mut scenario = Scenario::default();
        scenario.population.schools = 100;
        let mut population = synthetic(&scenario);
        population.heads.skill.fill(Skill(0.0));
        assert!(strong_and_weak(&population, 30, Seed(3)).is_empty());
    }
}
