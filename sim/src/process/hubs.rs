//! Each autumn some schools are designated as hubs, and take on partners within reach.
//!
//! Hubs are chosen as system leaders are. A school joins the nearest hub that it can reach in time and that
//! has room; whether it looks for one follows its head's willingness. A hub's time is shared between its
//! partners: the more it has, the less each gets. What comes of it is joint work.
//! Evidence: `tsa` for hubs that do better than others and partners who do not; `tsa-coverage` for
//! places out of reach; `n-tsas` for numbers. Speeds and hours are assumed.
//! Limits: journeys are as the crow flies, by what roads are like around the school; a hub has one kind of
//! offer; its staff are paid for by its own grant.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, rows, system_leaders};
use crate::agent::*;
use crate::catalogue::{Entry, triangular};
use crate::designation::{Candidates, graded, merit};
use crate::draw::{Purpose, Seed, Word, coarse, purpose, uniform};
use crate::driver::{capacity, collaboration};
use crate::math;
use crate::parameters::parameters;
use crate::standpoint::kilometres;
use crate::units::{HoursPerTerm, Kilometres, Share};

/// How many hubs there are, which schools become hubs, and whom they can take on.
pub(crate) const READS: &[Entry] = &[
    collaboration::HUBS,
    collaboration::HUB_PARTNERS,
    collaboration::HUB_MINUTES,
    capacity::TOP_GRADE,
    capacity::BY_IMPROVEMENT,
];

const AUTUMN: Purpose = purpose("hubs.autumn");
const STANDARD: Purpose = purpose("hubs.standard");

parameters! {
    /// How hubs serve their partners.
    pub struct Parameters of "hubs" {
        #[doc = "Hours that a hub has for its partners, all together."]
        hours: 240.0 in 0.0..=5000.0, "hours a term", triangular(100.0, 240.0, 600.0), "n-tsas", C;
        #[doc = "Most hours that it gives to one partner."]
        most_hours: 15.0 in 0.0..=200.0, "hours a term", triangular(8.0, 15.0, 30.0), "assumption", C;
        #[doc = "Share of schools with a head of usual willingness that look for a hub in a year."]
        joins: 0.3 in 0.0..=1.0, "share a year", triangular(0.1, 0.3, 0.6), "n-tsas", C;
        #[doc = "Share of its partners that leave a hub in a year."]
        leaves: 0.15 in 0.0..=1.0, "share a year", triangular(0.05, 0.15, 0.3), "tie-decay", C;
        #[doc = "Speed of journeys in London and other conurbations."]
        speed_city: 22.0 in 3.0..=120.0, "km an hour", triangular(15.0, 22.0, 30.0), "rural-travel", C;
        #[doc = "Speed of journeys in towns."]
        speed_town: 32.0 in 3.0..=120.0, "km an hour", triangular(25.0, 32.0, 40.0), "rural-travel", C;
        #[doc = "Speed of journeys in the country."]
        speed_country: 40.0 in 3.0..=120.0, "km an hour", triangular(30.0, 40.0, 50.0), "rural-travel", C;
    }
}

/// Words of a school's autumn: whether it leaves, and whether it looks for another.
const BLOCK: usize = 64;

/// Scratch space: candidates, hubs, and the partners of each school that is a hub.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Offices {
    candidates: Candidates,
    hubs: Vec<u32>,
    partners: Vec<u16>,
}

impl Offices {
    /// Space for schools of these regions.
    pub(crate) fn new(regions: &[Region]) -> Self {
        Self {
            candidates: Candidates::with_room(regions),
            hubs: Vec::with_capacity(regions.len()),
            partners: vec![0; regions.len()],
        }
    }
}

