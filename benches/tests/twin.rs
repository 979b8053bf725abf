//! The twin computes the reference workload: its last term has the published distribution.

use benches::twin;
use sim::draw::Seed;

const SCHOOLS: usize = 2_200;
const TERMS: u32 = 30;

#[test]
fn the_last_term_of_each_seed_has_the_published_distribution() {
    for seed in 1..=8 {
        let last = twin::run(SCHOOLS, TERMS, Seed(seed));
        assert!((last.mean - 0.0575).abs() < 0.004, "seed {seed}: {last:?}");
        assert!((last.spread - 0.0394).abs() < 0.002, "seed {seed}: {last:?}");
        assert!((f64::from(last.leavers) - 1_612.0).abs() < 160.0, "seed {seed}: {last:?}");
    }
}

#[test]
fn the_mean_over_seeds_is_the_published_one() {
    let seeds = 8_u32;
    let (mut mean, mut leavers) = (0.0, 0.0);
    for seed in 1..=seeds {
        let last = twin::run(SCHOOLS, TERMS, Seed(u64::from(seed)));
        mean += last.mean / f64::from(seeds);
        leavers += f64::from(last.leavers) / f64::from(seeds);
    }
    assert!((mean - 0.0575).abs() < 0.0015, "mean {mean}");
    assert!((leavers - 1_612.0).abs() < 57.0, "leavers {leavers}");
}

#[test]
fn the_same_seed_gives_the_same_row() {
    assert_eq!(twin::run(100, 5, Seed(3)), twin::run(100, 5, Seed(3)));
    assert_ne!(twin::run(100, 5, Seed(3)), twin::run(100, 5, Seed(4)));
}
