//! The schools of a population against published figures of England's schools.

mod census;
mod file;
mod map;
mod near;
mod network;
mod page;
mod trusts;

use sim::population::Population;

pub use file::{Figure, Quantity, quantities};
pub use map::map;
pub(crate) use near::nearest;
pub use network::network;
pub use page::{Column, page};

use crate::statistic::{correlation, mean, quantile, share_between, standard_deviation};
use census::Census;
use trusts::Trust;

/// The value of every figure of every quantity in a population, in their order; none where there are
/// no such schools.
pub fn measure(quantities: &[Quantity], population: &Population) -> Vec<Vec<Option<f64>>> {
    let census = Census::of(population);
    let of = |quantity: &Quantity| {
        let name = quantity.quantity.as_str();
        let figures = quantity.figures.iter();
        if name.contains("trust") || name == "median km between members" {
            return figures.map(|figure| of_trusts(&census.trusts, name, figure)).collect();
        }
        figures.map(|figure| of_schools(&census, name, figure)).collect()
    };
    quantities.iter().map(of).collect()
}

/// A figure over schools.
fn of_schools(census: &Census<'_>, quantity: &str, figure: &Figure) -> Option<f64> {
    let schools = 0..census.population.len();
    let members = |of: &str| -> Vec<usize> {
        schools.clone().filter(|school| census.selects(of, *school)).collect()
    };
    let chosen = members(&figure.of);
    let known = chosen.into_iter().filter_map(|i| Some((i, census.value(quantity, i)?)));
    let (chosen, values): (Vec<usize>, Vec<f64>) = known.unzip();
    match figure.statistic.as_str() {
        "count" => Some(values.len() as f64),
        "share of phase" => {
            let phase = figure.of.split(", ").next()?;
            Some(values.len() as f64 / members(phase).len() as f64)
        }
        "between authorities" => {
            let areas = chosen.iter().map(|i| census.population.schools.authority[*i].0.into());
            share_between(&values, &areas.collect::<Vec<u32>>())
        }
        "between neighbourhoods" => {
            let areas = chosen.iter().map(|i| census.population.schools.neighbourhood[*i].0);
            share_between(&values, &areas.collect::<Vec<u32>>())
        }
        "with the nearest school" => with_neighbours(census, quantity, &chosen, 1),
        "with the five nearest schools" => with_neighbours(census, quantity, &chosen, near::FIVE),
        "with free meals" => {
            let shares = chosen.iter().map(|i| census.population.schools.free_meals[*i].0);
            correlation(&values, &shares.collect::<Vec<_>>())
        }
        plain => statistic(plain, &values),
    }
}

/// A statistic of a list by its name.
fn statistic(name: &str, values: &[f64]) -> Option<f64> {
    match name {
        "mean" => mean(values),
        "SD" => standard_deviation(values),
        _ => quantile(values, name.strip_prefix('P')?.parse::<f64>().ok()? / 100.0),
    }
}

/// Correlation of a quantity with its mean over the nearest schools of the phase.
fn with_neighbours(
    census: &Census<'_>,
    quantity: &str,
    chosen: &[usize],
    neighbours: usize,
) -> Option<f64> {
    let pair = |school: &usize| {
        let near = census.around[*school].nearest[..neighbours].iter().flatten();
        let near: Vec<f64> =
            near.filter_map(|other| census.value(quantity, *other as usize)).collect();
        Some((census.value(quantity, *school)?, mean(&near)?))
    };
    let (own, near): (Vec<f64>, Vec<f64>) = chosen.iter().filter_map(pair).unzip();
    correlation(&own, &near)
}

/// A figure over trusts of a size.
fn of_trusts(trusts: &[Trust], quantity: &str, figure: &Figure) -> Option<f64> {
    let (low, high) = sizes(&figure.of)?;
    let chosen: Vec<&Trust> =
        trusts.iter().filter(|trust| (low..=high).contains(&trust.size)).collect();
    let schools = |trusts: &mut dyn Iterator<Item = &Trust>| {
        trusts.map(|trust| trust.size as f64).sum::<f64>()
    };
    match figure.statistic.as_str() {
        "share of trusts" => Some(chosen.len() as f64 / trusts.len() as f64),
        "share of academies" => {
            Some(schools(&mut chosen.iter().copied()) / schools(&mut trusts.iter()))
        }
        plain => {
            let value = |trust: &&Trust| match quantity {
                "authorities of a trust" => Some(trust.authorities as f64),
                _ => trust.median_km,
            };
            statistic(plain, &chosen.iter().filter_map(value).collect::<Vec<_>>())
        }
    }
    .filter(|found| found.is_finite())
}

/// Smallest and largest size that words such as `2 to 3` or `21 or more` mean.
fn sizes(of: &str) -> Option<(usize, usize)> {
    let mut words = of.split(' ');
    let low = words.next()?.parse().ok()?;
    match (words.next(), words.next()) {
        (None, _) => Some((low, low)),
        (Some("to"), Some(high)) => Some((low, high.parse().ok()?)),
        _ => Some((low, usize::MAX)),
    }
}
