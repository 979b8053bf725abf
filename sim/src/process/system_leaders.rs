//! Each autumn some heads are designated as system leaders, and sent to schools in need.
//!
//! Who is designated leads a school of merit, is sure of what he or she does, and is not worn out: by results
//! or by improvement on the school's own past, and mostly with the top grade. They go to the schools that need
//! help most, to each for so many days. Where help is imposed, the school has no say; elsewhere the two
//! decide, as whenever a broker brings schools together. What comes of it is joint work.
//! Evidence: `nle` for numbers and a record that tells no cause; `nle-dose` for days; `grade-fsm-secondary`
//! for who has the top grade. All else is assumed.
//! Limits: a leader helps few schools at a time, for a year; pay is in the share of time that is paid for.

use bevy_ecs::prelude::*;

use super::brokerage;
use super::policy::Levers;
use super::{rows, strain};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::designation::{Candidates, graded, merit};
use crate::draw::{Purpose, Seed, Word, purpose, uniform};
use crate::driver::{capacity, collaboration};
use crate::matching::{Matching, Sight};
use crate::parameters::parameters;
use crate::standpoint::confidence;
use crate::term::TERMS_PER_YEAR;
use crate::units::HoursPerTerm;

/// How many leaders there are, who they are, for how long they go, and how they are matched.
pub(crate) const READS: &[Entry] = &[
    capacity::SYSTEM_LEADERS,
    capacity::LEADER_DAYS,
    capacity::TOP_GRADE,
    capacity::BY_IMPROVEMENT,
    capacity::LEADER_AUTONOMY,
    collaboration::MATCH_NEED,
    collaboration::MATCH_SKILL,
    collaboration::MATCH_CONTEXT,
    collaboration::REMOTE,
];

const STANDARD: Purpose = purpose("system_leaders.standard");

parameters! {
    /// Who leads the system, and where.
    pub struct Parameters of "system_leaders" {
        #[doc = "Schools that a system leader helps in a year."]
        caseload: 2.0 in 1.0..=10.0, "schools", triangular(1.0, 2.0, 4.0), "nle", C;
        #[doc = "Need from which a school is sent a leader."]
        threshold: 1.0 in -5.0..=5.0, "SD", triangular(0.5, 1.0, 1.5), "nle-dose", C;
        #[doc = "Confidence, less the staff's strain beyond the usual, that a leader must have."]
        readiness: 0.5 in 0.0..=1.0, "share", triangular(0.4, 0.5, 0.7), "assumption", C;
        #[doc = "Readiness that is asked for less where leaders decide themselves what they do, against scripted work."]
        autonomy_supply: 0.2 in -1.0..=1.0, "share", contested(0.3, -0.1, 0.2, 0.4), "assumption", C;
        #[doc = "Merit that those who are designated already have above others."]
        stays: 0.5 in 0.0..=5.0, "SD", triangular(0.2, 0.5, 1.0), "assumption", C;
        #[doc = "Share of what is remembered of a school's past results a year later."]
        past_kept: 0.75 in 0.0..=0.99, "share a year", triangular(0.6, 0.75, 0.9), "assumption", C;
    }
}

/// Working hours of a day of help.
const DAY: f64 = 6.0;
/// Schools whose standards are drawn together.
const BLOCK: usize = 64;

/// Scratch space: candidates, leaders by region with what each can still take on, and schools in need.
#[derive(Resource, Clone, Debug)]
pub(crate) struct Corps {
    candidates: Candidates,
    leaders: Vec<(u32, f64)>,
    need: Vec<(f64, u32)>,
}

impl Corps {
    /// Space for schools of these regions.
    pub(crate) fn new(regions: &[Region]) -> Self {
        Self {
            candidates: Candidates::with_room(regions),
            leaders: Vec::with_capacity(regions.len()),
            need: Vec::with_capacity(regions.len()),
        }
    }
}

