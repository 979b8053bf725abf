//! Which schools children can go to, and from where: the fixed geography of entry.
//!
//! Schools with the same first year group make a level. Children who start school live in homes
//! around the schools of their level; pupils who change school come from the schools that end the
//! year before; a school with none of those within reach has homes too. Each origin looks at its
//! nearest schools, and every school is in reach of its nearest origins, so that none stands without
//! applicants.
//! Evidence: most children go to one of a few near schools (`choice-nearest`, `rural-travel`).
//! Limits: straight lines, no roads; a school that takes pupils from schools that go on (14 to 19)
//! is given homes of its own.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::Population;
use super::people::span;
use crate::agent::{Ages, DISADVANTAGED, GROUPS, OTHER, Place, Setting, YEAR_GROUPS};
use crate::math::ratio;
use crate::units::{Kilometres, Share};

/// Schools that the families of one origin look at: forms have three to six lines.
const IN_REACH: usize = 6;
/// Origins in whose reach every school is.
const FEWEST_ORIGINS: usize = 4;
/// Origins in whose reach every site of a new school is.
const ORIGINS_OF_A_SITE: usize = 12;
/// Longest journey that families look at.
const FURTHEST: Kilometres = 60.0;
/// Distance from home to the school next door, as a share of the distance to the next school.
const NEXT_DOOR: f64 = 0.4;
/// Shortest journey.
const SHORTEST: Kilometres = 0.2;

/// Where the families of an origin come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origins {
    /// Homes around schools: children who start school.
    Homes,
    /// Schools that end the year before.
    Schools,
}

/// The schools that take pupils at one year group, and the origins of those pupils.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// First year group of the schools.
    pub year: u8,
    /// What the origins are.
    pub from: Origins,
    /// The school at which each origin lies.
    pub origins: Vec<u32>,
    /// The schools to choose between.
    pub schools: Vec<u32>,
    /// Children of each origin in an average year, by group; homes only.
    pub children: Vec<[f64; GROUPS]>,
    /// Places taken for each pupil who leaves an origin, by group, in the base year; 1 for homes. It
    /// also holds what the register's free-meal shares say of the ages: fewer count as
    /// disadvantaged later on.
    pub continuation: [f64; GROUPS],
    /// First way of each origin, and one entry more: ways are grouped by origin, nearest first.
    pub ways_of: Vec<u32>,
    /// Origin from which each way leads.
    pub origin: Vec<u32>,
    /// Position in `schools` to which each way leads.
    pub to: Vec<u32>,
    /// Length of each way, in km.
    pub km: Vec<Kilometres>,
    /// Length of each way, in usual lengths.
    pub stretch: Vec<f64>,
    /// Whether each way leads into another local authority.
    pub elsewhere: Vec<bool>,
    /// First entry of each school in `by_distance`, and one entry more.
    pub ways_to: Vec<u32>,
    /// Ways to each school, nearest first.
    pub by_distance: Vec<u32>,
}

/// Every level, by year group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journeys {
    /// Levels, youngest first.
    pub levels: Vec<Level>,
}

/// Year groups of a school: first, and one past the last.
pub(super) type Span = (u8, u8);

/// What of a school decides where its pupils come from and go to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    pub(super) place: Place,
    pub(super) authority: u16,
    pub(super) setting: Setting,
    pub(super) span: Span,
}

impl Ground {
    pub(super) fn of(place: Place, authority: u16, setting: Setting, ages: Ages) -> Self {
        Self { place, authority, setting, span: span(ages) }
    }
}

impl Journeys {
    /// The journeys of a population, from what it keeps of its schools.
    pub(super) fn of_population(population: &Population) -> Self {
        Self::with_sites(population, population.len())
    }

    /// The journeys of a population whose schools from `first_site` on are not open yet: they stand in
    /// nobody's way.
    pub(super) fn with_sites(population: &Population, first_site: usize) -> Self {
        let schools = &population.schools;
        let ground = |i: usize| {
            let (place, authority) = (schools.place[i], schools.authority[i].0);
            Ground::of(place, authority, schools.setting[i], schools.ages[i])
        };
        let grounds: Vec<Ground> = (0..population.len()).map(ground).collect();
        Self::among(&grounds, &population.entries, first_site)
    }

    /// The journeys between schools with these yearly entries by group.
    pub(super) fn of(schools: &[Ground], entries: &[[f64; GROUPS]]) -> Self {
        Self::among(schools, entries, schools.len())
    }

