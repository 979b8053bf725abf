//! Where schools stand: conurbations and towns, rural towns, villages, and secondary schools among
//! them.
//!
//! Schools of a conurbation fill their authority's ground evenly; towns are discs of the same density
//! everywhere, of sizes that fall off as those of towns do; rural towns and villages keep a distance
//! from other schools that is drawn from the published ones. A junior school stands beside an infant
//! school where there is one.
//! Evidence: distances to the nearest and the fifth nearest school by setting (`gias-2022`).
//! Limits: no coasts, roads or rivers. With another number of schools than England's all distances
//! stretch alike, and the authorities stay where they are.

use rstar::RTree;

use super::super::quantile::{Percentiles, at_score, part_at};
use super::Kind;
use super::territory::{Point, Territories};
use crate::draw::{Draws, Purpose, Seed, Word, normal, purpose, uniform};

const TOWN: Purpose = purpose("population.town");
const SITE: Purpose = purpose("population.site");

/// Columns of the table of authorities.
pub(super) const CONURBATION: usize = 0;
pub(super) const TOWNS: usize = 1;
pub(super) const RURAL_TOWN: usize = 2;
pub(super) const VILLAGE: usize = 3;

/// Primary schools for each square kilometre of a conurbation or a town where the ground is not known
/// to be narrower.
const DENSITY: [f64; 2] = [0.70, 0.42];
/// Density of an authority's urban schools over its whole ground, and the largest share of rural ones,
/// with which they fill it evenly.
const EVEN: (f64, f64) = (0.25, 0.15);
/// Smallest built-up area of a conurbation and smallest town, in primary schools; and how fast larger
/// ones grow rare.
const SMALLEST_TOWN: [f64; 2] = [15.0, 5.0];
const TOWN_TAIL: f64 = 0.70;
/// Shares of rural towns with one, two, three and four primary schools.
const RURAL_SIZES: [f64; 4] = [0.78, 0.15, 0.05, 0.02];
/// Radius of a rural town with more than one primary school, km.
const RURAL_RADIUS: f64 = 0.75;
/// Distance of a junior school from its infant school, km.
const NEXT_DOOR: f64 = 0.12;
/// Distances that rural schools keep from the nearest and from the fifth nearest school of their
/// stage, km: primary schools of rural towns and villages, then secondary schools. Schools that come
/// later shorten them, so that they are drawn longer than the published ones.
const KEEPS: [[[Percentiles; 2]; 2]; 2] = [
    [
        [[0.7, 1.0, 1.5, 2.0, 2.6, 3.2, 3.8], [1.0, 1.3, 1.7, 2.2, 2.8, 3.5, 4.1]],
        [[1.0, 1.2, 1.55, 2.0, 2.7, 3.4, 4.0], [1.4, 1.7, 2.2, 2.9, 3.8, 4.8, 5.6]],
    ],
    [
        [[0.3, 0.8, 2.0, 4.5, 7.5, 9.5, 10.5], [2.5, 3.2, 5.0, 8.0, 11.5, 14.0, 17.0]],
        [[0.2, 0.3, 0.5, 1.0, 3.0, 7.0, 8.0], [0.6, 1.0, 1.8, 3.5, 7.0, 12.0, 14.0]],
    ],
];
/// Correlation of the two.
const KEEPS_BOTH: f64 = 0.7;
/// How far out rural schools lie, where 1 is the edge of the ground of all schools.
const RURAL_EDGE: f64 = 1.08;
/// How much deeper in another authority an urban school may lie: built-up areas cross boundaries.
const URBAN_SLACK: f64 = 1.4;
/// Share of secondary schools that keep apart from the others of their town.
const CHOOSY: f64 = 0.4;
/// Part of a town's radius that should lie in its own authority.
const OWN_PART: f64 = 0.8;
/// Points tried for a place.
const TRIES: usize = 40;

