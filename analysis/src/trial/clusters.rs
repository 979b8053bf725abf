//! Clusters of schools that lie close together.

use sim::draw::{Purpose, Seed, purpose, uniform};
use sim::population::{Agreement, Population, TieEnds};
use sim::scenario::Scenario;

/// The order in which schools are asked.
const ORDER: Purpose = purpose("trial.order");

/// One trial: schools that are treated, and schools that are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arms {
    /// Clusters that are treated.
    pub treated: Vec<Vec<usize>>,
    /// Clusters of the same kind that are not.
    pub control: Vec<Vec<usize>>,
}

/// Disjoint clusters of `size` open primary schools of which every one lies within `km` of the first, as
/// many as there are, in an order drawn by `seed`.
pub fn clusters(population: &Population, size: usize, km: f64, seed: Seed) -> Vec<Vec<usize>> {
    let schools = &population.schools;
    let plain = |school: usize| schools.phase[school].is_primary() && schools.open[school].0;
    let mut draws = seed.draws(ORDER);
    let mut order: Vec<(f64, usize)> = (0..population.len())
        .filter(|school| plain(*school))
        .map(|school| (uniform(draws.at::<1>(school as u32, 0, 0)[0]), school))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let far = |one: usize, other: usize| {
        let (one, other) = (schools.place[one], schools.place[other]);
        let (east, north) = (one.easting - other.easting, one.northing - other.northing);
        (east * east + north * north).sqrt()
    };
    let mut taken = vec![false; population.len()];
    let mut found = Vec::new();
    for (_, first) in order {
        if taken[first] {
            continue;
        }
        let near = population.contacts.near(first).iter().map(|near| *near as usize);
        let others =
            near.filter(|other| plain(*other) && !taken[*other] && far(first, *other) <= km);
        let cluster: Vec<usize> = core::iter::once(first).chain(others).take(size).collect();
        if cluster.len() == size {
            cluster.iter().for_each(|school| taken[*school] = true);
            found.push(cluster);
        }
    }
    found
}

/// Deals clusters out to trials: so many treated and as many not in each, both by turns from the richer
/// and the poorer half, as many trials as there are clusters for, at most `most`.
pub fn arms(
    population: &Population,
    mut clusters: Vec<Vec<usize>>,
    treated: usize,
    most: usize,
) -> Vec<Arms> {
    clusters.truncate(2 * treated * most);
    let meals = |cluster: &[usize]| {
        cluster.iter().map(|school| population.schools.free_meals[*school].0).sum::<f64>()
    };
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by(|a, b| meals(&clusters[*a]).total_cmp(&meals(&clusters[*b])).then(a.cmp(b)));
    // Half by free meals of every cluster, in the order in which they were drawn.
    let half = clusters.len() / 2;
    let mut poorer = vec![false; clusters.len()];
    order[half..].iter().for_each(|cluster| poorer[*cluster] = true);
    let mut halves = [Vec::new(), Vec::new()];
    for (cluster, poorer) in clusters.into_iter().zip(poorer) {
        halves[usize::from(poorer)].push(cluster);
    }
    let mut halves = halves.map(Vec::into_iter);
    let mut trials = Vec::new();
    loop {
        let mut arms = Arms::default();
        for turn in 0..treated {
            let half = &mut halves[turn % 2];
            let (Some(one), Some(other)) = (half.next(), half.next()) else { return trials };
            arms.treated.push(one);
            arms.control.push(other);
        }
        trials.push(arms);
    }
}

/// The population with every two schools of each cluster brought together.
pub fn brought_together<'a>(
    population: &Population,
    scenario: &Scenario,
    clusters: impl Iterator<Item = &'a Vec<usize>>,
    agreement: &Agreement,
) -> Population {
    let mut changed = population.clone();
    for cluster in clusters {
        for (at, school) in cluster.iter().enumerate() {
            for partner in &cluster[at + 1..] {
                let ends = TieEnds { school: *school, partner: *partner };
                changed.bring_together(scenario, ends, agreement);
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::agent::TieKind;
    use sim::population::synthetic;

    fn population() -> (Scenario, Population) {
        let mut scenario = Scenario::default();
        scenario.population.schools = 2000;
        let population = synthetic(&scenario);
        (scenario, population)
    }

    #[test]
    fn clusters_are_disjoint_and_close_together() {
        let (_, population) = population();
        let found = clusters(&population, 4, 15.0, Seed(1));
        let mut members: Vec<usize> = found.iter().flatten().copied().collect();
        assert!(found.len() > 50, "{} clusters", found.len());
        assert!(found.iter().all(|cluster| cluster.len() == 4));
        members.sort_unstable();
        let all = members.len();
        members.dedup();
        assert_eq!(members.len(), all);
        for cluster in &found {
            let place = |school: usize| population.schools.place[school];
            let first = place(cluster[0]);
            for school in cluster {
                let (east, north) = (
                    place(*school).easting - first.easting,
                    place(*school).northing - first.northing,
                );
                assert!((east * east + north * north).sqrt() <= 15.0);
            }
        }
        assert_ne!(found, clusters(&population, 4, 15.0, Seed(2)));
    }

    #[test]
    fn every_trial_has_as_many_treated_as_not_and_no_cluster_twice() {
        let (_, population) = population();
        let found = clusters(&population, 4, 15.0, Seed(1));
        let trials = arms(&population, found, 6, 3);
        assert_eq!(trials.len(), 3);
        let mut all = Vec::new();
        for trial in &trials {
            assert_eq!((trial.treated.len(), trial.control.len()), (6, 6));
            all.extend(trial.treated.iter().chain(&trial.control).map(|cluster| cluster[0]));
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 36);
    }

    #[test]
    fn every_two_schools_of_a_cluster_are_brought_together_and_nobody_else() {
        let (scenario, population) = population();
        let agreement = Agreement {
            kind: TieKind::Network,
            depth: 0.2,
            rigour: 0.2,
            hours: None,
            trust: 0.3,
            terms: 6,
        };
        let found = clusters(&population, 5, 15.0, Seed(1));
        let changed = brought_together(&population, &scenario, found.iter().take(1), &agreement);
        let ties: Vec<_> = changed.ties.tie.iter().filter(|tie| tie.is_live()).collect();
        assert_eq!(ties.len(), 10);
        assert!(ties.iter().all(|tie| found[0].contains(&(tie.with as usize))));
    }
}
