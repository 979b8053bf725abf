//! Each September pupils move up a year, and new entrants find a school.
//!
//! Children who start school live in homes around schools; pupils who have finished one school come
//! from it. Families who act on choice weigh distance, reputation and how like their own the other
//! children are; the others take the nearest school. Full schools take those who live nearest. A
//! year group takes what it has learned along; the passing gain of the year before is gone.
//! Evidence: `choice-weights`, `choice-ses`, `choice-nearest`, `choice-first-offer`; deferred
//! acceptance as English law has it (the School Admissions Code), see `offers.rs`.
//! Limits: pupils move between schools at the end of a school's ages only; siblings, faith and single
//! sex are in a school's fixed appeal; the pupils whom two schools draw from a third differ by
//! those schools' fixed levels.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Draws, Purpose, Seed, Word, normal, purpose, uniform};
use crate::driver::{accountability, competition};
use crate::math;
use crate::offers::{Offers, Rules, Wishes};
use crate::parameters::parameters;
use crate::population::{Baseline, Journeys, Layout, Level, Origins, intake, share_of};
use crate::units::{PupilSd, Share};

/// Who can choose, what counts, how many places there are and how they are given.
pub(crate) const READS: &[Entry] = &[
    accountability::RELATIVE_MEASURE,
    competition::CHOICE,
    competition::REPUTATION_WEIGHT,
    competition::SURPLUS_PLACES,
    competition::LOTTERY,
    competition::BANDING,
];

const CHILDREN: Purpose = purpose("admissions.children");
const WHOLE: Purpose = purpose("admissions.whole_pupils");

/// Schools whose children are drawn together.
const BLOCK: usize = 16;

parameters! {
    /// How families choose and schools admit.
    pub struct Parameters of "admissions" {
        #[doc = "Fall of the logarithm of a school's draw with each usual distance from home to the third nearest school."]
        distance: 1.7 in 0.0..=10.0, "log per usual distance", triangular(0.7, 1.7, 3.0), "choice-nearest", C;
        #[doc = "Growth of the logarithm of a school's draw with each SD of reputation, entry before year 7."]
        reputation_primary: 0.315 in -1.0..=3.0, "log per SD", triangular(0.05, 0.315, 0.6), "choice-weights", C;
        #[doc = "Growth of the logarithm of a school's draw with each SD of reputation, entry at year 7 and later."]
        reputation_secondary: 0.50 in -1.0..=3.0, "log per SD", triangular(0.1, 0.50, 1.0), "choice-weights", C;
        #[doc = "Fall of the logarithm of a school's draw with the difference between its share of disadvantaged pupils and that of the family's origin."]
        likeness: 1.0 in -5.0..=10.0, "log per share", contested(0.3, -0.5, 1.0, 3.0), "choice-weights", C;
        #[doc = "Fall of the logarithm of a school's draw when it lies in another local authority."]
        border: 1.4 in -2.0..=10.0, "log", triangular(0.0, 1.4, 2.0), "admissions-by-authority", C;
        #[doc = "Share of disadvantaged families who act on choice; the others take the nearest school."]
        active_disadvantaged: 0.80 in 0.0..=1.0, "share", triangular(0.55, 0.80, 0.95), "choice-ses", C;
        #[doc = "Share of other families who act on choice; the others take the nearest school."]
        active_other: 0.85 in 0.0..=1.0, "share", triangular(0.6, 0.85, 0.95), "choice-use", C;
        #[doc = "Spread between schools of what draws families beyond distance, likeness, reputation and the base year's rolls."]
        taste_sd: 0.365 in 0.0..=2.0, "log", triangular(0.1, 0.365, 0.6), "assumption", C;
        #[doc = "Places for entry to year 7 and later, as a share of an equal part of the capacity: some of it serves a sixth form."]
        secondary_places: 0.90 in 0.3..=1.5, "share", triangular(0.85, 0.90, 1.0), "assumption", C;
        #[doc = "Spread of the yearly number of children around a school, where 1 is that of independent births."]
        children_spread: 0.65 in 0.0..=2.0, "ratio", triangular(0.3, 0.65, 1.0), "assumption", C;
        #[doc = "Growth of the logarithm of a school's draw on pupils who are not disadvantaged when its head's time for competition doubles and measures are relative."]
        selection_gain: 0.1 in -1.0..=3.0, "log", contested(0.35, -0.05, 0.1, 0.4), "assumption", C;
    }
}

