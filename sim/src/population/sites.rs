//! Sites on which new schools may open: drawn before the first term, where a scenario opens any.
//!
//! A site has the rows of a school that is not open yet: planned like one of the schools that there
//! are, near it, without pupils. So no row is ever added in a run, and a school that opens under one
//! policy opens in the same place under another.

use core::ops::Range;
use std::sync::Arc;

use bevy_ecs::prelude::Resource;

use super::journeys::Journeys;
use super::{Contacts, Layout, Population, Ties};
use crate::agent::*;
use crate::catalogue::position;
use crate::draw::{Purpose, Seed, normal, purpose, uniform};
use crate::driver::competition::NEW_SCHOOLS;
use crate::scenario::Scenario;

const SITE: Purpose = purpose("population.new_site");

/// Sites for each school that is expected to open.
const SPARE: f64 = 1.5;
/// Spread of the distance between a site and the school that it is planned like, in km.
const NEAR: f64 = 1.5;

/// Which rows are sites: the last ones, from `first` on.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct Sites {
    first: usize,
    end: usize,
}

impl Sites {
    /// The sites among the schools of a population of which `schools` stood before.
    fn from(schools: usize, all: usize) -> Self {
        Self { first: schools, end: all }
    }

    /// A population without sites.
    pub(crate) fn none(schools: usize) -> Self {
        Self::from(schools, schools)
    }

    /// Whether there is any.
    pub(crate) fn any(&self) -> bool {
        self.end > self.first
    }

    /// Whether a school is a site on which none has opened.
    pub(crate) fn is_waiting(&self, school: usize, open: Open) -> bool {
        school >= self.first && school < self.end && !open.0
    }

    /// Whether a school has opened on a site and does not have all its year groups yet.
    pub(crate) fn is_filling(&self, school: usize, layout: &Layout, pupils: &[Pupils]) -> bool {
        school >= self.first
            && self.any()
            && pupils[layout.cohorts(school)]
                .last()
                .is_some_and(|top| top.0.iter().sum::<f64>() == 0.0)
    }
}

/// Sites for the new schools that a scenario may open.
pub(crate) fn sites_needed(population: &Population, scenario: &Scenario) -> usize {
    let Some(lever) = position(NEW_SCHOOLS.path) else { return 0 };
    let set = scenario.policies.iter().flat_map(|policy| &policy.set);
    let most = set
        .filter(|(at, _)| *at == lever)
        .map(|(_, rate)| *rate)
        .fold(scenario.values.at(lever), f64::max);
    let expected = most / 100.0 * population.len() as f64 * f64::from(scenario.run.years);
    (SPARE * expected).ceil() as usize
}

/// The population with sites for the new schools that a scenario may open; none where it opens none.
pub fn with_sites(population: &Population, scenario: &Scenario) -> Option<(Population, Sites)> {
    let count = sites_needed(population, scenario);
    if count == 0 {
        return None;
    }
    let mut all = population.clone();
    let mut draws = Seed(population.seed).draws(SITE);
    for site in 0..count {
        let [like, east, north, skill] = draws.at::<4>(site as u32, 0, 0);
        let like = (uniform(like) * population.len() as f64) as usize;
        all.add_site(population, like, (NEAR * normal(east), NEAR * normal(north)), normal(skill));
    }
    all.journeys = Arc::new(Journeys::with_sites(&all, population.len()));
    all.contacts = Arc::new(Contacts::with_sites(&all, population.len()));
    let sites = Sites::from(population.len(), all.len());
    Some((all, sites))
}