/// One autumn of hubs and their partners.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    (p, leaders): (Res<Parameters>, Res<system_leaders::Parameters>),
    levers: Res<Levers>,
    mut offices: ResMut<Offices>,
    mut schools: Query<(
        (&Region, &Setting, &Place, &TrackRecord, &Inspected, &Open),
        (&mut Designated, &mut ServedBy),
    )>,
    heads: Query<&Collaborator>,
) {
    let Some(((regions, settings, places, records, grades, open), (mut designated, mut served_by))) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(collaborators) = rows(heads.contiguous_iter()) else { return };
    let designated = designated.bypass_change_detection();
    let served_by = served_by.bypass_change_detection();
    let (asked, most) = (levers.of(&collaboration::HUBS), levers.of(&collaboration::HUB_PARTNERS));
    let minutes = levers.of(&collaboration::HUB_MINUTES);
    let (top, improvement) =
        (levers.of(&capacity::TOP_GRADE), levers.of(&capacity::BY_IMPROVEMENT));
    let Offices { candidates, hubs, partners } = &mut *offices;
    candidates.clear();
    let mut draws = seed.draws(STANDARD);
    let mut block: [Word; BLOCK] = [[0; 8]; BLOCK];
    for school in 0..open.len() {
        if school % BLOCK == 0 {
            // The same every year: who is spared the rule of the top grade stays so.
            draws.fill((school / BLOCK) as u32, 0, &mut block);
        }
        let Designated { hub, past, .. } = designated[school];
        designated[school].hub = false;
        if open[school].0 && asked[school] > 0.0 {
            candidates.ask(regions[school], asked[school]);
            if graded(grades[school], top[school], uniform(block[school % BLOCK])) {
                let merit = merit(records[school].progress, past, improvement[school]);
                let merit = merit + if hub { leaders.stays } else { 0.0 };
                candidates.add(regions[school], merit, school as u32);
            }
        }
    }
    hubs.clear();
    hubs.extend(candidates.chosen());
    hubs.iter().for_each(|hub| designated[*hub as usize].hub = true);
    partners.fill(0);
    let mut draws = seed.draws(AUTUMN);
    for school in 0..open.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        let serves = &mut served_by[school];
        let kept = serves.hub.filter(|hub| {
            let there = designated[*hub as usize].hub && open[school].0;
            there && !designated[school].hub && uniform(block[school % BLOCK]) >= p.leaves
        });
        serves.hub = kept;
        kept.into_iter().for_each(|hub| partners[hub as usize] += 1);
    }
    let mut draws = seed.draws(AUTUMN);
    for school in 0..open.len() {
        if school % BLOCK == 0 {
            draws.fill((school / BLOCK) as u32, now.address(), &mut block);
        }
        if served_by[school].hub.is_some() || designated[school].hub || !open[school].0 {
            continue;
        }
        let looks = looks(&p, collaborators[school].disposition);
        if hubs.is_empty() || coarse(block[school % BLOCK]) >= looks {
            continue;
        }
        let reach = minutes[school] / 60.0 * speed(&p, settings[school]);
        let far = |hub: &u32| kilometres(places[school], places[*hub as usize]);
        let free = |hub: &&u32| f64::from(partners[**hub as usize]) < most[**hub as usize];
        let within = hubs.iter().filter(free).map(|hub| (far(hub), *hub));
        let nearest = within.min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, hub)) = nearest.filter(|(km, _)| *km <= reach) {
            served_by[school].hub = Some(hub);
            partners[hub as usize] += 1;
        }
    }
    for serves in served_by.iter_mut() {
        serves.hours = serves.hub.map_or(0.0, |hub| hours(&p, partners[hub as usize]));
    }
}

/// Chance that a school whose head is so willing looks for a hub in a year.
fn looks(p: &Parameters, disposition: f64) -> Share {
    // Log odds of the usual share, and one more for each SD of willingness.
    let usual = math::ln((p.joins / (1.0 - p.joins).max(1e-9)).max(1e-9));
    math::logistic(usual + disposition)
}

/// Speed of journeys around a school, in kilometres an hour.
fn speed(p: &Parameters, setting: Setting) -> Kilometres {
    match setting {
        Setting::London | Setting::MajorUrban => p.speed_city,
        Setting::Town => p.speed_town,
        _ => p.speed_country,
    }
}

/// Hours a term that a hub with so many partners gives to each.
fn hours(p: &Parameters, partners: u16) -> HoursPerTerm {
    (p.hours / f64::from(partners.max(1))).min(p.most_hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_shares_its_hours_out_and_gives_nobody_more_than_the_most() {
        let p = Parameters::default();
        assert_eq!(hours(&p, 1), p.most_hours);
        assert_eq!(hours(&p, 60), p.hours / 60.0);
    }

    #[test]
    fn willing_heads_look_for_a_hub_more_often() {
        let p = Parameters::default();
        assert!((looks(&p, 0.0) - p.joins).abs() < 1e-12);
        let odds = |share: f64| share / (1.0 - share);
        assert!((odds(looks(&p, 1.0)) / odds(p.joins) - math::exp(1.0)).abs() < 1e-9);
    }

    #[test]
    fn an_hour_reaches_further_in_the_country() {
        let p = Parameters::default();
        assert_eq!(speed(&p, Setting::London), p.speed_city);
        assert_eq!(speed(&p, Setting::Town), p.speed_town);
    }
}