    fn among(schools: &[Ground], entries: &[[f64; GROUPS]], first_site: usize) -> Self {
        let spans: Vec<Span> = schools.iter().map(|school| school.span).collect();
        let spans = spans.as_slice();
        let mut levels = Vec::new();
        for year in 0..YEAR_GROUPS as u8 {
            let is_site = |school: &u32| *school as usize >= first_site;
            let (new_takes, takes): (Vec<u32>, Vec<u32>) =
                positions(spans, |span| span.0 == year).into_iter().partition(is_site);
            let (new_ends, ends): (Vec<u32>, Vec<u32>) =
                positions(spans, |span| span.1 == year).into_iter().partition(is_site);
            // Who has nobody to come from, or to go to, within reach has homes around, or leaves.
            let (fed, alone) = in_reach(schools, takes, &ends);
            let (feeding, _) = in_reach(schools, ends.clone(), &fed);
            let (new_fed, new_alone) = in_reach(schools, new_takes, &ends);
            let (new_feeding, _) = in_reach(schools, new_ends, &fed);
            for (from, origins, takes, new_origins, new_takes) in [
                (Origins::Schools, feeding, fed, new_feeding, new_fed),
                (Origins::Homes, alone.clone(), alone, Vec::new(), new_alone),
            ] {
                if !takes.is_empty() {
                    let old = Old { origins: origins.len(), takes: takes.len() };
                    let origins = [origins, new_origins].concat();
                    let takes = [takes, new_takes].concat();
                    levels.push(level(schools, year, from, origins, takes, entries, old));
                }
            }
        }
        let mut journeys = Self { levels };
        journeys.go_on(entries);
        journeys
    }

    /// Sets how many of those who leave a school go on, so that they fill the yearly entries.
    pub(super) fn go_on(&mut self, entries: &[[f64; GROUPS]]) {
        for level in self.levels.iter_mut().filter(|level| level.from == Origins::Schools) {
            let sum = |schools: &[u32], group: usize| {
                schools.iter().map(|school| entries[*school as usize][group]).sum::<f64>()
            };
            level.continuation = core::array::from_fn(|group| {
                ratio(sum(&level.schools, group), sum(&level.origins, group))
            });
        }
    }
}

/// Schools with one of `others` within the longest journey, and schools without.
fn in_reach(schools: &[Ground], of: Vec<u32>, others: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let tree = tree(schools, others);
    of.into_iter().partition(|school| {
        let at = coordinates(&schools[*school as usize].place);
        tree.nearest_neighbor_iter_with_distance_2(at)
            .next()
            .is_some_and(|(_, squared)| squared <= FURTHEST * FURTHEST)
    })
}

fn positions(spans: &[Span], of: impl Fn(&Span) -> bool) -> Vec<u32> {
    let numbers = spans.iter().enumerate().filter(|(_, span)| of(span));
    numbers.map(|(school, _)| school as u32).collect()
}

/// How many of a level's origins and schools stand already: they come first, sites after them.
#[derive(Clone, Copy)]
struct Old {
    origins: usize,
    takes: usize,
}

fn level(
    schools: &[Ground],
    year: u8,
    from: Origins,
    origins: Vec<u32>,
    takes: Vec<u32>,
    entries: &[[f64; GROUPS]],
    old: Old,
) -> Level {
    let children = match from {
        Origins::Homes => origins.iter().map(|school| entries[*school as usize]).collect(),
        Origins::Schools => Vec::new(),
    };
    let ways = ways(schools, &origins, &takes, old);
    let mut level = Level {
        year,
        from,
        origins,
        schools: takes,
        children,
        continuation: [1.0; GROUPS],
        ways_of: vec![0],
        origin: Vec::new(),
        to: Vec::new(),
        km: Vec::new(),
        stretch: Vec::new(),
        elsewhere: Vec::new(),
        ways_to: Vec::new(),
        by_distance: Vec::new(),
    };
    for (origin, ways) in ways.iter().enumerate() {
        let home = level.origins[origin] as usize;
        for (km, to) in ways {
            let school = level.schools[*to as usize] as usize;
            level.origin.push(origin as u32);
            level.to.push(*to);
            level.km.push(*km);
            level.elsewhere.push(schools[home].authority != schools[school].authority);
        }
        level.ways_of.push(level.to.len() as u32);
    }
    level.stretch = stretches(&level, schools, old);
    sort_by_distance(&mut level);
    level
}

type Point = GeomWithData<[f64; 2], u32>;

fn tree(schools: &[Ground], of: &[u32]) -> RTree<Point> {
    let point = |(position, school): (usize, &u32)| {
        Point::new(coordinates(&schools[*school as usize].place), position as u32)
    };
    RTree::bulk_load(of.iter().enumerate().map(point).collect())
}