impl Population {
    /// Adds the rows of a site that is planned like a school, so many km east and north of it.
    fn add_site(&mut self, from: &Population, like: usize, (east, north): (f64, f64), skill: f64) {
        let number = self.len() as u32;
        let (posts, cohorts) = (from.layout.posts(like), from.layout.cohorts(like));
        self.schools.copy_rows(&from.schools, like..like + 1);
        self.heads.copy_rows(&from.heads, like..like + 1);
        self.posts.copy_rows(&from.posts, posts.clone());
        self.cohorts.copy_rows(&from.cohorts, cohorts.clone());
        self.ties.copy_rows(&Ties::of_one_school(), 0..TIE_ROWS);
        let added = core::iter::once((posts.len() as u32, cohorts.len() as u32));
        let _ = self.layout.add(added);
        self.name.push(String::new());
        self.entries.push([0.0; GROUPS]);
        let school = number as usize;
        let rows = self.layout.cohorts(school);
        self.empty(rows);
        let schools = &mut self.schools;
        schools.id[school] = SchoolId(number);
        schools.urn[school] = Urn(None);
        schools.place[school].easting += east;
        schools.place[school].northing += north;
        schools.open[school] = Open(false);
        schools.roll[school] = Roll(0);
        schools.inspected[school] = Inspected(None);
        schools.group[school] = InGroup(None);
        schools.visits[school] = Visits::default();
        schools.record[school] = TrackRecord::default();
        schools.reputation[school] = Reputation(0.0);
        schools.results[school] = Results::default();
        schools.admissions[school] = Admissions::default();
        schools.turnover[school] = StaffTurnover::default();
        schools.churn[school] = Churn::default();
        schools.appeal[school] = Appeal::default();
        schools.partners[school] = Partners::default();
        schools.exchange[school] = Exchange::default();
        schools.introduced[school] = Introduced::default();
        schools.cluster[school] = InCluster::default();
        schools.designated[school] = Designated::default();
        schools.served_by[school] = ServedBy::default();
        schools.bench[school] = Bench::default();
        self.heads.executive[school] = Executive::default();
        self.heads.leads[school] = Leads(number);
        self.heads.skill[school] = Skill(skill);
        self.heads.tenure[school] = Tenure(0);
        self.heads.headship[school] = Headship::FirstHeadship;
    }

    /// Takes the pupils out of year groups.
    fn empty(&mut self, rows: Range<usize>) {
        for row in rows {
            self.cohorts.pupils[row] = Pupils([0.0; GROUPS]);
            self.cohorts.lasting[row] = Lasting(0.0);
            self.cohorts.passing[row] = Passing(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::position;

    fn scenario(rate: f64) -> Scenario {
        let mut scenario = Scenario::default();
        scenario.population.schools = 300;
        scenario.run.years = 5;
        scenario.values.set(position(NEW_SCHOOLS.path).unwrap(), rate);
        scenario
    }

    #[test]
    fn a_scenario_that_opens_no_school_has_no_sites() {
        let population = crate::population::synthetic(&scenario(0.0));
        assert!(with_sites(&population, &scenario(0.0)).is_none());
    }

    #[test]
    fn sites_stand_after_the_schools_empty_and_leave_them_as_they_are() {
        let population = crate::population::synthetic(&scenario(1.0));
        let (all, sites) = with_sites(&population, &scenario(1.0)).unwrap();
        assert_eq!(all.len() - population.len(), (300.0_f64 * 0.05 * SPARE).ceil() as usize);
        assert_eq!(all.schools.climate[..300], population.schools.climate[..]);
        assert_eq!(all.pupils(), population.pupils());
        for school in 300..all.len() {
            assert!(sites.is_waiting(school, all.schools.open[school]));
            assert!(!all.layout.posts(school).is_empty());
        }
        assert!(!sites.is_waiting(299, Open(false)));
    }

    #[test]
    fn what_schools_can_be_reached_is_the_same_but_for_the_sites() {
        let population = crate::population::synthetic(&scenario(1.0));
        let (all, _) = with_sites(&population, &scenario(1.0)).unwrap();
        for (before, after) in population.journeys.levels.iter().zip(&all.journeys.levels) {
            assert_eq!(before.schools, after.schools[..before.schools.len()]);
            for origin in 0..before.origins.len() {
                let ways = |level: &crate::population::Level| {
                    let range = level.ways_of[origin] as usize..level.ways_of[origin + 1] as usize;
                    let old = range.filter(|way| level.schools[level.to[*way] as usize] < 300);
                    old.map(|way| {
                        (level.to[way], level.km[way].to_bits(), level.stretch[way].to_bits())
                    })
                    .collect::<Vec<_>>()
                };
                assert_eq!(ways(before), ways(after));
            }
        }
    }
}