impl Parameters {
    /// Weight of reputation for entry at year group `year`.
    pub(crate) fn reputation(&self, year: u8) -> f64 {
        if year > YEAR_OF_11 { self.reputation_secondary } else { self.reputation_primary }
    }

    /// Shares of families who act on choice, by group.
    pub(crate) fn active(&self) -> [Share; GROUPS] {
        let mut active = [0.0; GROUPS];
        active[DISADVANTAGED] = self.active_disadvantaged;
        active[OTHER] = self.active_other;
        active
    }
}

/// The geography of entry.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Geography(pub(crate) Arc<Journeys>);

/// Pupils on their way from one school to the next.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Movers {
    /// Pupils by group.
    pub(crate) pupils: [f64; GROUPS],
    /// Their true attainment without the passing gain, by group.
    attainment: [PupilSd; GROUPS],
    /// What the earlier tests said of them.
    prior: Prior,
}

/// Scratch space: leavers of each school, and each level's offers.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Desk {
    leaving: Vec<Movers>,
    levels: Vec<LevelDesk>,
    /// Families whose first preference is the nearest school, and all families, by level.
    pub(crate) nearest: [(f64, f64); YEAR_GROUPS],
}

/// Scratch space of one level.
#[derive(Clone, Debug)]
struct LevelDesk {
    offers: Offers,
    movers: Vec<Movers>,
    children: Vec<[f64; GROUPS]>,
    /// What nearness draws along each way.
    near: Vec<f64>,
    draw: Vec<f64>,
    pull: Vec<[f64; GROUPS]>,
    places: Vec<f64>,
    /// Factor of each school's share of disadvantaged pupils, and its inverse.
    alike: Vec<(f64, f64)>,
    arriving: Vec<Movers>,
    /// Rules that depart from the base year's: choice by origin; lots, bands and who takes by school.
    choice: Vec<f64>,
    lottery: Vec<f64>,
    banding: Vec<f64>,
    taking: Vec<bool>,
    /// Empty places in reach, by origin.
    empty: Vec<Share>,
}

impl Desk {
    /// Space for every level.
    pub(crate) fn new(p: &Parameters, journeys: &Journeys, schools: usize) -> Self {
        let levels = journeys.levels.iter().map(|level| LevelDesk::new(p, level)).collect();
        Self {
            leaving: vec![Movers::default(); schools],
            levels,
            nearest: [(0.0, 0.0); YEAR_GROUPS],
        }
    }
}

impl LevelDesk {
    fn new(p: &Parameters, level: &Level) -> Self {
        let (origins, schools) = (level.origins.len(), level.schools.len());
        Self {
            offers: Offers::room_for(level),
            movers: vec![Movers::default(); origins],
            children: vec![[0.0; GROUPS]; origins],
            near: near(p, level),
            draw: vec![0.0; level.to.len()],
            alike: vec![(1.0, 1.0); schools],
            pull: vec![[0.0; GROUPS]; schools],
            places: vec![0.0; schools],
            arriving: vec![Movers::default(); schools],
            choice: vec![1.0; origins],
            lottery: vec![0.0; schools],
            banding: vec![0.0; schools],
            taking: vec![true; schools],
            empty: vec![0.0; origins],
        }
    }

