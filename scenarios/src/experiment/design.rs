//! A design: which points of the space of factors are run.

use sim::catalogue::Prior;

use super::points;
use super::sobol;
use super::target::Target;

/// Over what a factor goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Over {
    /// These values.
    Values(Vec<f64>),
    /// Everything between two values.
    Between(f64, f64),
    /// What is believed of it.
    Prior(Prior),
}

impl Over {
    /// The value below which a share (0 to 1) lies.
    fn quantile(&self, share: f64) -> f64 {
        match self {
            Over::Values(values) => values.first().copied().unwrap_or_default(),
            Over::Between(from, to) => from + share * (to - from),
            Over::Prior(prior) => prior.quantile(share),
        }
    }
}

/// One factor of a design.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What it varies.
    pub target: Target,
    /// Over what.
    pub over: Over,
}

/// Which points are run.
#[derive(Clone, Debug, PartialEq)]
pub enum Design {
    /// The scenarios as they are: one point without factors.
    Plain,
    /// Every combination of the factors' values; the last factor goes fastest.
    Grid(Vec<Factor>),
    /// The factors' first values, then their second ones, and so on.
    List(Vec<Factor>),
    /// Points of a table: the factors, and the values of each point.
    Table(Vec<Target>, Vec<Vec<f64>>),
    /// So many points, each factor's range cut into as many slices with one point each (McKay, Beckman
    /// and Conover 1979).
    LatinHypercube {
        /// The factors.
        factors: Vec<Factor>,
        /// Number of points.
        points: usize,
        /// Seed of the points.
        seed: u64,
        /// For each factor, the place of every point in its range (0 to 1).
        places: Vec<Vec<f64>>,
    },
    /// The first points of Sobol's sequence, scrambled as Owen proposed (1995, by Burley's hash of 2020).
    Sobol {
        /// The factors.
        factors: Vec<Factor>,
        /// Number of points.
        points: usize,
        /// Seed of the scrambling.
        seed: u64,
    },
}

impl Design {
    /// A Latin hypercube of these factors.
    pub fn latin_hypercube(factors: Vec<Factor>, points: usize, seed: u64) -> Self {
        let places = points::latin_hypercube(&factors, points, seed);
        Design::LatinHypercube { factors, points, seed, places }
    }

    /// The word by which files name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Design::Plain => "none",
            Design::Grid(_) => "grid",
            Design::List(_) => "list",
            Design::Table(..) => "table",
            Design::LatinHypercube { .. } => "latin_hypercube",
            Design::Sobol { .. } => "sobol",
        }
    }

    /// What it varies, in order.
    pub fn targets(&self) -> Vec<Target> {
        match self {
            Design::Plain => Vec::new(),
            Design::Table(targets, _) => targets.clone(),
            Design::Grid(factors)
            | Design::List(factors)
            | Design::LatinHypercube { factors, .. }
            | Design::Sobol { factors, .. } => factors.iter().map(|factor| factor.target).collect(),
        }
    }

    /// Number of points.
    pub fn points(&self) -> usize {
        match self {
            Design::Plain => 1,
            Design::Grid(factors) => points::grid_size(factors).unwrap_or(0),
            Design::List(factors) => factors.first().map_or(0, |factor| values(factor).len()),
            Design::Table(_, rows) => rows.len(),
            Design::LatinHypercube { points, .. } | Design::Sobol { points, .. } => *points,
        }
    }

    /// The factors' values at a point, from 0, in the order of [`Design::targets`].
    pub fn point(&self, at: usize) -> Vec<f64> {
        match self {
            Design::Plain => Vec::new(),
            Design::Grid(factors) => points::of_grid(factors, at),
            Design::List(factors) => factors.iter().map(|factor| values(factor)[at]).collect(),
            Design::Table(_, rows) => rows[at].clone(),
            Design::LatinHypercube { factors, places, .. } => {
                let shares = places.iter().map(|places| places[at]);
                factors.iter().zip(shares).map(|(f, share)| f.over.quantile(share)).collect()
            }
            Design::Sobol { factors, seed, .. } => {
                let value = |(number, factor): (u32, &Factor)| {
                    factor.over.quantile(sobol::share(at as u32, number, *seed))
                };
                (0..).zip(factors).map(value).collect()
            }
        }
    }
}

/// The listed values of a factor.
pub(super) fn values(factor: &Factor) -> &[f64] {
    match &factor.over {
        Over::Values(values) => values,
        _ => &[],
    }
}
