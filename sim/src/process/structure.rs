//! Structures change, schools close, new ones open.
//!
//! A change of structure disturbs a school for a year and fades. A school that stays too empty closes;
//! its pupils go on in the nearest school that teaches their year group. New schools open on sites
//! that were drawn before the first term, and fill from the lowest year group on.
//! Evidence: `opportunity-areas` for programmes; how long a change disturbs is assumed.
//! Limits: no school changes its group yet; a school that closes keeps its staff until they move on
//! of themselves, and nobody counts them.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, triangular};
use crate::draw::{Purpose, Seed, Word, purpose, uniform};
use crate::driver::{autonomy, competition, place};
use crate::math;
use crate::parameters::parameters;
use crate::population::{Layout, Sites};
use crate::units::{PupilSd, Share};

/// How often structures change, and who opens and closes.
pub(crate) const READS: &[Entry] = &[
    autonomy::STRUCTURAL_CHANGE,
    competition::NEW_SCHOOLS,
    competition::CLOSURE,
    place::OPPORTUNITY_AREA,
];

const CHANGE: Purpose = purpose("structure.change");

parameters! {
    /// How changes of structure wear off, and programmes build up.
    pub struct Parameters of "structure" {
        #[doc = "Share of its disturbance that a school keeps from one year to the next."]
        churn_kept: 0.3 in 0.0..=0.99, "share a year", triangular(0.1, 0.3, 0.6), "assumption", C;
        #[doc = "Share of the way to full strength that a programme for an area makes in a year, up or down."]
        programme_pace: 0.25 in 0.01..=1.0, "share a year", triangular(0.1, 0.25, 0.5), "opportunity-areas", C;
    }
}

/// Words of a school's summer.
const WORDS: usize = 2;
/// Schools whose summers are drawn together.
const BLOCK: usize = 64;