    /// Notes what this year's levers make of the rules, and which schools are open.
    fn note_rules(&mut self, level: &Level, levers: &Levers, open: &[Open]) {
        let (choice, lottery, banding) = (
            levers.of(&competition::CHOICE),
            levers.of(&competition::LOTTERY),
            levers.of(&competition::BANDING),
        );
        for (own, school) in self.choice.iter_mut().zip(&level.origins) {
            *own = choice[*school as usize];
        }
        for (slot, school) in level.schools.iter().enumerate() {
            let school = *school as usize;
            self.lottery[slot] = lottery[school];
            self.banding[slot] = banding[school];
            self.taking[slot] = open[school].0;
        }
    }

    /// Notes the mean share of empty places in the schools that each origin's families look at.
    fn note_empty(&mut self, level: &Level) {
        for (origin, empty) in self.empty.iter_mut().enumerate() {
            let ways = level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize;
            let of = |slot: &u32| self.offers.empty(*slot as usize, &self.places);
            *empty = math::mean(level.to[ways].iter().filter_map(of));
        }
    }
}

/// Every year group moves up a row; entrants fill the lowest.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    p: Res<Parameters>,
    intake_parameters: Res<intake::Parameters>,
    layout: Res<Layout>,
    baseline: Res<Baseline>,
    geography: Res<Geography>,
    levers: Res<Levers>,
    mut desk: ResMut<Desk>,
    mut schools: Query<(
        (&Capacity, &Disadvantaged, &IntakeLevel, &Reputation, &Appeal, &UsualRoll),
        (&Open, &Attention, &Effort),
        (&mut Roll, &mut Admissions),
    )>,
    mut cohorts: Query<(
        (&mut Pupils, &mut Intake, &mut Outside),
        (&mut Lasting, &mut Passing, &mut Prior),
    )>,
) {
    let Some((
        (capacity, disadvantaged, levels, reputation, appeal, usual),
        (open, times, efforts),
        (mut rolls, mut admissions),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(((mut pupils, mut intakes, mut outside), (mut lasting, mut passing, mut prior))) =
        rows(cohorts.contiguous_iter_mut())
    else {
        return;
    };
    let mut groups = Groups {
        pupils: pupils.bypass_change_detection(),
        intake: intakes.bypass_change_detection(),
        outside: outside.bypass_change_detection(),
        lasting: lasting.bypass_change_detection(),
        prior: prior.bypass_change_detection(),
    };
    passing.bypass_change_detection().fill(Passing(0.0));
    let (rolls, admissions) =
        (rolls.bypass_change_detection(), admissions.bypass_change_detection());
    let Desk { leaving, levels: desks, nearest } = &mut *desk;
    let (weight, surplus) =
        (levers.of(&competition::REPUTATION_WEIGHT), levers.of(&competition::SURPLUS_PLACES));
    let relative = levers.of(&accountability::RELATIVE_MEASURE);
    let own_rules = departs(&levers) || open.iter().any(|open| !open.0);
    *nearest = [(0.0, 0.0); YEAR_GROUPS];
    for (school, leaving) in leaving.iter_mut().enumerate() {
        *leaving = groups.move_up(layout.cohorts(school));
    }
    let term = now.address();
    let mut children = BySchool::of(seed.draws(CHILDREN), term);
    let mut whole = BySchool::of(seed.draws(WHOLE), term);
    let active = p.active();
    for (level, desk) in geography.0.levels.iter().zip(desks) {
        let home = Home::of(&p, &intake_parameters, &baseline, level.year);
        for (origin, school) in level.origins.iter().enumerate() {
            let school = *school as usize;
            let movers = match level.from {
                Origins::Homes => {
                    let luck = children.at(school).map(normal);
                    home.children(level.children[origin], levels[school].0, luck)
                }
                Origins::Schools => leaving[school].continuing(level.continuation),
            };
            desk.movers[origin] = movers;
            desk.children[origin] = movers.pupils;
        }
        for (slot, school) in level.schools.iter().enumerate() {
            let school = *school as usize;
            let draw = p.reputation(level.year) * weight[school] * reputation[school].0;
            desk.pull[slot] = appeal[school].0.map(|appeal| math::exp(appeal + draw));
            let beyond = baseline.leadership.more_competition(efforts[school], &times[school]);
            let selects = p.selection_gain * relative[school] * beyond.min(2.0);
            desk.pull[slot][OTHER] *= math::exp(selects);
            let years = layout.cohorts(school).len();
            let usual = places(&p, level.year, capacity[school].0, usual[school].0, years);
            desk.places[slot] = if open[school].0 { usual * (1.0 + surplus[school]) } else { 0.0 };
        }
        if own_rules {
            desk.note_rules(level, &levers, open);
        }
        desk.draw_along(level, &p, |slot| disadvantaged[level.schools[slot] as usize].0);
        let rules = if own_rules {
            Rules {
                choice: &desk.choice,
                lottery: &desk.lottery,
                banding: &desk.banding,
                taking: &desk.taking,
            }
        } else {
            Rules::default()
        };
        desk.offers.make(&Wishes {
            level,
            children: &desk.children,
            draw: &desk.draw,
            pull: &desk.pull,
            places: &desk.places,
            active,
            rules,
        });
        desk.note_empty(level);
        let (wish, all) = &mut nearest[usize::from(level.year)];
        (*wish, *all) = (*wish + desk.offers.nearest.0, *all + desk.offers.nearest.1);
        desk.arrive(level, |slot| levels[level.schools[slot] as usize].0);
        for (slot, school) in level.schools.iter().enumerate() {
            let school = *school as usize;
            let chance = whole.at(school).map(uniform);
            let arriving = desk.arriving[slot].whole(chance);
            groups.enrol(layout.cohorts(school).start, &arriving, &home);
            admissions[school] = desk.admissions(level, slot);
        }
    }
    for (school, roll) in rolls.iter_mut().enumerate() {
        let groups = &groups.pupils[layout.cohorts(school)];
        roll.0 = groups.iter().flat_map(|group| group.0).sum::<f64>() as u32;
    }
}

/// Whether some lever departs from the base year's rules of admission.
fn departs(levers: &Levers) -> bool {
    [competition::CHOICE, competition::LOTTERY, competition::BANDING]
        .iter()
        .any(|lever| levers.of(lever).iter().any(|value| *value != lever.default))
}

/// Places for entry in a year: the school's capacity for its year groups, or its usual roll where it
/// teaches more than that, an equal part for each.
pub(crate) fn places(
    p: &Parameters,
    year: u8,
    capacity: u32,
    usual_roll: u32,
    years: usize,
) -> f64 {
    let share = if year > YEAR_OF_11 { p.secondary_places } else { 1.0 };
    (share * f64::from(capacity)).max(f64::from(usual_roll)) / years as f64
}

/// The columns of the year groups.
struct Groups<'a> {
    pupils: &'a mut [Pupils],
    intake: &'a mut [Intake],
    outside: &'a mut [Outside],
    lasting: &'a mut [Lasting],
    prior: &'a mut [Prior],
}

impl Groups<'_> {
    /// Moves the year groups of one school up a row; those who leave it.
    fn move_up(&mut self, range: core::ops::Range<usize>) -> Movers {
        let last = range.end - 1;
        let common = self.intake[last].0 + self.lasting[last].0;
        let leaving = Movers {
            pupils: self.pupils[last].0,
            attainment: self.outside[last].0.map(|place| place + common),
            prior: self.prior[last],
        };
        let (stay, first) = (range.start..last, range.start + 1);
        self.pupils.copy_within(stay.clone(), first);
        self.intake.copy_within(stay.clone(), first);
        self.outside.copy_within(stay.clone(), first);
        self.lasting.copy_within(stay.clone(), first);
        self.prior.copy_within(stay, first);
        leaving
    }

    /// Puts the entrants into the lowest row: what both groups share apart from what is each one's.
    fn enrol(&mut self, row: usize, arriving: &Movers, home: &Home) {
        let all = arriving.pupils[DISADVANTAGED] + arriving.pupils[OTHER];
        let beyond = |group: usize| {
            arriving.pupils[group] * (arriving.attainment[group] - home.place[group])
        };
        let common = math::ratio(beyond(DISADVANTAGED) + beyond(OTHER), all);
        self.pupils[row] = Pupils(arriving.pupils);
        self.intake[row] = Intake(common);
        self.outside[row] = Outside(core::array::from_fn(|group| {
            if arriving.pupils[group] > 0.0 {
                arriving.attainment[group] - common
            } else {
                home.place[group]
            }
        }));
        self.lasting[row] = Lasting(0.0);
        self.prior[row] = arriving.prior;
    }
}

