//! What draws families to a school beyond distance and likeness: fitted to the base year's rolls.
//!
//! Choice among schools needs a constant for each of them (Train, 2009, on alternative-specific
//! constants). It is found by the usual contraction (Berry, Levinsohn and Pakes, 1995), group by
//! group, so that with room everywhere the base year's children would make up the base year's
//! entries. Entries say nothing of how many more would have come to a full school: each school has a
//! taste of its own drawn on top, beside the reputation that it may be expected to have, and the
//! constants of schools with room are fitted once more, with full schools turning families away.

use super::journeys::Span;
use super::{Journeys, Level, Origins, Premises, share_of};
use crate::agent::{Appeal, DISADVANTAGED, GROUPS, OTHER, YEAR_OF_11};
use crate::draw::{Purpose, Seed, normal, purpose};
use crate::math;
use crate::offers::{Offers, Rules, Wishes};
use crate::process::admissions::{self, likeness, near, places, unlike};
use crate::units::Share;

const TASTE: Purpose = purpose("population.taste");

/// Steps of the contraction with room everywhere, and with schools' places.
const STEPS: (usize, usize) = (25, 18);
/// Share of the way taken in a step.
const STRIDE: f64 = 0.7;
/// Largest appeal, as a logarithm: a school far from all homes is not raised beyond it.
const MOST: f64 = 5.0;
/// Share of its places from which a school counts as full.
const FULL: f64 = 0.97;

/// What is known of the schools before anybody works in them.
pub(super) struct Sites<'a> {
    /// The schools.
    pub(super) schools: &'a [Premises],
    /// Year groups of each.
    pub(super) spans: &'a [Span],
    /// Share of disadvantaged pupils of each.
    pub(super) disadvantaged: &'a [Share],
    /// Reputation that each may be expected to have, in SD of published results.
    pub(super) reputation: &'a [f64],
}

impl Sites<'_> {
    /// Entrants, and as many leavers, by group in an average year: an equal part of the roll.
    pub(super) fn entries(&self) -> Vec<[f64; GROUPS]> {
        let entry = |school: usize| {
            let size = f64::from(self.schools[school].roll) / self.years(school) as f64;
            let poor = size * self.disadvantaged[school];
            [poor, size - poor]
        };
        (0..self.schools.len()).map(entry).collect()
    }

    fn years(&self, school: usize) -> usize {
        let (first, end) = self.spans[school];
        usize::from(end - first)
    }
}

/// The appeal of every school.
pub(super) fn settle(
    p: &admissions::Parameters,
    sites: &Sites<'_>,
    entries: &[[f64; GROUPS]],
    journeys: &Journeys,
    seed: Seed,
) -> Vec<Appeal> {
    let mut appeals = vec![Appeal::default(); sites.schools.len()];
    let mut tastes = seed.draws(TASTE);
    for level in &journeys.levels {
        let children = children(level, entries);
        let mut fit = Fit::of(p, sites, level, children, entries);
        fit.steps(STEPS.0, Offers::prefer, |_, _| true);
        // Reputations of primary schools turn on their pupils of the day more than on their homes.
        let weight = if level.year > YEAR_OF_11 { p.reputation(level.year) } else { 0.0 };
        fit.standing =
            level.schools.iter().map(|s| weight * sites.reputation[*s as usize]).collect();
        for (school, appeal) in level.schools.iter().zip(&mut fit.appeal) {
            let [taste] = tastes.at::<1>(*school, 0, 0).map(normal);
            appeal.iter_mut().for_each(|appeal| *appeal += p.taste_sd * taste);
        }
        fit.steps(STEPS.1, Offers::make, |short, full| short || !full);
        for (school, fitted) in level.schools.iter().zip(&fit.appeal) {
            appeals[*school as usize] = Appeal(*fitted);
        }
    }
    appeals
}

/// Pupils for each one expected, where the pupils of other schools are all that can come: what
/// drawn schools' sizes must be multiplied by to suit the children around them.
pub(super) fn sizes_that_suit(
    p: &admissions::Parameters,
    sites: &Sites<'_>,
    entries: &[[f64; GROUPS]],
    journeys: &Journeys,
) -> Vec<f64> {
    let mut ratios = vec![1.0; sites.schools.len()];
    for level in journeys.levels.iter().filter(|level| level.from == Origins::Schools) {
        let children = children(level, entries);
        let mut fit = Fit::of(p, sites, level, children, entries);
        fit.steps(STEPS.1, Offers::prefer, |_, _| true);
        for ((school, placed), target) in
            level.schools.iter().zip(&fit.offers.placed).zip(&fit.targets)
        {
            ratios[*school as usize] = math::ratio(*placed, target.iter().sum());
        }
    }
    ratios
}