/// A town: the disc in which its schools stand, or the whole ground of its authority.
#[derive(Clone, Copy)]
enum Town {
    Ground,
    Disc { centre: Point, radius: f64 },
}

/// The place of every school, and each junior school with the infant school beside it.
pub(super) fn places(
    kinds: &[Kind],
    schools_per_weight: f64,
    seed: Seed,
) -> (Vec<Point>, Vec<(usize, usize)>) {
    let mut ground = Ground {
        kinds,
        territories: Territories::of_england(),
        scale: 1.0 / schools_per_weight.sqrt(),
        places: vec![(0.0, 0.0); kinds.len()],
        sites: seed.draws(SITE),
        towns: seed.draws(TOWN),
        placed: [RTree::new(), RTree::new()],
        discs: Vec::new(),
        known: Vec::new(),
        pairs: Vec::new(),
    };
    let cells = Kind::cells(kinds);
    for (start, end) in cells.iter().filter(|(start, _)| kinds[*start].column <= TOWNS) {
        ground.town_cell(*start, *end);
    }
    ground.take_stock();
    for column in [RURAL_TOWN, VILLAGE] {
        for (start, end) in cells.iter().filter(|(start, _)| kinds[*start].column == column) {
            ground.rural_cell(*start, *end);
        }
    }
    (ground.places, ground.pairs)
}

struct Ground<'a> {
    kinds: &'a [Kind],
    territories: Territories,
    /// Kilometres for each kilometre of England's own distances.
    scale: f64,
    places: Vec<Point>,
    sites: Draws,
    towns: Draws,
    /// Places taken by primary and by other schools.
    placed: [RTree<[f64; 2]>; 2],
    /// Every town's disc.
    discs: Vec<(Point, f64)>,
    /// The towns of each authority and setting.
    known: Vec<((u16, usize), Vec<(Town, f64)>)>,
    pairs: Vec<(usize, usize)>,
}

