//! Points of Sobol's sequence, scrambled by Owen's method.
//!
//! Sobol's sequence fills a space of many dimensions more evenly than chance does; the scrambling makes
//! each point uniform by itself, so that means over the points are unbiased, and keeps the evenness (Owen
//! 1995). Direction numbers of Joe and Kuo (2008) and the hash that scrambles (Burley 2020) come from the
//! crate `sobol_burley`.

use sim::draw::{Purpose, Seed, purpose};
use sobol_burley::parts::{owen_scramble_rev, sobol_rev};

/// Points that the sequence may have.
pub const MAX_SOBOL_POINTS: usize = 1 << 16;
/// Factors that it may have.
pub const MAX_SOBOL_FACTORS: usize = 256;

const SCRAMBLE: Purpose = purpose("design.scramble");

/// The place of a point in the range of a factor, both from 0: a number strictly between 0 and 1.
pub(super) fn share(point: u32, factor: u32, seed: u64) -> f64 {
    let [word] = Seed(seed).draws(SCRAMBLE).at::<1>(factor, 0, 0);
    let scramble = (u64::from_le_bytes(word) >> 32) as u32;
    let place = owen_scramble_rev(sobol_rev(point.reverse_bits(), factor), scramble).reverse_bits();
    (f64::from(place) + 0.5) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(count: u32, factors: u32, seed: u64) -> Vec<Vec<f64>> {
        (0..count).map(|at| (0..factors).map(|f| share(at, f, seed)).collect()).collect()
    }

    #[test]
    fn every_power_of_two_of_points_has_one_in_each_slice_of_every_factor() {
        // Each factor alone is a (0, m, 1)-net in base 2: the defining property of the sequence.
        for bits in [1, 4, 8, 12] {
            let count = 1_u32 << bits;
            for factor in [0, 1, 7, 100, 255] {
                let mut hit = vec![false; count as usize];
                for at in 0..count {
                    let slice = (share(at, factor, 3) * f64::from(count)) as usize;
                    assert!(!std::mem::replace(&mut hit[slice], true), "{bits} {factor} {at}");
                }
            }
        }
    }

    #[test]
    fn the_first_two_factors_have_one_point_in_every_elementary_rectangle() {
        // Dimensions 1 and 2 of Sobol's sequence are a (0, m, 2)-net: every rectangle of area 1/n with sides
        // that are powers of one half holds one of n points. Scrambling keeps that.
        let bits = 8_u32;
        let count = 1_u32 << bits;
        for wide in 0..=bits {
            let (columns, rows) = (1_usize << wide, 1_usize << (bits - wide));
            let mut hit = vec![false; count as usize];
            for at in 0..count {
                let column = (share(at, 0, 9) * columns as f64) as usize;
                let row = (share(at, 1, 9) * rows as f64) as usize;
                assert!(!std::mem::replace(&mut hit[column * rows + row], true), "{wide} {at}");
            }
        }
    }

    #[test]
    fn unscrambled_points_are_the_published_ones() {
        // The first points of Joe and Kuo's sequence in three dimensions (new-joe-kuo-6.21201).
        let plain = |at: u32, factor: u32| {
            f64::from(sobol_rev(at.reverse_bits(), factor).reverse_bits()) / 4_294_967_296.0
        };
        let published: [[f64; 3]; 4] =
            [[0.0, 0.0, 0.0], [0.5, 0.5, 0.5], [0.25, 0.75, 0.75], [0.75, 0.25, 0.25]];
        let mut found: Vec<[f64; 3]> =
            (0..4).map(|at| [plain(at, 0), plain(at, 1), plain(at, 2)]).collect();
        let mut expected = published.to_vec();
        // Generators differ in the order within a power of two (Gray code or not).
        found.sort_by(|a, b| a[0].total_cmp(&b[0]));
        expected.sort_by(|a, b| a[0].total_cmp(&b[0]));
        assert_eq!(found, expected);
    }

    #[test]
    fn means_over_the_points_are_far_nearer_than_those_of_chance() {
        // ∏ (1 + (x_i − ½)) over 8 factors has the mean 1. Chance misses by √((1 + 1/12)^8 − 1)/√n ≈ 0.030.
        let count = 1024;
        let mean = |seed| {
            let of = |point: &Vec<f64>| point.iter().map(|x| 0.5 + x).product::<f64>();
            points(count, 8, seed).iter().map(of).sum::<f64>() / f64::from(count)
        };
        let errors: Vec<f64> = (0..8).map(|seed| (mean(seed) - 1.0).abs()).collect();
        let mean_error = errors.iter().sum::<f64>() / errors.len() as f64;
        assert!(mean_error < 0.003, "{errors:?}");
    }

    #[test]
    fn every_seed_scrambles_otherwise_and_no_point_lies_at_an_end() {
        assert_ne!(points(16, 3, 1), points(16, 3, 2));
        assert_eq!(points(16, 3, 1), points(16, 3, 1));
        let inside = |x: &f64| *x > 0.0 && *x < 1.0;
        assert!(points(4096, 5, 1).iter().flatten().all(inside));
    }
}
