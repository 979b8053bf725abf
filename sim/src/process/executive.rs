//! Each summer some heads take on another school of their group, and some of those go their own way again.
//!
//! Where a head leaves, the head of another school of the trust or federation may take the school on. Who
//! leads several schools is worth less to each. When such a head leaves, the successor leads them all, or a
//! school is given a head of its own again, after a year with a stand-in.
//! Evidence: `federations` for pairs of schools with one head; what a second school costs is assumed.
//! Limits: nobody is both head and executive head; what one head saves in pay is left in the budget of the
//! school that is taken on.

use bevy_ecs::prelude::*;

use super::policy::Levers;
use super::{Now, headship, rows};
use crate::agent::*;
use crate::catalogue::{Entry, contested, triangular};
use crate::draw::{Purpose, Seed, normal, purpose, uniform};
use crate::driver::collaboration;
use crate::groups::Groups;
use crate::math;
use crate::parameters::parameters;
use crate::standpoint::kilometres;

/// How often a head takes on another school.
pub(crate) const READS: &[Entry] = &[collaboration::EXECUTIVE];

const SUMMER: Purpose = purpose("executive.summer");

parameters! {
    /// How one head leads several schools.
    pub struct Parameters of "executive" {
        #[doc = "Skill that a head loses to each school with each unit of the logarithm of the schools led."]
        span_loss: 0.3 in -1.0..=3.0, "SD of heads per log", contested(0.3, -0.1, 0.3, 0.8), "federations", C;
        #[doc = "Most schools that one head leads."]
        most: 3.0 in 1.0..=20.0, "schools", triangular(2.0, 3.0, 5.0), "federations", C;
        #[doc = "Chance that a school gets a head of its own again when its executive head leaves."]
        ends: 0.6 in 0.0..=1.0, "chance", triangular(0.3, 0.6, 0.9), "assumption", C;
    }
}

/// Words of a school's summer: whether, and who stands in.
const WORDS: usize = 2;

/// One summer of executive heads.
pub(super) fn run(
    now: Res<Now>,
    seed: Res<Seed>,
    (p, change): (Res<Parameters>, Res<headship::Parameters>),
    levers: Res<Levers>,
    groups: Res<Groups>,
    mut schools: Query<(&Open, &InGroup, &Place, &mut Climate, &mut SelfEvaluation)>,
    mut heads: Query<(
        (&mut Skill, &mut Collaborator, &mut Tenure, &mut Headship),
        (&mut LedBy, &mut Executive),
    )>,
) {
    let Some((open, in_group, places, mut climates, mut evaluations)) =
        rows(schools.contiguous_iter_mut())
    else {
        return;
    };
    let Some(((mut skills, mut collaborators, mut tenures, mut posts), (mut led, mut executives))) =
        rows(heads.contiguous_iter_mut())
    else {
        return;
    };
    let taken_on = levers.of(&collaboration::EXECUTIVE);
    let mut offices = Offices {
        loss: p.span_loss,
        skills: skills.bypass_change_detection(),
        collaborators: collaborators.bypass_change_detection(),
        tenures: tenures.bypass_change_detection(),
        posts: posts.bypass_change_detection(),
        led: led.bypass_change_detection(),
        executives: executives.bypass_change_detection(),
    };
    let climates = climates.bypass_change_detection();
    let evaluations = evaluations.bypass_change_detection();
    offices.new_heads_of_several();
    let mut draws = seed.draws(SUMMER);
    for school in 0..open.len() {
        let Executive { lead, .. } = offices.executives[school];
        let chance = if lead.is_some() { 1.0 } else { taken_on[school] };
        if chance == 0.0 || (lead.is_none() && !offices.falls_vacant(school)) {
            continue;
        }
        let words = draws.at::<WORDS>(school as u32, now.address(), 0);
        if let Some(lead) = lead.map(|lead| lead as usize) {
            let parted = !open[school].0 || !open[lead].0 || in_group[lead] != in_group[school];
            let new_head = offices.tenures[lead].0 == 0;
            if !parted && !new_head {
                continue;
            }
            climates[school].0 -= change.dip;
            evaluations[school].bias *= change.bias_kept;
            if parted || uniform(words[0]) < p.ends {
                offices.part(school, lead, normal(words[1]));
            }
        } else if uniform(words[0]) < chance {
            let free = |other: &usize| {
                *other != school && open[*other].0 && offices.may_take_on(*other, p.most)
            };
            let far = |other: usize| kilometres(places[school], places[other]);
            let members = groups.members(in_group[school].0).iter().map(|other| *other as usize);
            let nearest = members.filter(free).min_by(|a, b| far(*a).total_cmp(&far(*b)));
            if let Some(lead) = nearest {
                offices.take_on(school, lead);
            }
        }
    }
    offices.share_heads();
}

/// Who leads which schools.
struct Offices<'a> {
    loss: f64,
    skills: &'a mut [Skill],
    collaborators: &'a mut [Collaborator],
    tenures: &'a mut [Tenure],
    posts: &'a mut [Headship],
    led: &'a mut [LedBy],
    executives: &'a mut [Executive],
}