/// The base year's children of each origin.
fn children(level: &Level, entries: &[[f64; GROUPS]]) -> Vec<[f64; GROUPS]> {
    if level.from == Origins::Homes {
        return level.children.clone();
    }
    let go_on =
        |n: [f64; GROUPS]| core::array::from_fn(|group| n[group] * level.continuation[group]);
    level.origins.iter().map(|school| go_on(entries[*school as usize])).collect()
}

fn pull_of((appeal, standing): (&[f64; GROUPS], &f64)) -> [f64; GROUPS] {
    appeal.map(|appeal| math::exp(appeal + standing))
}

/// The appeal of one level's schools on its way to the base year's entries.
struct Fit<'a> {
    level: &'a Level,
    active: [f64; GROUPS],
    children: Vec<[f64; GROUPS]>,
    draw: Vec<f64>,
    places: Vec<f64>,
    targets: Vec<[f64; GROUPS]>,
    appeal: Vec<[f64; GROUPS]>,
    /// What reputation adds to appeal.
    standing: Vec<f64>,
    offers: Offers,
}

impl<'a> Fit<'a> {
    fn of(
        p: &admissions::Parameters,
        sites: &Sites<'_>,
        level: &'a Level,
        children: Vec<[f64; GROUPS]>,
        entries: &[[f64; GROUPS]],
    ) -> Self {
        let mut draw = near(p, level);
        for (way, draw) in draw.iter_mut().enumerate() {
            let school = level.schools[level.to[way] as usize] as usize;
            let own = likeness(p, share_of(children[level.origin[way] as usize]));
            *draw *= unlike(own, likeness(p, sites.disadvantaged[school]));
        }
        let room = |school: &u32| {
            let school = *school as usize;
            let premises = &sites.schools[school];
            places(p, level.year, premises.capacity, premises.roll, sites.years(school))
        };
        Self {
            level,
            active: p.active(),
            children,
            draw,
            places: level.schools.iter().map(room).collect(),
            targets: level.schools.iter().map(|school| entries[*school as usize]).collect(),
            appeal: vec![[0.0; GROUPS]; level.schools.len()],
            standing: vec![0.0; level.schools.len()],
            offers: Offers::room_for(level),
        }
    }

    /// Steps of the contraction for the schools that `moves`, by whether they are short of pupils
    /// and whether they are full in the base year.
    fn steps(
        &mut self,
        steps: usize,
        offer: impl Fn(&mut Offers, &Wishes<'_>),
        moves: impl Fn(bool, bool) -> bool,
    ) {
        for _ in 0..steps {
            let pull: Vec<[f64; GROUPS]> =
                self.appeal.iter().zip(&self.standing).map(pull_of).collect();
            let wishes = Wishes {
                level: self.level,
                children: &self.children,
                draw: &self.draw,
                pull: &pull,
                places: &self.places,
                active: self.active,
                rules: Rules::default(),
            };
            offer(&mut self.offers, &wishes);
            let mut found = vec![[0.0; GROUPS]; self.appeal.len()];
            for (flow, to) in self.offers.flow.iter().zip(&self.level.to) {
                for group in [DISADVANTAGED, OTHER] {
                    found[*to as usize][group] += flow[group];
                }
            }
            for (school, appeal) in self.appeal.iter_mut().enumerate() {
                let (target, found) = (self.targets[school], found[school]);
                let (wanted, all) = (target.iter().sum::<f64>(), found.iter().sum::<f64>());
                if !moves(all < wanted, wanted > FULL * self.places[school]) {
                    continue;
                }
                for group in [DISADVANTAGED, OTHER] {
                    // One pupil more on both sides keeps the smallest numbers quiet.
                    let short = (target[group] + 1.0) / (found[group] + 1.0);
                    appeal[group] = (appeal[group] + STRIDE * math::ln(short)).clamp(-MOST, MOST);
                }
            }
        }
    }
}