/// Children of one age, as the nation's homes send them.
struct Home {
    /// Where each group stands at that age, against the mean of all.
    place: [PupilSd; GROUPS],
    /// Spread of their number, where 1 is that of independent births.
    spread: f64,
}

impl Home {
    fn of(p: &Parameters, intake: &intake::Parameters, baseline: &Baseline, year: u8) -> Self {
        let gap = intake::gap_on_entry(intake, year);
        let place = intake::around_the_mean(gap, baseline.disadvantaged);
        Self { place, spread: p.children_spread }
    }

    /// This year's children of the homes around a school: their number varies as counts do, by a standard
    /// normal score a group.
    fn children(&self, usual: [f64; GROUPS], level: PupilSd, luck: [f64; GROUPS]) -> Movers {
        let attainment = self.place.map(|place| place + level);
        Movers {
            pupils: core::array::from_fn(|group| count(usual[group], self.spread * luck[group])),
            attainment,
            prior: Prior { measured: attainment, luck: [0.0; GROUPS] },
        }
    }
}

/// A word a group for every school of one term, drawn for neighbouring schools together.
struct BySchool {
    draws: Draws,
    term: u32,
    block: Option<usize>,
    words: [[Word; GROUPS]; BLOCK],
}

impl BySchool {
    fn of(draws: Draws, term: u32) -> Self {
        Self { draws, term, block: None, words: [[[0; 8]; GROUPS]; BLOCK] }
    }