/// One summer of changes.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    levers: Res<Levers>,
    layout: Res<Layout>,
    sites: Res<Sites>,
    mut schools: Query<(
        (&Region, &Place, &Capacity, &UsualRoll, &mut Roll),
        (&mut Open, &mut Churn, &mut AreaProgramme),
    )>,
    mut cohorts: Query<(
        (&YearGroup, &mut Pupils, &mut Intake, &mut Outside),
        (&mut Lasting, &mut Passing, &mut Prior),
    )>,
) {
    let Some((
        (regions, places, capacities, usual, mut rolls),
        (mut open, mut churn, mut programmes),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let (open, churn) = (open.bypass_change_detection(), churn.bypass_change_detection());
    let (rolls, programmes) =
        (rolls.bypass_change_detection(), programmes.bypass_change_detection());
    let (change, programme) =
        (levers.of(&autonomy::STRUCTURAL_CHANGE), levers.of(&place::OPPORTUNITY_AREA));
    let (new_schools, closure) =
        (levers.of(&competition::NEW_SCHOOLS), levers.of(&competition::CLOSURE));
    let chances = Openings::of(&sites, regions, open);
    let mut draws = seed.draws(CHANGE);
    let mut block: [Word; BLOCK * WORDS] = [[0; 8]; BLOCK * WORDS];
    for school in 0..open.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        let words = &block.as_chunks::<WORDS>().0[school % BLOCK];
        programmes[school].0 += p.programme_pace * (programme[school] - programmes[school].0);
        churn[school].0 *= p.churn_kept;
        if uniform(words[0]) < change[school] {
            churn[school].0 += 1.0;
        }
        let opens = chances.chance(regions[school], new_schools[school]);
        if sites.is_waiting(school, open[school]) && uniform(words[1]) < opens {
            open[school] = Open(true);
        }
    }
    if closure.iter().all(|below| *below == 0.0) {
        return;
    }
    let Some((
        (years, mut pupils, mut intakes, mut outside),
        (mut lasting, mut passing, mut prior),
    )) = rows(cohorts.contiguous_iter_mut())
    else {
        return;
    };
    let mut groups = Groups {
        years,
        pupils: pupils.bypass_change_detection(),
        intake: intakes.bypass_change_detection(),
        outside: outside.bypass_change_detection(),
        lasting: lasting.bypass_change_detection(),
        passing: passing.bypass_change_detection(),
        prior: prior.bypass_change_detection(),
    };
    for school in 0..open.len() {
        let size = f64::from(capacities[school].0.max(usual[school].0));
        let empty = f64::from(rolls[school].0) < closure[school] * size;
        if !open[school].0 || !empty || sites.is_filling(school, &layout, groups.pupils) {
            continue;
        }
        if let Some(taken_in) = nearest(school, places, open, &layout, groups.years) {
            groups.hand_over(layout.cohorts(school), layout.cohorts(taken_in));
            rolls[taken_in].0 += rolls[school].0;
            rolls[school].0 = 0;
            open[school] = Open(false);
            churn[taken_in].0 += 1.0;
        }
    }
}

/// Chances that waiting sites open, by region.
struct Openings {
    /// Open schools for each site that waits.
    each: [f64; Region::ALL.len()],
}

impl Openings {
    fn of(sites: &Sites, regions: &[Region], open: &[Open]) -> Self {
        let (mut schools, mut waiting) = ([0.0; Region::ALL.len()], [0.0; Region::ALL.len()]);
        if sites.any() {
            for (school, region) in regions.iter().enumerate() {
                if open[school].0 {
                    schools[region.index()] += 1.0;
                } else if sites.is_waiting(school, open[school]) {
                    waiting[region.index()] += 1.0;
                }
            }
        }
        Self { each: core::array::from_fn(|region| math::ratio(schools[region], waiting[region])) }
    }

    /// Chance that a site opens this summer, with so many new schools a year for each hundred.
    fn chance(&self, region: Region, per_hundred: f64) -> Share {
        (per_hundred / 100.0 * self.each[region.index()]).min(1.0)
    }
}

/// The nearest open school that teaches every year group of `school`.
fn nearest(
    school: usize,
    places: &[Place],
    open: &[Open],
    layout: &Layout,
    years: &[YearGroup],
) -> Option<usize> {
    let span = |school: usize| {
        let rows = layout.cohorts(school);
        (years[rows.start].0, years[rows.end - 1].0)
    };
    let (first, last) = span(school);
    let far = |other: usize| {
        let (east, north) = (
            places[other].easting - places[school].easting,
            places[other].northing - places[school].northing,
        );
        east * east + north * north
    };
    let fits = |other: &usize| {
        let (from, to) = span(*other);
        *other != school && open[*other].0 && from <= first && to >= last
    };
    (0..places.len()).filter(fits).min_by(|a, b| far(*a).total_cmp(&far(*b)))
}

/// The columns of the year groups.
struct Groups<'a> {
    years: &'a [YearGroup],
    pupils: &'a mut [Pupils],
    intake: &'a mut [Intake],
    outside: &'a mut [Outside],
    lasting: &'a mut [Lasting],
    passing: &'a mut [Passing],
    prior: &'a mut [Prior],
}