impl Ground<'_> {
    /// Places the urban schools of one authority, stage and setting.
    fn town_cell(&mut self, start: usize, end: usize) {
        let kind = self.kinds[start];
        let towns = self.towns_of(&kind);
        let all: f64 = towns.iter().map(|(_, size)| size).sum();
        for school in start..end {
            let along = (school - start) as f64 + 0.5;
            let mut left = along / (end - start) as f64 * all;
            let town = towns.iter().find(|(_, size)| {
                left -= size;
                left <= 0.0
            });
            let town = town.map_or(Town::Ground, |(town, _)| *town);
            self.places[school] = self.in_town(kind.authority, town, school);
        }
        self.pair(start, end);
    }

    /// The towns of a cell with their sizes in primary schools: the same for both stages.
    fn towns_of(&mut self, kind: &Kind) -> Vec<(Town, f64)> {
        let facts = kind.facts();
        let own = self.territories.of(kind.authority);
        let urban = f64::from(facts.primary[CONURBATION] + facts.primary[TOWNS]);
        let size = f64::from(facts.primary[kind.column]).max(1.0);
        let rural = 1.0 - urban / f64::from(facts.primary.iter().sum::<u16>().max(1));
        let is_even = urban / own.area() >= EVEN.0 && rural <= EVEN.1;
        if is_even || facts.primary[kind.column] == 0 {
            return vec![(Town::Ground, size)];
        }
        let mut towns: Vec<(Town, f64)> = Vec::new();
        let (mut left, mut number) = (size, 0);
        if let Some(known) =
            self.known.iter().find(|known| known.0 == (kind.authority, kind.column))
        {
            return known.1.clone();
        }
        while left > 0.0 {
            let entity = u32::from(kind.authority) << 8 | number;
            let words = self.towns.at::<{ 2 * TRIES + 1 }>(entity, kind.column as u32, 0);
            let smallest = SMALLEST_TOWN[kind.column];
            let drawn = smallest * crate::math::pow(uniform(words[0]).max(1e-6), -TOWN_TAIL);
            let mut size = drawn.min(left);
            if left - size < smallest || number == 200 {
                size = left;
            }
            let radius = (size / (core::f64::consts::PI * DENSITY[kind.column])).sqrt();
            let centre = self.town_centre(kind.authority, radius, &words[1..]);
            towns.push((Town::Disc { centre, radius }, size));
            self.discs.push((centre, radius));
            left -= size;
            number += 1;
        }
        self.known.push(((kind.authority, kind.column), towns.clone()));
        towns
    }

    /// The first point tried whose disc touches no other town and lies in its authority's ground, or the
    /// one that comes nearest to that.
    fn town_centre(&self, authority: u16, radius: f64, words: &[Word]) -> Point {
        let room = |point: Point| {
            let clear =
                self.discs.iter().map(|(other, size)| distance(*other, point) - radius - size);
            let clear = clear.fold(radius, f64::min);
            let edges = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)]
                .map(|(x, y)| (point.0 + OWN_PART * radius * x, point.1 + OWN_PART * radius * y));
            let own = |edge: &&Point| self.territories.holds(authority, **edge, 1.0, 1.0);
            clear + radius * edges.iter().filter(own).count() as f64
        };
        let mut best = (f64::NEG_INFINITY, self.territories.of(authority).at((0.0, 0.0)));
        for point in self.tried(authority, words, 1.0) {
            let clear = room(point);
            if clear > best.0 {
                best = (clear, point);
            }
            if clear >= 5.0 * radius {
                break;
            }
        }
        best.1
    }

    /// Points of the authority's own ground among those that words give.
    fn tried(&self, authority: u16, words: &[Word], edge: f64) -> impl Iterator<Item = Point> {
        let ground = self.territories.of(authority);
        let points = in_disc(words).map(move |(x, y)| ground.at((edge * x, edge * y)));
        points.filter(move |point| self.territories.holds(authority, *point, edge, 1.0))
    }

    /// A place in a town, inside the authority's own ground where it can be.
    fn in_town(&mut self, authority: u16, town: Town, school: usize) -> Point {
        let words = self.sites.at::<{ 2 * TRIES }>(school as u32, 0, 0);
        let ground = self.territories.of(authority);
        let point = |at: Point| match town {
            Town::Ground => ground.at(at),
            Town::Disc { centre, radius } => (centre.0 + radius * at.0, centre.1 + radius * at.1),
        };
        let mut points = in_disc(&words).map(point);
        let first = points.next().unwrap_or_else(|| point((0.0, 0.0)));
        let own = |point: &Point| self.territories.holds(authority, *point, 1.0, URBAN_SLACK);
        let first = if own(&first) { first } else { points.by_ref().find(own).unwrap_or(first) };
        if !self.kinds[school].secondary {
            return first;
        }
        // Some secondary schools keep apart a little: the better of two places.
        let room = |point: &Point| {
            let near =
                self.placed[1].nearest_neighbor_iter_with_distance_2([point.0, point.1]).next();
            near.map_or(f64::INFINITY, |(_, squared)| squared)
        };
        let [choosy] = self.sites.at::<1>(school as u32, 3, 0).map(uniform);
        let second = points.find(own).filter(|_| choosy < CHOOSY).unwrap_or(first);
        let place = if room(&second) > room(&first) { second } else { first };
        self.placed[1].insert([place.0, place.1]);
        place
    }

    /// Puts each junior school of a cell beside an infant school of it.
    fn pair(&mut self, start: usize, end: usize) {
        let infants = (start..end).filter(|school| self.kinds[*school].is_infant());
        let infants: Vec<usize> = infants.collect();
        let juniors = (start..end).filter(|school| self.kinds[*school].is_junior());
        for (junior, infant) in juniors.zip(infants) {
            let words = self.sites.at::<2>(junior as u32, 1, 0).map(normal);
            let step = NEXT_DOOR * self.scale / core::f64::consts::SQRT_2;
            let (east, north) = self.places[infant];
            self.places[junior] = (east + step * words[0], north + step * words[1]);
            self.pairs.push((junior, infant));
        }
    }

    /// Enters every urban primary school into the tree of places taken.
    fn take_stock(&mut self) {
        let schools = self.kinds.iter().zip(&self.places);
        let urban = schools.filter(|(kind, _)| kind.column <= TOWNS && !kind.secondary);
        self.placed[0] = RTree::bulk_load(urban.map(|(_, place)| [place.0, place.1]).collect());
    }

    /// Places the rural schools of one authority, stage and setting.
    fn rural_cell(&mut self, start: usize, end: usize) {
        let kind = self.kinds[start];
        let mut school = start;
        while school < end {
            let words = self.sites.at::<{ 2 * TRIES + 3 }>(school as u32, 0, 0);
            let together = together(&kind, uniform(words[0]));
            let site = self.site(&kind, [normal(words[1]), normal(words[2])], &words[3..]);
            for member in school..(school + together).min(end) {
                let place = if together == 1 { site } else { self.beside(site, member) };
                self.places[member] = place;
                self.placed[usize::from(kind.secondary)].insert([place.0, place.1]);
            }
            school += together;
        }
        self.pair(start, end);
    }

    /// The first point tried whose nearest and fifth nearest schools of the stage are as far as two
    /// standard normal scores want, or the one that lacks least of it.
    fn site(&self, kind: &Kind, [one, two]: [f64; 2], words: &[Word]) -> Point {
        let stage = usize::from(kind.secondary);
        let keeps = &KEEPS[stage][kind.column - RURAL_TOWN];
        let two = KEEPS_BOTH * one + (1.0 - KEEPS_BOTH * KEEPS_BOTH).sqrt() * two;
        let wanted = |keeps, score| at_score(keeps, score).max(0.3) * self.scale;
        let (first, fifth) = (wanted(&keeps[0], one), wanted(&keeps[1], two));
        let placed = &self.placed[stage];
        let short = |point: Point| {
            let mut near = placed.nearest_neighbor_iter_with_distance_2([point.0, point.1]);
            let mut km = |skipped| near.nth(skipped).map_or(0.0, |(_, squared)| squared.sqrt());
            let (nearest, next) = (km(0), km(3));
            (1.0 - nearest / first).max(0.0) + (1.0 - next / fifth).max(0.0)
        };
        let mut best = (f64::INFINITY, self.territories.of(kind.authority).at((0.0, 0.0)));
        for point in self.tried(kind.authority, words, RURAL_EDGE) {
            let short = short(point);
            if short < best.0 {
                best = (short, point);
            }
            if short == 0.0 {
                break;
            }
        }
        best.1
    }

    /// A place in a rural town.
    fn beside(&mut self, site: Point, school: usize) -> Point {
        let words = self.sites.at::<8>(school as u32, 2, 0);
        let (x, y) = in_disc(&words).next().unwrap_or((0.0, 0.0));
        let radius = RURAL_RADIUS * self.scale;
        (site.0 + radius * x, site.1 + radius * y)
    }
}

/// How many schools of a rural town stand together.
fn together(kind: &Kind, u: f64) -> usize {
    if kind.secondary || kind.column == VILLAGE {
        return 1;
    }
    part_at(RURAL_SIZES, u).map_or(RURAL_SIZES.len(), |size| size + 1)
}

/// The points of the unit disc among those that pairs of words give in the square around it.
fn in_disc(words: &[Word]) -> impl Iterator<Item = Point> {
    let pairs = words.as_chunks::<2>().0.iter();
    let points = pairs.map(|two| (2.0 * uniform(two[0]) - 1.0, 2.0 * uniform(two[1]) - 1.0));
    points.filter(|(x, y)| x * x + y * y <= 1.0)
}

fn distance(a: Point, b: Point) -> f64 {
    let (east, north) = (a.0 - b.0, a.1 - b.1);
    (east * east + north * north).sqrt()
}
