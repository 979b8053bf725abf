//! The ground that each local authority covers, as an ellipse around its centre.
//!
//! Limits: real boundaries and coasts are not known; where ellipses overlap, a place belongs to the
//! authority whose ellipse it lies deepest in.

use super::super::AUTHORITIES;

/// A place: kilometres east and north of the grid's origin.
pub(super) type Point = (f64, f64);

/// Smallest standard deviation of a territory, km: an authority with one school has ground too.
const NARROWEST: f64 = 0.4;
/// Radius of an ellipse filled evenly, in standard deviations along each axis.
const EDGE: f64 = 2.16;
/// Other territories that a place is held against.
const NEIGHBOURS: usize = 14;

/// One authority's ground.
#[derive(Clone, Debug)]
pub(super) struct Territory {
    centre: Point,
    /// Lower triangle of the root of the covariance: eastwards, across, northwards.
    root: [f64; 3],
    /// Other territories that may hold a place of this one.
    neighbours: Vec<u16>,
}

impl Territory {
    /// The point at a place of the unit disc.
    pub(super) fn at(&self, (x, y): Point) -> Point {
        let [east, across, north] = self.root;
        (self.centre.0 + EDGE * east * x, self.centre.1 + EDGE * (across * x + north * y))
    }

    /// How far out a point lies: 1 at the edge, squared.
    fn depth(&self, (easting, northing): Point) -> f64 {
        let [east, across, north] = self.root;
        let x = (easting - self.centre.0) / (EDGE * east);
        let y = ((northing - self.centre.1) / EDGE - across * x) / north;
        x * x + y * y
    }

    /// Square kilometres.
    pub(super) fn area(&self) -> f64 {
        core::f64::consts::PI * EDGE * EDGE * self.root[0] * self.root[2]
    }
}

/// Every authority's ground, in the order of the table of authorities.
#[derive(Clone, Debug)]
pub(super) struct Territories(Vec<Territory>);

impl Territories {
    pub(super) fn of_england() -> Self {
        let mut all: Vec<Territory> = AUTHORITIES
            .iter()
            .map(|facts| {
                let (east, north) = (facts.spread.0.max(NARROWEST), facts.spread.1.max(NARROWEST));
                let r = facts.spread.2.clamp(-0.95, 0.95);
                let root = [east, r * north, (1.0 - r * r).sqrt() * north];
                Territory { centre: facts.centre, root, neighbours: Vec::new() }
            })
            .collect();
        for own in 0..all.len() {
            let centre = all[own].centre;
            let mut others: Vec<(f64, u16)> = (0..all.len())
                .filter(|other| *other != own)
                .map(|other| (all[other].depth(centre), other as u16))
                .collect();
            others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            all[own].neighbours = others.iter().take(NEIGHBOURS).map(|(_, other)| *other).collect();
        }
        Self(all)
    }

    /// The ground of an authority.
    pub(super) fn of(&self, authority: u16) -> &Territory {
        &self.0[usize::from(authority)]
    }

    /// Whether a point lies within `edge` times the authority's ellipse, and deeper than in any other's.
    pub(super) fn holds(&self, authority: u16, point: Point, edge: f64) -> bool {
        let own = self.of(authority);
        let depth = own.depth(point);
        depth <= edge * edge
            && own.neighbours.iter().all(|other| self.of(*other).depth(point) >= depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centres_lie_in_their_own_ground_and_far_points_in_none() {
        let all = Territories::of_england();
        let held =
            (0..AUTHORITIES.len() as u16).filter(|a| all.holds(*a, all.of(*a).centre, 1.0)).count();
        assert!(held > 145, "{held} centres");
        assert!(!all.holds(0, (0.0, 0.0), 1.0));
    }

    #[test]
    fn the_unit_disc_turns_into_the_ellipse() {
        let all = Territories::of_england();
        for point in [(1.0, 0.0), (0.0, 1.0), (-0.6, 0.8)] {
            let ground = all.of(40);
            assert!((ground.depth(ground.at(point)) - 1.0).abs() < 1e-9);
        }
    }
}