impl Groups<'_> {
    /// Puts the pupils of one school's year groups into those of another that teaches them all.
    fn hand_over(&mut self, from: core::ops::Range<usize>, to: core::ops::Range<usize>) {
        let first = to.start + usize::from(self.years[from.start].0 - self.years[to.start].0);
        for (from, to) in from.zip(first..) {
            self.merge(from, to);
        }
    }

    /// Adds a year group to another: every group's attainment and earlier results are means by pupil.
    fn merge(&mut self, from: usize, to: usize) {
        let (here, there) = (self.pupils[to].0, self.pupils[from].0);
        let attainment: [PupilSd; GROUPS] = core::array::from_fn(|g| {
            mean(here[g], there[g], self.level(to, g), self.level(from, g))
        });
        for g in 0..GROUPS {
            let before = self.prior[from];
            let prior = &mut self.prior[to];
            prior.measured[g] = mean(here[g], there[g], prior.measured[g], before.measured[g]);
            prior.luck[g] = mean(here[g], there[g], prior.luck[g], before.luck[g]);
        }
        let (stay, come) = (here.iter().sum(), there.iter().sum());
        self.intake[to].0 = mean(stay, come, self.intake[to].0, self.intake[from].0);
        self.lasting[to].0 = mean(stay, come, self.lasting[to].0, self.lasting[from].0);
        self.passing[to].0 = mean(stay, come, self.passing[to].0, self.passing[from].0);
        let common = self.intake[to].0 + self.lasting[to].0 + self.passing[to].0;
        self.outside[to] = Outside(attainment.map(|level| level - common));
        self.pupils[to] = Pupils(core::array::from_fn(|g| here[g] + there[g]));
        self.pupils[from] = Pupils([0.0; GROUPS]);
    }

    /// True attainment of a group of a year group.
    fn level(&self, row: usize, group: usize) -> PupilSd {
        self.intake[row].0 + self.lasting[row].0 + self.passing[row].0 + self.outside[row].0[group]
    }
}

/// Mean of two values by weight; the first where there is no weight at all.
fn mean(one: f64, other: f64, a: f64, b: f64) -> f64 {
    if one + other > 0.0 { (one * a + other * b) / (one + other) } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_year_group_keeps_every_pupil_and_the_attainment_of_each_group() {
        let years = [YearGroup(3), YearGroup(3)];
        let mut pupils = [Pupils([10.0, 20.0]), Pupils([5.0, 0.0])];
        let mut intake = [Intake(0.1), Intake(-0.4)];
        let mut outside = [Outside([-0.3, 0.2]), Outside([-0.5, 0.0])];
        let mut lasting = [Lasting(0.05), Lasting(0.0)];
        let mut passing = [Passing(0.02), Passing(-0.1)];
        let mut prior = [Prior::default(), Prior { measured: [-1.0, 0.0], luck: [0.3, 0.0] }];
        let mut groups = Groups {
            years: &years,
            pupils: &mut pupils,
            intake: &mut intake,
            outside: &mut outside,
            lasting: &mut lasting,
            passing: &mut passing,
            prior: &mut prior,
        };
        let poor = (10.0 * groups.level(0, 0) + 5.0 * groups.level(1, 0)) / 15.0;
        let rest = groups.level(0, 1);
        groups.hand_over(1..2, 0..1);
        assert!((groups.level(0, 0) - poor).abs() < 1e-12);
        assert!((groups.level(0, 1) - rest).abs() < 1e-12);
        assert!((groups.prior[0].measured[0] + 1.0 / 3.0).abs() < 1e-12);
        assert_eq!((pupils[0].0, pupils[1].0), ([15.0, 20.0], [0.0, 0.0]));
    }

    #[test]
    fn the_pupils_of_a_school_that_closes_go_to_the_nearest_that_teaches_them_all() {
        let layout = Layout::new([(1, 2), (1, 2), (1, 3), (1, 2)].into_iter());
        let years = [3, 4, 1, 2, 3, 4, 5, 3, 4].map(YearGroup);
        let at = |easting| Place { easting, northing: 0.0 };
        let places = [at(0.0), at(1.0), at(2.0), at(3.0)];
        let mut open = [Open(true); 4];
        assert_eq!(nearest(0, &places, &open, &layout, &years), Some(2));
        open[2] = Open(false);
        assert_eq!(nearest(0, &places, &open, &layout, &years), Some(3));
        open[3] = Open(false);
        assert_eq!(nearest(0, &places, &open, &layout, &years), None);
    }

    #[test]
    fn as_many_sites_open_as_the_lever_says() {
        let mut each = [0.0; Region::ALL.len()];
        each[Region::London.index()] = 20.0;
        let openings = Openings { each };
        assert!((openings.chance(Region::London, 0.5) - 0.1).abs() < 1e-12);
        assert_eq!(openings.chance(Region::NorthEast, 2.0), 0.0);
    }
}