impl Offices<'_> {
    /// A new head of several schools is worth less to each from the first day.
    fn new_heads_of_several(&mut self) {
        for school in 0..self.skills.len() {
            let Executive { lead, schools } = self.executives[school];
            if lead.is_none() && schools > 1 && self.tenures[school].0 == 0 {
                self.skills[school].0 -= self.loss * math::ln(f64::from(schools));
            }
        }
    }

    /// Whether the head of a school of its own has just left.
    fn falls_vacant(&self, school: usize) -> bool {
        let Executive { lead, schools } = self.executives[school];
        lead.is_none() && schools == 1 && self.led[school].leaves
    }

    /// Whether a head can take on one more school: not in the first year, nor beyond the most.
    fn may_take_on(&self, school: usize, most: f64) -> bool {
        let Executive { lead, schools } = self.executives[school];
        lead.is_none()
            && f64::from(schools) < most
            && self.tenures[school].0 > 0
            && self.posts[school] != Headship::Interim
    }

    fn take_on(&mut self, school: usize, lead: usize) {
        self.executives[school].lead = Some(lead as u32);
        self.spread(lead, self.executives[lead].schools.saturating_add(1));
    }

    /// A school gets a head of its own again: for a year somebody stands in.
    fn part(&mut self, school: usize, lead: usize, skill: f64) {
        self.executives[school].lead = None;
        self.spread(lead, self.executives[lead].schools.saturating_sub(1).max(1));
        (self.skills[school], self.tenures[school]) = (Skill(skill), Tenure(0));
        self.posts[school] = Headship::Interim;
    }

    /// A head leads so many schools from now on.
    fn spread(&mut self, lead: usize, schools: u8) {
        let before = &mut self.executives[lead].schools;
        let further = math::ln(f64::from(schools) / f64::from(*before));
        *before = schools;
        self.skills[lead].0 -= self.loss * further;
    }

    /// Schools without a head of their own have whatever their executive head is.
    fn share_heads(&mut self) {
        for school in 0..self.skills.len() {
            if let Some(lead) = self.executives[school].lead.map(|lead| lead as usize) {
                self.skills[school] = self.skills[lead];
                self.collaborators[school] = self.collaborators[lead];
                self.tenures[school] = self.tenures[lead];
                self.posts[school] = self.posts[lead];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three schools with heads of skill 1, 2 and 3 in their second year.
    fn with<T>(act: impl FnOnce(&mut Offices<'_>) -> T) -> (T, [Skill; 3], [Executive; 3]) {
        let mut skills = [Skill(1.0), Skill(2.0), Skill(3.0)];
        let mut executives = [Executive::default(); 3];
        let mut offices = Offices {
            loss: 0.5,
            skills: &mut skills,
            collaborators: &mut [Collaborator::default(); 3],
            tenures: &mut [Tenure(3); 3],
            posts: &mut [Headship::FirstHeadship; 3],
            led: &mut [LedBy { leaves: true, ..LedBy::default() }; 3],
            executives: &mut executives,
        };
        let given = act(&mut offices);
        (given, skills, executives)
    }

    #[test]
    fn a_head_who_takes_on_a_school_is_worth_less_to_both_and_recovers_when_they_part() {
        let (_, skills, executives) = with(|offices| {
            offices.take_on(0, 2);
            offices.share_heads();
        });
        let less = 3.0 - 0.5 * math::ln(2.0);
        assert!((skills[0].0 - less).abs() < 1e-12 && (skills[2].0 - less).abs() < 1e-12);
        assert_eq!((executives[0].lead, executives[2].schools), (Some(2), 2));
        let (_, skills, executives) = with(|offices| {
            offices.take_on(0, 2);
            offices.part(0, 2, -0.3);
        });
        assert!((skills[2].0 - 3.0).abs() < 1e-12);
        assert_eq!((skills[0].0, executives[0].lead, executives[2].schools), (-0.3, None, 1));
    }

    #[test]
    fn nobody_takes_on_more_than_the_most_nor_leads_twice_over() {
        let (free, ..) = with(|offices| {
            offices.take_on(0, 2);
            [0, 1, 2].map(|head| offices.may_take_on(head, 2.0))
        });
        assert_eq!(free, [false, true, false]);
        let (vacant, ..) = with(|offices| {
            offices.take_on(0, 2);
            [0, 1, 2].map(|school| offices.falls_vacant(school))
        });
        assert_eq!(vacant, [false, true, false]);
    }

    #[test]
    fn a_new_head_of_two_schools_starts_with_the_loss() {
        let (_, skills, _) = with(|offices| {
            offices.take_on(0, 2);
            (offices.skills[2], offices.tenures[2]) = (Skill(1.0), Tenure(0));
            offices.new_heads_of_several();
        });
        assert!((skills[2].0 - 1.0 + 0.5 * math::ln(2.0)).abs() < 1e-12);
    }
}