/// One autumn of designation and deployment.
pub(super) fn run(
    seed: Res<Seed>,
    (p, broker, mood): (Res<Parameters>, Res<brokerage::Parameters>, Res<strain::Parameters>),
    levers: Res<Levers>,
    mut corps: ResMut<Corps>,
    mut schools: Query<(
        (&Region, &Place, &Practice, &Disadvantage, &TrackRecord, &Inspected, &Open),
        (&Partners, &StaffMood, &mut Designated, &mut Introduced),
    )>,
    heads: Query<(&Skill, &Tenure, &Headship)>,
) {
    let Some((
        (regions, places, practices, poverty, records, grades, open),
        (partners, moods, mut designated, mut introduced),
    )) = rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some((skills, tenures, posts)) = rows(heads.contiguous_iter()) else { return };
    let designated = designated.bypass_change_detection();
    let introduced = introduced.bypass_change_detection();
    let (asked, days) = (levers.of(&capacity::SYSTEM_LEADERS), levers.of(&capacity::LEADER_DAYS));
    let (top, improvement) =
        (levers.of(&capacity::TOP_GRADE), levers.of(&capacity::BY_IMPROVEMENT));
    let autonomy = levers.of(&capacity::LEADER_AUTONOMY);
    let Corps { candidates, leaders, need } = &mut *corps;
    candidates.clear();
    let mut draws = seed.draws(STANDARD);
    let mut block: [Word; BLOCK] = [[0; 8]; BLOCK];
    for school in 0..open.len() {
        if school % BLOCK == 0 {
            // The same every year: who is spared the rule of the top grade stays so.
            draws.fill((school / BLOCK) as u32, 0, &mut block);
        }
        let progress = records[school].progress;
        let standing = &mut designated[school];
        let was = standing.leader && tenures[school].0 > 0;
        standing.leader = false;
        if open[school].0 {
            candidates.ask(regions[school], asked[school]);
            let sure = confidence(&records[school], &skills[school]);
            let ready = sure - (moods[school].strain - mood.usual)
                + p.autonomy_supply * (autonomy[school] - capacity::LEADER_AUTONOMY.default);
            let u = uniform(block[school % BLOCK]);
            let appointed = posts[school] != Headship::Interim;
            if appointed && ready >= p.readiness && graded(grades[school], top[school], u) {
                let merit = merit(progress, standing.past, improvement[school]);
                let merit = merit + if was { p.stays } else { 0.0 };
                candidates.add(regions[school], merit, school as u32);
            }
        }
        standing.past = p.past_kept * standing.past + (1.0 - p.past_kept) * progress;
    }
    leaders.clear();
    leaders.extend(candidates.chosen().map(|leader| (leader, p.caseload)));
    leaders.iter().for_each(|(leader, _)| designated[*leader as usize].leader = true);
    need.clear();
    for school in 0..open.len() {
        let in_need =
            brokerage::need_of(&broker, &records[school], grades[school], partners[school].working);
        let sent = asked[school] > 0.0 && days[school] > 0.0 && open[school].0;
        if sent && in_need >= p.threshold {
            need.push((in_need, school as u32));
        }
    }
    need.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let matching = Matching {
        need: levers.of(&collaboration::MATCH_NEED),
        skill: levers.of(&collaboration::MATCH_SKILL),
        context: levers.of(&collaboration::MATCH_CONTEXT),
        remote: levers.of(&collaboration::REMOTE),
    };
    let sight = Sight { p: &broker, places, practices, poverty, records };
    for school in need.iter().map(|(_, school)| *school as usize) {
        let free = leaders.iter().filter(|(_, room)| *room >= 1.0).map(|(leader, _)| *leader);
        if let Some(helper) = sight.best(school, &matching.at(school), free) {
            let taken = leaders.iter_mut().find(|(leader, _)| *leader == helper);
            taken.into_iter().for_each(|(_, room)| *room -= 1.0);
            introduced[school] = Introduced { helper: Some(helper), sent: hours(days[school]) };
        }
    }
}

/// Hours a term of so many days a year.
fn hours(days: f64) -> HoursPerTerm {
    days * DAY / f64::from(TERMS_PER_YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_days_a_year_are_twelve_hours_a_term() {
        assert_eq!(hours(6.0), 12.0);
    }
}