    fn at(&mut self, school: usize) -> [Word; GROUPS] {
        let block = school / BLOCK;
        if self.block != Some(block) {
            self.block = Some(block);
            self.draws.fill(block as u32, self.term, self.words.as_flattened_mut());
        }
        self.words[school % BLOCK]
    }
}

/// A count with mean `usual` and the spread of counts, from a standard normal score.
fn count(usual: f64, score: f64) -> f64 {
    (usual + usual.sqrt() * score).round().max(0.0)
}

impl Movers {
    /// Those who go on in the schools of the model: `continuation` for each who leaves.
    fn continuing(mut self, continuation: [f64; GROUPS]) -> Self {
        self.pupils = core::array::from_fn(|group| self.pupils[group] * continuation[group]);
        self
    }

    /// Whole pupils: the fraction is a pupil with that chance, by a uniform number a group.
    fn whole(mut self, chance: [f64; GROUPS]) -> Self {
        for (pupils, chance) in self.pupils.iter_mut().zip(chance) {
            *pupils = (*pupils + chance).floor();
        }
        self
    }
}

impl LevelDesk {
    /// What draws families along each way: nearness, and likeness of the other children.
    fn draw_along(
        &mut self,
        level: &Level,
        p: &Parameters,
        disadvantaged: impl Fn(usize) -> Share,
    ) {
        for (slot, alike) in self.alike.iter_mut().enumerate() {
            *alike = likeness(p, disadvantaged(slot));
        }
        for origin in 0..level.origins.len() {
            let own = likeness(p, share_of(self.children[origin]));
            for way in level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize {
                let unlike = unlike(own, self.alike[level.to[way] as usize]);
                self.draw[way] = self.near[way] * unlike;
            }
        }
    }

