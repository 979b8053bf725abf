//! Points of grids and Latin hypercubes.

use sim::draw::{Purpose, Seed, purpose, uniform};

use super::design::{Factor, values};

/// Points that a design may have.
pub const MAX_POINTS: usize = 100_000;

const PLACE: Purpose = purpose("design.place");

/// Number of combinations; none where they are too many to count.
pub(crate) fn grid_size(factors: &[Factor]) -> Option<usize> {
    factors.iter().try_fold(1_usize, |size, factor| size.checked_mul(values(factor).len()))
}

/// One combination of the factors' values: the last factor goes fastest.
pub(super) fn of_grid(factors: &[Factor], at: usize) -> Vec<f64> {
    let mut left = at;
    let mut point: Vec<f64> = factors
        .iter()
        .rev()
        .map(|factor| {
            let values = values(factor);
            let value = values[left % values.len()];
            left /= values.len();
            value
        })
        .collect();
    point.reverse();
    point
}

/// For each factor, the place of every point in its range (0 to 1): one in each of as many slices as
/// there are points, in an order drawn for each factor alone.
pub(super) fn latin_hypercube(factors: &[Factor], points: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut draws = Seed(seed).draws(PLACE);
    (0..factors.len())
        .map(|factor| {
            let drawn: Vec<(f64, f64)> = (0..points)
                .map(|point| {
                    let [order, within] = draws.at::<2>(point as u32, factor as u32, 0);
                    (uniform(order), uniform(within))
                })
                .collect();
            let mut order: Vec<usize> = (0..points).collect();
            order.sort_by(|a, b| drawn[*a].0.total_cmp(&drawn[*b].0).then(a.cmp(b)));
            let mut places = vec![0.0; points];
            for (slice, point) in order.into_iter().enumerate() {
                places[point] = (slice as f64 + drawn[point].1) / points as f64;
            }
            places
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Design, Over, Target};
    use super::*;

    fn factor(path: &str, over: Over) -> Factor {
        Factor { target: Target::named(path).unwrap(), over }
    }

    fn three() -> Vec<Factor> {
        vec![
            factor("accountability.stakes", Over::Between(0.0, 1.0)),
            factor("accountability.focus", Over::Between(0.5, 1.0)),
            factor("learning.decay", Over::Between(0.0, 1.0)),
        ]
    }

    #[test]
    fn a_grid_has_every_combination_once_and_its_last_factor_goes_fastest() {
        let design = Design::Grid(vec![
            factor("accountability.stakes", Over::Values(vec![0.2, 0.8])),
            factor("accountability.focus", Over::Values(vec![0.0, 0.5, 1.0])),
        ]);
        let all: Vec<Vec<f64>> = (0..design.points()).map(|at| design.point(at)).collect();
        let expected = [[0.2, 0.0], [0.2, 0.5], [0.2, 1.0], [0.8, 0.0], [0.8, 0.5], [0.8, 1.0]];
        assert_eq!(all, expected);
    }

    #[test]
    fn a_list_goes_through_its_columns_together() {
        let design = Design::List(vec![
            factor("accountability.stakes", Over::Values(vec![0.2, 0.8])),
            factor("accountability.focus", Over::Values(vec![0.0, 1.0])),
        ]);
        assert_eq!((design.points(), design.point(1)), (2, vec![0.8, 1.0]));
    }

    #[test]
    fn a_latin_hypercube_has_one_point_in_every_slice_of_every_factor() {
        let points = 50;
        let design = Design::latin_hypercube(three(), points, 7);
        for factor in [0, 2] {
            let mut slices: Vec<usize> =
                (0..points).map(|at| (design.point(at)[factor] * points as f64) as usize).collect();
            slices.sort_unstable();
            assert_eq!(slices, (0..points).collect::<Vec<_>>());
        }
        assert!((0..points).all(|at| (0.5..=1.0).contains(&design.point(at)[1])));
        // The factors' orders have nothing to do with each other.
        let column = |f: usize| -> Vec<f64> { (0..points).map(|at| design.point(at)[f]).collect() };
        let (a, b) = (column(0), column(2));
        let together: f64 = a.iter().zip(&b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum();
        assert!((together / points as f64 * 12.0).abs() < 0.35, "{together}");
        assert_ne!(design.point(0), Design::latin_hypercube(three(), points, 8).point(0));
    }

    #[test]
    fn a_plain_design_is_one_point_without_factors() {
        assert_eq!((Design::Plain.points(), Design::Plain.point(0)), (1, Vec::new()));
    }
}