fn coordinates(place: &Place) -> [f64; 2] {
    [place.easting, place.northing]
}

/// Ways of each origin: length and school, nearest first; ties by the school's position.
fn ways(
    schools: &[Ground],
    origins: &[u32],
    takes: &[u32],
    old: Old,
) -> Vec<Vec<(Kilometres, u32)>> {
    let near_schools = tree(schools, &takes[..old.takes]);
    let near_origins = tree(schools, &origins[..old.origins]);
    let at = |school: u32| coordinates(&schools[school as usize].place);
    let mut ways: Vec<Vec<(Kilometres, u32)>> =
        origins.iter().map(|origin| nearest(&near_schools, at(*origin), IN_REACH)).collect();
    for (position, school) in takes.iter().enumerate() {
        let fewest = if position < old.takes { FEWEST_ORIGINS } else { ORIGINS_OF_A_SITE };
        for (km, origin) in nearest(&near_origins, at(*school), fewest) {
            let ways = &mut ways[origin as usize];
            if !ways.iter().any(|(_, to)| *to == position as u32) {
                ways.push((km, position as u32));
            }
        }
    }
    for (origin, ways) in origins.iter().zip(&mut ways) {
        next_door(ways, &takes[..old.takes], *origin);
        ways.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    }
    ways
}

fn nearest(tree: &RTree<Point>, at: [f64; 2], count: usize) -> Vec<(Kilometres, u32)> {
    let found = tree.nearest_neighbor_iter_with_distance_2(at).take(count);
    let ways = found.map(|(point, squared)| (squared.sqrt(), point.data));
    ways.take_while(|(km, _)| *km <= FURTHEST).collect()
}

/// The way to the school around which the homes lie has a length too; no way is shorter than the
/// shortest.
fn next_door(ways: &mut [(Kilometres, u32)], takes: &[u32], origin: u32) {
    let school = |to: u32| takes.get(to as usize).copied();
    let other = |way: &&(Kilometres, u32)| school(way.1).is_some_and(|other| other != origin);
    let next = ways.iter().filter(other).map(|way| way.0).fold(f64::INFINITY, f64::min);
    for (km, to) in ways {
        if school(*to) == Some(origin) {
            *km = if next.is_finite() { NEXT_DOOR * next } else { SHORTEST };
        }
        *km = km.max(SHORTEST);
    }
}

/// Lengths against a usual length: between the mean length of the third nearest way in the origin's
/// setting and that of the nation, for families in towns do travel past schools that in the country
/// would be next door.
fn stretches(level: &Level, schools: &[Ground], old: Old) -> Vec<f64> {
    let mut usual = [(0.0, 0.0); Setting::ALL.len()];
    let ways = |origin: usize| level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize;
    let setting = |origin: usize| schools[level.origins[origin] as usize].setting.index();
    for origin in 0..old.origins {
        let stands = |way: &usize| (level.to[*way] as usize) < old.takes;
        let third = ways(origin).filter(stands).take(3).last();
        let (sum, count) = &mut usual[setting(origin)];
        *sum += third.map_or(0.0, |way| level.km[way]);
        *count += 1.0;
    }
    let mean = |(sum, count): (f64, f64)| ratio(sum, count);
    let nation = mean(usual.iter().fold((0.0, 0.0), |all, of| (all.0 + of.0, all.1 + of.1)));
    let mut stretch = Vec::with_capacity(level.km.len());
    for origin in 0..level.origins.len() {
        let usual = (mean(usual[setting(origin)]) * nation).sqrt();
        stretch.extend(level.km[ways(origin)].iter().map(|km| km / usual));
    }
    stretch
}

fn sort_by_distance(level: &mut Level) {
    let mut order: Vec<u32> = (0..level.to.len() as u32).collect();
    let key = |way: &u32| (level.to[*way as usize], level.km[*way as usize]);
    order.sort_unstable_by(|a, b| {
        let ((to_a, km_a), (to_b, km_b)) = (key(a), key(b));
        to_a.cmp(&to_b).then(km_a.total_cmp(&km_b)).then(a.cmp(b))
    });
    let mut first = vec![0; level.schools.len() + 1];
    for to in &level.to {
        first[*to as usize + 1] += 1;
    }
    for school in 0..level.schools.len() {
        first[school + 1] += first[school];
    }
    (level.ways_to, level.by_distance) = (first, order);
}

/// Share of disadvantaged children.
pub(crate) fn share_of(children: [f64; GROUPS]) -> Share {
    ratio(children[DISADVANTAGED], children[DISADVANTAGED] + children[OTHER])
}