    /// Gathers the movers at their new schools. A school's level is what its entrants have beyond
    /// their former classmates, so that moving changes nobody's attainment on the whole.
    fn arrive(&mut self, level: &Level, levels: impl Fn(usize) -> PupilSd) {
        self.arriving.fill(Movers::default());
        for origin in 0..level.origins.len() {
            let ways = level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize;
            let mean = match level.from {
                Origins::Homes => None,
                Origins::Schools => Some(self.mean_level(level, ways.clone(), &levels)),
            };
            let movers = &self.movers[origin];
            for way in ways {
                let slot = level.to[way] as usize;
                let beyond = mean.map_or(0.0, |mean| levels(slot) - mean);
                let arriving = &mut self.arriving[slot];
                for group in 0..GROUPS {
                    let pupils = self.offers.flow[way][group];
                    arriving.pupils[group] += pupils;
                    arriving.attainment[group] += pupils * (movers.attainment[group] + beyond);
                    arriving.prior.measured[group] +=
                        pupils * (movers.prior.measured[group] + beyond);
                    arriving.prior.luck[group] += pupils * movers.prior.luck[group];
                }
            }
        }
        for arriving in &mut self.arriving {
            for group in 0..GROUPS {
                let pupils = arriving.pupils[group];
                for sum in [
                    &mut arriving.attainment[group],
                    &mut arriving.prior.measured[group],
                    &mut arriving.prior.luck[group],
                ] {
                    *sum = math::ratio(*sum, pupils);
                }
            }
        }
    }

    fn mean_level(
        &self,
        level: &Level,
        ways: core::ops::Range<usize>,
        levels: &impl Fn(usize) -> PupilSd,
    ) -> PupilSd {
        let (mut sum, mut all) = (0.0, 0.0);
        for way in ways {
            let pupils: f64 = self.offers.flow[way].iter().sum();
            sum += pupils * levels(level.to[way] as usize);
            all += pupils;
        }
        math::ratio(sum, all)
    }

    fn admissions(&self, level: &Level, slot: usize) -> Admissions {
        let ways = level.ways_to[slot] as usize..level.ways_to[slot + 1] as usize;
        let elsewhere = level.by_distance[ways.clone()].iter().map(|way| *way as usize);
        let offers_elsewhere = elsewhere
            .filter(|way| level.elsewhere[*way])
            .map(|way| self.offers.flow[way].iter().sum::<f64>())
            .sum();
        let homes = level.by_distance[ways].iter().map(|way| level.origin[*way as usize] as usize);
        let homes = homes.filter(|origin| self.children[*origin] != [0.0; GROUPS]);
        Admissions {
            first_preferences: self.offers.first[slot],
            first_preferences_met: self.offers.met[slot],
            offers: self.offers.placed[slot],
            offers_elsewhere,
            empty_nearby: math::mean(homes.map(|origin| self.empty[origin])),
        }
    }
}

/// What nearness draws along each way: `e^(−β_D stretch − β_B)`, the last where the way leads into
/// another authority.
pub(crate) fn near(p: &Parameters, level: &Level) -> Vec<f64> {
    let border = |elsewhere: bool| if elsewhere { p.border } else { 0.0 };
    let ways = level.stretch.iter().zip(&level.elsewhere);
    ways.map(|(stretch, elsewhere)| math::exp(-p.distance * stretch - border(*elsewhere))).collect()
}

/// `e^(β_S share)` and its inverse.
pub(crate) fn likeness(p: &Parameters, share: Share) -> (f64, f64) {
    let factor = math::exp(p.likeness * share);
    (factor, 1.0 / factor)
}

/// What the difference of two shares of disadvantaged pupils takes from a draw: `e^(−β_S |a − b|)`,
/// without an exponential for every pair.
pub(crate) fn unlike(a: (f64, f64), b: (f64, f64)) -> f64 {
    // With β_S below zero families seek others: the factor is then the larger of the two.
    let (one, other) = (a.0 * b.1, b.0 * a.1);
    if a.0 >= 1.0 && b.0 >= 1.0 { one.min(other) } else { one.max(other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_the_difference_of_shares_whichever_is_larger_and_whatever_its_sign() {
        for weight in [-2.0, 0.0, 3.0] {
            let p = Parameters { likeness: weight, ..Parameters::default() };
            for (a, b) in [(0.1, 0.4), (0.4, 0.1), (0.0, 0.3), (0.2, 0.2)] {
                let expected = math::exp(-weight * f64::abs(a - b));
                let found = unlike(likeness(&p, a), likeness(&p, b));
                assert!((found - expected).abs() < 1e-12, "{weight} {a} {b}");
            }
        }
    }

    #[test]
    fn places_are_the_capacity_or_the_usual_roll_by_year_group() {
        let p = Parameters { secondary_places: 0.9, ..Parameters::default() };
        assert_eq!(places(&p, 0, 210, 180, 7), 30.0);
        assert_eq!(places(&p, 0, 210, 280, 7), 40.0);
        assert_eq!(places(&p, 7, 1000, 850, 5), 180.0);
    }

    #[test]
    fn counts_vary_around_their_mean_and_never_fall_below_zero() {
        assert_eq!(count(9.0, 0.0), 9.0);
        assert_eq!(count(9.0, 1.0), 12.0);
        assert_eq!(count(4.0, -5.0), 0.0);
    }

    #[test]
    fn a_fraction_is_a_pupil_with_that_chance() {
        let movers = Movers { pupils: [2.3, 0.0], ..Movers::default() };
        assert_eq!(movers.whole([0.69, 0.99]).pupils, [2.0, 0.0]);
        assert_eq!(movers.whole([0.71, 0.01]).pupils, [3.0, 0.0]);
    }

    /// One school's year groups: two rows, the upper about to leave.
    struct TwoRows {
        pupils: [Pupils; 2],
        intake: [Intake; 2],
        outside: [Outside; 2],
        lasting: [Lasting; 2],
        prior: [Prior; 2],
    }

    impl TwoRows {
        fn new() -> Self {
            Self {
                pupils: [Pupils([1.0, 2.0]), Pupils([3.0, 4.0])],
                intake: [Intake(0.1), Intake(0.2)],
                outside: [Outside([-0.3, 0.1]), Outside([-0.4, 0.2])],
                lasting: [Lasting(0.01), Lasting(0.02)],
                prior: [Prior::default(); 2],
            }
        }

        fn groups(&mut self) -> Groups<'_> {
            Groups {
                pupils: &mut self.pupils,
                intake: &mut self.intake,
                outside: &mut self.outside,
                lasting: &mut self.lasting,
                prior: &mut self.prior,
            }
        }
    }

    #[test]
    fn leavers_take_their_attainment_along_and_the_others_move_up() {
        let mut rows = TwoRows::new();
        let mut groups = rows.groups();
        let leaving = groups.move_up(0..2);
        assert_eq!(leaving.pupils, [3.0, 4.0]);
        assert!((leaving.attainment[DISADVANTAGED] - (-0.4 + 0.22)).abs() < 1e-15);
        assert_eq!(groups.pupils[1].0, [1.0, 2.0]);
        assert_eq!(groups.lasting[1].0, 0.01);
    }

    #[test]
    fn entrants_attainment_by_group_is_kept_exactly() {
        let mut rows = TwoRows::new();
        let mut groups = rows.groups();
        let home = Home { place: [-0.35, 0.15], spread: 1.0 };
        let arriving =
            Movers { pupils: [10.0, 20.0], attainment: [-0.5, 0.3], ..Movers::default() };
        groups.enrol(0, &arriving, &home);
        for group in 0..GROUPS {
            let total = groups.intake[0].0 + groups.outside[0].0[group];
            assert!((total - arriving.attainment[group]).abs() < 1e-15);
        }
    }
}
